"""What goes in and out at the desk's edge."""

from typing import Literal

from pydantic import Field

from chalicelib.cards import patients
from chalicelib.directory import called
from chalicelib.feedback import cases, rating, transitions, views
from chalicelib.feedback.cases import Counts, Page
from chalicelib.feedback.models import Case, Rating
from chalicelib.feedback.states import CaseKind, CaseState, Occasion, Showing
from chalicelib.feedback.views import ID, SaidInput, Words
from chalicelib.kernel import clock, masks, refusals
from chalicelib.kernel.http import Input, Query, View
from chalicelib.kernel.ids import PatientId
from chalicelib.staff.sessions import StaffId, names_of

MONTH = r"^(\d{4}-(0[1-9]|1[0-2]))?$"
_HAPPENED = {"registered": "登记", "assigned": "转科室办理", "handed_back": "退回服务中心", "answered": "答复"}
_HAPPENED |= {"reopened": "对答复有异议", "closed": "办结"}


class At(Query):
    """At which campus."""

    campus: str = Field(pattern=ID)


class InList(At):
    """Which list, behind which row. Closed ones lie by the month in which they came."""

    list: Literal["registered", "assigned", "overdue", "answered", "closed", "department"]
    month: str = Field("", pattern=MONTH)
    after: str = Field("", max_length=120)


class Behind(At):
    """Behind which row."""

    after: str = Field("", max_length=120)


class CallerInput(SaidInput):
    """What a caller says."""


class CaseAssignInput(Input):
    """To which department, with a word to them."""

    department: str = Field(pattern=ID)
    note: str = Field("", max_length=500)


class FeedbackNoteInput(Input):
    """Why."""

    note: str = Field(min_length=1, max_length=500, pattern=r"\S")


class CaseAnswerInput(Input):
    """What the hospital says, as the patient reads it."""

    words: str = Words


class ShowingInput(Input):
    """Whether others may read it."""

    show: bool


class FeedbackCountsView(View):
    """What waits, for the office by campus and for my own department."""

    registered: int
    assigned: int
    answered: int
    overdue: int
    department: int
    department_overdue: int


class FeedbackRowView(View):
    """One case in a list."""

    id: str
    number: str
    kind: CaseKind
    title: str
    state: CaseState
    since: str
    due: str
    overdue: bool
    department: str
    handler: str
    anonymous: bool
    excerpt: str


class FeedbackRowsView(View):
    """Some cases, and where the next begin (empty: there are none)."""

    rows: list[FeedbackRowView]
    next: str


class FeedbackStepView(View):
    """One line of the history."""

    at: str
    happened: str
    by: str
    words: str
    told: bool


class FeedbackCaseView(View):
    """One case, whole. Where to call stands behind a button of its own."""

    id: str
    number: str
    kind: CaseKind
    title: str
    state: CaseState
    since: str
    due: str
    overdue: bool
    campus: str
    department: str
    doctor: str
    handler: str
    anonymous: bool
    patient: str
    has_phone: bool
    words: str
    reopened: int
    content: str
    lines: list[FeedbackStepView]


class CallBackView(View):
    """Where to call back."""

    phone: str


class RatingRow(View):
    """One rating with words; nobody's name stands there."""

    id: str
    occasion: str
    day: str
    department: str
    doctor: str
    scores: dict[str, int]
    words: str
    showing: Showing
    answered: str


class RatingRows(View):
    """Some ratings, and where the next begin (empty: there are none)."""

    rows: list[RatingRow]
    next: str


def counts(found: Counts) -> FeedbackCountsView:
    """As they are."""
    return FeedbackCountsView(**found._asdict())


def rows(page: Page) -> FeedbackRowsView:
    """One page."""
    return FeedbackRowsView(rows=[_row(one) for one in page.cases], next=page.next)


def all_rows(found: list[Case]) -> FeedbackRowsView:
    """All of them."""
    return FeedbackRowsView(rows=[_row(one) for one in found], next="")


def _overdue(found: Case) -> bool:
    return found.due < clock.today().isoformat() and found.stands in (CaseState.REGISTERED, CaseState.ASSIGNED)


def _row(found: Case) -> FeedbackRowView:
    return FeedbackRowView(
        id=found.id,
        number=found.number,
        kind=CaseKind(found.kind),
        title=views.KINDS[CaseKind(found.kind)],
        state=found.stands,
        since=found.since,
        due=found.due,
        overdue=_overdue(found),
        department=called.department_name(found.department),
        handler=called.department_name(found.handler),
        anonymous=bool(found.anonymous),
        excerpt=cases.words(found)[:60],
    )


def case(found: Case) -> FeedbackCaseView:
    """One case with its history and who did what."""
    steps = cases.steps(found.id)
    names = names_of(StaffId(one.by) for one in steps if one.by)
    return FeedbackCaseView(
        id=found.id,
        number=found.number,
        kind=CaseKind(found.kind),
        title=views.KINDS[CaseKind(found.kind)],
        state=found.stands,
        since=found.since,
        due=found.due,
        overdue=_overdue(found),
        campus=found.campus,
        department=called.department_name(found.department),
        doctor=called.doctor_name(found.doctor),
        handler=called.department_name(found.handler),
        anonymous=bool(found.anonymous),
        patient=_name(found.patient),
        has_phone=found.phone is not None,
        words=cases.words(found),
        reopened=int(found.reopened),
        content=found.content,
        lines=[
            FeedbackStepView(
                at=one.at,
                happened=_HAPPENED[one.happened],
                by=names.get(StaffId(one.by), "") if one.by else "",
                words=transitions.words_of(one),
                told=bool(one.told),
            )
            for one in steps
        ],
    )


def _name(patient: str) -> str:
    """Masked; empty when nobody is named."""
    try:
        return masks.name(patients.person(PatientId(patient)).name) if patient else ""
    except refusals.NotFound:
        return ""


def ratings(found: list[Rating], following: str) -> RatingRows:
    """Ratings as staff read them."""
    return RatingRows(rows=[rating_row(one) for one in found], next=following)


def rating_row(found: Rating) -> RatingRow:
    """One of them."""
    return RatingRow(
        id=found.id,
        occasion=views.OCCASIONS[Occasion(found.occasion)],
        day=found.day,
        department=called.department_name(found.department),
        doctor=called.doctor_name(found.doctor),
        scores=found.scores or {},
        words=rating.words(found),
        showing=Showing(found.showing),
        answered=found.answered,
    )
