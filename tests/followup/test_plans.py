"""Plans: whom they enrol, what they do on which day, what ends them, and whom they leave alone."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from chalicelib.cards.models import Link, LinkOf, PersonItem
from chalicelib.followup import choosing, documents
from chalicelib.followup.models import Cursor, Enrolment
from chalicelib.followup.plans import building as plans
from chalicelib.followup.plans import enrolling, following, matching, rehearsing, stepping, stopping
from chalicelib.followup.plans.shapes import Plan, Rule, Scene, Step, StepKind
from chalicelib.followup.questionnaires import building, rules
from chalicelib.followup.states import AskState, DocumentState, Ended, EnrolmentState, TaskState
from chalicelib.gateways.his.encounters import Diagnosis, Encounter
from chalicelib.kernel import clock
from chalicelib.kernel.audit import Entry
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.idempotency import Repeated
from chalicelib.messages.models import Item
from chalicelib.staff.roles import Role
from tests.followup.town import CARDIOLOGY, DAY, drain, facts, messages, questionnaire, request, tell
from tests.staff.people import on_duty

CALL = Step(id="call", day=1, kind=StepKind.TASK, words="电话询问恢复情况")
READ = Step(id="read", day=0, kind=StepKind.ARTICLE, article="a1", title="出院后如何服药")
COME = Step(id="come", day=30, kind=StepKind.REVISIT, words="复查心电图")


def encounter(**other) -> Encounter:
    usual = {
        "id": "e1",
        "patient": "p0001",
        "inpatient": True,
        "finished": True,
        "department": CARDIOLOGY,
        "doctor": "d001",
        "ward": "住院楼3层3病区",
        "began": clock.read("2026-11-20T09:00:00+08:00"),
        "ended": clock.read("2026-11-24T23:30:00+08:00"),
        "diagnoses": (Diagnosis("I21.001", "急性心肌梗死", "severe"), Diagnosis("E11.900", "2型糖尿病", "mild")),
    }
    return Encounter(**(usual | other))


# ---- whom a rule is for
@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        (Rule(scene=Scene.DISCHARGED), True),
        (Rule(scene=Scene.OUTPATIENT), False),
        (Rule(scene=Scene.INPATIENT), False),
        (Rule(scene=Scene.DISCHARGED, icd=["i21"]), True),
        (Rule(scene=Scene.DISCHARGED, icd=["I21.002", "E11"]), True),
        (Rule(scene=Scene.DISCHARGED, icd=["I2101"]), False),
        (Rule(scene=Scene.DISCHARGED, severity=["severe"]), True),
        (Rule(scene=Scene.DISCHARGED, icd=["E11"], severity=["severe"]), False),
        (Rule(scene=Scene.DISCHARGED, departments=["surgery"]), False),
        (Rule(scene=Scene.DISCHARGED, departments=["surgery", CARDIOLOGY], wards=["3病区"]), True),
        (Rule(scene=Scene.DISCHARGED, wards=["5病区"]), False),
    ],
)
def test_a_rule_is_for_whom_it_says(rule, fits):
    assert matching.fits(rule, encounter()) is fits


def test_days_count_from_the_hospitals_day_of_the_discharge():
    assert matching.anchor(encounter()) == dt.date(2026, 11, 24)
    assert matching.anchor(encounter(finished=False, ended=None)) == dt.date(2026, 11, 20)


def test_a_visit_that_is_not_over_is_for_no_plan():
    assert matching.scene(encounter(inpatient=False, finished=False, ended=None)) is None
    assert matching.scene(encounter(inpatient=False)) is Scene.OUTPATIENT


@pytest.mark.parametrize(("day", "due"), [(0, "2028-02-28"), (1, "2028-02-29"), (2, "2028-03-01"), (366, "2029-02-28")])
def test_days_are_counted_across_a_leap_day(world, day, due):
    now = clock.at(dt.date(2028, 2, 28), 8)
    assert enrolling.due(Step(id="s", day=day, kind=StepKind.REVISIT), dt.date(2028, 2, 28), now) == clock.at(
        dt.date.fromisoformat(due), 10
    )


def test_a_step_whose_hour_has_passed_is_done_now_and_one_that_is_too_late_is_not(world):
    now, step = clock.at(dt.date(2026, 11, 24), 16), Step(id="s", day=0, kind=StepKind.REVISIT)
    assert enrolling.due(step, dt.date(2026, 11, 24), now) == now
    assert enrolling.due(step, dt.date(2026, 11, 22), now) == now
    assert enrolling.due(step, dt.date(2026, 11, 21), now) is None


# ---- enrolment
def test_whoever_is_discharged_is_enrolled_and_asked(town):
    his_id = town.new_patient()
    town.bound(his_id)
    plan, stay = town.plan(), town.discharged(his_id)
    town.follow(stay)
    found = town.enrolment(plan, stay)
    assert (found.state, found.department, found.doctor) == (EnrolmentState.ACTIVE, CARDIOLOGY, "d001")
    drain(clock.now())
    [ask] = town.asked(plan, stay)
    assert ask.state == AskState.OPEN
    assert [one.kind for one in messages(ask.id)] == ["questionnaire"]
    assert town.enrolment(plan, stay).state == EnrolmentState.DONE


def test_the_poll_finds_a_discharge_and_tells_it_once(town):
    his_id = town.new_patient()
    town.bound(his_id)
    plan = town.plan(CALL)
    Cursor("encounters", until=clock.stamp(clock.now())).save()
    stay = town.discharged(his_id)
    following.poll()
    following.poll()
    assert town.enrolment(plan, stay) is not None
    [told] = facts("followup.discharged", stay)
    assert told.about["department"] == CARDIOLOGY


def test_the_poll_begins_where_it_ended_while_the_hospital_is_away(town):
    before = clock.stamp(clock.now())
    Cursor("encounters", until=before).save()
    town.his.feel("down")
    following.poll()
    assert Cursor.find("encounters").until == before


def test_a_stay_of_a_patient_who_is_not_there_holds_nothing_up(town):
    plan, before = town.plan(CALL), clock.stamp(clock.now())
    Cursor("encounters", until=before).save()
    stay, gone = town.discharged(town.new_patient()), town.discharged(town.new_patient())
    found = town.his.store.get("Encounter", gone)
    town.his.store.put({**found, "subject": {"reference": "Patient/nobody"}})
    following.poll()
    assert town.enrolment(plan, stay) is not None
    assert Cursor.find("encounters").until != before


def test_the_same_stay_found_ten_times_at_once_enrols_once(town):
    his_id = town.new_patient()
    town.bound(his_id)
    plan, stay = town.plan(CALL, READ), town.discharged(his_id)
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda _: _quietly(lambda: town.follow(stay)), range(10)))
    town.follow(stay)
    assert len([one for one in Enrolment.scan() if one.plan == plan]) == 1
    assert len(facts("followup.enrolled", enrolling.identity(plan, stay))) == 1


def _quietly(deed) -> None:
    from chalicelib.kernel import refusals

    try:
        deed()
    except refusals.Busy:
        return


def test_a_plan_has_one_place_for_a_patient(town):
    his_id = town.new_patient()
    town.bound(his_id)
    plan = town.plan(CALL, stops_when_readmitted=False)
    first, second = town.discharged(his_id), town.discharged(his_id)
    town.follow(first)
    town.follow(second)
    assert town.enrolment(plan, second) is None


def test_an_old_stay_is_not_enrolled_by_rule(town):
    his_id = town.new_patient()
    plan, stay = town.plan(CALL), town.discharged(his_id)
    town.follow(stay, clock.now() + 31 * DAY)
    assert town.enrolment(plan, stay) is None


def test_a_plan_that_is_paused_enrols_nobody_and_goes_on_with_whom_it_has(town):
    his_id, other = town.new_patient(), town.new_patient()
    plan, stay, late = town.plan(CALL), town.discharged(his_id), town.discharged(other)
    town.follow(stay)
    documents.move(town.lead, documents.Kind.PLAN, plan, DocumentState.PAUSED)
    town.follow(late)
    assert town.enrolment(plan, late) is None
    drain(clock.now() + 2 * DAY)
    assert len(town.tasks(plan, stay)) == 1


def test_a_plan_paused_between_looking_and_enrolling_enrols_nobody(town):
    his_id = town.new_patient()
    plan, stay = town.plan(CALL), town.discharged(his_id)
    running = following.running()
    documents.move(town.lead, documents.Kind.PLAN, plan, DocumentState.PAUSED)
    [found] = [one for one in following.encounters.of_patient(his_id) if one.id == stay]
    following.take_in(found, running)
    assert town.enrolment(plan, stay) is None


# ---- steps
def test_a_year_of_steps_comes_on_its_days_and_each_once(town):
    his_id = town.new_patient()
    town.bound(his_id)
    ask = Step(id="ask", day=365, kind=StepKind.QUESTIONNAIRE, questionnaire=town.questionnaire())
    plan, stay = town.plan(READ, CALL, COME, ask), town.discharged(his_id)
    town.follow(stay)
    start, name = clock.now(), enrolling.identity(plan, stay)
    seen = {}
    for day in (0, 1, 29, 30, 364, 365):
        with time_machine.travel(start + day * DAY, tick=False):
            drain(clock.now())
            drain(clock.now())
        seen[day] = set(Enrolment.find(name).steps or ())
    assert seen == {0: {"read"}, 1: {"read", "call"}, 29: {"read", "call"}} | {
        30: {"read", "call", "come"},
        364: {"read", "call", "come"},
        365: {"read", "call", "come", "ask"},
    }
    assert sorted(one.kind for one in messages(name)) == ["article", "revisit"]
    assert Enrolment.find(name).state == EnrolmentState.DONE


def test_six_hours_down_lose_no_step_and_three_days_let_it_fall(town):
    his_id, other = town.new_patient(), town.new_patient()
    plan = town.plan(CALL)
    for one, late in ((his_id, dt.timedelta(hours=6)), (other, 3 * DAY)):
        stay = town.discharged(one)
        town.follow(stay)
        name = enrolling.identity(plan, stay)
        planned = clock.at(clock.today() + DAY, 10)
        stepping.run(f"{name}.call", planned, planned + late)
        assert len(town.tasks(plan, stay)) == (1 if late < DAY else 0)
        assert Enrolment.find(name).state == EnrolmentState.DONE


def test_two_steps_at_the_same_moment_both_come_and_the_last_ends_it(town):
    his_id = town.new_patient()
    second = CALL.model_copy(update={"id": "visit", "words": "上门随访"})
    plan, stay = town.plan(CALL, second), town.discharged(his_id)
    town.follow(stay)
    name, planned = enrolling.identity(plan, stay), clock.at(clock.today() + DAY, 10)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda step: _again(lambda: stepping.run(f"{name}.{step}", planned, planned)), ("call", "visit")))
    assert len(town.tasks(plan, stay)) == 2
    assert Enrolment.find(name).state == EnrolmentState.DONE


def _again(deed) -> None:
    from chalicelib.kernel import refusals

    for _ in range(5):
        try:
            return deed()
        except refusals.Busy:
            continue
    return None


def test_whom_the_mini_program_does_not_reach_becomes_a_task_to_call(town, choose):
    his_id = town.new_patient()
    plan, stay = town.plan(), town.discharged(his_id)
    town.follow(stay)
    drain(clock.now())
    assert town.asked(plan, stay) == []
    [task] = town.tasks(plan, stay)
    assert (task.group, task.way, task.questionnaire_version) == (CARDIOLOGY, "phone", 1)
    choose(call_unreached=False)
    other = town.new_patient()
    second = town.discharged(other)
    town.follow(second)
    drain(clock.now())
    assert (town.tasks(plan, second), town.asked(plan, second)) == ([], [])
    assert town.enrolment(plan, second).state == EnrolmentState.DONE


def test_somebody_who_binds_the_card_meanwhile_is_asked_by_message(town):
    his_id = town.new_patient()
    ask = Step(id="ask", day=1, kind=StepKind.QUESTIONNAIRE, questionnaire=town.questionnaire())
    plan, stay = town.plan(ask), town.discharged(his_id)
    town.follow(stay)
    _, patient = town.bound(his_id)
    drain(clock.now() + 2 * DAY)
    [found] = town.asked(plan, stay)
    assert found.patient == patient


def test_the_hospital_away_puts_the_step_off_and_nothing_is_lost(town):
    his_id = town.new_patient()
    plan, stay = town.plan(CALL), town.discharged(his_id)
    town.follow(stay)
    town.his.feel("down")
    drain(clock.now() + 2 * DAY)
    assert town.tasks(plan, stay) == []
    town.his.calm()
    drain(clock.now() + 2 * DAY)
    assert len(town.tasks(plan, stay)) == 1


def test_messages_about_a_sensitive_department_are_marked_so(town):
    his_id = town.new_patient()
    town.bound(his_id)
    plan = town.plan(READ, rule=Rule(scene=Scene.DISCHARGED, departments=["psychology"]))
    stay = town.discharged(his_id, "F32.900", department="psychology")
    town.follow(stay)
    drain(clock.now())
    [item] = messages(enrolling.identity(plan, stay))
    assert item.sensitive


# ---- a changed plan
def test_a_changed_plan_leaves_whoever_is_enrolled_alone(town):
    his_id, other = town.new_patient(), town.new_patient()
    plan, stay = town.plan(CALL), town.discharged(his_id)
    town.follow(stay)
    changed = plans.draft(plan).model_copy(update={"steps": [CALL.model_copy(update={"words": "改为新的内容"}), COME]})
    plans.save(town.lead, plan, 1, changed)
    assert plans.publish(town.lead, plan, request()) == 2
    later = town.discharged(other)
    town.follow(later)
    drain(clock.now() + 2 * DAY)
    assert [one.words for one in town.tasks(plan, stay)] == ["电话询问恢复情况"]
    assert [one.words for one in town.tasks(plan, later)] == ["改为新的内容"]
    assert town.enrolment(plan, stay).state == EnrolmentState.DONE


def test_a_draft_changes_nothing_until_it_is_published(town):
    plan = town.plan(CALL)
    plans.save(town.lead, plan, 1, plans.draft(plan).model_copy(update={"steps": [COME]}))
    [running] = [one for one in following.running() if one.id == plan]
    assert [one.id for one in running.plan.steps] == ["call"]


def test_two_who_write_at_once_are_told(town):
    plan = town.plan(CALL)
    plans.save(town.lead, plan, 1, plans.draft(plan))
    with pytest.raises(documents.WrittenMeanwhile):
        plans.save(town.lead, plan, 1, plans.draft(plan))


def test_a_retired_plan_is_not_written_any_more(town):
    plan = town.plan(CALL)
    documents.move(town.lead, documents.Kind.PLAN, plan, DocumentState.RETIRED)
    with pytest.raises(documents.NotInThisState):
        plans.save(town.lead, plan, 1, plans.draft(plan))
    with pytest.raises(documents.NotInThisState):
        documents.move(town.lead, documents.Kind.PLAN, plan, DocumentState.ACTIVE)


def test_a_plan_keeps_the_version_of_the_questionnaire_that_it_was_published_with(town):
    name = town.questionnaire()
    plan = town.plan(Step(id="ask", day=0, kind=StepKind.QUESTIONNAIRE, questionnaire=name))
    building.save(town.lead, name, 1, questionnaire(title="新版"))
    building.publish(town.lead, name, request())
    assert plans.published(plan, 1).steps[0].questionnaire_version == 1


def test_a_watched_questionnaire_without_signed_rules_is_used_in_no_plan(town):
    name = town.questionnaire(signed=False)
    plan = Plan(
        title="x", rule=Rule(scene=Scene.DISCHARGED), steps=[Step(id="s", day=0, kind="questionnaire", questionnaire=name)]
    )
    made = plans.create(town.lead, plan, request())
    with pytest.raises(rules.RulesUnsigned):
        plans.publish(town.lead, made, request())


def test_a_plan_with_an_unpublished_questionnaire_is_not_published(town):
    name = building.create(town.lead, questionnaire(), request())
    for wrong in (name, "nothing-of-that-name"):
        steps = [Step(id="s", day=0, kind="questionnaire", questionnaire=wrong)]
        made = plans.create(town.lead, Plan(title="x", rule=Rule(scene=Scene.DISCHARGED), steps=steps), request())
        with pytest.raises(plans.NotPublished):
            plans.publish(town.lead, made, request())


# ---- what ends it
def running(town, *steps):
    his_id = town.new_patient()
    me, patient = town.bound(his_id)
    ask = Step(id="ask", day=0, kind=StepKind.QUESTIONNAIRE, questionnaire=town.questionnaire())
    plan, stay = town.plan(ask, CALL, *steps), town.discharged(his_id)
    town.follow(stay)
    drain(clock.now())
    return me, patient, his_id, plan, stay


def died(patient) -> Fact:
    return Fact(id=f"died{patient}", kind="patient.died", subject=patient, version=2, at=clock.stamp(clock.now()))


def test_a_death_ends_everything_and_nothing_more_is_sent(town):
    _, patient, _, plan, stay = running(town, COME)
    PersonItem(patient).update([PersonItem.state.set("dead")])
    tell(died(patient))
    tell(died(patient))
    found = town.enrolment(plan, stay)
    assert (found.state, found.ended) == (EnrolmentState.STOPPED, Ended.DIED)
    assert [one.state for one in town.asked(plan, stay)] == [AskState.WITHDRAWN]
    before = len(list(Item.scan()))
    drain(clock.now() + 40 * DAY)
    assert len(list(Item.scan())) == before
    assert town.tasks(plan, stay) == []
    assert len(facts("followup.stopped", found.id)) == 1


def test_what_is_still_on_its_way_is_recalled_when_the_plan_ends(town):
    me, patient, _, plan, stay = running(town, READ, COME)
    [ask] = town.asked(plan, stay)
    told = [*messages(ask.id), *messages(town.enrolment(plan, stay).id)]
    assert sorted((one.kind, one.recalled) for one in told) == [("article", False), ("questionnaire", False)]
    choosing.choose(me, patient, wanted=False)
    assert all(one.recalled for one in (*messages(ask.id), *messages(town.enrolment(plan, stay).id)))


def test_a_death_of_which_only_the_hospital_knows_ends_it_at_the_next_step(town):
    his_id = town.new_patient()
    plan, stay = town.plan(CALL), town.discharged(his_id)
    town.follow(stay)
    town.his.died(his_id)
    drain(clock.now() + 2 * DAY)
    assert (town.enrolment(plan, stay).ended, town.tasks(plan, stay)) == (Ended.DIED, [])


def test_a_death_drops_the_task_of_a_plan_that_is_done(town):
    _, patient, _, plan, stay = running(town)
    drain(clock.now() + 2 * DAY)
    assert town.enrolment(plan, stay).state == EnrolmentState.DONE
    tell(died(patient))
    assert [one.state for one in town.tasks(plan, stay)] == [TaskState.DROPPED]


def test_whoever_opts_out_is_left_alone_now_and_after_the_next_stay(town):
    me, patient, his_id, plan, stay = running(town)
    choosing.choose(me, patient, wanted=False)
    assert town.enrolment(plan, stay).ended == Ended.OPTED_OUT
    again = town.discharged(his_id)
    town.follow(again)
    assert town.enrolment(plan, again) is None
    choosing.choose(me, patient, wanted=True)
    third = town.discharged(his_id)
    town.follow(third)
    assert town.enrolment(plan, third) is not None


def test_opting_out_during_a_step_is_seen_by_the_next(town):
    _, patient, _, plan, stay = running(town)
    with stopping.Unit() as unit:
        stopping.opt_out(unit, f"patient#{patient}")  # killed before anything was ended
    drain(clock.now() + 2 * DAY)
    assert (town.enrolment(plan, stay).ended, town.tasks(plan, stay)) == (Ended.OPTED_OUT, [])


def test_somebody_in_hospital_again_is_not_followed_up_for_the_stay_before(town):
    _, _, his_id, plan, stay = running(town, COME)
    town.follow(town.admitted(his_id))
    assert town.enrolment(plan, stay).ended == Ended.READMITTED


def test_a_plan_may_go_on_through_a_readmission(town):
    his_id = town.new_patient()
    plan, stay = town.plan(CALL, stops_when_readmitted=False), town.discharged(his_id)
    town.follow(stay)
    town.follow(town.admitted(his_id))
    assert town.enrolment(plan, stay).state == EnrolmentState.ACTIVE


def test_a_plan_for_inpatients_is_not_ended_by_its_own_stay(town):
    his_id = town.new_patient()
    plan = town.plan(CALL, rule=Rule(scene=Scene.INPATIENT))
    stay = town.admitted(his_id)
    town.follow(stay)
    town.follow(stay)
    assert town.enrolment(plan, stay).state == EnrolmentState.ACTIVE


def merged(old, into, kind="patient.merged") -> Fact:
    return Fact(id=f"{kind}{old}", kind=kind, subject=old, version=2, at=clock.stamp(clock.now()), about={"into": into})


def test_merged_patients_are_in_a_plan_once_and_asks_follow(town):
    me, old, _, plan, stay = running(town, COME)
    his_b = town.new_patient()
    _, into = town.bound(his_b, me)
    other = town.discharged(his_b)
    town.follow(other)
    PersonItem(old).update([PersonItem.state.set("merged"), PersonItem.into.set(into)])
    tell(merged(old, into))
    tell(merged(old, into))
    assert town.enrolment(plan, stay).ended == Ended.MERGED
    assert town.enrolment(plan, other).state == EnrolmentState.ACTIVE
    assert {one.patient for one in town.asked(plan, stay)} == {into}


def test_who_opted_out_is_left_alone_under_the_name_that_stays(town):
    me, old, _, old_plan, old_stay = running(town)
    _, into, his_id, plan, stay = running(town)
    choosing.choose(me, old, wanted=False)
    PersonItem(old).update([PersonItem.state.set("merged"), PersonItem.into.set(into)])
    for _ in range(2):
        tell(merged(old, into))
    assert town.enrolment(old_plan, old_stay).ended == town.enrolment(plan, stay).ended == Ended.OPTED_OUT
    again = town.discharged(his_id)
    town.follow(again)
    assert town.enrolment(plan, again) is None
    tell(merged(old, into, "patient.unmerged"))
    third = town.discharged(his_id)
    town.follow(third)
    assert town.enrolment(plan, third) is not None
    assert not choosing.wants(old)


def test_unmerged_patients_get_back_what_was_theirs(town):
    me, old, _, plan, stay = running(town, COME)
    _, into = town.bound(town.new_patient(), me)
    tell(merged(old, into))
    assert town.enrolment(plan, stay).patient == into
    tell(merged(old, into, "patient.unmerged"))
    found = town.enrolment(plan, stay)
    assert (found.patient, found.state) == (old, EnrolmentState.ACTIVE)
    assert {one.patient for one in town.asked(plan, stay)} == {old}


def test_an_account_that_is_deleted_gets_nothing_and_a_person_calls_instead(town):
    his_id = town.new_patient()
    me, patient = town.bound(his_id)
    ask = Step(id="ask", day=1, kind=StepKind.QUESTIONNAIRE, questionnaire=town.questionnaire())
    plan, stay = town.plan(ask), town.discharged(his_id)
    town.follow(stay)
    Link(me.account, patient).delete()  # as the cards do when the account is deleted
    LinkOf(patient, me.account).delete()
    drain(clock.now() + 2 * DAY)
    assert town.asked(plan, stay) == []
    assert len(town.tasks(plan, stay)) == 1


# ---- dry run and draw
def test_a_dry_run_shows_whom_a_rule_would_enrol_and_enrols_nobody(town):
    his_id, bound = town.new_patient(), town.new_patient()
    town.bound(bound)
    stays = {town.discharged(his_id, "S72.001"), town.discharged(bound, "S72.001")}
    plan = town.plan(CALL, rule=Rule(scene=Scene.DISCHARGED, icd=["S72"], departments=[CARDIOLOGY]))
    found = rehearsing.rehearse(town.lead, plan, clock.today() - DAY, clock.today())
    assert {one.encounter for one in found.rows} == stays
    assert (found.fits, found.enrolled, found.by_department) == (2, 0, {CARDIOLOGY: 2})
    assert sorted(one.known for one in found.rows) == [False, True]
    assert all(one.name.startswith("*") for one in found.rows)
    assert [one for one in Enrolment.scan() if one.plan == plan] == []
    assert [one.act for one in Entry.scan() if one.subject == plan and "rehearsed" in one.act] == ["followup.plan_rehearsed"]


def test_a_dry_run_looks_no_further_back_than_the_hospital_allows(town):
    plan, today = town.plan(CALL), clock.today()
    for first, last in ((today - 91 * DAY, today), (today, today - DAY), (today, today + DAY)):
        with pytest.raises(rehearsing.TooFarBack):
            rehearsing.rehearse(town.lead, plan, first, last)


def test_a_draw_enrols_as_many_as_wanted_and_the_same_request_once(town):
    stays = [town.discharged(town.new_patient(), "K80.101", department="surgery") for _ in range(4)]
    plan = town.plan(CALL, rule=Rule(scene=Scene.DISCHARGED, icd=["K80.101"], departments=["surgery"]))
    days, asked = (clock.today() - DAY, clock.today()), request()
    assert rehearsing.draw(town.lead, plan, *days, 3, asked) == 3
    with pytest.raises(Repeated):
        rehearsing.draw(town.lead, plan, *days, 3, asked)
    enrolled = [one for one in stays if town.enrolment(plan, one)]
    assert len(enrolled) == 3
    assert {town.enrolment(plan, one).by for one in enrolled} == {town.lead.id}
    left = rehearsing.rehearse(town.lead, plan, *days)
    assert left.enrolled == 3


def test_nobody_is_drawn_into_a_plan_that_does_not_run(town):
    plan = town.plan(CALL)
    documents.move(town.lead, documents.Kind.PLAN, plan, DocumentState.PAUSED)
    with pytest.raises(rehearsing.NotRunning):
        rehearsing.draw(town.lead, plan, clock.today(), clock.today(), 1, request())


def test_somebody_whose_duty_ended_builds_nothing(town):
    from chalicelib.staff.models import Member
    from chalicelib.staff.sessions import OffDuty

    gone = on_duty(Role.FOLLOW_UP_LEAD)
    Member(gone.id).update([Member.epoch.add(1)])
    with pytest.raises(OffDuty):
        plans.create(gone, Plan(title="x", rule=Rule(scene=Scene.DISCHARGED), steps=[CALL]), request())
