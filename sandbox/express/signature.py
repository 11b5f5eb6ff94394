"""丰桥's 标准MD5, checked from its description: the URL encoding is written out byte by byte, not borrowed from a library."""

import base64
import hashlib
import hmac

PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-*_")


def encoded(text: str) -> str:
    """As java.net.URLEncoder does it in UTF-8."""
    return "".join("+" if one == 0x20 else chr(one) if one in PLAIN else f"%{one:02X}" for one in text.encode())


def fits(digest: str, message: str, timestamp: str, check_word: str) -> bool:
    """Whether that digest is of that message."""
    right = base64.b64encode(
        hashlib.md5(encoded(message + timestamp + check_word).encode(), usedforsecurity=False).digest()
    ).decode()
    return hmac.compare_digest(right.encode(), digest.encode())
