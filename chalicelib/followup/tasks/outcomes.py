"""What may come of a task; and one deed on it in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from chalicelib.followup.models import Ask, Enrolment, Task
from chalicelib.kernel import audit
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Staff, still_on_duty


class Outcome(StrEnum):
    """In a word."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    WRONG_PERSON = "wrong_person"
    DECLINED = "declined"  # does not want to be followed up any more
    DIED = "died"  # as the family says: the HIS is to be told


@contextmanager
def deed(me: Staff, found: Task, act: str, once: Once) -> Iterator[Unit]:
    """One deed of staff: on duty, what the block adds, the audit entry; done once. Raises Repeated, OffDuty, TaskChanged."""
    unit = Unit()
    once.remember(unit, found.id)
    still_on_duty(unit, me)
    yield unit
    audit.write(unit, me.id, f"followup.{act}", found.id)
    once.commit(unit)


def follow(unit: Unit, task: Task) -> None:
    """A task made because of an enrolment ends with it."""
    if task.enrolment:
        unit.update(Enrolment(task.enrolment), [Enrolment.tasks.add({task.id})], condition=Enrolment.id.exists())


def follow_ask(unit: Unit, task: Task, ask: Ask) -> None:
    """Likewise what is asked because of it."""
    if task.enrolment:
        unit.update(Enrolment(task.enrolment), [Enrolment.asks.add({ask.id})], condition=Enrolment.id.exists())
