"""What goes in and out at the patients' edge."""

from typing import Literal

from pydantic import Field

from chalicelib.directory import called
from chalicelib.feedback import cases, rating, settings, transitions
from chalicelib.feedback.models import Case, Rating, Step
from chalicelib.feedback.rating import Answer
from chalicelib.feedback.registering import Registered, Said
from chalicelib.feedback.states import About, CaseKind, CaseState, Occasion, RatingState
from chalicelib.kernel.http import Input, View
from chalicelib.kernel.ids import OPAQUE

ID = rf"^{OPAQUE.pattern}$"
OPTIONAL_ID = rf"^({OPAQUE.pattern})?$"
PHONE = r"^(\+?[0-9][0-9 -]{4,18})?$"
LONGEST = 1000
Score = Field(ge=1, le=5)
Words = Field(min_length=1, max_length=LONGEST, pattern=r"\S")

KINDS = {CaseKind.PRAISE: "表扬", CaseKind.COMPLAINT: "投诉", CaseKind.SUGGESTION: "建议"}
STATES = {
    CaseState.REGISTERED: "已登记，等待办理",
    CaseState.ASSIGNED: "科室办理中",
    CaseState.ANSWERED: "已答复",
    CaseState.CLOSED: "已办结",
}
HAPPENED = {
    "registered": "已登记",
    "assigned": "已转相关科室办理",
    "handed_back": "服务中心继续办理",
    "answered": "医院答复",
    "reopened": "您对答复有异议，医院重新办理",
    "closed": "已办结",
}
OCCASIONS = {Occasion.VISIT: "门诊就诊", Occasion.DISCHARGE: "住院"}


class ScoresInput(Input):
    """One to five for each of what is asked; the doctor only where one is named."""

    hospital: int = Score
    department: int = Score
    service: int = Score
    doctor: int | None = Field(None, ge=1, le=5)


class RatingInput(Input):
    """How it was."""

    scores: ScoresInput
    words: str = Field("", max_length=500)
    show: bool = Field(default=False, description="other patients may read the words, never the name")

    def answer(self) -> Answer:
        """As the deed takes it."""
        scores = {About(name): score for name, score in self.scores.model_dump(exclude_none=True).items()}
        return Answer(scores, self.words.strip(), self.show)


class SaidInput(Input):
    """What somebody has to say."""

    kind: Literal["praise", "complaint", "suggestion"]
    words: str = Words
    campus: str = Field(pattern=ID)
    department: str = Field("", pattern=OPTIONAL_ID)
    doctor: str = Field("", pattern=OPTIONAL_ID)
    patient: str = Field("", pattern=OPTIONAL_ID)
    phone: str = Field("", pattern=PHONE)

    def said(self) -> Said:
        """As the deed takes it."""
        told = self.model_dump(exclude={"anonymous"})
        return Said(**(told | {"kind": CaseKind(self.kind), "words": self.words.strip()}))


class MyWordsInput(SaidInput):
    """The same, under my name or nobody's."""

    anonymous: bool = False


class ReplyInput(Input):
    """What I think of the answer; who objects says why."""

    content: bool
    words: str = Field("", max_length=LONGEST)


class RatingView(View):
    """One visit or stay to rate, or rated."""

    id: str
    patient: str
    occasion: str
    day: str
    department: str
    doctor: str
    ends: str
    state: RatingState
    asked: list[About]
    scores: dict[str, int]
    words: str
    may_show: bool


class RatingsView(View):
    """What can be rated now."""

    ratings: list[RatingView]


class ShownView(View):
    """Words that others may read: of which month, how many stars for the department; never whose."""

    month: str
    stars: int
    words: str


class ShownsView(View):
    """The latest."""

    ratings: list[ShownView]


class FeedbackLineView(View):
    """One line of the history."""

    at: str
    happened: str
    words: str


class FeedbackView(View):
    """One praise, complaint or suggestion."""

    id: str
    number: str
    kind: CaseKind
    title: str
    state: CaseState
    state_words: str
    since: str
    due: str
    department: str
    anonymous: bool
    words: str
    lines: list[FeedbackLineView]
    may_object: bool
    may_accept: bool
    code: str = Field(description="opens an anonymous case; given once")


class CasesView(View):
    """Mine, the latest first."""

    cases: list[FeedbackView]


def rated(found: Rating) -> RatingView:
    """One rating."""
    return RatingView(
        id=found.id,
        patient=found.patient,
        occasion=OCCASIONS[Occasion(found.occasion)],
        day=found.day,
        department=called.department_name(found.department),
        doctor=called.doctor_name(found.doctor),
        ends=found.ends,
        state=RatingState(found.state),
        asked=sorted(rating.asked(found), key=list(About).index),
        scores=found.scores or {},
        words=rating.words(found),
        may_show=settings.chosen(found.campus).shown,
    )


def shown(found: Rating) -> ShownView:
    """As others read it."""
    return ShownView(month=found.day[:7], stars=(found.scores or {})[About.DEPARTMENT], words=rating.words(found))


def case(found: Case, code: str = "") -> FeedbackView:
    """One case, as its writer reads it."""
    answered = found.stands is CaseState.ANSWERED
    return FeedbackView(
        id=code or found.id,
        number=found.number,
        kind=CaseKind(found.kind),
        title=KINDS[CaseKind(found.kind)],
        state=found.stands,
        state_words=STATES[found.stands],
        since=found.since,
        due=found.due,
        department=called.department_name(found.department),
        anonymous=bool(found.anonymous),
        words=cases.words(found),
        lines=[_line(one) for one in cases.steps(found.id)],
        may_object=answered and int(found.reopened) < settings.chosen(found.campus).reopenings,
        may_accept=answered,
        code=code,
    )


def registered(made: Registered) -> FeedbackView:
    """The new one, with the code of an anonymous one."""
    return case(made.case, made.code)


def _line(one: Step) -> FeedbackLineView:
    return FeedbackLineView(at=one.at, happened=HAPPENED[one.happened], words=transitions.words_of(one) if one.told else "")
