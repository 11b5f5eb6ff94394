"""Counting: each fact once, in the transaction that remembers that it was counted."""

from pynamodb.expressions.update import Action

from chalicelib.directory import called
from chalicelib.kernel import clock, facts
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.tables import Unit
from chalicelib.statistics.measures import COUNTED, Tally
from chalicelib.statistics.models import Count

CONSUMER = "statistics"
KINDS = ("campus", "department", "doctor")


def count(fact: Fact) -> None:
    """Count one fact in its month: for the hospital, and for the campus, department and doctor that it names."""
    month = f"{clock.local(clock.read(fact.at)):%Y-%m}"
    where = places(fact)
    with Unit() as unit:
        facts.once(unit, CONSUMER, fact.id)
        for tally in COUNTED[fact.kind, fact.purpose](fact):
            unit.update(Count.of_hospital(month, tally.measure), _one_more(tally))
            for kind, which in where.items():
                unit.update(Count.of_one(kind, which, month, tally.measure), _one_more(tally))


def places(fact: Fact) -> dict[str, str]:
    """Where it happened; a department tells its campus."""
    found = {kind: fact.about[kind] for kind in KINDS if fact.about.get(kind)}
    campus = found.get("campus") or called.campus_of(found.get("department", ""))
    return found | {"campus": campus} if campus else found


def _one_more(tally: Tally) -> list[Action]:
    actions: list[Action] = [Count.times.add(1)]
    if tally.total:
        actions.append(Count.total.add(tally.total))
    if tally.good:
        actions.append(Count.good.add(tally.good))
    return actions
