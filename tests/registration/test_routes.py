"""Through the door, as the mini program asks."""

import datetime as dt
import uuid

import pytest

import app as entrance
from chalicelib.accounts import sessions
from chalicelib.directory.settings import DirectorySettings, Function
from chalicelib.kernel import clock
from chalicelib.registration import records, replacing, settings
from chalicelib.registration.models import Segment
from tests.client import call
from tests.registration import people
from tests.registration.people import add_segment, fresh, pay, pump, segment

REGISTER = "/clinics/{clinic}/segments/{segment}/registrations"
ONE = "/registrations/{registration}"


def ask(person, method, route, body=None, **more):
    token = sessions.sign(person.me.account, 1).token
    return call(entrance.app, method, route, body, token=token, key=uuid.uuid4().hex if method == "POST" else "", **more)


def register(person, there):
    return ask(person, "POST", REGISTER, {"patient": person.patient}, clinic=there.clinic, segment=there.id)


@pytest.fixture
def booked(me):
    there = segment(numbers=3)
    return register(me, there).body, there


def test_a_departments_day_shows_each_clinic_with_its_segments_and_free_numbers(me):
    start, name = clock.at(clock.today() + dt.timedelta(days=2), 9), f"dept-{uuid.uuid4().hex[:8]}"
    for his in ("one", "two"):
        add_segment(his, start, numbers=3, department=name)
        add_segment(his, start + dt.timedelta(minutes=30), numbers=2, department=name, first=4)
    there = add_segment("three", start, numbers=1, department=name, running=False)
    answer = ask(me, "GET", "/departments/{department}/clinics", department=name, query={"day": there.date})
    assert answer.status == 200
    shown = sorted((one["free"], one["running"], [each["free"] for each in one["segments"]]) for one in answer.body["clinics"])
    assert shown == [(0, False, [1]), (5, True, [3, 2]), (5, True, [3, 2])]
    first = answer.body["clinics"][0]["segments"][0]
    assert (first["id"], first["start"], first["end"]) == ("0900", "09:00", "09:30")


def test_a_departments_day_says_up_to_which_day_numbers_are_given_and_who_may_pay_at_the_hospital(me):
    start, name = clock.at(clock.today() + dt.timedelta(days=2), 9), f"dept-{uuid.uuid4().hex[:8]}"
    there = add_segment("one", start, numbers=1, department=name)
    answer = ask(me, "GET", "/departments/{department}/clinics", department=name, query={"day": there.date}).body
    last = clock.today() + dt.timedelta(days=settings.chosen(there.campus).days_ahead)
    assert (answer["last_day"], answer["clinics"][0]["pay_at_hospital"]) == (last.isoformat(), False)
    nothing = ask(me, "GET", "/departments/{department}/clinics", department=uuid.uuid4().hex, query={"day": there.date}).body
    assert (nothing["clinics"], nothing["last_day"]) == ([], last.isoformat())


def test_nobody_learns_who_holds_a_number(me, booked):
    _, there = booked
    assert booked[0]["id"] not in str(ask(me, "GET", "/clinics/{clinic}", clinic=there.clinic).body)


def test_an_unknown_clinic_is_not_found(me):
    for name in ("a", "a" * 20, "a" * 40, "a" * 64):
        assert ask(me, "GET", "/clinics/{clinic}", clinic=name).status == 404


def test_the_answer_to_a_booking_says_what_to_pay_until_when_and_when_to_come(booked):
    body, there = booked
    assert (body["state"], body["words"], body["number"], body["fee"]) == ("held", "待支付", 1, people.FEE)
    assert body["order"]
    assert clock.read(body["pay_until"]) > clock.now()
    assert clock.read(body["arrive_until"]) == clock.read(there.start)
    assert clock.read(body["arrive_until"]) - clock.read(body["arrive_from"]) == dt.timedelta(minutes=30)


def test_my_list_shows_each_visit_masked_and_what_can_be_done_until_when(me, booked):
    listed = ask(me, "GET", "/registrations", query={"period": "week"}).body["registrations"]
    assert [one["id"] for one in listed] == [booked[0]["id"]]
    assert (listed[0]["name"], listed[0]["can_cancel"], listed[0]["can_reschedule"]) == ("*小明", True, True)
    assert clock.read(listed[0]["changeable_until"]) == clock.read(listed[0]["mark"]) - dt.timedelta(minutes=30)


