"""Invented identity numbers, each valid by its own rule and nobody's."""

import datetime as dt
import random

REGION = "990000"
DEAD = "15400"  # a message to such a phone arrives nowhere
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def check_digit(first17: str) -> str:
    """ISO 7064 MOD 11-2, as GB 11643 uses it."""
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True)) % 11]


def resident_id(born: dt.date, order: int, region: str = REGION) -> str:
    """18 characters; an odd order is a man's."""
    first17 = f"{region}{born:%Y%m%d}{order:03d}"
    return first17 + check_digit(first17)


def permanent_residence(born: dt.date, order: int) -> str:
    """A foreigner's card since 2023: 18 digits, the first a 9 (the last may be X)."""
    first17 = f"911156{born:%Y%m%d}{order:03d}"
    return first17 + check_digit(first17)


def old_permanent_residence(rng: random.Random) -> str:
    """A foreigner's card before 2023: 3 letters and 12 digits."""
    return "ZZX" + "".join(rng.choices("0123456789", k=12))


def hk_macau_pass(rng: random.Random, *, reissue: bool) -> str:
    """H or M and 8 digits for life; older prints count reissues in 2 more."""
    return rng.choice("HM") + "".join(rng.choices("0123456789", k=8)) + ("02" if reissue else "")


def digits(rng: random.Random, count: int) -> str:
    """So many digits."""
    return "".join(rng.choices("0123456789", k=count))


def phone(order: int, *, dead: bool = False) -> str:
    """An 11-digit mobile number."""
    return f"{DEAD}{order:06d}" if dead else f"1549{order:07d}"
