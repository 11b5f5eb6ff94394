"""What goes in and out at the desk's edge."""

from typing import Literal

from pydantic import Field

from chalicelib.kernel.http import Query, View
from chalicelib.statistics import reporting, words
from chalicelib.statistics.measures import Measure
from chalicelib.statistics.reporting import Row

MONTH = r"^20\d{2}-(0[1-9]|1[0-2])$"


class InMonth(Query):
    """Which month."""

    month: str = Field(pattern=MONTH)


class Wanted(InMonth):
    """Which month, by what; by month: the twelve up to it."""

    by: Literal["month", "campus", "department", "doctor"] = "month"


class CountView(View):
    """How often."""

    key: Measure
    title: str
    times: int


class RateView(View):
    """A part of a whole. No percentage where the whole is nothing."""

    key: str
    title: str
    means: str
    part: int
    whole: int
    percent: float | None


class ScoreView(View):
    """How something was scored: answers, mean stars, percent of four and five stars."""

    key: Measure
    title: str
    answers: int
    mean: float | None
    good: float | None


class FigureRowView(View):
    """One line."""

    id: str
    name: str
    counts: list[CountView]
    rates: list[RateView]
    scores: list[ScoreView]


class FigureMoneyView(View):
    """What was paid and refunded online, in fen, in how many payments and refunds."""

    paid: int
    payments: int
    refunded: int
    refunds: int


class SavedView(View):
    """Minutes that patients were spared; nothing is said while the window's own minutes are not entered."""

    bookings: int
    booking_minutes: int | None
    copies: int
    copies_minutes: int | None


class ReportView(View):
    """The lines; of the month itself the money, the minutes, and bookings by hour of the day."""

    rows: list[FigureRowView]
    money: FigureMoneyView
    saved: SavedView
    hours: list[int]


class WorkbookView(View):
    """An Excel workbook, its content in base64."""

    name: str
    content: str


def report(rows: list[Row], month: Row) -> ReportView:
    """As the desk draws it."""
    paid, back = (month.sums.get(measure, reporting.Sum()) for measure in (Measure.PAID, Measure.REFUNDED))
    return ReportView(
        rows=[_row(one) for one in rows],
        money=FigureMoneyView(paid=paid.total, payments=paid.times, refunded=back.total, refunds=back.times),
        saved=SavedView(**reporting.saved(month)._asdict()),
        hours=[month.times(f"hour_{hour:02d}") for hour in range(24)],
    )


def _row(one: Row) -> FigureRowView:
    return FigureRowView(
        id=one.id,
        name=one.name,
        counts=[CountView(key=key, title=title, times=one.times(key)) for key, title in words.COUNTS.items()],
        rates=[
            RateView(
                key=share.rate.key,
                title=share.rate.title,
                means=share.rate.means,
                part=share.part,
                whole=share.whole,
                percent=share.percent,
            )
            for share in one.shares
        ],
        scores=[
            ScoreView(
                key=score.measure, title=words.SCORED[score.measure], answers=score.answers, mean=score.mean, good=score.good
            )
            for score in one.scores
        ],
    )
