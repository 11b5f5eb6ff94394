"""From what somebody answered to a QuestionnaireResponse: each answer looked at, hidden questions left out, points added. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from chalicelib.followup.questionnaires import fhir, reading
from chalicelib.followup.questionnaires.fhir import Answer, Answered, Coding, Questionnaire, Response
from chalicelib.followup.questionnaires.reading import Kind, Question, Value, Values
from chalicelib.kernel import refusals

Given = str | int | float
MOST_NUMBER = Decimal(10) ** 9


class AnswersUnfit(refusals.Invalid):
    """An answer is missing or does not fit; the words name the question, never what was answered."""

    code, message = "answers_unfit", "有题目没有填写正确，请检查后重新提交"


def answered(document: Questionnaire, name: str, given: Mapping[str, list[Given]]) -> tuple[Response, Values]:
    """The answers as FHIR has them, without subject and time, and as values. Raises AnswersUnfit.

    `name` is the questionnaire's canonical one. Answers to questions that are not put are left out.
    """
    asked = reading.questions(document)
    if given.keys() - {one.id for one in asked}:
        raise AnswersUnfit
    values = {one.id: _values(one, given[one.id]) for one in asked if given.get(one.id)}
    shown = reading.put(asked, values)
    for one in shown:
        if one.required and one.id not in values:
            raise _unfit(one, "还没有填写，请补充后提交")
    kept = {one.id: values[one.id] for one in shown if one.id in values}
    items = [Answered(link_id=one.id, text=one.words, answer=_answers(one, kept[one.id])) for one in shown if one.id in kept]
    if not items:
        raise AnswersUnfit("还没有填写任何题目，请填写后提交")
    points = _score(shown, kept)
    score = [fhir.Extension(url=fhir.SCORE, value_decimal=points)] if points is not None else None
    return Response(questionnaire=name, extension=score, item=items), kept


def values_of(document: Questionnaire, response: Response) -> Values:
    """The values behind a response that was kept."""
    asked = {one.id: one for one in reading.questions(document)}
    return {one.link_id: [_read(answer) for answer in one.answer] for one in response.item if one.link_id in asked}


def _values(question: Question, given: list[Given]) -> list[Value]:
    if len(given) > 1 and question.kind is not Kind.MULTIPLE:
        raise _unfit(question, "只能填写一个答案")
    match question.kind:
        case Kind.CHOICE | Kind.MULTIPLE:
            codes = list(dict.fromkeys(str(one) for one in given))
            if not set(codes) <= question.options.keys():
                raise _unfit(question, "请从选项中选择")
            return [*codes]
        case Kind.SCALE | Kind.NUMBER:
            return [_number(question, given[0])]
        case Kind.DATE:
            return [_day(question, given[0])]
        case Kind.TEXT:
            return _text(question, given[0])
        case _:
            raise AnswersUnfit


def _number(question: Question, given: Given) -> Decimal:
    try:
        value = Decimal(str(given).strip())
    except InvalidOperation:
        raise _unfit(question, "请填写数字") from None
    if not value.is_finite() or abs(value) > MOST_NUMBER:
        raise _unfit(question, "请填写数字")
    if question.whole and value != value.to_integral_value():
        raise _unfit(question, "请填写整数")
    low, high = question.least, question.most
    if (isinstance(low, Decimal) and value < low) or (isinstance(high, Decimal) and value > high):
        raise _unfit(question, _range(question))
    return value


def _day(question: Question, given: Given) -> dt.date:
    try:
        value = dt.date.fromisoformat(str(given))
    except ValueError:
        raise _unfit(question, "请选择日期") from None
    low, high = question.least, question.most
    if (isinstance(low, dt.date) and value < low) or (isinstance(high, dt.date) and value > high):
        raise _unfit(question, _range(question))
    return value


def _text(question: Question, given: Given) -> list[Value]:
    words = str(given).strip()
    if len(words) > question.longest:
        raise _unfit(question, f"请控制在{question.longest}字以内")
    if any(one < " " and one not in "\n\r\t" for one in words):
        raise _unfit(question, "含有无法识别的字符，请修改")
    return [words] if words else []


def _range(question: Question) -> str:
    if question.least is not None and question.most is not None:
        return f"请填写{question.least}至{question.most}之间的值"
    return f"请填写不小于{question.least}的值" if question.least is not None else f"请填写不大于{question.most}的值"


def _unfit(question: Question, problem: str) -> AnswersUnfit:
    return AnswersUnfit(f"“{question.words[:30]}”：{problem}")


def _answers(question: Question, values: Iterable[Value]) -> list[Answer]:
    return [_answer(question, one) for one in values]


def _answer(question: Question, value: Value) -> Answer:
    if isinstance(value, Decimal):
        return Answer(value_integer=int(value)) if question.whole else Answer(value_decimal=value)
    if isinstance(value, dt.date):
        return Answer(value_date=value)
    if question.kind is Kind.TEXT:
        return Answer(value_string=value)
    return Answer(value_coding=Coding(code=value, display=question.options[value]))


def _read(answer: Answer) -> Value:
    if answer.value_coding:
        return answer.value_coding.code
    if answer.value_integer is not None:
        return Decimal(answer.value_integer)
    found = (answer.value_decimal, answer.value_date, answer.value_string)
    return next((one for one in found if one is not None), "")


def _score(shown: list[Question], values: Values) -> Decimal | None:
    """The points of what was chosen, and the numbers that count; None where nothing can."""
    counted = [one for one in shown if one.points or one.counts]
    if not counted:
        return None
    points = [one.points.get(str(value), Decimal(0)) for one in counted if one.points for value in values.get(one.id, [])]
    numbers = [value for one in counted if one.counts for value in values.get(one.id, []) if isinstance(value, Decimal)]
    return sum([*points, *numbers], Decimal(0))
