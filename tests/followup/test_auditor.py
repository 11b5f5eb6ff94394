"""The auditor tells of each thing that does not add up, and of nothing else."""

import pytest

from chalicelib.followup import auditor
from chalicelib.followup.alarms import handling, raising
from chalicelib.followup.asks import answering
from chalicelib.followup.models import Alarm, Ask, Enrolment, Of, Task, Work
from chalicelib.followup.plans import enrolling, stopping
from chalicelib.followup.plans.shapes import Step, StepKind
from chalicelib.followup.states import AskState, Ended
from chalicelib.followup.tasks import making
from chalicelib.kernel import clock
from tests.followup.test_tasks import CALL, claimed, finish, given, now_of
from tests.followup.town import CARDIOLOGY, ILL, WELL, alarms, drain, request
from tests.planting import changed, missing, planted


def told() -> list[str]:
    return list(auditor.problems())


def going_on(town) -> tuple[Enrolment, Ask]:
    """Somebody was asked, and will be called in five days."""
    his_id = town.new_patient()
    town.bound(his_id)
    first = Step(id="ask", day=0, kind=StepKind.QUESTIONNAIRE, questionnaire=town.questionnaire())
    plan, stay = town.plan(first, CALL.model_copy(update={"day": 5})), town.discharged(his_id)
    town.follow(stay)
    drain(clock.now())
    [ask] = town.asked(plan, stay)
    return town.enrolment(plan, stay), ask


def stopped(town) -> tuple[Enrolment, Ask]:
    enrolment, ask = going_on(town)
    stopping.stop(enrolment, Ended.OPTED_OUT)
    return enrolment, ask


def answered(town, answers=WELL) -> Ask:
    me, ask = town.ask()
    answering.answer(me, ask.id, answers, request())
    return Ask.get(ask.id, consistent_read=True)


def alarmed(town) -> tuple[Ask, Alarm]:
    ask = answered(town, ILL)
    [alarm] = alarms(ask)
    return ask, alarm


def closed(town) -> Alarm:
    _, alarm = alarmed(town)
    handling.take(town.clinician, alarm.id, request())
    handling.close(town.clinician, alarm.id, "已联系患者", request())
    return Alarm.get(alarm.id, consistent_read=True)


def done(town) -> Task:
    task = claimed(town)
    finish(town, task)
    return now_of(task)


def test_of_a_whole_town_nothing_is_told(town):
    for state in (going_on, stopped, answered, alarmed, closed, given, claimed, done):
        state(town)
        town.retire_plans()
    assert told() == []


# ---- enrolments
def test_an_enrolment_without_its_place_in_the_plan_is_told(town):
    enrolment, _ = going_on(town)
    place = enrolling.place(enrolment)
    with missing(place):
        assert told() == [f"{place.whose} has a place in {place.what} or is enrolled there, not both"]


def test_a_place_in_a_plan_without_enrolment_is_told(town):
    with planted(Of("his#p", "plan#x")):
        assert told() == ["his#p has a place in plan#x or is enrolled there, not both"]


def test_an_enrolment_that_is_nobodys_is_told(town):
    enrolment, _ = going_on(town)
    with missing(Of(f"patient#{enrolment.patient}", f"enrolment#{enrolment.id}")):
        assert told() == [f"enrolment {enrolment.id} is nobody's"]


@pytest.mark.parametrize("state", [going_on, stopped])
def test_what_an_enrolment_asked_and_is_not_there_is_told(town, state):
    enrolment, ask = state(town)
    with changed(enrolment, asks={ask.id, "nowhere"}):
        assert told() == [f"enrolment {enrolment.id} asked nowhere, which is not there"]


def test_what_a_stopped_enrolment_still_asks_is_told(town):
    enrolment, ask = stopped(town)
    with changed(ask, state=AskState.OPEN.value):
        assert told() == [f"enrolment {enrolment.id} is stopped and still asks {ask.id}"]


# ---- asks
@pytest.mark.parametrize("lost", [{"response": None}, {"answered": ""}])
def test_an_answered_ask_without_its_answer_is_told(town, lost):
    ask = answered(town)
    with changed(ask, **lost):
        assert told() == [f"ask {ask.id} is answered and has an answer, or has none and should"]


