"""The honest clock: how long applications stay where, counted as they go, so that a median costs no scan.

Lengths fall into buckets that grow by a quarter each: a median is right to about a tenth, which is what patients are told.
"""

import datetime as dt
import math

from chalicelib.copies.models import Application, Spent
from chalicelib.copies.states import State
from chalicelib.kernel import clock, facts
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.tables import Unit

CONSUMER = "copies.timing"
DAYS = 30
FIRST, GROWS = 60.0, 1.25  # seconds of the first bucket, and the ratio from one to the next
KEPT = dt.timedelta(days=DAYS + 5)


def left(fact: Fact) -> None:
    """An application left a state: count how long it was there, once."""
    was, since = fact.about.get("was"), fact.about.get("since")
    if not was or not since:
        return
    at = clock.read(fact.at)
    slot = f"{clock.local(at).date().isoformat()}#{bucket(at - clock.read(since)):03d}"
    with Unit() as unit:
        facts.once(unit, CONSUMER, fact.id)
        unit.update(Spent(was, slot), [Spent.times.add(1), Spent.until.set(at + KEPT)])


def bucket(length: dt.timedelta) -> int:
    """Which bucket a length falls into."""
    return max(0, math.ceil(math.log(max(length.total_seconds(), 1) / FIRST, GROWS)))


def median(state: State) -> dt.timedelta | None:
    """The median stay in a state over the last 30 days; None before anything left it. One query."""
    since = (clock.today() - dt.timedelta(days=DAYS)).isoformat()
    counted: dict[int, int] = {}
    for one in Spent.query(state.value, Spent.slot >= since):
        number = int(one.slot.rpartition("#")[2])
        counted[number] = counted.get(number, 0) + int(one.times)
    half, passed = sum(counted.values()) / 2, 0
    for number in sorted(counted):
        passed += counted[number]
        if passed >= half:
            return dt.timedelta(seconds=FIRST * GROWS ** (number - 0.5))
    return None


def words(length: dt.timedelta | None) -> str:
    """`约3小时`, `约2天`; empty when nothing is known."""
    if length is None:
        return ""
    minutes = length.total_seconds() / 60
    if minutes < 60:  # noqa: PLR2004 - of an hour
        return f"约{max(1, round(minutes))}分钟"
    return f"约{round(minutes / 60)}小时" if minutes < 24 * 60 else f"约{round(minutes / 1440)}天"


def overdue(found: Application) -> bool:
    """Whether the day is past by which the copies were to be ready."""
    return bool(found.due) and found.due < clock.stamp(clock.now())
