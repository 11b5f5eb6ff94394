"""Praise, complaints and suggestions: registered, given to a department, answered, objected to, closed; anonymous ones lead to nobody."""

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from chalicelib.directory import catalogue
from chalicelib.directory.settings import DirectorySettings, Function
from chalicelib.feedback import cases, handling, jobs, privacy, refused, registering, settings, transitions
from chalicelib.feedback.models import Case, Count, Listed, Step
from chalicelib.feedback.registering import Said
from chalicelib.feedback.settings import FeedbackSettings
from chalicelib.feedback.states import CaseKind, CaseState
from chalicelib.feedback.transitions import At
from chalicelib.kernel import audit, clock, ids, refusals
from chalicelib.kernel.facts import Told
from chalicelib.kernel.tables import Table
from chalicelib.messages.models import Item
from chalicelib.staff.roles import Role
from tests import pumping
from tests.hospital import CARDIOLOGY, EAST, PSYCHIATRY
from tests.staff.people import on_duty, once

PLAIN = Said(CaseKind.COMPLAINT, "候诊时间太长，没有座位", EAST, CARDIOLOGY)


def complain(who, said=PLAIN, *, anonymous=False, request=None):
    return registering.register(who.me, said, request or once(), anonymous=anonymous)


def refreshed(found):
    return cases.known(found.id)


def listed(name):
    return {one.id for one in Listed.query(name)}


def through(office, found, words="已增设座椅，感谢您的意见"):
    handling.assign(office, found.id, CARDIOLOGY, "请三日内答复", once())
    return handling.answer(office, found.id, words, once())


def test_a_complaint_is_registered_with_a_day_by_which_it_is_answered(me):
    with time_machine.travel(dt.datetime(2026, 9, 28, 3, tzinfo=dt.UTC), tick=False):  # before the national day
        made = complain(me).case
    assert made.due == "2026-10-10"  # five working days: 1 to 7 October are off, Saturday the 10th is worked
    assert made.stands is CaseState.REGISTERED
    assert made.id in listed(At.waiting(EAST))
    assert [one.id for one in cases.of_account(me.me.account)] == [made.id]


def test_the_same_request_twice_is_one_case(me):
    request = once()
    assert complain(me, request=request).case.id == complain(me, request=request).case.id
    assert len(cases.of_account(me.me.account)) == 1


def test_it_is_given_to_a_department_answered_and_told(me, office, cardiology):
    made = complain(me).case
    handling.assign(office, made.id, CARDIOLOGY, "请核实", once())
    assert made.id in listed(At.department(CARDIOLOGY))
    assert cases.for_desk(cardiology, made.id).id == made.id
    answered = handling.answer(cardiology, made.id, "已增设座椅", once())
    assert answered.stands is CaseState.ANSWERED
    assert made.id not in listed(At.department(CARDIOLOGY))
    [message] = [one for one in Item.scan() if one.reference == made.id]
    assert (message.kind, message.account, message.patient) == ("feedback_answered", me.me.account, "")
    assert [one.kind for one in pumping.facts(made.id)] == ["feedback.registered", "feedback.assigned", "feedback.answered"]


def test_the_writer_reads_the_answer_and_not_what_staff_write_among_themselves(me, office, cardiology):
    from chalicelib.feedback import views

    made = complain(me).case
    handling.assign(office, made.id, CARDIOLOGY, "又是这个病人", once())
    handling.hand_back(cardiology, made.id, "不归我们管", once())
    handling.answer(office, made.id, "已处理，谢谢您", once())
    text = views.case(refreshed(made)).model_dump_json()
    assert "已处理，谢谢您" in text
    assert "又是这个病人" not in text
    assert "不归我们管" not in text


def test_another_department_neither_sees_nor_answers_it(me, office):
    made = complain(me).case
    handling.assign(office, made.id, CARDIOLOGY, "", once())
    stranger = on_duty(Role.FEEDBACK, department=PSYCHIATRY)
    with pytest.raises(refusals.NotFound):
        cases.for_desk(stranger, made.id)
    with pytest.raises(refusals.NotFound):
        handling.answer(stranger, made.id, "好", once())


