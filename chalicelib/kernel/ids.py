"""Opaque ids: `[A-Za-z0-9_-]`, never personal data, safe in a path and in a log."""

import hashlib
import re
import secrets
import time
from typing import NewType

AccountId = NewType("AccountId", str)
PatientId = NewType("PatientId", str)
CardId = NewType("CardId", str)

OPAQUE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford: no i, l, o, u


def _base32(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, low = divmod(number, 32)
        digits.append(_ALPHABET[low])
    return "".join(reversed(digits))


def new() -> str:
    """26 characters: 48 bits of milliseconds, then 80 random bits. Later ids sort later."""
    return _base32((time.time_ns() // 1_000_000) << 80 | secrets.randbits(80), 26)


def derived(*parts: str) -> str:
    """26 characters that depend on the parts alone: the same subject gives the same id.

    Parts are joined unambiguously, so ("ab", "c") and ("a", "bc") differ.
    """
    digest = hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).digest()
    return _base32(int.from_bytes(digest[:17], "big") >> 6, 26)


def code(digits: int) -> str:
    """A random decimal code of that many digits."""
    return f"{secrets.randbelow(10**digits):0{digits}d}"
