"""Reports: a month by campus, department or doctor, or the hospital month by month. One query each, no search."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from chalicelib.directory import catalogue
from chalicelib.statistics import settings
from chalicelib.statistics.measures import RATES, SCORES, Measure, Rate
from chalicelib.statistics.models import HOSPITAL, Count

UNKNOWN = "（已不在名录中）"


class By(StrEnum):
    """What the lines of a report are."""

    MONTH = "month"
    CAMPUS = "campus"
    DEPARTMENT = "department"
    DOCTOR = "doctor"


class Sum(NamedTuple):
    """What a counter holds."""

    times: int = 0
    total: int = 0
    good: int = 0


class Share(NamedTuple):
    """A rate of a line: the part, the whole, and in percent; None where nothing is to be divided by."""

    rate: Rate
    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """With one decimal."""
        return round(100 * self.part / self.whole, 1) if self.whole else None


class Score(NamedTuple):
    """How something was scored: of how many answers, on average, and how many gave four or five stars."""

    measure: Measure
    answers: int
    mean: float | None
    good: float | None


class Row(NamedTuple):
    """One line of a report."""

    id: str
    name: str
    sums: dict[str, Sum]

    @property
    def shares(self) -> list[Share]:
        """Every rate."""
        return [Share(one, self.times(one.part), self.times(one.whole)) for one in RATES]

    @property
    def scores(self) -> list[Score]:
        """Every score."""
        return [_score(one, self.sums.get(one, Sum())) for one in SCORES]

    def times(self, measure: str) -> int:
        """How often."""
        return self.sums.get(measure, Sum()).times


def _score(measure: Measure, sums: Sum) -> Score:
    if not sums.times:
        return Score(measure, 0, None, None)
    return Score(measure, sums.times, round(sums.total / sums.times, 2), round(100 * sums.good / sums.times, 1))


def trend(first: str, last: str) -> list[Row]:
    """The hospital, month by month, both included (2026-01)."""
    found = Count.query(HOSPITAL, Count.key.between(first, f"{last}#~"))
    return [Row(month, month, sums) for month, sums in sorted(_gathered(found).items())]


def of_month(by: By, month: str) -> list[Row]:
    """One month by campus, department or doctor, in the order of their names."""
    names = _names(by)
    found = _gathered(Count.query(f"{by}#{month}"))
    rows = [Row(which, names.get(which, UNKNOWN), sums) for which, sums in found.items()]
    return sorted(rows, key=lambda row: (row.name == UNKNOWN, row.name, row.id))


def _gathered(counts: Iterable[Count]) -> dict[str, dict[str, Sum]]:
    found: dict[str, dict[str, Sum]] = {}
    for one in counts:
        which, _, measure = one.key.rpartition("#")
        found.setdefault(which, {})[measure] = Sum(int(one.times), int(one.total), int(one.good))
    return found


def _names(by: By) -> dict[str, str]:
    hospital = catalogue.hospital()
    known = {By.CAMPUS: hospital.campuses, By.DEPARTMENT: hospital.departments, By.DOCTOR: hospital.doctors}
    return {one.id: one.name for one in known.get(by, ())}


class Saved(NamedTuple):
    """What patients were spared in a month, each with what it is made of; None while the hospital has not measured its window."""

    bookings: int
    booking_minutes: int | None
    copies: int
    copies_minutes: int | None


def saved(row: Row) -> Saved:
    """Minutes: bookings and copies of the month, times what the window took before."""
    chosen = settings.chosen()
    bookings, copies = row.times(Measure.BOOKED), row.times(Measure.COPIES_DONE)
    return Saved(
        bookings,
        bookings * chosen.booking_minutes if chosen.booking_minutes else None,
        copies,
        copies * chosen.copies_minutes if chosen.copies_minutes else None,
    )
