"""Reading alarms: seen by whoever may, taken by one, closed with what was done."""

from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.followup import groups
from chalicelib.followup.alarms import raising
from chalicelib.followup.asks import answering
from chalicelib.followup.models import Alarm, Ask, OpenAlarm
from chalicelib.followup.people import Somebody, somebody
from chalicelib.followup.questionnaires.fhir import Questionnaire, Response
from chalicelib.followup.settings import EVERYWHERE
from chalicelib.followup.states import NEXT_ALARM, AlarmState, may_become
from chalicelib.kernel import audit, clock, facts, refusals, sealing
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Staff, StaffId, name_of, still_on_duty

CLOSED = "followup.alarm_closed"  # the fact's kind
PAGE = 100


class NoSuchAlarm(refusals.NotFound):
    """None of that id."""

    code, message = "followup_alarm_unknown", "没有找到该预警，请刷新列表后重试"


class TakenMeanwhile(refusals.Conflict):
    """A colleague has it, or it is closed; the words say who."""

    code, message = "followup_alarm_taken", "该预警已由其他同事处理，请刷新列表"


class TakeFirst(refusals.Conflict):
    """Only whoever took it closes it."""

    code, message = "followup_alarm_take_first", "请先接手该预警，再登记处理结果"


class Seen(NamedTuple):
    """All that is needed to act: whose answer, what was asked and answered, how to reach them."""

    alarm: Alarm
    who: Somebody
    document: Questionnaire
    response: Response


def known(me: Staff, name: str) -> Alarm:
    """That alarm, of a department that is theirs. Raises NoSuchAlarm, AnotherGroup."""
    found = Alarm.find(name)
    if found is None:
        raise NoSuchAlarm
    groups.require(me, found.department)
    return found


def waiting(departments: list[str]) -> list[Alarm]:
    """The open alarms of these departments, the oldest first; those of no department stand with everybody's."""
    keys = dict.fromkeys([*departments, EVERYWHERE])
    names = [one.alarm for key in keys for one in OpenAlarm.query(key, limit=PAGE, consistent_read=True)]
    found = list(Alarm.batch_get(names, consistent_read=True)) if names else []
    return sorted(found, key=lambda one: one.raised)


def look(me: Staff, name: str) -> Seen:
    """The answer in full with the patient's name and phone; that somebody looked is written down first. Raises NoSuchAlarm, AnotherGroup."""
    found = known(me, name)
    with Unit() as unit:
        still_on_duty(unit, me)
        audit.write(unit, me.id, "followup.alarm_looked", name)
    ask = Ask.get(found.ask, consistent_read=True)
    said = answering.response(ask)
    if said is None:
        raise NoSuchAlarm
    return Seen(found, somebody(ask.his), answering.document(ask), said)


def take(me: Staff, name: str, once: Once) -> None:
    """It is mine now, and nobody else is told any more. Raises TakenMeanwhile, Repeated, OffDuty."""
    found = known(me, name)
    taken: list[Action] = [Alarm.taken_by.set(me.id), Alarm.taken_at.set(clock.stamp(clock.now()))]
    unit = Unit()
    once.remember(unit, name)
    _step(unit, me, found, AlarmState.TAKEN, "taken", *taken)
    try:
        once.commit(unit)
    except TakenMeanwhile:
        raise _by_whom(Alarm.get(name, consistent_read=True)) from None


def close(me: Staff, name: str, note: str, once: Once) -> None:
    """What was done, in words that are sealed. Raises TakeFirst, TakenMeanwhile, Repeated, OffDuty."""
    found = known(me, name)
    once.raise_if_done()
    if found.state == AlarmState.RAISED or found.taken_by != me.id:
        raise TakeFirst
    now = clock.stamp(clock.now())
    sealed = sealing.seal(Alarm.noun, name, "note", note)
    closed: list[Action] = [Alarm.closed_by.set(me.id), Alarm.closed_at.set(now), Alarm.note.set(sealed)]
    unit = Unit()
    once.remember(unit, name)
    _step(unit, me, found, AlarmState.CLOSED, "closed", *closed)
    unit.delete(raising.listed(found))
    facts.tell(unit, CLOSED, name, 1, department=found.department)
    once.commit(unit)


def _step(unit: Unit, me: Staff, found: Alarm, to: AlarmState, act: str, *changes: Action) -> None:
    still_on_duty(unit, me)
    legal = may_become(Alarm.state, to, NEXT_ALARM)
    unit.update(Alarm(found.id), [Alarm.state.set(to.value), *changes], condition=legal, otherwise=TakenMeanwhile)
    audit.write(unit, me.id, f"followup.alarm_{act}", found.id)


def _by_whom(found: Alarm) -> TakenMeanwhile:
    name = name_of(StaffId(found.taken_by)) or "其他同事"
    return TakenMeanwhile(f"该预警已由{name}接手，请刷新列表")


def note_of(found: Alarm) -> str:
    """What was done, unsealed."""
    return sealing.unseal(Alarm.noun, found.id, "note", found.note) if found.note else ""
