"""What ends an enrolment before its steps are done: a death, the patient's wish, a readmission, a merge, staff."""

from pynamodb.expressions.update import Action

from chalicelib.followup import people
from chalicelib.followup.asks import asking
from chalicelib.followup.models import Ask, Enrolment, Of, OptOut, Task
from chalicelib.followup.plans import building, enrolling
from chalicelib.followup.states import NEXT_ENROLMENT, NEXT_TASK, AskState, Ended, EnrolmentState, TaskState, may_become
from chalicelib.followup.tasks import making
from chalicelib.kernel import clock, facts, refusals
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.tables import Unit
from chalicelib.messages import outbox
from chalicelib.messages.outbox import Kind

STOPPED = "followup.stopped"  # the fact's kind
TRIES = 3


def stop(found: Enrolment, why: Ended) -> None:
    """Stop it: no step of it is done any more, what was asked and not answered is withdrawn, open tasks are dropped. Twice is once."""
    for tried in range(TRIES):
        if found.state != EnrolmentState.ACTIVE:
            return
        try:
            with Unit() as unit:
                _stop(unit, found, why)
        except refusals.Refusal:  # an answer, a claim or a step came in between
            if tried == TRIES - 1:
                raise
            found = Enrolment.get(found.id, consistent_read=True)
        else:
            return


def _stop(unit: Unit, found: Enrolment, why: Ended) -> None:
    actions: list[Action] = [Enrolment.state.set(EnrolmentState.STOPPED.value), Enrolment.ended.set(why.value)]
    same = Enrolment.steps == found.steps if found.steps else Enrolment.steps.does_not_exist()
    legal = may_become(Enrolment.state, EnrolmentState.STOPPED, NEXT_ENROLMENT)
    unit.update(Enrolment(found.id), actions, condition=legal & same)
    unit.delete(enrolling.place(found))
    _withdraw(unit, found)
    facts.tell(unit, STOPPED, found.id, 1, department=found.department, doctor=found.doctor, why=why.value)


def _withdraw(unit: Unit, found: Enrolment) -> None:
    """What it put to the patient or to people and is still open, and what is still on its way to them."""
    for step in sorted(found.steps or ()):
        for kind in (Kind.ARTICLE, Kind.REVISIT):
            outbox.recall(unit, kind, f"{found.id}.{step}", 1)
    for ask in Ask.batch_get(sorted(found.asks or ()), consistent_read=True):
        if ask.state == AskState.OPEN:
            withdrawn = Ask.state.set(AskState.WITHDRAWN.value)
            unit.update(Ask(ask.id), [withdrawn], condition=asking.may_end(AskState.WITHDRAWN))
            asking.take_back(unit, ask)
    for task in Task.batch_get(sorted(found.tasks or ()), consistent_read=True):
        if NEXT_TASK[TaskState(task.state)]:
            making.step(unit, task, TaskState.DROPPED)
            outbox.recall(unit, Kind.FOLLOW_UP, task.id, *range(int(task.version) + 1))


def leave_alone(whose: str, why: Ended) -> None:
    """End whatever goes on for them, and whatever is still open of what is done."""
    for one in of(whose):
        if one.state == EnrolmentState.ACTIVE:
            stop(one, why)
        else:
            with Unit() as unit:
                _withdraw(unit, one)


def of(whose: str) -> list[Enrolment]:
    """Everything that a patient is or was enrolled in, by the key of `people.key`."""
    names = [one.what.partition("#")[2] for one in Of.query(whose, Of.what.startswith("enrolment#"), consistent_read=True)]
    return list(Enrolment.batch_get(names, consistent_read=True)) if names else []


def active(*whose: str) -> list[Enrolment]:
    """Those that go on."""
    return [one for key in whose for one in of(key) if one.state == EnrolmentState.ACTIVE]


def died(fact: Fact) -> None:
    """The HIS says that the patient is dead."""
    leave_alone(f"patient#{fact.subject}", Ended.DIED)


def readmitted(patient: str, his: str, encounter: str) -> None:
    """In hospital again: every plan that wants it ends, except those of this very stay."""
    keys = dict.fromkeys((people.key(patient, his), people.key("", his)))
    for one in active(*keys):
        if one.encounter != encounter and building.published(one.plan, int(one.plan_version)).stops_when_readmitted:
            stop(one, Ended.READMITTED)


def opt_out(unit: Unit, whose: str, *, was: str = "") -> None:
    """Add to a deed's transaction that they are not followed up any more; `leave_alone` then ends what goes on.

    `was`: the patient who said so before the two became one; what they said themselves stays.
    """
    own = OptOut.whose.does_not_exist() | (OptOut.was == was) if was else None
    unit.put(OptOut(whose, at=clock.stamp(clock.now()), was=was), condition=own)