def test_strangers_see_nothing(me, other):
    made = complain(me).case
    with pytest.raises(refusals.NotFound):
        cases.mine(other.me, made.id)
    with pytest.raises(refusals.NotFound):
        handling.accept(other.me, made.id, once())


def test_two_answers_at_once_are_one(me, office, cardiology):
    made = complain(me).case
    handling.assign(office, made.id, CARDIOLOGY, "", once())

    def try_it(who):
        try:
            handling.answer(who, made.id, "答复", once())
        except (refused.ChangedMeanwhile, refused.NotNow):
            return 0
        return 1

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(try_it, (office, cardiology))) == 1
    assert len([one for one in cases.steps(made.id) if one.happened == "answered"]) == 1


def test_who_accepts_the_answer_closes_it(me, office):
    made = through(office, complain(me).case)
    request = once()
    for _ in range(2):
        closed = handling.accept(me.me, made.id, request)
    assert (closed.stands, closed.content) == (CaseState.CLOSED, "yes")
    with pytest.raises(refused.NotNow):
        handling.accept(me.me, made.id, once())


def test_who_objects_is_heard_once_more_with_a_new_day(me, office):
    made = through(office, complain(me).case)
    again = handling.object_to(me.me, made.id, "没有看到座椅", once())
    assert (again.stands, int(again.reopened)) == (CaseState.REGISTERED, 1)
    through(office, again)
    with pytest.raises(refused.NoMoreObjection):
        handling.object_to(me.me, made.id, "还是没有", once())


def test_who_says_nothing_for_a_week_has_accepted(me, office):
    made = through(office, complain(me).case)
    pumping.drain(jobs.jobs, clock.now() + dt.timedelta(days=6))
    assert refreshed(made).stands is CaseState.ANSWERED
    pumping.drain(jobs.jobs, clock.now() + dt.timedelta(days=8))
    assert (refreshed(made).stands, refreshed(made).content) == (CaseState.CLOSED, "")


def test_what_was_objected_to_is_not_closed_by_the_old_clock(me, office):
    made = through(office, complain(me).case)
    handling.object_to(me.me, made.id, "没有", once())
    pumping.drain(jobs.jobs, clock.now() + dt.timedelta(days=8))
    assert refreshed(made).stands is CaseState.REGISTERED


def test_what_is_late_stands_in_the_overdue_list(me, office):
    with time_machine.travel(clock.now() - dt.timedelta(days=30)):
        made = complain(me).case
    assert made.id in {one.id for one in cases.overdue(EAST)}
    assert cases.counts(office, EAST).overdue > 0
    handling.answer(office, made.id, "抱歉答复迟了", once())
    assert made.id not in {one.id for one in cases.overdue(EAST)}
    [fact] = [one for one in pumping.facts(made.id) if one.kind == "feedback.answered"]
    assert fact.about["in_time"] == "no"


def test_the_day_is_the_hospitals_day(me):
    """23:30 in Shanghai is still the same day there, and 00:30 the next, whatever day it is in London."""
    with time_machine.travel(dt.datetime(2026, 11, 23, 15, 30, tzinfo=dt.UTC), tick=False):
        assert complain(me).case.due == "2026-11-30"
    with time_machine.travel(dt.datetime(2026, 11, 23, 16, 30, tzinfo=dt.UTC), tick=False):
        assert complain(me).case.due == "2026-12-01"


def everything(tables):
    """What somebody reads who has all the tables."""
    for table in tables:
        for item in table.scan(consistent_read=True):
            yield table, json.dumps(item.serialize(), default=str)


def test_an_anonymous_complaint_leads_back_to_nobody(me, office, caplog):
    made = complain(me, anonymous=True)
    found = refreshed(made.case)
    assert (found.account, found.patient, found.phone) == ("", "", None)
    assert len(found.since) == len("2026-11-21")
    for table, text in everything(Table.__subclasses__()):
        if found.id in text:
            assert me.me.account not in text, table.noun
            assert me.patient not in text, table.noun
        assert made.code not in text, table.noun
    assert [one for one in Told.scan() if found.id in one.body] == []
    assert [one for one in Count.scan() if me.me.account in one.counted] == []
    assert me.me.account not in caplog.text
    assert found.id in listed(At.waiting(EAST))  # and reaches staff all the same
    assert cases.of_account(me.me.account) == []


