"""A patient takes a number, or learns kindly why not."""

import datetime as dt

import pytest

from chalicelib.accounts.consents import ConsentRequired
from chalicelib.accounts.models import Account, Consent
from chalicelib.cards.access import NotYours
from chalicelib.cards.models import Level
from chalicelib.directory.functions import SwitchedOff
from chalicelib.directory.settings import DirectorySettings
from chalicelib.kernel import clock, refusals, settings
from chalicelib.kernel.idempotency import KeyReused, once
from chalicelib.payments.models import Order, OrderState
from chalicelib.registration import booking, records, refused
from chalicelib.registration.models import Delivery, Quota, Registration
from chalicelib.registration.settings import RegistrationSettings
from chalicelib.registration.states import Money, State
from tests.registration import people
from tests.registration.people import FEE, fresh, hold, segment


def test_i_win_the_lowest_number_and_it_is_held_while_i_pay(me):
    there = segment(numbers=3)
    made = hold(me, there)
    assert (made.stands, made.fee_stands, int(made.number)) == (State.HELD, Money.DUE, 1)
    now = fresh(there)
    assert (now.free, now.held) == ({2, 3}, {1: made.id})
    order = Order.get(made.order)
    assert (order.state, int(order.amount), order.reference, order.purpose) == (OrderState.AWAITING, FEE, made.id, "registration")
    assert clock.read(order.expires) - clock.now() < dt.timedelta(minutes=15, seconds=1)
    assert Registration.find(made.id).stands is State.HELD


def test_the_bill_does_not_tell_the_department(me):
    made = hold(me, segment())
    assert made.department_name not in Order.get(made.order).description


def test_what_costs_nothing_is_confirmed_at_once_without_an_order(me):
    made = hold(me, segment(fee=0))
    assert (made.stands, made.fee_stands, made.order) == (State.CONFIRMED, Money.NONE, "")
    assert int(Delivery.get(made.id).wanted) == 1


def test_a_full_segment_is_refused_and_leaves_nothing_behind(me, other):
    there = segment()
    hold(me, there)
    with pytest.raises(refused.SegmentFull):
        hold(other, there)
    assert [one for one in Registration.scan() if one.patient == other.patient] == []
    assert Quota.find(other.patient, there.date) is None


def test_the_same_request_twice_is_one_registration(me):
    there, key = segment(numbers=2), "k" * 20
    first = hold(me, there, key)
    assert hold(me, there, key).id == first.id
    assert fresh(there).free == {2}


def test_the_winners_request_repeated_on_a_full_segment_finds_its_registration(me):
    there, key = segment(), "w" * 20
    first = hold(me, there, key)
    assert hold(me, there, key).id == first.id


def test_the_same_key_for_another_patient_is_refused(me):
    there, key = segment(), "r" * 20
    hold(me, there, key)
    changed = once(me.me.account, "POST /registrations", key, b"another")
    with pytest.raises(KeyReused):
        booking.hold(me.me, me.wish, there.clinic, there.id, changed)


def test_an_unknown_segment_is_not_found(me):
    there = segment()
    with pytest.raises(refusals.NotFound):
        booking.hold(me.me, me.wish, there.clinic, "2330", people.request(me))


def test_a_stopped_clinic_gives_no_number(me):
    with pytest.raises(refused.ClinicStopped):
        hold(me, segment(running=False))


def test_days_too_far_ahead_are_not_open_yet(me):
    far = clock.at(clock.today() + dt.timedelta(days=9), 9)
    with pytest.raises(refused.NotOpenYet):
        hold(me, segment(at=far))


def test_shortly_before_its_start_a_segment_is_closed(me):
    with pytest.raises(refused.ClosedForBooking):
        hold(me, segment(at=clock.now() + dt.timedelta(minutes=29)))


def test_another_persons_patient_is_not_found(me, other):
    there = segment()
    with pytest.raises(NotYours):
        booking.hold(me.me, other.wish, there.clinic, there.id, people.request(me))
    assert fresh(there).held == {}


def test_who_may_only_see_may_not_book(me):
    elder = people.patient()
    people.link(me.me, elder, Level.SEE)
    there = segment()
    with pytest.raises(NotYours):
        booking.hold(me.me, records.Wish(elder), there.clinic, there.id, people.request(me))


def test_after_sign_out_everywhere_nothing_is_booked(me):
    Account(me.me.account).update([Account.epoch.add(1)])
    there = segment()
    with pytest.raises(refusals.Unauthenticated):
        hold(me, there)
    assert fresh(there).held == {}


def test_without_consent_to_the_use_of_health_data_nothing_is_booked(me):
    Consent(me.me.account, "now#health").update([Consent.given.set(False)])
    with pytest.raises(ConsentRequired):
        hold(me, segment())


def test_a_patient_has_one_number_a_doctor_and_half_day(me):
    there = segment(numbers=2)
    hold(me, there)
    with pytest.raises(refused.SameSession):
        hold(me, there)
    assert fresh(there).free == {2}


def test_two_accounts_for_one_person_get_one_number_a_doctor_and_half_day(me, other):
    people.link(other.me, me.patient)
    there = segment(numbers=2)
    hold(me, there)
    with pytest.raises(refused.SameSession):
        booking.hold(other.me, me.wish, there.clinic, there.id, people.request(other))


def test_a_fourth_number_for_one_day_is_refused(me):
    for _ in range(3):
        hold(me, segment())
    with pytest.raises(refused.DayCapReached):
        hold(me, segment())


def test_a_ninth_number_for_one_month_is_refused(me, world):
    there = segment()
    Quota(me.patient, there.date[:7], taken={f"{there.date[:7]}-99#am#doctor{n}" for n in range(8)}).save()
    try:
        with pytest.raises(refused.MonthCapReached):
            hold(me, there)
    finally:
        Quota(me.patient, there.date[:7]).delete()


def test_paying_at_the_hospital_is_offered_only_where_the_hospital_chose_so(me, world):
    there = segment(numbers=2)
    wish = records.Wish(me.patient, pay="hospital")
    with pytest.raises(refused.PayOnline):
        booking.hold(me.me, wish, there.clinic, there.id, people.request(me))
    world.choose(RegistrationSettings, pay_at_hospital=True)
    made = booking.hold(me.me, wish, there.clinic, there.id, people.request(me))
    assert (made.stands, made.fee_stands, made.order) == (State.CONFIRMED, Money.AT_HOSPITAL, "")


def test_a_hospital_that_switched_registration_off_takes_none(me, world):
    there = segment()
    on = settings.hospital(DirectorySettings).functions
    world.choose(DirectorySettings, functions=["pages"])
    try:
        with pytest.raises(SwitchedOff):
            hold(me, there)
    finally:
        world.choose(DirectorySettings, functions=[one.value for one in on])
