"""What the things of this room can be, and what may follow: data, not code."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition


class DocumentState(StrEnum):
    """Where a plan or a questionnaire stands. Its published versions never change."""

    DRAFT = "draft"  # never published
    ACTIVE = "active"  # of a plan: enrols by its rule
    PAUSED = "paused"  # enrols nobody; whoever is enrolled goes on
    RETIRED = "retired"


class EnrolmentState(StrEnum):
    """Where one patient stands in one plan."""

    ACTIVE = "active"
    DONE = "done"  # every step was done or let fall
    STOPPED = "stopped"


class Ended(StrEnum):
    """Why an enrolment was stopped."""

    DIED = "died"
    OPTED_OUT = "opted_out"
    READMITTED = "readmitted"
    MERGED = "merged"  # two patients turned out to be one, enrolled twice


class AskState(StrEnum):
    """Where one questionnaire put to one patient stands."""

    OPEN = "open"
    ANSWERED = "answered"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"  # its enrolment was stopped


class TaskState(StrEnum):
    """Where a task for people stands."""

    OPEN = "open"  # nobody has begun: it may be changed or deleted
    CLAIMED = "claimed"
    DONE = "done"
    INTERRUPTED = "interrupted"  # begun and not finished: the centre has a new one
    DELETED = "deleted"
    DROPPED = "dropped"  # its enrolment was stopped


class AlarmState(StrEnum):
    """Where an alarm stands."""

    RAISED = "raised"  # nobody has taken it
    TAKEN = "taken"
    CLOSED = "closed"


class CallState(StrEnum):
    """Where a call stands."""

    DIALLING = "dialling"
    UNKNOWN = "unknown"  # no usable answer of the device: it is asked until it says
    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"
    FAILED = "failed"  # refused by the device, or it never had the call


NEXT_DOCUMENT: dict[DocumentState, frozenset[DocumentState]] = {
    DocumentState.DRAFT: frozenset({DocumentState.ACTIVE, DocumentState.RETIRED}),
    DocumentState.ACTIVE: frozenset({DocumentState.PAUSED, DocumentState.RETIRED}),
    DocumentState.PAUSED: frozenset({DocumentState.ACTIVE, DocumentState.RETIRED}),
    DocumentState.RETIRED: frozenset(),
}
NEXT_ENROLMENT: dict[EnrolmentState, frozenset[EnrolmentState]] = {
    EnrolmentState.ACTIVE: frozenset({EnrolmentState.DONE, EnrolmentState.STOPPED}),
    EnrolmentState.DONE: frozenset(),
    EnrolmentState.STOPPED: frozenset(),
}
NEXT_ASK: dict[AskState, frozenset[AskState]] = {
    AskState.OPEN: frozenset({AskState.ANSWERED, AskState.EXPIRED, AskState.WITHDRAWN}),
    AskState.ANSWERED: frozenset(),
    AskState.EXPIRED: frozenset(),
    AskState.WITHDRAWN: frozenset(),
}
NEXT_TASK: dict[TaskState, frozenset[TaskState]] = {
    TaskState.OPEN: frozenset({TaskState.CLAIMED, TaskState.DELETED, TaskState.DROPPED}),
    TaskState.CLAIMED: frozenset({TaskState.OPEN, TaskState.DONE, TaskState.INTERRUPTED, TaskState.DROPPED}),
    TaskState.DONE: frozenset(),
    TaskState.INTERRUPTED: frozenset(),
    TaskState.DELETED: frozenset(),
    TaskState.DROPPED: frozenset(),
}
NEXT_ALARM: dict[AlarmState, frozenset[AlarmState]] = {
    AlarmState.RAISED: frozenset({AlarmState.TAKEN}),
    AlarmState.TAKEN: frozenset({AlarmState.CLOSED}),
    AlarmState.CLOSED: frozenset(),
}
NEXT_CALL: dict[CallState, frozenset[CallState]] = {
    CallState.DIALLING: frozenset({CallState.UNKNOWN, CallState.ANSWERED, CallState.NOT_ANSWERED, CallState.FAILED}),
    CallState.UNKNOWN: frozenset({CallState.DIALLING, CallState.ANSWERED, CallState.NOT_ANSWERED, CallState.FAILED}),
    CallState.ANSWERED: frozenset(),
    CallState.NOT_ANSWERED: frozenset(),
    CallState.FAILED: frozenset(),
}
_S = TypeVar("_S", bound=StrEnum)
TABLES: dict[str, Mapping[Any, frozenset[Any]]] = {  # for the drawing of them
    "plan or questionnaire": NEXT_DOCUMENT,
    "enrolment": NEXT_ENROLMENT,
    "ask": NEXT_ASK,
    "task": NEXT_TASK,
    "alarm": NEXT_ALARM,
    "call": NEXT_CALL,
}


def may_become(attribute: UnicodeAttribute, to: _S, table: Mapping[_S, frozenset[_S]]) -> Condition:
    """The condition on an item's state under which that state may follow."""
    legal: Condition = attribute.is_in(*[state.value for state, following in table.items() if to in following])
    return legal
