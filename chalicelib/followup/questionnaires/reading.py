"""A questionnaire as questions: what each asks, which answers fit, when it is put. Pure."""

import datetime as dt
import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from chalicelib.followup.questionnaires import fhir
from chalicelib.followup.questionnaires.fhir import EnableWhen, Item, Questionnaire
from chalicelib.kernel import refusals

Value = str | Decimal | dt.date
Awaited = Value | bool | None
Values = Mapping[str, list[Value]]  # question → what was answered: codes, numbers, text, a day
LONGEST_TEXT = 500
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}
_IN_ORDER = frozenset({">", "<", ">=", "<="})


class Kind(StrEnum):
    """What a question asks for."""

    CHOICE = "choice"
    MULTIPLE = "multiple"
    SCALE = "scale"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    WORDS = "words"  # no question: words between


class QuestionnaireUnfit(refusals.Invalid):
    """Something in it cannot work; the words name the question."""

    code, message = "questionnaire_unfit", "问卷内容有误，请检查后重新保存"


class Question(NamedTuple):
    """One of them."""

    id: str
    kind: Kind
    words: str
    required: bool
    options: dict[str, str]  # code → words
    points: dict[str, Decimal]  # code → points
    least: Decimal | dt.date | None
    most: Decimal | dt.date | None
    whole: bool  # a number without decimals
    longest: int
    unit: str
    counts: bool  # its number is added to the score
    when: tuple[EnableWhen, ...]
    any_of: bool


def questions(document: Questionnaire) -> list[Question]:
    """All of them, in order."""
    return [_question(item) for item in document.item]


def _question(item: Item) -> Question:
    told: dict[str, fhir.Extension] = {one.url: one for one in item.extension or ()}
    unit, counts = told.get(fhir.UNIT), told.get(fhir.COUNTS)
    options = [one.value_coding for one in item.answer_option or ()]
    return Question(
        id=item.link_id,
        kind=_kind(item, told),
        words=item.text,
        required=bool(item.required) and item.type != "display",
        options={one.code: one.display or one.code for one in options},
        points={one.code: points for one in options if (points := _points(one)) is not None},
        least=_bound(told.get(fhir.LEAST)),
        most=_bound(told.get(fhir.MOST)),
        whole=item.type == "integer",
        longest=item.max_length or LONGEST_TEXT,
        unit=(unit.value_coding.display or unit.value_coding.code) if unit and unit.value_coding else "",
        counts=bool(counts and counts.value_boolean),
        when=tuple(item.enable_when or ()),
        any_of=item.enable_behavior == "any",
    )


def _kind(item: Item, told: Mapping[str, fhir.Extension]) -> Kind:
    control = told.get(fhir.CONTROL)
    codes = {one.code for one in control.value_codeable_concept.coding} if control and control.value_codeable_concept else set()
    match item.type:
        case "choice":
            return Kind.MULTIPLE if item.repeats else Kind.CHOICE
        case "integer":
            return Kind.SCALE if fhir.SLIDER in codes else Kind.NUMBER
        case "decimal":
            return Kind.NUMBER
        case "display":
            return Kind.WORDS
        case other:
            return Kind(other)


def _points(option: fhir.Coding) -> Decimal | None:
    return next((one.value_decimal for one in option.extension or () if one.url == fhir.ORDINAL), None)


def _bound(extension: fhir.Extension | None) -> Decimal | dt.date | None:
    if extension is None:
        return None
    if extension.value_integer is not None:
        return Decimal(extension.value_integer)
    return extension.value_decimal if extension.value_decimal is not None else extension.value_date


# ---- which are put
def put(asked: list[Question], values: Values) -> list[Question]:
    """The questions that these answers lead to, in order; an answer to a question that is not put counts for nothing."""
    shown: dict[str, Question] = {}
    for question in asked:
        seen = {name: found for name, found in values.items() if name in shown}
        tests = [holds(one.question, one.operator, awaited(one), seen) for one in question.when]
        if not tests or (any(tests) if question.any_of else all(tests)):
            shown[question.id] = question
    return list(shown.values())


def awaited(one: EnableWhen) -> Awaited:
    """What the earlier question must have been answered with."""
    if one.answer_coding:
        return one.answer_coding.code
    if one.answer_integer is not None:
        return Decimal(one.answer_integer)
    found = (one.answer_decimal, one.answer_date, one.answer_boolean)
    return next((value for value in found if value is not None), None)


def holds(question: str, how: str, wanted: Awaited, values: Values) -> bool:
    """Whether any answer to that question compares so; without an answer only `exists` false does."""
    given = values.get(question, [])
    if how == "exists":
        return bool(given) == bool(wanted)
    compare = _COMPARED[how]
    if how == "!=":
        return bool(given) and all(type(one) is not type(wanted) or compare(one, wanted) for one in given)
    return any(type(one) is type(wanted) and compare(one, wanted) for one in given)


# ---- whether it can work
def check(document: Questionnaire) -> None:
    """Raises QuestionnaireUnfit with words that name the first question that cannot work."""
    for problem in _problems(questions(document)):
        raise QuestionnaireUnfit(problem)


def _problems(asked: list[Question]) -> Iterator[str]:
    earlier: dict[str, Question] = {}
    for number, one in enumerate(asked, 1):
        name = f"第{number}题“{one.words[:20]}”"
        if one.id in earlier:
            yield f"{name}的题号与前面重复，请修改题号"
        if one.kind in (Kind.CHOICE, Kind.MULTIPLE) and not one.options:
            yield f"{name}没有选项，请至少添加两个"
        if one.kind not in (Kind.CHOICE, Kind.MULTIPLE) and one.options:
            yield f"{name}不是选择题，请删除选项"
        if one.kind is Kind.SCALE and (one.least is None or one.most is None):
            yield f"{name}是量表，请填写最低分和最高分"
        if not _in_order(one):
            yield f"{name}的最小值大于最大值，请修改"
        for condition in one.when:
            yield from _condition(name, condition, earlier)
        earlier[one.id] = one
    if all(one.kind is Kind.WORDS for one in asked):
        yield "问卷中没有题目，请至少添加一题"


def _in_order(one: Question) -> bool:
    if isinstance(one.least, Decimal) and isinstance(one.most, Decimal):
        return one.least <= one.most
    if isinstance(one.least, dt.date) and isinstance(one.most, dt.date):
        return one.least <= one.most
    return one.least is None or one.most is None


def _condition(name: str, condition: EnableWhen, earlier: Mapping[str, Question]) -> Iterator[str]:
    before = earlier.get(condition.question)
    if before is None:
        yield f"{name}的显示条件引用的题目不在它之前，请修改"
    elif (problem := misfit(before, condition.operator, awaited(condition))) is not None:
        yield f"{name}的显示条件有误：{problem}"


def misfit(question: Question, how: str, wanted: Awaited) -> str | None:
    """Why a comparison with that question can never hold, in words; None when it can."""
    if how == "exists":
        return None if isinstance(wanted, bool) else "“是否作答”须填写是或否"
    if question.kind in (Kind.CHOICE, Kind.MULTIPLE):
        if how in _IN_ORDER:
            return "选择题不能比较大小"
        return None if wanted in question.options else "所填选项不存在"
    kinds: dict[Kind, type] = {Kind.SCALE: Decimal, Kind.NUMBER: Decimal, Kind.DATE: dt.date}
    if question.kind not in kinds:
        return "该题不能作为条件"
    return None if isinstance(wanted, kinds[question.kind]) else "所填数值与题型不符"
