"""Signatures of docs/invoice-profile.md, computed from the page: HMAC (RFC 2104) written out over SHA-256."""

import hashlib

BLOCK = 64


def sign(key: str, text: str) -> str:
    """Hexadecimal."""
    padded = key.encode() if len(key.encode()) <= BLOCK else hashlib.sha256(key.encode()).digest()
    padded = padded.ljust(BLOCK, b"\0")
    inner = hashlib.sha256(bytes(one ^ 0x36 for one in padded) + text.encode()).digest()
    return hashlib.sha256(bytes(one ^ 0x5C for one in padded) + inner).hexdigest()


def of_request(key: str, method: str, path: str, who: tuple[str, str, str], body: bytes) -> str:
    """`who`: app id, timestamp, nonce."""
    return sign(key, "\n".join([method, path, *who, hashlib.sha256(body).hexdigest(), ""]))


def of_answer(key: str, status: int, nonce: str, timestamp: str, body: bytes) -> str:
    """`nonce`: the request's."""
    return sign(key, f"{status}\n{nonce}\n{timestamp}\n{hashlib.sha256(body).hexdigest()}\n")
