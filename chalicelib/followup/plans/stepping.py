"""A step's day has come: it is done once, when it is still wanted, or let fall."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.cards import patients
from chalicelib.directory import called
from chalicelib.followup import people, settings
from chalicelib.followup.asks import asking
from chalicelib.followup.models import Enrolment
from chalicelib.followup.people import Somebody
from chalicelib.followup.plans import building, enrolling, stopping
from chalicelib.followup.plans.shapes import Plan, Step, StepKind, Way
from chalicelib.followup.questionnaires import building as questionnaires
from chalicelib.followup.states import Ended, EnrolmentState
from chalicelib.followup.tasks import making
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.kernel import agenda, clock, ids, log
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.messages import outbox
from chalicelib.messages.outbox import Kind

ARTICLE_PAGE = "education/pages/article/index?id={article}"
REVISIT_PAGE = "registration/pages/departments/index"
AGAIN_IN = dt.timedelta(minutes=10)
CALL = "患者尚未使用小程序或未开启通知，请电话随访"


def run(subject: str, planned: dt.datetime, now: dt.datetime | None = None) -> None:
    """Do the step of that agenda item. Twice is once; the HIS away: later; too late: let fall."""
    name, _, step_name = subject.partition(".")
    now = now or clock.now()
    found = Enrolment.find(name)
    if found is None or found.state != EnrolmentState.ACTIVE or step_name in (found.steps or ()):
        return
    plan = building.published(found.plan, int(found.plan_version))
    step = plan.step(step_name)
    if step is None:
        return
    try:
        who = people.somebody(found.his)
    except HisAway:
        agenda.put_off(enrolling.STEP, subject, now + AGAIN_IN, planned=clock.stamp(planned))
        return
    if not who.alive:
        stopping.stop(found, Ended.DIED)
    elif people.opted_out(who):
        stopping.stop(found, Ended.OPTED_OUT)
    elif now - planned > dt.timedelta(days=settings.chosen().late_days):
        log.info("followup_step_late", enrolment=name)
        _let_fall(found, plan, step)
    else:
        _do(found, plan, step, who, now)


def _do(found: Enrolment, plan: Plan, step: Step, who: Somebody, now: dt.datetime) -> None:
    by_message = step.kind is not StepKind.TASK and people.reached(who.patient)
    if step.kind is StepKind.TASK or (not by_message and _can_call(step)):
        with Unit() as unit:
            task = making.put(unit, _task(found, step, who, now), now)
            _mark(unit, found, plan, step, Enrolment.tasks.add({task.id}))
    elif not by_message:
        _let_fall(found, plan, step)
    else:
        with Unit() as unit:
            _mark(unit, found, plan, step, *_send(unit, found, step, who, now))


def _can_call(step: Step) -> bool:
    return settings.chosen().call_unreached and step.kind in (StepKind.QUESTIONNAIRE, StepKind.REVISIT)


def _send(unit: Unit, found: Enrolment, step: Step, who: Somebody, now: dt.datetime) -> list[Action]:
    if step.kind is StepKind.QUESTIONNAIRE:
        ask = asking.put(unit, _ask(found, step, who), now)
        asking.tell(unit, ask)
        return [Enrolment.asks.add({ask.id})]
    kind = Kind.ARTICLE if step.kind is StepKind.ARTICLE else Kind.REVISIT
    patient = PatientId(who.patient or "")
    values = {
        "title": step.title,
        "name": patients.person(patient).name,
        "department": called.department_name(found.department),
        "doctor": called.doctor_name(found.doctor),
        "time": f"{clock.local(now):%Y-%m-%d %H:%M}",
        "reason": step.words[:20],
    }
    outbox.tell(
        unit,
        kind=kind,
        patient=patient,
        account=None,
        reference=f"{found.id}.{step.id}",
        version=1,
        day=clock.local(now).date(),
        values={name: value for name, value in values.items() if value},
        sensitive=called.is_sensitive(found.department),
        page=ARTICLE_PAGE.format(article=step.article) if kind is Kind.ARTICLE else REVISIT_PAGE,
    )
    return []


def _ask(found: Enrolment, step: Step, who: Somebody) -> asking.Wanted:
    document = questionnaires.published(step.questionnaire, step.questionnaire_version)
    return asking.Wanted(
        id=ids.derived("followup-ask", found.id, step.id),
        patient=who.patient,
        his=who.his,
        questionnaire=step.questionnaire,
        version=step.questionnaire_version,
        title=document.title,
        department=found.department,
        doctor=found.doctor,
        enrolment=found.id,
        step=step.id,
    )


def _task(found: Enrolment, step: Step, who: Somebody, now: dt.datetime) -> making.Wanted:
    mine = step.kind is StepKind.TASK
    words = step.words or "提醒复诊"
    return making.Wanted(
        id=ids.derived("followup-task", found.id, step.id),
        who=who,
        department=found.department,
        doctor=found.doctor,
        way=step.way if mine else Way.PHONE,
        words=words if mine else f"{CALL}：{step.words or step.title or '填写随访问卷'}",
        due=now,
        to_centre=step.to == making.CENTRE,
        enrolment=found.id,
        step=step.id,
        questionnaire=step.questionnaire,
        questionnaire_version=step.questionnaire_version,
    )


def _let_fall(found: Enrolment, plan: Plan, step: Step) -> None:
    with Unit() as unit:
        _mark(unit, found, plan, step)


def _mark(unit: Unit, found: Enrolment, plan: Plan, step: Step, *more: Action) -> None:
    """The step is over; after the last one the enrolment is. Two steps at once: the later comes again."""
    over = {*(found.steps or ()), step.id}
    actions: list[Action] = [Enrolment.steps.add({step.id}), *more]
    if over >= {one.id for one in plan.steps}:
        actions.append(Enrolment.state.set(EnrolmentState.DONE.value))
        unit.delete(enrolling.place(found))
    before = Enrolment.steps == found.steps if found.steps else Enrolment.steps.does_not_exist()
    unit.update(Enrolment(found.id), actions, condition=(Enrolment.state == EnrolmentState.ACTIVE.value) & before)
