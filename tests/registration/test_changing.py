"""I give a place back, or move it, or decide about what the hospital changed."""

import datetime as dt

import pytest

from chalicelib.kernel import clock, refusals
from chalicelib.kernel.facts import Fact
from chalicelib.payments.models import Order, Refund
from chalicelib.registration import changing, dying, records, refused, rescheduling
from chalicelib.registration.models import Delivery, OfPatient, Quota, Registration
from chalicelib.registration.settings import RegistrationSettings
from chalicelib.registration.states import Money, State
from tests.registration import people
from tests.registration.people import add_segment, fresh, hold, pay, pump, request, segment


def confirmed(me, there):
    made = hold(me, there)
    pay(made)
    pump()
    return records.known(made.id)


def soon(minutes: int) -> dt.datetime:
    return clock.now() + dt.timedelta(minutes=minutes)


def reschedule(me, made, there):
    return rescheduling.reschedule(me.me, made.id, there.clinic, there.id, request(me))


def test_i_cancel_in_one_tap_and_the_whole_fee_comes_back(me):
    made = confirmed(me, there := segment())
    now = changing.cancel(me.me, made.id, request(me))
    assert (now.stands, now.fee_stands) == (State.CANCELLED, Money.REFUNDING)
    assert [int(one.amount) for one in Refund.scan(Refund.order == made.order)] == [people.FEE]
    assert fresh(there).free == {1}
    assert Quota.get(me.patient, there.date).taken is None


def test_the_same_cancellation_twice_is_one(me):
    made = confirmed(me, segment())
    key = request(me)
    assert changing.cancel(me.me, made.id, key).version == changing.cancel(me.me, made.id, key).version


def test_another_cancellation_of_what_is_cancelled_is_refused(me):
    made = confirmed(me, segment())
    changing.cancel(me.me, made.id, request(me))
    with pytest.raises(refused.NotChangeable):
        changing.cancel(me.me, made.id, request(me))


def test_a_stranger_cannot_cancel_and_learns_nothing(me, other):
    made = confirmed(me, segment())
    with pytest.raises(refusals.NotFound):
        changing.cancel(other.me, made.id, request(other))


def test_after_the_cut_off_cancelling_is_refused_with_words(me):
    made = confirmed(me, segment(at=soon(61)))
    Registration(made.id).update([Registration.mark.set(clock.stamp(soon(29)))])
    with pytest.raises(refused.TooLateToChange) as no:
        changing.cancel(me.me, made.id, request(me))
    assert "窗口" in no.value.message
    assert records.known(made.id).stands is State.CONFIRMED


def test_a_hospital_may_end_cancelling_the_day_before(me, world):
    chosen = RegistrationSettings(cancel_until_day_before_hour=14)
    mark = clock.at(dt.date(2026, 12, 3), 9, 30)
    assert chosen.changeable_until(mark) == clock.at(dt.date(2026, 12, 2), 14)


def test_after_i_cancelled_somebody_else_can_have_the_place(me, other):
    made = confirmed(me, there := segment())
    changing.cancel(me.me, made.id, request(me))
    assert int(hold(other, there).number) == 1


def test_i_move_in_one_step_and_keep_what_i_paid(me):
    made = confirmed(me, there := segment())
    now = reschedule(me, made, elsewhere := segment())
    assert (now.stands, now.fee_stands, now.order) == (State.CONFIRMED, Money.PAID, made.order)
    assert (fresh(there).free, fresh(elsewhere).held) == ({1}, {1: made.id})
    assert (now.clinic, now.doctor) == (elsewhere.clinic, elsewhere.doctor)
    assert int(Delivery.get(made.id).wanted) == int(now.version)
    assert list(Refund.scan(Refund.order == made.order)) == []


def test_i_keep_the_old_place_when_the_new_one_is_full(me, other):
    made, there = confirmed(me, segment()), segment()
    hold(other, there)
    with pytest.raises(refused.SegmentFull):
        reschedule(me, made, there)
    assert records.known(made.id).clinic == made.clinic


def test_i_move_within_the_same_doctors_morning(me):
    start = clock.at(clock.today() + dt.timedelta(days=1), 9)
    early = add_segment("same-clinic", start)
    late = add_segment("same-clinic", start + dt.timedelta(minutes=30), first=6)
    made = confirmed(me, early)
    now = reschedule(me, made, late)
    assert (now.segment, int(now.number)) == ("0930", 6)
    assert Quota.get(me.patient, early.date).taken == {late.session}