def test_taking_another_time_is_not_offered_where_the_hospital_switched_it_off(me, booked, world):
    world.choose(DirectorySettings, functions=["pages", "registration"])
    try:
        listed = ask(me, "GET", "/registrations", query={"period": "week"}).body["registrations"]
    finally:
        world.choose(DirectorySettings, functions=list(Function))
    assert (listed[0]["can_cancel"], listed[0]["can_reschedule"]) == (True, False)


@pytest.mark.parametrize(("period", "shown"), [("week", 1), ("month", 2), ("quarter", 3)])
def test_the_list_goes_back_a_week_a_month_or_three(me, period, shown):
    from chalicelib.registration.models import OfPatient, Registration

    for days in (3, 20, 80, 200):
        made = records.known(register(me, segment()).body["id"])
        OfPatient.of(me.patient, made.date, made.id).delete()
        day = (clock.today() - dt.timedelta(days=days)).isoformat()
        OfPatient.of(me.patient, day, made.id).save()
        Registration(made.id).update([Registration.date.set(day)])
        booking_quota_reset(me, made)
    assert len(ask(me, "GET", "/registrations", query={"period": period}).body["registrations"]) == shown
    for one in Registration.scan(Registration.patient == me.patient):
        forget(one)


def booking_quota_reset(me, made):
    from chalicelib.registration.models import Quota

    for period in (made.date, made.date[:7]):
        Quota(me.patient, period).delete()


def forget(one):
    from chalicelib.payments.models import Order
    from chalicelib.registration.models import OfPatient

    Order(one.order).delete()
    OfPatient.of(one.patient, one.date, one.id).delete()
    bare = Segment.at(one.clinic, one.segment)
    bare.delete()
    one.delete()


def test_another_account_sees_and_changes_nothing_of_mine(other, booked):
    name, elsewhere = booked[0]["id"], segment()
    place = {"clinic": elsewhere.clinic, "segment": elsewhere.id}
    asked = [
        ask(other, "GET", ONE, registration=name),
        *(ask(other, "POST", f"{ONE}/{deed}", registration=name) for deed in ("cancellation", "keep", "refund")),
        ask(other, "POST", f"{ONE}/reschedule", place, registration=name),
    ]
    assert [one.status for one in asked] == [404] * 5
    assert ask(other, "GET", "/registrations").body == {"registrations": []}


def test_i_reschedule_and_cancel(me, booked):
    elsewhere = segment()
    place = {"clinic": elsewhere.clinic, "segment": elsewhere.id}
    moved = ask(me, "POST", f"{ONE}/reschedule", place, registration=booked[0]["id"])
    assert (moved.status, moved.body["clinic"]) == (200, elsewhere.clinic)
    gone = ask(me, "POST", f"{ONE}/cancellation", registration=booked[0]["id"])
    assert (gone.body["state"], gone.body["words"], gone.body["can_cancel"]) == ("cancelled", "已取消", False)


def test_what_the_hospital_changed_asks_me_to_decide(me, booked):
    body, there = booked
    pay(records.known(body["id"]))
    pump()
    Segment(there.day, there.own).update([Segment.room.set("门诊楼 2 层 207 诊室")])
    replacing.reconcile(fresh(there))
    shown = ask(me, "GET", ONE, registration=body["id"]).body
    assert (shown["must_decide"], shown["changed"], shown["room"]) == (True, ["room"], "门诊楼 2 层 207 诊室")
    kept = ask(me, "POST", f"{ONE}/keep", registration=body["id"])
    assert (kept.body["state"], kept.body["must_decide"]) == ("confirmed", False)


def test_a_full_segment_is_refused_in_words(me, other):
    there = segment()
    register(me, there)
    answer = register(other, there)
    assert (answer.status, answer.body["code"], answer.body["message"]) == (
        409,
        "segment_full",
        "该时段号源已满，请选择其他时段或其他医生",
    )


@pytest.mark.parametrize(
    "body", [{}, {"patient": 1}, {"patient": "x", "who": "y"}, {"patient": "../x"}, {"patient": "x", "pay": "gold"}]
)
def test_a_wish_that_cannot_be_read_is_refused(me, body):
    there = segment()
    assert ask(me, "POST", REGISTER, body, clinic=there.clinic, segment=there.id).status == 422


def test_my_copy_tells_my_registrations_and_forgetting_keeps_the_visit(me, booked):
    from chalicelib.registration import privacy

    assert [one["id"] for one in privacy.export(me.me.account)["registrations"]] == [booked[0]["id"]]
    assert privacy.unfinished(me.me.account)
    privacy.forget(me.me.account)
    assert records.known(booked[0]["id"]).account == ""
    assert not privacy.unfinished(me.me.account)
