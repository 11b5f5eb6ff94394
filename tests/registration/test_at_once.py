"""Many at once for one thing, on the real engine: one wins, the others are told kindly, nothing is left behind."""

import functools
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from chalicelib.kernel import clock, refusals, tables
from chalicelib.kernel.facts import AlreadySeen
from chalicelib.payments import closing
from chalicelib.payments.models import Order
from chalicelib.registration import booking, changing, records, refused, rescheduling, stopping
from chalicelib.registration.models import Clinic, OfPatient, Quota, Registration, Segment
from chalicelib.registration.states import OVER, State
from tests.registration import people
from tests.registration.people import fresh, hold, pay, segment

ROUNDS = int(os.environ.get("XINGLIN_ROUNDS", "50"))
CROWD = 32


@pytest.fixture(scope="module")
def crowd(world):
    return [people.somebody() for _ in range(CROWD)]


def at_once(*deeds):
    """Run them at the same moment; what each returned or raised."""
    gate = threading.Barrier(len(deeds))

    def run(deed):
        gate.wait()
        try:
            return deed()
        except (refusals.Refusal, AlreadySeen) as refusal:
            return refusal

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def let_go(made: Registration, there: Segment) -> None:
    """Remove what a round made, so that the crowd may come again."""
    for person_quota in (there.date, there.date[:7]):
        Quota(made.patient, person_quota).delete()
    Order(made.order).delete()
    OfPatient.of(made.patient, made.date, made.id).delete()
    made.delete()
    there.delete()


@pytest.mark.timeout(900)
def test_32_at_once_for_one_last_place_one_wins_31_are_refused_and_nothing_is_left(crowd):
    for _ in range(ROUNDS):
        there = segment()
        answers = at_once(*[functools.partial(hold, one, there) for one in crowd])
        winners = [one for one in answers if isinstance(one, Registration)]
        refused_ = [one for one in answers if isinstance(one, (refused.SegmentFull, refusals.Busy))]
        assert (len(winners), len(refused_)) == (1, CROWD - 1)
        assert fresh(there).held == {1: winners[0].id}
        assert [one.id for one in Registration.scan(Registration.clinic == there.clinic, consistent_read=True)] == [winners[0].id]
        counted = [one for one in Quota.scan(Quota.period == there.date, consistent_read=True) if one.taken]
        assert [one.patient for one in counted] == [winners[0].patient]
        let_go(winners[0], there)


def test_32_at_once_for_ten_places_never_share_one(crowd):
    there = segment(numbers=10)
    answers = at_once(*[lambda one=one: hold(one, there) for one in crowd])
    winners = [one for one in answers if isinstance(one, Registration)]
    numbers = [int(one.number) for one in winners]
    assert len(numbers) == len(set(numbers))
    assert fresh(there).held == {int(one.number): one.id for one in winners}
    assert all(isinstance(one, (Registration, refused.SegmentFull, refusals.Busy)) for one in answers)
    assert len(winners) == 10 or any(isinstance(one, refusals.Busy) for one in answers)


def test_the_same_request_16_times_at_once_is_one_registration(me):
    there = segment(numbers=5)
    answers = at_once(*[lambda: hold(me, there, "same-request-16x-") for _ in range(16)])
    made = {one.id for one in answers if isinstance(one, Registration)}
    assert len(made) == 1
    assert len(fresh(there).held) == 1
    assert all(isinstance(one, (Registration, refusals.Busy)) for one in answers)


def test_two_accounts_for_one_person_at_once_get_one_number(me, other):
    people.link(other.me, me.patient)
    there = segment(numbers=2)
    both = [
        lambda who=who: booking.hold(who.me, records.Wish(me.patient), there.clinic, there.id, people.request(who))
        for who in (me, other)
    ]
    answers = at_once(*both)
    assert {type(one) for one in answers} == {Registration, refused.SameSession}
    assert len(fresh(there).held) == 1


@pytest.mark.parametrize("round_", range(5))
def test_of_reschedule_and_cancel_at_once_exactly_one_wins(me, round_):
    there, elsewhere = segment(), segment()
    made = hold(me, there)
    pay(made)
    people.pump()
    keys = [people.request(me), people.request(me)]
    answers = at_once(
        lambda: changing.cancel(me.me, made.id, keys[0]),
        lambda: rescheduling.reschedule(me.me, made.id, elsewhere.clinic, elsewhere.id, keys[1]),
    )
    assert sum(isinstance(one, Registration) for one in answers) == 1
    now = records.known(made.id)
    if now.stands is State.CANCELLED:
        assert (fresh(there).held, fresh(elsewhere).held) == ({}, {})
    else:
        assert (fresh(there).held, fresh(elsewhere).held) == ({}, {1: made.id})


@pytest.mark.parametrize("round_", range(5))
def test_of_payment_and_expiry_at_once_the_place_follows_the_money(me, round_):
    made = hold(me, there := segment())
    at_once(lambda: pay(made), lambda: closing.expire(made.order))
    people.pump()
    people.drain(clock.now())
    people.pump()
    now, paid = records.known(made.id), Order.get(made.order).paid_at
    if paid:
        assert (now.stands, fresh(there).held) == (State.CONFIRMED, {1: made.id})
    else:
        assert (now.stands, fresh(there).free) == (State.EXPIRED, {1})


@pytest.mark.parametrize("round_", range(3))
def test_a_stop_that_races_holds_leaves_nobody_in_the_clinic(crowd, round_):
    there = segment(numbers=8)
    Clinic(there.his, id=there.clinic, at="").save()
    some = crowd[round_ * 8 : round_ * 8 + 8]
    answers = at_once(
        *[lambda one=one: hold(one, there) for one in some],
        lambda: stopping.stop("admin", there.clinic, "医生临时外出"),
    )
    people.pump()
    assert fresh(there).held == {}
    made = [records.known(one.id) for one in answers if isinstance(one, Registration)]
    assert all(one.stands in OVER for one in made)


def test_a_conflict_with_another_transaction_is_tried_again(me):
    """DynamoDB Local never answers TransactionConflict; here the connection answers it once."""
    there, answered = segment(), []
    cancelled = {
        "Error": {"Code": "TransactionCanceledException", "Message": "cancelled"},
        "CancellationReasons": [{"Code": "TransactionConflict"}],
    }

    def conflict(**_):
        if not answered:
            answered.append(1)
            return SimpleNamespace(status_code=400), cancelled
        return None

    events = tables.connection().client.meta.events
    events.register("before-call.dynamodb.TransactWriteItems", conflict)
    try:
        made = hold(me, there)
    finally:
        events.unregister("before-call.dynamodb.TransactWriteItems", conflict)
    assert answered == [1]
    assert fresh(there).held == {1: made.id}
