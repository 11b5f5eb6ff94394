"""What patients send and see."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from chalicelib.followup import words
from chalicelib.followup.asks import answering
from chalicelib.followup.asks.advising import Advice
from chalicelib.followup.asks.surveys import Opened, Thanks
from chalicelib.followup.models import Ask
from chalicelib.followup.questionnaires import reading
from chalicelib.followup.questionnaires.fhir import LINK, Questionnaire
from chalicelib.followup.questionnaires.reading import Question
from chalicelib.followup.questionnaires.rules import Help
from chalicelib.followup.showing import Theirs
from chalicelib.followup.states import AskState
from chalicelib.kernel.http import Input, View

Given = str | int | float
TAKEN = "提交成功，感谢您的配合"


class AnswersInput(Input):
    """Question → answers: codes of what was chosen, a number, a day as 2026-11-24, or text."""

    answers: dict[
        Annotated[str, Field(pattern=LINK)],
        Annotated[list[Annotated[Given, Field(union_mode="left_to_right")]], Field(max_length=50)],
    ] = Field(min_length=1, max_length=100)


class ChoiceInput(Input):
    """Whether this patient wants to be followed up."""

    wanted: bool


class OptionView(View):
    """One answer to choose."""

    code: str
    words: str


class WhenView(View):
    """A question is put when the answer to an earlier one compares so; `exists` compares with `true` or `false`."""

    question: str
    operator: str
    value: str


class QuestionView(View):
    """One question, or (`words`) words between questions."""

    id: str
    kind: reading.Kind
    words: str
    required: bool
    options: list[OptionView]
    least: str | None
    most: str | None
    whole: bool
    longest: int
    unit: str
    when: list[WhenView]
    any_of: bool = Field(description="any of `when` is enough; else all must hold")


class AskRow(View):
    """One questionnaire put to a patient."""

    id: str
    patient: str
    title: str
    state: AskState
    words: str
    asked: str
    expires: str
    answered: str


class TheirsView(View):
    """One patient's."""

    patient: str
    wanted: bool
    asks: list[AskRow]


class FollowUpsView(View):
    """Everybody's of this account."""

    patients: list[TheirsView]


class AdviceView(View):
    """What the hospital advises at once. `turn_to`: 120, emergency, ward or clinic."""

    words: list[str]
    turn_to: Help
    phone: str
    read_now: bool
    who_reads: str


class SaidView(View):
    """One question and its answers as they were given."""

    words: str
    answers: list[str]


class AskView(View):
    """The whole questionnaire; once answered, what was said and advised."""

    ask: AskRow
    description: str
    questions: list[QuestionView]
    said: list[SaidView]
    advice: AdviceView | None


class AnsweredView(View):
    """Taken."""

    words: str
    advice: AdviceView | None


class SurveyView(View):
    """What a code opens. `state` of a patient's own; an anonymous one is always open."""

    title: str
    description: str
    anonymous: bool
    state: AskState
    words: str
    questions: list[QuestionView]


class ThanksView(View):
    """Taken."""

    words: str
    anonymous: bool
    advice: AdviceView | None


def questions(document: Questionnaire) -> list[QuestionView]:
    """All of them."""
    return [question(one) for one in reading.questions(document)]


def question(one: Question) -> QuestionView:
    """One of them."""
    return QuestionView(
        id=one.id,
        kind=one.kind,
        words=one.words,
        required=one.required,
        options=[OptionView(code=code, words=text) for code, text in one.options.items()],
        least=None if one.least is None else str(one.least),
        most=None if one.most is None else str(one.most),
        whole=one.whole,
        longest=one.longest,
        unit=one.unit,
        when=[WhenView(question=w.question, operator=w.operator, value=_value(reading.awaited(w))) for w in one.when],
        any_of=one.any_of,
    )


def _value(awaited: reading.Awaited) -> str:
    return str(awaited).lower() if isinstance(awaited, bool) else str(awaited)


def row(one: Ask) -> AskRow:
    """In a list."""
    state = AskState(one.state)
    return AskRow(
        id=one.id,
        patient=one.patient,
        title=one.title,
        state=state,
        words=words.ASKS[state],
        asked=one.asked,
        expires=one.expires,
        answered=one.answered,
    )


def follow_ups(found: list[Theirs]) -> FollowUpsView:
    """Everybody's."""
    listed = [TheirsView(patient=one.patient, wanted=one.wants, asks=[row(ask) for ask in one.asks]) for one in found]
    return FollowUpsView(patients=listed)


def ask(found: Ask) -> AskView:
    """The whole of it."""
    document = answering.document(found)
    shown = answering.advice_of(found)
    return AskView(
        ask=row(found),
        description=document.description or "",
        questions=questions(document),
        said=said(found),
        advice=advice(shown),
    )


def said(found: Ask) -> list[SaidView]:
    """The answers in words."""
    response = answering.response(found)
    items = response.item if response else []
    return [SaidView(words=one.text or "", answers=[_in_words(answer.resource()) for answer in one.answer]) for one in items]


def _in_words(answer: Mapping[str, object]) -> str:
    value = next(iter(answer.values()))
    return str(value["display"] if isinstance(value, dict) else value)


def advice(found: Advice | None) -> AdviceView | None:
    """What is advised."""
    return AdviceView(**found._asdict()) if found else None


def answered(found: Advice | None) -> AnsweredView:
    """Taken."""
    return AnsweredView(words=TAKEN, advice=advice(found))


def survey(found: Opened) -> SurveyView:
    """What a code opens."""
    state = AskState(found.ask.state) if found.ask else AskState.OPEN
    return SurveyView(
        title=found.document.title,
        description=found.document.description or "",
        anonymous=found.ask is None,
        state=state,
        words=words.ASKS[state],
        questions=questions(found.document),
    )


def thanks(found: Thanks) -> ThanksView:
    """Taken."""
    return ThanksView(words=TAKEN, anonymous=found.anonymous, advice=advice(found.advice))