def test_i_move_to_another_day(me):
    there = segment()
    made = confirmed(me, there)
    elsewhere = segment(at=clock.at(clock.today() + dt.timedelta(days=3), 14))
    reschedule(me, made, elsewhere)
    assert [one.visit for one in OfPatient.query(me.patient)] == [f"{elsewhere.date}#{made.id}"]
    assert Quota.get(me.patient, elsewhere.date).taken == {elsewhere.session}


def test_moving_to_another_doctor_needs_room_in_my_limits(me):
    there = segment()
    hold(me, there)
    made = confirmed(me, segment())
    with pytest.raises(refused.SameSession):
        reschedule(me, made, add_segment(there.his, clock.read(there.start) + dt.timedelta(minutes=30), doctor=there.doctor))


def test_on_a_full_day_i_may_still_swap_one_visit_for_another(me):
    for _ in range(2):
        hold(me, segment())
    made = confirmed(me, segment())
    assert reschedule(me, made, segment()).stands is State.CONFIRMED


def test_a_held_place_can_be_moved_before_it_is_paid(me):
    made = hold(me, segment())
    now = reschedule(me, made, segment())
    assert (now.stands, now.order) == (State.HELD, made.order)
    pay(now)
    pump()
    assert records.known(made.id).stands is State.CONFIRMED


def test_another_fee_means_cancel_and_book_again(me):
    made = confirmed(me, segment())
    with pytest.raises(refused.OtherFee):
        reschedule(me, made, segment(fee=5000))


def test_another_campus_means_cancel_and_book_again(me):
    made = confirmed(me, segment())
    with pytest.raises(refused.OtherCampus):
        reschedule(me, made, segment(campus="west"))


def test_moving_to_where_i_am_is_refused(me):
    made = confirmed(me, there := segment(numbers=2))
    with pytest.raises(refused.SamePlace):
        reschedule(me, made, there)


def test_the_same_reschedule_twice_is_one(me):
    made, there, key = confirmed(me, segment()), segment(numbers=2), request(me)
    for _ in range(2):
        now = rescheduling.reschedule(me.me, made.id, there.clinic, there.id, key)
    assert (int(now.number), fresh(there).free) == (1, {2})


def test_what_is_being_paid_is_closed_when_i_cancel(me):
    made = hold(me, segment())
    changing.cancel(me.me, made.id, request(me))
    assert Order.get(made.order).state == "closing"
    people.drain(clock.now())
    pump()
    assert records.known(made.id).fee_stands is Money.LAPSED


def test_merged_patients_keep_every_visit_and_what_it_counts_for(me, other):
    there = segment(numbers=2)
    mine, theirs = hold(me, there), hold(other, there)
    from chalicelib.registration import merging

    fact = Fact(id="f", kind="patient.merged", subject=other.patient, version=1, at="", about={"into": me.patient})
    for _ in range(2):
        merging.merged(fact)
    assert {records.known(one.id).patient for one in (mine, theirs)} == {me.patient}
    assert len(Quota.get(me.patient, there.date).taken) == 2
    merging.unmerged(fact)
    assert records.known(theirs.id).patient == other.patient
    assert records.known(mine.id).patient == me.patient


def test_what_lies_ahead_of_somebody_who_died_is_given_up_and_paid_back(me):
    paid, held = confirmed(me, first := segment()), hold(me, second := segment(at=soon(60 * 24 * 3)))
    over = confirmed(me, segment(at=soon(60 * 24 * 2)))
    Registration(over.id).update([Registration.mark.set(clock.stamp(soon(-60)))])
    fact = Fact(id="d", kind="patient.died", subject=me.patient, version=2, at="")
    for _ in range(2):
        dying.died(fact)
    assert (records.known(paid.id).stands, records.known(paid.id).fee_stands) == (State.CANCELLED, Money.REFUNDING)
    assert records.known(held.id).stands is State.CANCELLED
    assert Order.get(held.order).state == "closing"
    assert fresh(first).free == fresh(second).free == {1}
    assert records.known(over.id).stands is State.CONFIRMED
    assert len(list(Refund.scan(Refund.order == paid.order))) == 1
