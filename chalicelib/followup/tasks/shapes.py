"""What goes in and out at the desk: tasks and alarms."""

import datetime as dt
from typing import Annotated

from pydantic import AwareDatetime, Field, JsonValue

from chalicelib.followup.plans.shapes import Way
from chalicelib.followup.questionnaires.fhir import LINK
from chalicelib.followup.questionnaires.rules import Help
from chalicelib.followup.states import AlarmState, CallState, TaskState
from chalicelib.followup.tasks.listing import Which
from chalicelib.followup.tasks.outcomes import Outcome
from chalicelib.followup.views import AdviceView, Given, QuestionView, SaidView
from chalicelib.kernel.http import Input, Query, View

Words = Annotated[str, Field(min_length=1, max_length=2000)]


# ---- in
class ListQuery(Query):
    """Which list of which group; of what is done, which month (as 2026-11; empty: this one)."""

    group: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    which: Which
    month: str = Field(default="", pattern=r"^(\d{4}-\d{2})?$")
    after: str = Field(default="", max_length=120)


class TaskInput(Input):
    """What it shall be."""

    words: str = Field(min_length=1, max_length=500)
    way: Way = Field(strict=False)
    due: AwareDatetime = Field(strict=False)
    vip: bool


class AssignmentInput(Input):
    """Another group's (empty: as it is), or one person's (a work number: then it lies where that person looks)."""

    group: str = Field(default="", pattern=r"^[A-Za-z0-9_-]{0,64}$")
    number: str = Field(default="", max_length=32)


class ResultInput(Input):
    """What came of it; answers where the task has a questionnaire and the patient was asked."""

    outcome: Outcome = Field(strict=False)
    words: Words
    answers: dict[Annotated[str, Field(pattern=LINK)], Annotated[list[Given], Field(max_length=50)]] | None = Field(
        default=None, max_length=100
    )


class WordsInput(Input):
    """In words."""

    words: Words


class MessageInput(Input):
    """A few words to the patient; not looked at where the task's questionnaire is sent."""

    words: str = Field(default="", max_length=20)


# ---- out
class GroupView(View):
    """One group's tasks, counted."""

    group: str
    name: str
    overdue: int
    today: int
    coming: int
    done: int


class PhraseView(View):
    """A ready answer."""

    name: str
    words: str


class BoardView(View):
    """What there is to do: my groups, how many alarms wait, ready answers."""

    groups: list[GroupView]
    alarms: int
    phrases: list[PhraseView]


class TaskRow(View):
    """One task in a list; the name is masked."""

    id: str
    state: TaskState
    words: str
    name: str
    group: str
    department: str
    department_name: str
    way: Way
    way_words: str
    what: str
    due: str
    overdue: bool
    vip: bool
    assigned: str
    claimed_by: str
    mine: bool


class TasksView(View):
    """Some of a list; `next` is where the next begin, empty when there are none."""

    tasks: list[TaskRow]
    next: str


class CallView(View):
    """One call."""

    id: str
    state: CallState
    words: str
    began: str
    seconds: int
    recording: str


class TaskView(View):
    """One task in full; the result only for whoever may see the group."""

    task: TaskRow
    outcome: Outcome | None
    outcome_words: str
    result: str
    instead_of: str
    questions: list[QuestionView]
    ask: str
    said: list[SaidView]
    may_send: bool


class DiagnosisView(View):
    """What was found."""

    icd: str
    words: str


class StayView(View):
    """A stay or visit of the HIS."""

    inpatient: bool
    finished: bool
    department: str
    doctor: str
    ward: str
    began: dt.datetime
    ended: dt.datetime | None
    diagnoses: list[DiagnosisView]


class RecordView(View):
    """The patient's record as the HIS has it now."""

    name: str
    phone: str
    known: bool
    stays: list[StayView]


class FiredView(View):
    """A rule that was set off, as it was signed."""

    words: str
    turn_to: Help


class AlarmRow(View):
    """One alarm in the list: nobody's name."""

    id: str
    state: AlarmState
    words: str
    department: str
    department_name: str
    rules: list[FiredView]
    raised: str
    rung: int
    taken_by: str
    mine: bool


class AlarmsView(View):
    """The open ones, the oldest first."""

    alarms: list[AlarmRow]


class SeenView(View):
    """One alarm in full."""

    alarm: AlarmRow
    name: str
    phone: str
    title: str
    said: list[SaidView]
    advice: AdviceView | None
    response: dict[str, JsonValue] = Field(description="FHIR R4 QuestionnaireResponse")


class AgainView(View):
    """The id of the task in its place."""

    id: str
