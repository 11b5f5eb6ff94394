"""What a QR code opens, without signing in: one patient's questionnaire, once; or an anonymous survey.

An anonymous answer keeps nothing that leads back: no account, no address, no device, no moment. Its id is made by the phone
from random bits; of the time there is the month; it is told as no fact, raises no alarm and is remembered by no idempotency key,
for each of these would carry a moment. How often surveys are opened is counted by groups of a million addresses.
"""

import datetime as dt
import hashlib
import secrets
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.followup import documents, settings
from chalicelib.followup.asks import advising, answering, asking
from chalicelib.followup.asks.advising import Advice
from chalicelib.followup.asks.answering import Answers, Over
from chalicelib.followup.documents import Kind
from chalicelib.followup.models import Anonymous, Ask, Document, Knock, Token
from chalicelib.followup.questionnaires import answering as reading_answers
from chalicelib.followup.questionnaires import building, rules
from chalicelib.followup.questionnaires.fhir import Questionnaire, Response
from chalicelib.followup.states import AskState, DocumentState
from chalicelib.kernel import audit, clock, ids, refusals, sealing
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Staff, still_on_duty

TOKEN_BYTES = 18  # 24 signs: fits the scene of a mini program code with room to spare
GROUPS = 4096
HOUR = dt.timedelta(hours=1)
PAGE = "followup/pages/ask/index"


class NoSuchSurvey(refusals.NotFound):
    """No code of ours, one that was used, or a survey that is over."""

    code, message = "survey_unknown", "二维码无效、已使用或问卷已结束，请向医护人员咨询"


class TooManyKnocks(refusals.TooMany):
    """Too many surveys from this part of the network within the hour."""

    code, message = "too_many_surveys", "当前网络填写问卷的人数较多，请一小时后再试，或换用手机网络"


class Opened(NamedTuple):
    """What the code stands for: an ask, or an anonymous survey."""

    document: Questionnaire
    version: int
    ask: Ask | None
    survey: str
    department: str


class Thanks(NamedTuple):
    """Taken; and what is advised."""

    anonymous: bool
    advice: Advice | None


class Made(NamedTuple):
    """A code: the token is told this once."""

    token: str
    page: str


# ---- made by staff
def make(me: Staff, questionnaire: str, title: str, department: str, once: Once) -> Made:
    """An anonymous survey of the newest version of a questionnaire; its code never changes. Raises NoSuchDocument, Repeated, OffDuty."""
    version = int(documents.known(Kind.QUESTIONNAIRE, questionnaire).version)
    building.published(questionnaire, version)
    once.raise_if_done()
    rules.require_signed(questionnaire, version)
    token, name, unit = secrets.token_urlsafe(TOKEN_BYTES), once.id("followup-survey"), Unit()
    once.remember(unit, name)
    still_on_duty(unit, me)
    made = Document(Kind.SURVEY.value, name, title=title, version=version, by=me.id, at=clock.stamp(clock.now()))
    made.draft, made.state = f"{questionnaire} {department}", DocumentState.ACTIVE.value
    unit.put(made, condition=Document.id.does_not_exist())
    unit.put(Token(digest(token), survey=name))
    audit.write(unit, me.id, "followup.survey_made", name)
    once.commit(unit)
    return Made(token, PAGE)


def code_for(me: Staff, ask: Ask) -> Made:
    """A code by which this very ask may be answered without signing in; once it is answered no code opens it any more.

    Raises Over, OffDuty.
    """
    if ask.state != AskState.OPEN:
        raise answering.REFUSALS[AskState(ask.state)]
    token, ends = secrets.token_urlsafe(TOKEN_BYTES), clock.read(ask.expires)
    with Unit() as unit:
        still_on_duty(unit, me)
        unit.check(Ask, ask.id, condition=asking.may_end(AskState.ANSWERED), otherwise=Over)
        unit.put(Token(digest(token), ask=ask.id, until=ends + dt.timedelta(days=1)))
        audit.write(unit, me.id, "followup.code_given", ask.id)
    return Made(token, PAGE)


# ---- opened by whoever holds the code
def digest(token: str) -> str:
    """What of a token is kept."""
    return ids.derived("followup-survey-token", token)


def opened(token: str, address: str) -> Opened:
    """What there is to answer. Raises NoSuchSurvey, TooManyKnocks."""
    _knock(address)
    found = Token.find(digest(token))
    if found is None:
        raise NoSuchSurvey
    if found.ask:
        ask = answering.known(found.ask)
        return Opened(answering.document(ask), int(ask.questionnaire_version), ask, "", ask.department)
    survey = Document.find(Kind.SURVEY.value, found.survey)
    if survey is None or survey.state != DocumentState.ACTIVE:
        raise NoSuchSurvey
    questionnaire, _, department = survey.draft.partition(" ")
    version = int(survey.version)
    return Opened(building.published(questionnaire, version), version, None, survey.id, department)


def answer(token: str, name: str, given: Answers, address: str) -> Thanks:
    """Answer. `name` is made by the phone from random bits: the same again is one answer.

    Raises NoSuchSurvey, TooManyKnocks, AnswersUnfit; of a patient's own code AnsweredBefore, Over.
    """
    there = opened(token, address)
    if there.ask is not None:
        return Thanks(anonymous=False, advice=answering.take(there.ask, given, digest(name), lambda _: []).advice)
    questionnaire = str(there.document.id)
    canonical = building.canonical(questionnaire, there.version)
    response, values = reading_answers.answered(there.document, canonical, given)
    month = f"{there.survey}#{clock.today():%Y-%m}"
    sealed = sealing.seal(Anonymous.noun, _place(month, name), "response", response.as_text())
    Anonymous(month, digest(name), questionnaire_version=there.version, response=sealed).save()
    fired = rules.set_off(rules.in_force(questionnaire, there.version)[1], there.document, values, response.score)
    return Thanks(anonymous=True, advice=advising.advice(fired, there.department, anonymous=True))


def _place(month: str, name: str) -> str:
    return f"{month}#{digest(name)}"


def _knock(address: str) -> None:
    """Count, without keeping whom: addresses fall into a few thousand groups, of which each is a million addresses."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    group = int.from_bytes(hashlib.sha256(address.encode()).digest()[:4]) % GROUPS
    few = Knock.times.does_not_exist() | (Knock.times < settings.chosen().knocks_an_hour)
    with Unit() as unit:
        actions: list[Action] = [Knock.times.add(1), Knock.until.set(hour + 2 * HOUR)]
        unit.update(Knock(f"{group}#{hour:%Y-%m-%dT%H}"), actions, condition=few, otherwise=TooManyKnocks)


# ---- read by staff
def responses(survey: str, month: str) -> list[Response]:
    """The anonymous answers of a month, in no order."""
    key = f"{survey}#{month}"
    return [
        Response.model_validate_json(sealing.unseal(Anonymous.noun, f"{key}#{one.id}", "response", one.response))
        for one in Anonymous.query(key, consistent_read=True)
    ]
