"""Answering: once, by who may, with the hospital's advice at once; and what worries is read by somebody."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from fhir.resources.R4B import get_fhir_model_class

from chalicelib.accounts.models import Account, Consent
from chalicelib.cards import access
from chalicelib.cards.models import Level
from chalicelib.followup import groups, privacy
from chalicelib.followup.alarms import handling, raising
from chalicelib.followup.asks import advising, answering, ending, surveys
from chalicelib.followup.models import Alarm, Ask, OpenAlarm
from chalicelib.followup.plans.shapes import Step, StepKind
from chalicelib.followup.questionnaires import rules
from chalicelib.followup.questionnaires.rules import Help
from chalicelib.followup.states import AlarmState, AskState, TaskState
from chalicelib.kernel import clock, refusals, sealing
from chalicelib.kernel.audit import Entry
from chalicelib.kernel.idempotency import Repeated
from chalicelib.messages.models import StaffNote
from chalicelib.staff.models import Member
from chalicelib.staff.roles import Role
from tests.followup.town import ADVICE, CARDIOLOGY, DAY, ILL, WELL, alarm_rules, alarms, drain, facts, messages, request
from tests.registration.people import account
from tests.staff.people import member, on_duty

MINUTE = dt.timedelta(minutes=1)


def now_of(ask: Ask) -> Ask:
    return Ask.get(ask.id, consistent_read=True)


# ---- once, by who may
def test_a_patient_answers_and_it_is_kept_as_fhir_and_sealed(town):
    me, ask = town.ask()
    done = answering.answer(me, ask.id, WELL, request())
    assert done.advice is None
    found = now_of(ask)
    assert (found.state, found.account) == (AskState.ANSWERED, me.account)
    said = answering.response(found)
    get_fhir_model_class("QuestionnaireResponse").model_validate(said.resource())
    assert said.subject.reference == f"Patient/{ask.patient}"
    assert b"36.5" not in bytes(found.response)
    [told] = facts("followup.answered", ask.id)
    assert told.about == {"department": CARDIOLOGY, "doctor": "d001"}


def test_whoever_has_answered_is_not_asked_by_a_message_that_waited(town):
    me, ask = town.ask()
    [asked] = messages(ask.id)
    assert asked.recalled is False
    answering.answer(me, ask.id, ILL, request())
    told = {one.kind: one.recalled for one in messages(ask.id)}
    assert told == {"questionnaire": True, "alarm_advice": False}


def test_the_same_request_twice_is_one_answer_and_tells_the_advice_again(town):
    me, ask = town.ask()
    asked = request()
    first = answering.answer(me, ask.id, ILL, asked)
    again = answering.answer(me, ask.id, ILL, asked)
    assert first.advice == again.advice
    assert first.advice.words == [ADVICE]
    assert len(alarms(ask)) == 1


def test_a_second_answer_is_refused(town):
    me, ask = town.ask()
    answering.answer(me, ask.id, WELL, request())
    with pytest.raises(answering.AnsweredBefore):
        answering.answer(me, ask.id, ILL, request())
    assert alarms(ask) == []


def test_of_two_answers_at_once_one_counts(town):
    me, ask = town.ask()

    def outcome(given):
        try:
            return answering.answer(me, ask.id, given, request())
        except refusals.Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(outcome, (WELL, ILL)))
    assert sum(isinstance(one, answering.Done) for one in ended) == 1
    assert len(facts("followup.answered", ask.id)) == 1


def test_another_account_neither_sees_nor_answers_it(town):
    _, ask = town.ask()
    other = account()
    for deed in (lambda: answering.mine(other, ask.id), lambda: answering.answer(other, ask.id, WELL, request())):
        with pytest.raises(answering.NotAsked):
            deed()
    assert now_of(ask).state == AskState.OPEN


def test_somebody_who_may_only_book_for_the_patient_does_not_answer(town):
    his_id = town.new_patient()
    _, ask = town.ask(his_id)
    helper, _ = town.bound(his_id, account(), Level.SEE, Level.BOOK)
    with pytest.raises(answering.NotAsked):
        answering.answer(helper, ask.id, WELL, request())


def test_whoever_signed_out_everywhere_does_not_answer(town):
    me, ask = town.ask()
    Account(me.account).update([Account.epoch.add(1)])
    with pytest.raises(refusals.Unauthenticated):
        answering.answer(me, ask.id, WELL, request())


def test_without_consent_to_the_use_of_health_data_nothing_is_taken(town):
    me, ask = town.ask()
    Consent(me.account, "now#health").update([Consent.given.set(False)])
    with pytest.raises(refusals.Forbidden) as refused:
        answering.answer(me, ask.id, WELL, request())
    assert refused.value.code == "consent_required_health"


def test_a_link_that_ended_between_looking_and_answering_stops_the_answer(town, monkeypatch):
    me, ask = town.ask()
    town.bound(ask.his, me, Level.SEE)
    monkeypatch.setattr(access, "allowed", lambda *_: True)  # it was so a moment ago
    with pytest.raises(access.NotYours):
        answering.answer(me, ask.id, WELL, request())


def test_too_late_is_told_so(town):
    me, ask = town.ask()
    with time_machine.travel(clock.now() + 8 * DAY, tick=False), pytest.raises(answering.Over):
        answering.answer(me, ask.id, WELL, request())
    ending.end(ask.id)
    ending.end(ask.id)
    with pytest.raises(answering.Over):
        answering.answer(me, ask.id, WELL, request())


def test_an_answer_in_the_last_moment_wins_or_loses_whole(town):
    me, ask = town.ask()
    deeds = (lambda: answering.answer(me, ask.id, WELL, request()), lambda: ending.end(ask.id))

    def quietly(deed):
        try:
            deed()
        except refusals.Refusal:
            return

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(quietly, deeds))
    found = now_of(ask)
    assert (found.response is not None) == (found.state == AskState.ANSWERED)


def test_who_does_not_answer_is_called_where_the_plan_says_so(town):
    step = Step(id="ask", day=0, kind=StepKind.QUESTIONNAIRE, questionnaire=town.questionnaire(), call_if_unanswered=True)
    _, ask = town.ask(steps=(step,))
    ending.end(ask.id)
    ending.end(ask.id)
    from chalicelib.followup.models import Enrolment, Task

    [task] = Task.batch_get(sorted(Enrolment.get(ask.enrolment).tasks))
    assert (task.state, task.group, task.questionnaire) == (TaskState.OPEN, CARDIOLOGY, ask.questionnaire)


# ---- advice and alarms
def test_what_worries_is_told_at_once_and_somebody_is_told_too(town):
    me, ask = town.ask()
    done = answering.answer(me, ask.id, {**ILL, "fever": [39]}, request())
    assert done.advice.words == [ADVICE, alarm_rules().rules[0].advice]  # the most urgent first
    assert done.advice.turn_to is Help.EMERGENCY_CALL
    assert (done.advice.read_now, done.advice.who_reads) == (True, advising.READ_NOW)
    [alarm] = alarms(ask)
    assert (alarm.state, [one["words"] for one in alarm.rules]) == (AlarmState.RAISED, ["体温达到38.5度", "胸痛超过20分钟"])
    assert len(facts("followup.alarmed", alarm.id)) == 1
    assert sorted(one.kind for one in messages(ask.id)) == ["alarm_advice", "questionnaire"]


def test_at_night_and_on_holidays_the_patient_is_told_that_nobody_reads_now(town):
    for moment in (clock.at(dt.date(2026, 11, 25), 3), clock.at(dt.date(2026, 11, 29), 11), clock.at(dt.date(2026, 10, 1), 11)):
        found = advising.advice(alarm_rules().rules, CARDIOLOGY, moment)
        assert (found.read_now, found.who_reads) == (False, advising.NOT_READ_NOW)
    assert advising.advice(alarm_rules().rules, CARDIOLOGY, clock.at(dt.date(2026, 11, 25), 11)).read_now


def test_the_wards_phone_is_told_where_the_hospital_names_one(town, choose):
    assert advising.advice(alarm_rules().rules, CARDIOLOGY).phone == ""
    choose(ward_phones={"*": "0990-8800001", CARDIOLOGY: "0990-8800302"})
    assert advising.advice(alarm_rules().rules, CARDIOLOGY).phone == "0990-8800302"
    assert advising.advice(alarm_rules().rules, "surgery").phone == "0990-8800001"


def test_advice_stays_as_it_was_signed_when_the_rules_change(town):
    me, ask = town.ask()
    asked = request()
    answering.answer(me, ask.id, ILL, asked)
    changed = alarm_rules().model_copy(update={"rules": alarm_rules().rules[:1]})
    rules.propose(town.lead, ask.questionnaire, 1, changed)
    rules.sign(town.clinician, ask.questionnaire, 2, request())
    assert answering.advice_of(now_of(ask)).words == [ADVICE]


def alarmed(town):
    me, ask = town.ask()
    answering.answer(me, ask.id, ILL, request())
    return alarms(ask)[0]


def named(choose, **more):
    """A ward on duty and a leader with phones."""
    duty, leader = (member(phone=None) for _ in range(2))
    for one, phone in ((duty, "+8615490000001"), (leader, "+8615490000002")):
        one.phone = sealing.seal(Member.noun, one.id, "phone", phone)
        one.save()
    choose(on_duty={"*": duty.number}, leaders={CARDIOLOGY: leader.number}, **more)
    return duty, leader


def told(alarm: Alarm) -> list[str]:
    found = [one for one in StaffNote.scan(consistent_read=True) if one.reference == alarm.id]
    return [one.staff for one in sorted(found, key=lambda one: one.told)]


def test_an_alarm_that_nobody_takes_goes_to_the_ward_on_duty_and_then_to_the_leader(town, choose):
    duty, leader = named(choose, leader_times=2)
    alarm = alarmed(town)
    drain(clock.now() + 14 * MINUTE)
    assert told(alarm) == []
    for minutes, whom in ((15, [duty.id]), (30, [duty.id, leader.id]), (45, [duty.id, leader.id, leader.id])):
        with time_machine.travel(clock.read(alarm.raised) + minutes * MINUTE, tick=False):
            drain(clock.now())
            drain(clock.now())
        assert sorted(told(alarm)) == sorted(whom)
    with time_machine.travel(clock.now() + DAY, tick=False):
        drain(clock.now())
        drain(clock.now())
    assert len(told(alarm)) <= 4
    assert Alarm.get(alarm.id).state == AlarmState.RAISED


def test_at_night_the_ward_on_duty_is_told_at_once(town, choose):
    duty, _ = named(choose)
    me, ask = town.ask()
    night = clock.at(dt.date(2026, 11, 26), 3)
    with time_machine.travel(night, tick=True):
        answering.answer(me, ask.id, ILL, request())
        drain(clock.now())
    assert told(alarms(ask)[0]) == [duty.id]


def test_the_sms_to_staff_names_no_patient(town, choose):
    named(choose)
    alarm = alarmed(town)
    raising.escalate(alarm.id)
    [note] = [one for one in StaffNote.scan() if one.reference == alarm.id]
    assert note.words == raising.WORDS


def test_an_alarm_that_is_escalated_twice_at_once_tells_once(town, choose):
    named(choose)
    alarm = alarmed(town)
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: raising.escalate(alarm.id, clock.read(alarm.raised)), range(3)))
    assert len(told(alarm)) == int(Alarm.get(alarm.id).rung)


def test_an_alarm_that_reaches_nobody_wakes_an_engineer(town, capsys):
    raising.escalate(alarmed(town).id)
    assert "AlarmReachesNobody" in capsys.readouterr().err


def test_an_alarm_is_taken_by_one_and_closed_with_words(town, choose):
    named(choose)
    alarm = alarmed(town)
    colleague = on_duty(Role.FOLLOW_UP, department=CARDIOLOGY, name="林护士")
    handling.take(town.nurse, alarm.id, request())
    with pytest.raises(handling.TakenMeanwhile):
        handling.take(colleague, alarm.id, request())
    with pytest.raises(handling.TakeFirst):
        handling.close(colleague, alarm.id, "x", request())
    drain(clock.now() + DAY)
    assert told(alarm) == []  # nobody is told any more
    handling.close(town.nurse, alarm.id, "已电话联系，患者已拨打120", request())
    found = Alarm.get(alarm.id)
    assert (found.state, handling.note_of(found)) == (AlarmState.CLOSED, "已电话联系，患者已拨打120")
    assert alarm.id not in {one.alarm for one in OpenAlarm.scan()}


def test_of_two_who_take_an_alarm_at_once_one_has_it_and_the_other_is_told_who(town):
    alarm = alarmed(town)
    colleague = on_duty(Role.CLINICIAN, department=CARDIOLOGY, name="林医生")

    def outcome(me):
        try:
            return handling.take(me, alarm.id, request())
        except refusals.Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(map(str, pool.map(outcome, (town.nurse, colleague)))) == ["None", "followup_alarm_taken"]


def test_looking_at_an_alarm_is_written_down_and_shows_what_was_said(town):
    alarm = alarmed(town)
    seen = handling.look(town.clinician, alarm.id)
    assert seen.who.name == "王小明"
    assert seen.response.item[-1].answer[0].value_coding.display == "超过20分钟"
    assert [one.act for one in Entry.scan() if one.subject == alarm.id] == ["followup.alarm_looked"]


def test_another_departments_alarm_is_neither_seen_nor_taken(town):
    alarm = alarmed(town)
    stranger = on_duty(Role.FOLLOW_UP, department="surgery")
    for deed in (lambda: handling.look(stranger, alarm.id), lambda: handling.take(stranger, alarm.id, request())):
        with pytest.raises(groups.AnotherGroup):
            deed()
    assert alarm.id not in {one.id for one in handling.waiting(["surgery"])}
    assert handling.known(town.lead, alarm.id).id == alarm.id


def test_taking_an_alarm_again_with_the_same_request_is_once(town):
    alarm, asked = alarmed(town), request()
    handling.take(town.nurse, alarm.id, asked)
    with pytest.raises(Repeated):
        handling.take(town.nurse, alarm.id, asked)


# ---- by a code of one use
def test_a_code_of_one_use_answers_one_ask_once(town):
    _, ask = town.ask()
    made = surveys.code_for(town.nurse, ask)
    assert surveys.opened(made.token, "10.0.0.1").ask.id == ask.id
    thanks = surveys.answer(made.token, "a" * 22, ILL, "10.0.0.1")
    assert (thanks.anonymous, thanks.advice.words) == (False, [ADVICE])
    assert surveys.answer(made.token, "a" * 22, ILL, "10.0.0.1").advice.words == [ADVICE]  # the same phone again
    with pytest.raises(answering.AnsweredBefore):
        surveys.answer(made.token, "b" * 22, WELL, "10.0.0.1")
    assert (now_of(ask).account, len(alarms(ask))) == ("", 1)
    with pytest.raises(answering.AnsweredBefore):
        surveys.code_for(town.nurse, now_of(ask))


def test_a_forged_or_guessed_code_opens_nothing(town):
    _, ask = town.ask()
    token = surveys.code_for(town.nurse, ask).token
    for wrong in (token[:-1], token + "x", token.swapcase(), ask.id, surveys.digest(token)):
        with pytest.raises(surveys.NoSuchSurvey):
            surveys.opened(wrong, "10.0.0.1")


# ---- my data
def test_a_copy_of_my_data_holds_what_was_asked_and_answered_and_deleting_takes_my_name_off(town):
    me, ask = town.ask()
    answering.answer(me, ask.id, WELL, request())
    [mine] = privacy.export(me.account)["follow_ups"]
    assert [one["id"] for one in mine["questionnaires"]] == [ask.id]
    assert mine["questionnaires"][0]["answers"]["item"][0]["answer"] == [{"valueDecimal": 36.5}]
    privacy.forget(me.account)
    privacy.forget(me.account)
    assert now_of(ask).account == ""
    assert answering.response(now_of(ask)) is not None
