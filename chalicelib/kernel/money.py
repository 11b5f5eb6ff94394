"""Money is a whole number of fen (1 yuan = 100 fen)."""

from typing import NewType

Fen = NewType("Fen", int)


def yuan(amount: Fen) -> str:
    """`5000` → `50.00元`, as patients read it."""
    sign, whole = ("-", -amount) if amount < 0 else ("", amount)
    return f"{sign}{whole // 100}.{whole % 100:02d}元"
