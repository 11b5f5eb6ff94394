"""Two patients of the master index become one, or two again: enrolments and asks follow, and nobody is in a plan twice.

Who did not want to be followed up under one of two names does not under the one that stays.
"""

import contextlib

from chalicelib.followup import people
from chalicelib.followup.models import Ask, Enrolment, Of, OptOut
from chalicelib.followup.plans import enrolling, stopping
from chalicelib.followup.states import Ended, EnrolmentState
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.tables import LostRace, Unit


def merged(fact: Fact) -> None:
    """Move everything of the old patient to the one it became; of two enrolments in one plan the old one's ends."""
    for row in list(Of.query(f"patient#{fact.subject}", consistent_read=True)):
        _move(row, fact.about["into"], was=row.was or fact.subject)
    if OptOut.find(f"patient#{fact.subject}"):
        _leave_alone(fact.subject, f"patient#{fact.about['into']}")


def unmerged(fact: Fact) -> None:
    """Move back what came from the old patient. What was ended by the merge stays so."""
    for row in list(Of.query(f"patient#{fact.about['into']}", consistent_read=True)):
        if row.was == fact.subject:
            _move(row, fact.subject, was="")
    wish = OptOut.find(f"patient#{fact.about['into']}")
    if wish and wish.was == fact.subject:  # the old patient's own still stands
        wish.delete(OptOut.was == fact.subject)


def _leave_alone(old: str, whose: str) -> None:
    with contextlib.suppress(LostRace), Unit() as unit:  # the one that stays said so, too
        stopping.opt_out(unit, whose, was=old)
    stopping.leave_alone(whose, Ended.OPTED_OUT)


def _move(row: Of, to: str, *, was: str) -> None:
    kind, _, name = row.what.partition("#")
    if kind == "plan":
        return  # goes with its enrolment
    key = f"patient#{to}"
    with Unit() as unit:
        unit.put(Of(key, row.what, was=was))
        unit.delete(row)
        if kind == "ask":
            unit.update(Ask(name), [Ask.patient.set(to)], condition=Ask.id.exists())
            return
        found = Enrolment.get(name, consistent_read=True)
        twice = Of.find(key, f"plan#{found.plan}") is not None
        goes_on = found.state == EnrolmentState.ACTIVE
        if goes_on and not twice:
            unit.delete(enrolling.place(found))
            unit.put(Of(key, f"plan#{found.plan}", was=was), condition=Of.whose.does_not_exist())
        if not (goes_on and twice):
            unit.update(Enrolment(name), [Enrolment.patient.set(to)], condition=Enrolment.state == found.state)
    if goes_on and twice:
        stopping.stop(found, Ended.MERGED)


def of_patient(patient: str) -> list[Of]:
    """What is theirs, for whoever shows it."""
    return list(Of.query(people.key(patient, ""), consistent_read=True))