@pytest.mark.parametrize("found", [{"response": b"sealed"}, {"answered": "2026-11-24T06:00:00.000Z"}])
def test_an_open_ask_with_an_answer_is_told(town, found):
    _, ask = going_on(town)
    with changed(ask, **found):
        assert told() == [f"ask {ask.id} is open and has an answer, or has none and should"]


def test_an_ask_that_is_nobodys_is_told(town):
    _, ask = going_on(town)
    with missing(Of(f"patient#{ask.patient}", f"ask#{ask.id}")):
        assert told() == [f"ask {ask.id} is nobody's"]


def test_an_answer_of_which_its_account_does_not_know_is_told(town):
    ask = answered(town)
    with missing(Of(f"account#{ask.account}", f"ask#{ask.id}")):
        assert told() == [f"ask {ask.id} was answered by an account that does not know of it"]


# ---- tasks
def test_an_open_task_that_is_not_listed_is_told(town):
    task = given(town)
    with missing(making.listed(task)):
        assert told() == [f"task {task.id} is open and listed, or open and not listed"]


def test_a_done_task_that_is_still_listed_is_told(town):
    task = done(town)
    with planted(making.listed(task)):
        assert told() == [f"task {task.id} is done and listed, or open and not listed"]


def test_a_done_task_that_is_not_among_them_is_told(town):
    task = done(town)
    [place] = [one for one in Work.scan(consistent_read=True) if one.task == task.id]
    with missing(place):
        assert told() == [f"task {task.id} is done and among those that are done, or the other way round"]


def test_an_open_task_among_those_that_are_done_is_told(town):
    task = given(town)
    with planted(Work(making.done_list(task.group, clock.today()), task.id, task=task.id)):
        assert told() == [f"task {task.id} is open and among those that are done, or the other way round"]


def test_an_open_task_that_somebody_claimed_is_told(town):
    task = given(town)
    with changed(task, claimed_by=town.nurse.id):
        assert told() == [f"task {task.id} is open and claimed by {town.nurse.id}"]


def test_a_claimed_task_that_nobody_claimed_is_told(town):
    task = claimed(town)
    with changed(task, claimed_by=""):
        assert told() == [f"task {task.id} is claimed and claimed by nobody"]


def test_a_task_that_its_enrolment_does_not_know_is_told(town):
    task = given(town)
    with changed(Enrolment.get(task.enrolment), tasks=None):
        assert told() == [f"task {task.id} is not known to its enrolment"]


def test_a_task_of_an_enrolment_that_is_gone_is_told(town):
    task = given(town)
    with missing(Enrolment(task.enrolment)):
        assert told() == [f"task {task.id} is not known to its enrolment"]


def test_a_list_with_a_task_that_does_not_lie_there_is_told(town):
    task = given(town)
    with planted(Work("open#elsewhere", task.id, task=task.id)):
        assert told() == [f"('open#elsewhere', '{task.id}') lists task {task.id}, which does not lie there"]


def test_a_done_task_that_is_not_there_is_told(town):
    with planted(Work(making.done_list(CARDIOLOGY, clock.today()), "moment#nowhere", task="nowhere")):
        assert told() == ["task nowhere is among those that are done, and is not there"]


# ---- alarms
def test_an_open_alarm_that_is_not_listed_is_told(town):
    _, alarm = alarmed(town)
    with missing(raising.listed(alarm)):
        assert told() == [f"alarm {alarm.id} is raised and listed, or open and not listed"]


def test_a_closed_alarm_that_is_still_listed_is_told(town):
    alarm = closed(town)
    with planted(raising.listed(alarm)):
        assert told() == [f"alarm {alarm.id} is closed and listed, or open and not listed"]


def test_a_list_with_an_alarm_that_does_not_lie_there_is_told(town):
    stray = raising.listed(Alarm("nowhere", department=CARDIOLOGY, raised="moment"))
    with planted(stray):
        assert told() == [f"('{CARDIOLOGY}', '{stray.place}') lists alarm nowhere, which does not lie there"]


def test_rules_that_were_set_off_without_an_alarm_are_told(town):
    ask = answered(town)
    with changed(ask, fired={"chest"}):
        assert told() == [f"ask {ask.id} set off rules and raised no alarm, or the other way round"]


def test_an_alarm_that_no_rule_set_off_is_told(town):
    ask, _ = alarmed(town)
    with changed(ask, fired=None):
        assert told() == [f"ask {ask.id} set off rules and raised no alarm, or the other way round"]
