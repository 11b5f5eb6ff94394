"""What is printed and stuck onto copies: neutral outside, with a code that the desk scans and that shows when it was misread."""

from typing import NamedTuple

from chalicelib.copies import copying, parcels
from chalicelib.copies.models import Application
from chalicelib.copies.pickup import times
from chalicelib.copies.pickup.models import HalfHourId
from chalicelib.copies.states import Delivery
from chalicelib.kernel import clock, masks

PREFIX = "XLBA"  # begins what is encoded, so that another bar code is not taken for one of ours


class Label(NamedTuple):
    """The label of one round of an application."""

    code: str  # what the bar code holds
    number: str
    name: str  # masked: a label lies on a shelf
    copies: int
    pages: int
    round: int
    stamped: str  # the day
    where: str  # pick-up: place and time; express: carrier and waybill


def label(found: Application, name: str) -> Label:
    """The label, for the name of whoever fetches or gets the copies."""
    copied = clock.local(clock.read(found.copied_at)).date().isoformat() if found.copied_at else ""
    pages = sum(copying.of_round(found).values())
    rounds = int(found.round)
    return Label(encoded(found), found.number, masks.name(name), int(found.copies), pages, rounds, copied, _where(found))


def encoded(found: Application) -> str:
    """`XLBA` number, round, check digit."""
    digits = f"{found.number}{int(found.round):02d}"
    return f"{PREFIX}{digits}{check_digit(digits)}"


def read(code: str) -> tuple[str, int] | None:
    """Number and round of a scanned label; None when it is none of ours or was misread."""
    digits = code.strip().upper().removeprefix(PREFIX)
    if not code.strip().upper().startswith(PREFIX) or not digits.isdecimal() or not digits.isascii() or len(digits) < 5:  # noqa: PLR2004
        return None
    body, check = digits[:-1], digits[-1]
    return (body[:-2], int(body[-2:])) if check_digit(body) == check else None


def check_digit(digits: str) -> str:
    """GS1's modulo 10: every single wrong digit shows."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def _where(found: Application) -> str:
    if found.delivery == Delivery.EXPRESS:
        state = parcels.state(found)
        return f"{found.parcel.get('carrier', '')} {found.parcel.get('waybill', '')}".strip() if state else ""
    if found.time.get("half"):
        start = clock.local(times.start_of(HalfHourId(found.time["half"])))
        return f"{times.place(found.time['place']).name} {start:%m-%d %H:%M}"
    return ""
