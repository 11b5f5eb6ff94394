"""A questionnaire was not answered in time: it is over, and where the plan says so somebody calls."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.followup import people
from chalicelib.followup.asks import asking
from chalicelib.followup.models import Ask, Enrolment
from chalicelib.followup.plans import building
from chalicelib.followup.plans.shapes import Step, Way
from chalicelib.followup.states import AskState, EnrolmentState
from chalicelib.followup.tasks import making
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.kernel import agenda, clock, ids
from chalicelib.kernel.tables import LostRace, Unit

AGAIN_IN = dt.timedelta(minutes=10)
WORDS = "患者未按时填写问卷《{title}》，请电话随访并代为填写"


def end(name: str, now: dt.datetime | None = None) -> None:
    """Its time is over, unless it was answered. Twice is once."""
    now = now or clock.now()
    found = Ask.find(name)
    if found is None or found.state != AskState.OPEN:
        return
    try:
        with Unit() as unit:
            expired: list[Action] = [Ask.state.set(AskState.EXPIRED.value)]
            unit.update(Ask(name), expired, condition=asking.may_end(AskState.EXPIRED))
            _call(unit, found, now)
    except HisAway:
        agenda.put_off(asking.ENDS, name, now + AGAIN_IN)
    except LostRace:
        return  # answered, or withdrawn, at the last moment


def _call(unit: Unit, found: Ask, now: dt.datetime) -> None:
    """A task in the same transaction, while the enrolment goes on or when its steps are done."""
    enrolment = Enrolment.find(found.enrolment) if found.enrolment else None
    if enrolment is None or enrolment.state == EnrolmentState.STOPPED:
        return
    step = building.published(enrolment.plan, int(enrolment.plan_version)).step(found.step)
    if step is None or not step.call_if_unanswered:
        return
    who = people.somebody(found.his)
    if not who.alive or people.opted_out(who):
        return
    task = making.put(unit, _wanted(found, enrolment, step, who, now), now)
    going_on = Enrolment.state != EnrolmentState.STOPPED.value
    unit.update(Enrolment(enrolment.id), [Enrolment.tasks.add({task.id})], condition=going_on)


def _wanted(found: Ask, enrolment: Enrolment, step: Step, who: people.Somebody, now: dt.datetime) -> making.Wanted:
    return making.Wanted(
        id=ids.derived("followup-task-unanswered", found.id),
        who=who,
        department=found.department,
        doctor=found.doctor,
        way=Way.PHONE,
        words=WORDS.format(title=found.title),
        due=now,
        to_centre=step.to == making.CENTRE,
        enrolment=enrolment.id,
        step=step.id,
        questionnaire=found.questionnaire,
        questionnaire_version=int(found.questionnaire_version),
    )