def test_who_holds_the_code_reads_the_answer_and_may_object(me, other, office):
    made = complain(me, anonymous=True)
    through(office, made.case)
    assert cases.mine(other.me, made.code).id == made.case.id
    handling.object_to(other.me, made.code, "没有改进", once())
    found = refreshed(made.case)
    assert found.stands is CaseState.REGISTERED
    lines = [one for one in cases.steps(found.id) if not one.by]
    assert all(len(one.at) == len("2026-11-21") for one in lines)
    with pytest.raises(refusals.NotFound):
        cases.mine(other.me, made.case.id)  # its id, which staff see, opens nothing


def test_an_anonymous_complaint_with_a_name_is_refused(me):
    with pytest.raises(refused.AnonymousHasNobody):
        complain(me, PLAIN._replace(patient=me.patient), anonymous=True)


def test_for_somebody_elses_patient_nobody_complains(me, other):
    with pytest.raises(refusals.NotFound):
        complain(me, PLAIN._replace(patient=other.patient))


def test_more_than_the_days_number_is_refused(me):
    for _ in range(settings.chosen().most_a_day):
        complain(me)
    with pytest.raises(refused.TooManyCases):
        complain(me)


def test_anonymous_cases_are_limited_for_all_together(world, me, other):
    world.choose(FeedbackSettings, most_unnamed_an_hour=1)
    for one in Count.scan():
        one.delete()
    complain(me, anonymous=True)
    with pytest.raises(refused.TooManyCases):
        complain(other, anonymous=True)
    world.choose(FeedbackSettings, most_unnamed_an_hour=200)


def test_where_the_function_is_off_nothing_is_registered(world, me):
    world.choose(DirectorySettings, functions=[one for one in Function if one is not Function.FEEDBACK])
    with pytest.raises(refusals.Conflict):
        complain(me)
    world.choose(DirectorySettings, functions=list(Function))


def test_of_a_department_that_is_not_there_nothing_is_registered(me):
    with pytest.raises(catalogue.NotInDirectory):
        complain(me, PLAIN._replace(department="nowhere"))


def test_staff_register_for_a_caller_and_every_deed_is_written_down(office):
    made = registering.register_for(office, PLAIN._replace(phone="13800001234"), once())
    assert handling.call_back(office, made.id, once()) == "13800001234"
    through(office, made)
    acts = [one.act for one in audit.entries(clock.today(), office.id)]
    assert acts == ["feedback.registered", "feedback.phone_seen", "feedback.assigned", "feedback.answered"]
    assert [one for one in Item.scan() if one.reference == made.id] == []  # nobody to push to: they call


def test_words_and_phones_stand_sealed_in_the_tables(me):
    made = complain(me, PLAIN._replace(words="独一无二的投诉", phone="13912345678")).case
    for _, text in everything((Case, Step, Listed)):
        assert "独一无二的投诉" not in text
        assert "13912345678" not in text
    assert cases.words(refreshed(made)) == "独一无二的投诉"


def test_my_copy_has_my_cases_and_after_deletion_they_are_nobodys(me, office):
    made = through(office, complain(me, PLAIN._replace(phone="13800001234", patient=me.patient)).case)
    [mine] = privacy.export(me.me.account)["cases"]
    assert mine["words"] == PLAIN.words
    assert "已增设座椅，感谢您的意见" in [line["words"] for line in mine["lines"]]
    for _ in range(2):
        privacy.forget(me.me.account)
    gone = refreshed(made)
    assert (gone.account, gone.patient, gone.phone) == ("", "", None)
    assert cases.of_account(me.me.account) == []
    pumping.drain(jobs.jobs, clock.now() + dt.timedelta(days=8))
    assert refreshed(made).stands is CaseState.CLOSED  # staff still finish it


@pytest.mark.parametrize(("state", "to"), [(CaseState.CLOSED, CaseState.REGISTERED), (CaseState.REGISTERED, CaseState.CLOSED)])
def test_what_may_not_follow_does_not_follow(state, to):
    from chalicelib.kernel.tables import Unit

    with pytest.raises(refused.NotNow):
        transitions.step(Unit(), Case(ids.new(), state=state.value, campus=EAST, due="", since=""), to, "x")
