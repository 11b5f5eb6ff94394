"""Working days: the national calendar of holidays and make-up days, and what the hospital chose beyond it ⚙.

The calendar of a year is published in the autumn before; of years that the library does not know yet, Saturdays and Sundays are off.
"""

import datetime as dt
from itertools import count, islice
from typing import Protocol

SATURDAY = 5


class OwnDays(Protocol):
    """What a hospital chose beyond the national calendar: ISO days."""

    @property
    def holidays(self) -> frozenset[str]:
        """On which no work is done."""

    @property
    def workdays(self) -> frozenset[str]:
        """On which work is done all the same."""


def is_workday(day: dt.date, chosen: OwnDays) -> bool:
    """Whether work is done on that day."""
    if day.isoformat() in chosen.workdays:
        return True
    if day.isoformat() in chosen.holidays:
        return False
    from chinese_calendar import is_workday as nationally

    try:
        return bool(nationally(day))
    except NotImplementedError:  # the package's own word for a year whose calendar it does not know yet
        return day.weekday() < SATURDAY


def after(day: dt.date, number: int, chosen: OwnDays) -> dt.date:
    """The day on which so many working days have passed since that day; with 0 the day itself."""
    if number == 0:
        return day
    following = (day + dt.timedelta(days=n) for n in count(1))
    return next(islice((one for one in following if is_workday(one, chosen)), number - 1, None))


def between(first: dt.date, last: dt.date, chosen: OwnDays) -> int:
    """How many working days lie after the first, up to and with the last."""
    days = (first + dt.timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(is_workday(day, chosen) for day in days)
