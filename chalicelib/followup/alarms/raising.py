"""An answer that must be read: raised with the answer itself, and one rung up the ladder for as long as nobody takes it."""

import datetime as dt

from chalicelib.followup import settings
from chalicelib.followup.models import Alarm, Ask, OpenAlarm
from chalicelib.followup.questionnaires.rules import Rule
from chalicelib.followup.settings import EVERYWHERE
from chalicelib.followup.states import AlarmState
from chalicelib.kernel import agenda, clock, facts, ids, log
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.messages import staff_sms
from chalicelib.staff import reaching

ESCALATE = "followup.escalate"  # the agenda's kind
RAISED = "followup.alarmed"  # the fact's
WORDS = "随访预警待处理"
WARD_ON_DUTY = 1  # the rung; every one above it is the leader's


def identity(ask: str) -> str:
    """The id of the alarm of one answer."""
    return ids.derived("followup-alarm", ask)


def put(unit: Unit, ask: Ask, rules: list[Rule], now: dt.datetime) -> str:
    """Add to the answer's own transaction that it must be read; four rows. Its id.

    While somebody reads, the ward on duty is told after the hospital's minutes; while nobody does, at once.
    """
    name, chosen = identity(ask.id), settings.chosen()
    made = Alarm(name, ask=ask.id, department=ask.department, raised=clock.stamp(now))
    made.rules = [{"id": one.id, "words": one.words, "turn_to": one.turn_to.value} for one in rules]
    unit.put(made, condition=Alarm.id.does_not_exist())
    unit.put(listed(made))
    minutes = chosen.escalate_minutes if chosen.reads_at(now) else 0
    agenda.later(unit, ESCALATE, name, now + dt.timedelta(minutes=minutes))
    facts.tell(unit, RAISED, name, 1, department=ask.department, doctor=ask.doctor)
    return name


def listed(alarm: Alarm) -> OpenAlarm:
    """Where an alarm lies until it is closed."""
    return OpenAlarm(alarm.department or EVERYWHERE, f"{alarm.raised}#{alarm.id}", alarm=alarm.id)


def escalate(name: str, now: dt.datetime | None = None) -> None:
    """Nobody has taken it: tell the next one by SMS, the ward on duty first, then the leader again and again. Twice is once."""
    now, chosen = now or clock.now(), settings.chosen()
    found = Alarm.find(name)
    if found is None or found.state != AlarmState.RAISED:
        return
    rung = int(found.rung) + 1
    again = now + dt.timedelta(minutes=chosen.escalate_minutes)
    try:
        with Unit() as unit:
            still = (Alarm.state == AlarmState.RAISED.value) & (Alarm.rung == rung - 1)
            unit.update(Alarm(name), [Alarm.rung.set(rung)], condition=still)
            if rung <= WARD_ON_DUTY + chosen.leader_times:
                agenda.later(unit, ESCALATE, name, again)
            _tell(unit, found, rung)
    except LostRace:
        return  # taken, or escalated, a moment ago


def _tell(unit: Unit, found: Alarm, rung: int) -> None:
    chosen = settings.chosen()
    whom = chosen.on_duty if rung == WARD_ON_DUTY else chosen.leaders
    number = whom.get(found.department) or whom.get(EVERYWHERE, "")
    reached = reaching.by_number(number) if number else None
    if reached is None:
        log.warning("alarm_reaches_nobody", alarm=found.id, rung=rung)
        log.metric("AlarmReachesNobody")
        return
    log.info("alarm_escalated", alarm=found.id, rung=rung)
    staff_sms.tell_staff(unit, staff=reached.id, phone=reached.phone, reference=found.id, version=rung, words=WORDS)
