"""Answering: once, by whoever may speak for the patient, by a code of one use, or to staff; what worries raises its alarm with it."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.accounts import consents
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.cards import access, patients
from chalicelib.cards.models import Level
from chalicelib.directory import called
from chalicelib.followup.alarms import raising
from chalicelib.followup.asks import advising, asking
from chalicelib.followup.asks.advising import Advice
from chalicelib.followup.models import Ask, Of
from chalicelib.followup.questionnaires import answering, building, rules
from chalicelib.followup.questionnaires.answering import Given
from chalicelib.followup.questionnaires.fhir import Questionnaire, Reference, Response
from chalicelib.followup.questionnaires.rules import Rule
from chalicelib.followup.states import AskState
from chalicelib.kernel import clock, facts, refusals, sealing
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.messages import outbox
from chalicelib.messages.outbox import Kind

Answers = dict[str, list[Given]]
ANSWERED = "followup.answered"  # the fact's kind


class NotAsked(refusals.NotFound):
    """No such questionnaire, or somebody else's: told apart by nothing."""

    code, message = "followup_not_asked", "没有找到这份问卷，请返回“随访”列表刷新后重试"


class AnsweredBefore(refusals.Conflict):
    """It has its answer."""

    code, message = "followup_answered_before", "这份问卷已经提交过了，感谢您的配合；如需补充，请联系医院"


class Over(refusals.Conflict):
    """Its time is over, or the hospital withdrew it."""

    code, message = "followup_ask_over", "这份问卷已截止，无需再填写；如有不适请联系医院或就诊"


REFUSALS: dict[AskState, type[refusals.Refusal]] = {
    AskState.ANSWERED: AnsweredBefore,
    AskState.EXPIRED: Over,
    AskState.WITHDRAWN: Over,
}


class Done(NamedTuple):
    """An answer that was taken, and what the patient is advised."""

    ask: Ask
    advice: Advice | None


class _Lost(Exception):
    """It was answered, or ended, a moment ago."""


def known(name: str) -> Ask:
    """That ask. Raises NotAsked."""
    found = Ask.find(name)
    if found is None:
        raise NotAsked
    return found


def mine(me: Patient, name: str) -> Ask:
    """That ask, of somebody whose health I may speak of. Raises NotAsked."""
    found = known(name)
    if not found.patient or not access.allowed(me.account, patients.current(PatientId(found.patient)), Level.ALL):
        raise NotAsked
    return found


def answer(me: Patient, name: str, given: Answers, once: Once) -> Done:
    """Answer in the mini program. Raises NotAsked, AnswersUnfit, AnsweredBefore, Over, ConsentRequired, NotYours, Unauthenticated."""
    found = mine(me, name)

    def of(unit: Unit) -> list[Action]:
        still_signed_in(unit, me)
        consents.require(unit, me, Purpose.HEALTH)
        access.require(unit, me, patients.current(PatientId(found.patient)), Level.ALL)
        unit.put(Of(f"account#{me.account}", f"ask#{found.id}"))
        return [Ask.account.set(me.account)]

    return take(found, given, once.key, of)


def take(found: Ask, given: Answers, request: str, by: Callable[[Unit], list[Action]], now: dt.datetime | None = None) -> Done:
    """Take the answer with everything that follows from it, all or nothing. The same request again: its answer again.

    `by` adds who answers. Raises AnswersUnfit, AnsweredBefore, Over, and what `by` refuses.
    """
    now = now or clock.now()
    if found.state != AskState.OPEN:
        return _before(found, request)
    if clock.read(found.expires) <= now:
        raise Over
    number = int(found.questionnaire_version)
    document = building.published(found.questionnaire, number)
    response, values = answering.answered(document, building.canonical(found.questionnaire, number), given)
    version, signed = rules.in_force(found.questionnaire, number)
    fired = rules.set_off(signed, document, values, response.score)
    try:
        with Unit() as unit:
            actions = [*_answered(found, response, now), Ask.request.set(request), Ask.rules.set(version), *by(unit)]
            if fired:
                actions.append(Ask.fired.set({one.id for one in fired}))
                raising.put(unit, found, fired, now)
                _remind(unit, found, now)
            asking.take_back(unit, found)
            open_still = asking.may_end(AskState.ANSWERED)
            unit.update(Ask(found.id), actions, condition=open_still, otherwise=_Lost)
            facts.tell(unit, ANSWERED, found.id, 1, department=found.department, doctor=found.doctor)
    except _Lost:
        return _before(known(found.id), request)
    return Done(known(found.id), advising.advice(fired, found.department, now))


def _answered(found: Ask, response: Response, now: dt.datetime) -> list[Action]:
    subject = Reference(reference=f"Patient/{found.patient or found.his}")
    whole = response.model_copy(update={"subject": subject, "authored": clock.stamp(now)})
    return [
        Ask.state.set(AskState.ANSWERED.value),
        Ask.answered.set(clock.stamp(now)),
        Ask.response.set(sealing.seal(Ask.noun, found.id, "response", whole.as_text())),
    ]


def _remind(unit: Unit, found: Ask, now: dt.datetime) -> None:
    """The advice was shown with the answer; that there is some stays in the patient's messages."""
    if not found.patient:
        return
    patient = patients.current(PatientId(found.patient))
    outbox.tell(
        unit,
        kind=Kind.ALARM_ADVICE,
        patient=patient,
        account=None,
        reference=found.id,
        version=1,
        day=clock.local(now).date(),
        values={
            "name": patients.person(patient).name,
            "time": f"{clock.local(now):%Y-%m-%d %H:%M}",
            "reason": "请查看医院建议，必要时及时就医",
        },
        urgent=True,
        sensitive=called.is_sensitive(found.department),
        page=asking.PAGE.format(ask=found.id),
    )


def _before(found: Ask, request: str) -> Done:
    """What became of it; the very request that answered it gets its answer again."""
    if found.state == AskState.ANSWERED and found.request == request:
        return Done(found, advice_of(found))
    raise REFUSALS[AskState(found.state)]


def fired(found: Ask) -> list[Rule]:
    """The rules that the answer set off, as they were signed."""
    if not found.fired:
        return []
    names = found.fired
    return [one for one in rules.signed(found.questionnaire, int(found.rules)) if one.id in names]


def advice_of(found: Ask, now: dt.datetime | None = None) -> Advice | None:
    """What is advised after its answer to whoever reads it now, or read it at that moment."""
    return advising.advice(fired(found), found.department, now)


def response(found: Ask) -> Response | None:
    """The answer, unsealed."""
    if found.response is None:
        return None
    return Response.model_validate_json(sealing.unseal(Ask.noun, found.id, "response", found.response))


def document(found: Ask) -> Questionnaire:
    """What was asked."""
    return building.published(found.questionnaire, int(found.questionnaire_version))
