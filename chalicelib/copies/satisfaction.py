"""How content applicants were, counted by month as they answer: no answer is read twice, no table is searched."""

import datetime as dt
from typing import NamedTuple

from chalicelib.copies import records
from chalicelib.copies.given.models import Rated
from chalicelib.kernel import clock, facts
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.tables import Unit

CONSUMER = "copies.satisfaction"
MONTHS = 12
STARS = 5


class Content(NamedTuple):
    """The answers of the last months: how many gave 1 to 5 stars."""

    by_stars: tuple[int, ...]

    @property
    def answers(self) -> int:
        """How many answered."""
        return sum(self.by_stars)

    @property
    def mean(self) -> float:
        """In stars; 0 when nobody has answered."""
        return round(sum(stars * n for stars, n in enumerate(self.by_stars, 1)) / self.answers, 2) if self.answers else 0.0


def count(fact: Fact) -> None:
    """Somebody has answered: counted once."""
    found = records.known(fact.subject)
    month = f"{clock.local(clock.read(fact.at)):%Y-%m}"
    with Unit() as unit:
        facts.once(unit, CONSUMER, fact.id)
        unit.update(Rated(found.campus, f"{month}#{fact.about['stars']}"), [Rated.times.add(1)])


def of(campus: str) -> Content:
    """The answers of the last twelve months."""
    since = clock.today() - dt.timedelta(days=MONTHS * 30)
    tally = dict.fromkeys(range(1, STARS + 1), 0)
    for one in Rated.query(campus, Rated.slot >= f"{since:%Y-%m}"):
        tally[int(one.slot.rpartition("#")[2])] += int(one.times)
    return Content(tuple(tally.values()))
