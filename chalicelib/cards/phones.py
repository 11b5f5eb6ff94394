"""Phone numbers as hospitals keep them, read as E.164."""

import re
import unicodedata

_MAINLAND = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_ABROAD = re.compile(r"(?:\+|00)([1-9]\d{6,14})")
CHINA = "+86"


def e164(text: str) -> str | None:
    """The number in E.164; None when it cannot take a short message (a landline, a cut number, words)."""
    plain = re.sub(r"[\s()-]", "", unicodedata.normalize("NFKC", text))
    if mainland := _MAINLAND.fullmatch(plain):
        return CHINA + mainland[1]
    abroad = _ABROAD.fullmatch(plain)
    return "+" + abroad[1] if abroad and not abroad[1].startswith("86") else None


def first_usable(numbers: tuple[str, ...]) -> str | None:
    """The foremost reserved number that can take a short message."""
    return next((number for one in numbers if (number := e164(one))), None)
