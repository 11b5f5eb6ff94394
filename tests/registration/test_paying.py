"""From the hold to the visit, by the money."""

import datetime as dt

from chalicelib.kernel import clock
from chalicelib.payments import closing, refunds
from chalicelib.payments.models import Order, OrderState, Refund, RefundState
from chalicelib.registration import changing, records
from chalicelib.registration.models import Delivery, Quota
from chalicelib.registration.states import Money, State
from tests.registration import people
from tests.registration.people import fresh, hold, pay, pump, request, segment


def test_the_payment_confirms_my_place(me):
    made = hold(me, segment())
    pay(made)
    pump()
    now = records.known(made.id)
    assert (now.stands, now.fee_stands) == (State.CONFIRMED, Money.PAID)
    assert int(Delivery.get(made.id).wanted) == int(now.version)


def test_what_is_not_paid_in_time_comes_back_to_the_others(me, other):
    made = hold(me, there := segment())
    people.drain(clock.now() + dt.timedelta(minutes=16))
    pump()
    now = records.known(made.id)
    assert (now.stands, now.fee_stands) == (State.EXPIRED, Money.LAPSED)
    assert fresh(there).free == {1}
    assert Quota.get(me.patient, there.date).taken is None
    assert hold(other, there).stands is State.HELD


def test_the_same_payment_fact_twice_confirms_once(me):
    made = hold(me, segment())
    pay(made)
    paid = next(one for one in people.facts() if one.kind == "payment.paid" and one.about["reference"] == made.id)
    for _ in range(3):
        people.act(paid)
    pump()
    assert int(records.known(made.id).version) == 2
    assert [one.kind for one in people.facts(made.id)] == ["registration.held", "registration.confirmed"]


def test_a_payment_that_comes_after_i_cancelled_goes_back_once(me):
    made = hold(me, there := segment())
    changing.cancel(me.me, made.id, request(me))
    assert Order.get(made.order).state == OrderState.CLOSING
    assert fresh(there).free == {1}
    pay(made)  # it won the race at WeChat Pay
    pump()
    now = records.known(made.id)
    assert (now.stands, now.fee_stands) == (State.CANCELLED, Money.REFUNDING)
    assert [int(one.amount) for one in Refund.scan(Refund.order == made.order)] == [people.FEE]


def test_cancelling_what_i_did_not_pay_closes_the_order_and_asks_for_no_refund(me):
    made = hold(me, segment())
    changing.cancel(me.me, made.id, request(me))
    assert closing.close(made.order)
    pump()
    now = records.known(made.id)
    assert (now.stands, now.fee_stands) == (State.CANCELLED, Money.LAPSED)
    assert list(Refund.scan(Refund.order == made.order)) == []


def test_i_am_told_when_the_fee_is_back(me):
    made = hold(me, segment())
    pay(made)
    pump()
    changing.cancel(me.me, made.id, request(me))
    refund = next(Refund.scan(Refund.order == made.order))
    refunds.move(refund, RefundState.PROCESSING)
    refund.refresh(consistent_read=True)
    refunds.move(refund, RefundState.DONE)
    pump()
    assert records.known(made.id).fee_stands is Money.REFUNDED
    assert people.facts(made.id)[-1].kind == "registration.refunded"


def test_a_refund_that_is_stuck_shows_and_may_still_end_well(me):
    made = hold(me, segment())
    pay(made)
    pump()
    changing.cancel(me.me, made.id, request(me))
    refund = next(Refund.scan(Refund.order == made.order))
    refunds.move(refund, RefundState.ABNORMAL)
    pump()
    assert records.known(made.id).fee_stands is Money.REFUND_STUCK
    refund.refresh(consistent_read=True)
    refunds.move(refund, RefundState.DONE)
    pump()
    assert records.known(made.id).fee_stands is Money.REFUNDED
