"""Tasks by people: listed and counted, claimed by one, called, finished, interrupted; the record read and written down."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from chalicelib.followup import groups
from chalicelib.followup.asks import answering
from chalicelib.followup.models import Ask, Enrolment, OptOut, Task
from chalicelib.followup.plans.shapes import Step, StepKind, Way
from chalicelib.followup.states import CallState, TaskState
from chalicelib.followup.tasks import calling, listing, making, record, working
from chalicelib.followup.tasks.listing import Which
from chalicelib.followup.tasks.outcomes import Outcome
from chalicelib.followup.tasks.working import Changes
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.audit import Entry
from chalicelib.kernel.idempotency import Repeated
from chalicelib.staff.roles import Role
from tests.followup.town import CARDIOLOGY, DAY, ILL, WELL, alarms, drain, facts, messages, request, work
from tests.staff.people import on_duty

CALL = Step(id="call", day=0, kind=StepKind.TASK, words="电话询问恢复情况")


def given(town, *, bound=True, department=CARDIOLOGY, **step) -> Task:
    """A task of somebody who was discharged a moment ago."""
    his_id = town.new_patient()
    if bound:
        town.bound(his_id)
    plan, stay = town.plan(CALL.model_copy(update=step)), town.discharged(his_id)
    town.follow(stay)
    drain(clock.now())
    [task] = town.tasks(plan, stay)
    town.retire_plans()
    return task


def now_of(task: Task) -> Task:
    return Task.get(task.id, consistent_read=True)


def claimed(town, **step) -> Task:
    task = given(town, **step)
    working.claim(town.nurse, task.id, request())
    return now_of(task)


def finish(town, task, outcome=Outcome.REACHED, words="恢复良好", answers=None, once=None):
    working.finish(town.nurse, task.id, outcome, words, answers, once or request())


# ---- lists
def test_tasks_are_counted_by_when_they_are_due(town):
    before = listing.counted(CARDIOLOGY)
    late, today, coming = (given(town) for _ in range(3))
    working.change(town.nurse, late.id, Changes("x", Way.PHONE, clock.now() - DAY, vip=False))
    working.change(town.nurse, coming.id, Changes("x", Way.PHONE, clock.now() + 3 * DAY, vip=True))
    after = listing.counted(CARDIOLOGY)
    assert (after.overdue, after.today, after.coming) == (before.overdue + 1, before.today + 1, before.coming + 1)
    for which, task in ((Which.OVERDUE, late), (Which.TODAY, today), (Which.COMING, coming)):
        assert task.id in {one.id for one in listing.page(town.nurse, CARDIOLOGY, which).tasks}


def test_at_midnight_todays_tasks_are_overdue(town):
    task = given(town)
    with time_machine.travel(clock.at(clock.today() + DAY, 0), tick=False):
        assert task.id in {one.id for one in listing.page(town.nurse, CARDIOLOGY, Which.OVERDUE).tasks}


def test_a_list_goes_on_where_the_page_ended(town):
    tasks = {given(town, to="centre").id for _ in range(3)}
    first = listing.page(town.lead, making.CENTRE, Which.TODAY, limit=2)
    rest = listing.page(town.lead, making.CENTRE, Which.TODAY, after=first.next, limit=50)
    assert len(first.tasks) == 2
    shown = [one.id for one in (*first.tasks, *rest.tasks)]
    assert len(shown) == len(set(shown))
    assert tasks <= set(shown)
    assert rest.next == ""


def test_what_is_done_is_listed_by_month_the_latest_first(town):
    tasks = [claimed(town) for _ in range(3)]
    for task in tasks:
        finish(town, task)
    page = listing.page(town.nurse, CARDIOLOGY, Which.DONE, limit=2)
    rest = listing.page(town.nurse, CARDIOLOGY, Which.DONE, after=page.next)
    shown = [one.id for one in (*page.tasks, *rest.tasks)]
    assert [one for one in shown if one in {task.id for task in tasks}] == [one.id for one in reversed(tasks)]
    assert len(shown) == len(set(shown))


def test_another_departments_tasks_are_not_seen_and_the_centre_sees_all(town):
    task, stranger = given(town), on_duty(Role.FOLLOW_UP, department="surgery")
    for deed in (
        lambda: working.known(stranger, task.id),
        lambda: listing.page(stranger, CARDIOLOGY, Which.TODAY),
        lambda: working.claim(stranger, task.id, request()),
        lambda: listing.page(stranger, making.CENTRE, Which.TODAY),
    ):
        with pytest.raises(groups.AnotherGroup):
            deed()
    assert working.known(town.lead, task.id).id == task.id


def test_the_centre_does_all_where_the_hospital_says_so(town, choose):
    choose(centre_does_all=True)
    assert given(town).group == making.CENTRE


# ---- claims
def test_of_two_who_claim_at_once_one_has_it_and_the_other_is_told_who(town):
    task, colleague = given(town), on_duty(Role.FOLLOW_UP, department=CARDIOLOGY, name="林护士")

    def outcome(me):
        try:
            return working.claim(me, task.id, request())
        except refusals.Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(2) as pool:
        ended = sorted(map(str, pool.map(outcome, (town.nurse, colleague))))
    assert ended in (["None", "followup_claimed"], ["None", "followup_task_changed"])
    taken = now_of(task)
    other = colleague if taken.claimed_by == town.nurse.id else town.nurse
    with pytest.raises(working.ClaimedByAnother):
        working.claim(other, task.id, request())


def test_a_claim_ends_after_the_hospitals_minutes_and_a_renewed_one_does_not(town):
    task = claimed(town)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=61), tick=False):
        drain(clock.now())
        assert (now_of(task).state, now_of(task).claimed_by) == (TaskState.OPEN, "")
    again = claimed(town)
    later = clock.now() + dt.timedelta(minutes=59)
    with time_machine.travel(later, tick=False):
        working.claim(town.nurse, again.id, request())
    working.claim_ended(again.id, later + dt.timedelta(minutes=2))
    assert now_of(again).state == TaskState.CLAIMED


def test_nothing_is_done_without_a_claim(town):
    task = given(town)
    for deed in (
        lambda: finish(town, task),
        lambda: record.show(town.nurse, task.id),
        lambda: working.interrupt(town.nurse, task.id, "x", request()),
        lambda: working.send(town.nurse, task.id, "", request()),
    ):
        with pytest.raises(working.ClaimFirst):
            deed()


def test_a_task_given_back_is_anybodys(town):
    task, colleague = claimed(town), on_duty(Role.FOLLOW_UP, department=CARDIOLOGY)
    working.give_back(town.nurse, task.id, request())
    working.claim(colleague, task.id, request())
    assert now_of(task).claimed_by == colleague.id


# ---- results
def test_a_task_is_finished_with_a_result_that_is_sealed(town):
    task = claimed(town)
    finish(town, task, words="患者恢复良好，无胸痛")
    done = now_of(task)
    assert (done.state, done.outcome, record.result_of(done)) == (TaskState.DONE, "reached", "患者恢复良好，无胸痛")
    assert "恢复" not in str(bytes(done.result))
    [told] = facts("followup.task_done", task.id)
    assert told.about == {"department": CARDIOLOGY, "doctor": "d001"}
    assert work(task) == [f"done#{CARDIOLOGY}#{clock.today():%Y-%m}"]


def test_finishing_twice_is_once(town):
    task, asked = claimed(town), request()
    finish(town, task, once=asked)
    with pytest.raises(Repeated):
        finish(town, task, once=asked)
    with pytest.raises(working.ClaimFirst):
        finish(town, task)
    assert len(facts("followup.task_done", task.id)) == 1


def test_answers_given_on_the_phone_are_kept_and_raise_alarms_like_any(town):
    name = town.questionnaire()
    task = claimed(town, questionnaire=name)
    finish(town, task, answers=ILL)
    ask = Ask.get(now_of(task).ask)
    assert (ask.state, ask.staff, ask.account) == ("answered", town.nurse.id, "")
    assert len(alarms(ask)) == 1


def test_a_finish_that_was_killed_after_the_answers_goes_on_when_sent_again(town, monkeypatch):
    task, asked = claimed(town, questionnaire=town.questionnaire()), request()
    monkeypatch.setattr(making, "step", _killed)
    with pytest.raises(KeyboardInterrupt):
        finish(town, task, answers=ILL, once=asked)
    monkeypatch.undo()
    finish(town, task, answers=ILL, once=asked)
    asks = [one for one in Ask.scan() if one.enrolment == task.enrolment]
    assert [one.state for one in asks] == ["answered"]
    assert now_of(task).state == TaskState.DONE


def _killed(*_):
    raise KeyboardInterrupt


def test_answers_that_do_not_fit_finish_nothing(town):
    task = claimed(town, questionnaire=town.questionnaire())
    with pytest.raises(refusals.Invalid):
        finish(town, task, answers={"fever": [99]})
    assert now_of(task).state == TaskState.CLAIMED
    finish(town, task, answers=WELL)


def test_answers_without_a_questionnaire_are_refused(town):
    with pytest.raises(answering.NotAsked):
        finish(town, claimed(town), answers=WELL)


def test_whoever_declines_on_the_phone_is_followed_up_no_more(town):
    his_id = town.new_patient()
    _, patient = town.bound(his_id)
    later = CALL.model_copy(update={"id": "later", "day": 30})
    plan, stay = town.plan(CALL, later), town.discharged(his_id)
    town.follow(stay)
    drain(clock.now())
    [task] = town.tasks(plan, stay)
    working.claim(town.nurse, task.id, request())
    finish(town, task, Outcome.DECLINED, "患者表示不愿再接受随访")
    assert town.enrolment(plan, stay).ended == "opted_out"
    assert OptOut.find(f"patient#{patient}") is not None
    assert now_of(task).state == TaskState.DONE


def test_a_death_told_on_the_phone_ends_everything_before_the_hospital_knows(town):
    his_id = town.new_patient()
    town.bound(his_id)
    later = Step(id="later", day=30, kind=StepKind.QUESTIONNAIRE, questionnaire=town.questionnaire())
    plan, stay = town.plan(CALL, later), town.discharged(his_id)
    town.follow(stay)
    drain(clock.now())
    [task] = town.tasks(plan, stay)
    working.claim(town.nurse, task.id, request())
    working.send(town.nurse, task.id, "请留意来电", request())
    finish(town, task, Outcome.DIED, "家属告知患者已于上周去世")
    assert town.enrolment(plan, stay).ended == "died"
    again = town.discharged(his_id)
    town.follow(again)
    assert town.enrolment(plan, again) is None
    drain(clock.now() + 40 * DAY)
    assert town.asked(plan, stay) == []


# ---- interrupted, changed, reassigned, deleted
def test_an_interrupted_task_is_made_anew_for_the_centre(town):
    task = claimed(town)
    new = working.interrupt(town.nurse, task.id, "通话中断，患者要求晚些联系", request())
    again = Task.get(new)
    assert now_of(task).state == TaskState.INTERRUPTED
    assert (again.group, again.instead_of, again.state, again.words) == (making.CENTRE, task.id, TaskState.OPEN, task.words)
    assert again.id in Enrolment.get(task.enrolment).tasks
    assert making.name_of(again) == making.name_of(task)


def test_a_task_is_changed_or_deleted_only_before_it_begins(town):
    task = given(town)
    due = clock.at(clock.today() + 2 * DAY, 9)
    working.change(town.nurse, task.id, Changes("改为上门", Way.VISIT, due, vip=True))
    changed = now_of(task)
    assert (changed.words, changed.way, changed.vip, changed.due) == ("改为上门", "visit", True, clock.stamp(due))
    working.claim(town.nurse, task.id, request())
    for deed in (
        lambda: working.change(town.nurse, task.id, Changes("x", Way.PHONE, due, vip=False)),
        lambda: working.delete(town.nurse, task.id),
    ):
        with pytest.raises(working.Begun):
            deed()
    working.give_back(town.nurse, task.id, request())
    working.delete(town.nurse, task.id)
    working.delete(town.nurse, task.id)
    assert (now_of(task).state, work(task)) == (TaskState.DELETED, [])


def test_a_task_given_to_one_person_is_theirs_alone(town):
    task, expert = given(town), on_duty(Role.FOLLOW_UP, department="surgery", name="周护士")
    working.reassign(town.lead, task.id, "surgery", expert.id)
    assert work(task) == ["open#surgery"]
    with pytest.raises(working.ClaimedByAnother):
        working.claim(town.lead, task.id, request())
    working.claim(expert, task.id, request())
    assert now_of(task).claimed_by == expert.id


def test_reassigning_ends_the_claim(town):
    task = claimed(town)
    working.reassign(town.lead, task.id, making.CENTRE, "")
    with pytest.raises(groups.AnotherGroup):
        finish(town, task)
    assert (now_of(task).state, work(task)) == (TaskState.OPEN, [f"open#{making.CENTRE}"])


# ---- messages
def test_a_task_may_send_its_questionnaire_and_a_few_words(town):
    task = claimed(town, questionnaire=town.questionnaire())
    working.send(town.nurse, task.id, "", request())
    ask = now_of(task).ask
    assert [one.kind for one in messages(ask)] == ["questionnaire"]
    asked = request()
    working.send(town.nurse, task.id, "请留意来电", asked)
    with pytest.raises(Repeated):
        working.send(town.nurse, task.id, "请留意来电", asked)
    assert [one.kind for one in messages(task.id)] == ["follow_up"]


def test_whom_the_mini_program_does_not_reach_is_sent_nothing(town):
    task = claimed(town, bound=False)
    with pytest.raises(working.NothingToAsk):
        working.send(town.nurse, task.id, "", request())


# ---- the record
def test_the_record_is_the_hospitals_own_and_reading_it_is_written_down(town):
    task = claimed(town, bound=False)
    shown = record.show(town.nurse, task.id)
    assert shown.encounters[0].diagnoses[0].icd == "I21.001"
    assert shown.who.phone.startswith("154")
    assert repr(shown.who) == "<Somebody unknown>"
    assert "followup.record_read" in [one.act for one in Entry.scan() if one.subject == task.id]


def test_without_an_entry_in_the_audit_log_no_record_is_shown(town):
    from chalicelib.staff.models import Member
    from chalicelib.staff.sessions import OffDuty

    task = claimed(town)
    Member(town.nurse.id).update([Member.epoch.add(1)])
    with pytest.raises(OffDuty):
        record.show(town.nurse, task.id)


# ---- calls
def test_a_call_is_dialled_and_what_came_of_it_is_asked(town, device):
    task = claimed(town)
    call = calling.dial(town.nurse, task.id, request())
    assert call.state == CallState.DIALLING
    assert device.book("calls")[call.id]["asked"] == {"phone": "+8615412345678", "extension": town.nurse.number}
    drain(clock.now() + dt.timedelta(minutes=2))
    assert calling.known(call.id).state == CallState.DIALLING
    device.end(call.id, seconds=42)
    drain(clock.now() + dt.timedelta(minutes=4))
    over = calling.known(call.id)
    assert (over.state, int(over.seconds), over.recording) == (CallState.ANSWERED, 42, f"rec-{call.id}")


def test_the_same_request_dials_once(town, device):
    task, asked = claimed(town), request()
    first, second = calling.dial(town.nurse, task.id, asked), calling.dial(town.nurse, task.id, asked)
    assert first.id == second.id
    assert len([one for one in device.heard() if first.id in one["path"] and one["method"] == "PUT"]) == 1


def test_a_call_whose_answer_got_lost_is_unknown_until_the_device_says(town, device):
    task = claimed(town)
    device.feel("lost", times=1)
    call = calling.dial(town.nurse, task.id, request())
    assert call.state == CallState.UNKNOWN
    device.end(call.id, "NOT_ANSWERED", ring=False)
    drain(clock.now() + dt.timedelta(minutes=2))
    assert calling.known(call.id).state == CallState.NOT_ANSWERED


def test_a_call_that_the_device_never_had_has_failed(town, device):
    task = claimed(town)
    device.feel("down", times=1)
    call = calling.dial(town.nurse, task.id, request())
    assert call.state == CallState.UNKNOWN
    drain(clock.now() + dt.timedelta(minutes=2))
    assert calling.known(call.id).state == CallState.FAILED


def test_a_device_that_refuses_is_said_to_and_nothing_rings(town, device):
    device.busy = "busy"
    with pytest.raises(calling.DeviceRefuses):
        calling.dial(town.nurse, claimed(town).id, request())
    device.busy = ""


def test_a_forged_bell_changes_nothing(town, device):
    call = calling.dial(town.nurse, claimed(town).id, request())
    calling.rung(call.id)
    calling.rung("nobody")
    drain(clock.now())
    assert calling.known(call.id).state == CallState.DIALLING


def test_a_device_that_is_away_for_an_hour_is_asked_again(town, device):
    call = calling.dial(town.nurse, claimed(town).id, request())
    device.feel("error")
    for minutes in (2, 4, 6):
        drain(clock.now() + dt.timedelta(minutes=minutes))
    assert calling.known(call.id).state == CallState.DIALLING
    device.calm()
    device.end(call.id, ring=False)
    drain(clock.now() + dt.timedelta(minutes=30))
    assert calling.known(call.id).state == CallState.ANSWERED
