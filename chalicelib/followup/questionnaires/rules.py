"""Alarm rules: which answers must be read at once, and what the hospital then advises. Written by one, signed by a clinician.

Rules belong to one version of a questionnaire. A questionnaire that is watched is used nowhere before its rules are signed.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.followup import documents
from chalicelib.followup.documents import Kind
from chalicelib.followup.models import Document
from chalicelib.followup.questionnaires import building, reading
from chalicelib.followup.questionnaires.fhir import LINK, Questionnaire
from chalicelib.followup.questionnaires.reading import Awaited, Question, Values
from chalicelib.kernel import audit, clock, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Staff, still_on_duty


class Help(StrEnum):
    """Whom the patient is to turn to."""

    EMERGENCY_CALL = "120"
    EMERGENCY_ROOM = "emergency"
    WARD = "ward"
    CLINIC = "clinic"


class RulesUnfit(refusals.Invalid):
    """A rule can never hold; the words name it."""

    code, message = "alarm_rules_unfit", "预警规则有误，请检查后重新保存"


class RulesUnsigned(refusals.Conflict):
    """A watched questionnaire without signed rules for that version."""

    code, message = "alarm_rules_unsigned", "该问卷需要预警，请先由临床医生签署这一版本的预警规则"


class SameHand(refusals.Forbidden):
    """Whoever wrote the rules does not sign them."""

    code, message = "alarm_rules_same_hand", "预警规则须由编写人以外的临床医生签署，请交由其他医生审核签署"


class Condition(BaseModel):
    """One comparison with one answer. A code, a number as text, or an ISO day."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    question: str = Field(pattern=LINK)
    operator: Literal["=", "!=", ">", "<", ">=", "<="]
    value: str = Field(min_length=1, max_length=40)


class Rule(BaseModel):
    """All conditions hold (or the score is that high): what staff read, and what the patient is advised."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str = Field(pattern=LINK)
    words: str = Field(min_length=1, max_length=60)
    when: list[Condition] = Field(default=[], max_length=10)
    score_from: int | None = Field(default=None, ge=0, le=100_000)
    advice: str = Field(min_length=5, max_length=500)
    turn_to: Help


class Rules(BaseModel):
    """All rules for one version of a questionnaire."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    questionnaire_version: int = Field(ge=1)
    rules: list[Rule] = Field(min_length=1, max_length=50)


def propose(me: Staff, questionnaire: str, edition: int, rules: Rules) -> None:
    """Write the rules anew, to be signed; those in force stay so. `edition` 0: there were none. Raises RulesUnfit, WrittenMeanwhile."""
    document = building.published(questionnaire, rules.questionnaire_version)
    for problem in _problems(document, rules):
        raise RulesUnfit(problem)
    if edition:
        documents.save(me, Kind.RULES, questionnaire, edition, document.title, rules.model_dump_json())
        return
    made = Document(Kind.RULES.value, questionnaire, title=document.title, draft=rules.model_dump_json(), by=me.id)
    made.at = clock.stamp(clock.now())
    with Unit() as unit:
        still_on_duty(unit, me)
        unit.put(made, condition=Document.id.does_not_exist(), otherwise=documents.WrittenMeanwhile)
        audit.write(unit, me.id, "followup.rules_created", questionnaire)


def sign(me: Staff, questionnaire: str, edition: int, once: Once) -> int:
    """Put the rules that were read (that edition of them) into force; the version's number.

    Raises SameHand, WrittenMeanwhile, Repeated, OffDuty.
    """
    found = documents.known(Kind.RULES, questionnaire)
    once.raise_if_done()
    if int(found.edition) != edition:
        raise documents.WrittenMeanwhile
    if found.by == me.id:
        raise SameHand
    return documents.publish(me, found, found.draft, once, act="signed")


def in_force(questionnaire: str, number: int) -> tuple[int, list[Rule]]:
    """The newest signed rules for that version of a questionnaire, with their own version; (0, none) when there are none."""
    for version in documents.versions(Kind.RULES, questionnaire):
        found = Rules.model_validate_json(version.content)
        if found.questionnaire_version == number:
            return int(version.number), found.rules
    return 0, []


def signed(questionnaire: str, version: int) -> list[Rule]:
    """The rules that were signed under that version of theirs. Raises NoSuchDocument."""
    return Rules.model_validate_json(documents.version(Kind.RULES, questionnaire, version).content).rules


def require_signed(questionnaire: str, number: int) -> None:
    """Raises RulesUnsigned for a watched questionnaire whose rules for that version nobody has signed."""
    if building.published(questionnaire, number).watched and not in_force(questionnaire, number)[0]:
        raise RulesUnsigned


def set_off(rules: list[Rule], document: Questionnaire, values: Values, score: Decimal | None) -> list[Rule]:
    """Those that these answers set off, in the order of the clinician."""
    asked = {one.id: one for one in reading.questions(document)}
    return [one for one in rules if _holds(one, asked, values, score)]


def _holds(rule: Rule, asked: dict[str, Question], values: Values, score: Decimal | None) -> bool:
    if rule.score_from is not None and (score is None or score < rule.score_from):
        return False
    return all(
        one.question in asked and reading.holds(one.question, one.operator, _awaited(asked[one.question], one.value), values)
        for one in rule.when
    )


def _awaited(question: Question, text: str) -> Awaited:
    """The value as that question answers it; None when the text is none."""
    if question.kind in (reading.Kind.SCALE, reading.Kind.NUMBER):
        return Decimal(text) if _is_number(text) else None
    if question.kind is reading.Kind.DATE:
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return None
    return text


def _is_number(text: str) -> bool:
    whole, _, part = text.removeprefix("-").partition(".")
    return whole.isdecimal() and whole.isascii() and (not part or (part.isdecimal() and part.isascii()))


def _problems(document: Questionnaire, rules: Rules) -> Iterator[str]:
    asked = {one.id: one for one in reading.questions(document)}
    if len({one.id for one in rules.rules}) != len(rules.rules):
        yield "有两条规则的编号相同，请修改"
    for rule in rules.rules:
        if not rule.when and rule.score_from is None:
            yield f"规则“{rule.words}”没有条件，请填写条件或分值"
        for one in rule.when:
            question = asked.get(one.question)
            if question is None:
                yield f"规则“{rule.words}”引用的题目不在问卷中"
            elif problem := reading.misfit(question, one.operator, _awaited(question, one.value)):
                yield f"规则“{rule.words}”：{problem}"
