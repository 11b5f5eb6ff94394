"""The end of an order that is not paid: closed at WeChat Pay first, and a payment that was faster is accepted."""

import datetime as dt

import pytest
import time_machine

from chalicelib.kernel import clock
from chalicelib.kernel.tables import Unit
from chalicelib.payments import closing, orders
from chalicelib.payments.models import Order, Refund
from chalicelib.payments.refused import NotAwaiting
from tests.payments.conftest import booked, buy, pass_time, prepared, refund_state, state, told


def closes(pay) -> int:
    return sum(one["path"].endswith("/close") for one in pay.heard())


def cancel(order):
    with Unit() as unit:
        orders.ask_close(unit, order)


def test_an_unpaid_order_is_closed_at_wechat_pay_when_its_time_is_over(pay, me):
    order = buy(me)
    prepared(me, order)
    pass_time(16, order)
    assert (pay.order(order)["state"], state(order), told(order)) == ("CLOSED", "closed", ["payment.closed"])


def test_what_was_never_prepared_is_closed_without_asking_anybody(pay, me):
    order, before = buy(me), len(pay.heard())
    pass_time(16, order)
    assert (state(order), told(order)) == ("closed", ["payment.closed"])
    assert len(pay.heard()) == before


def test_a_cancelled_order_is_closed_at_once(pay, me):
    order = buy(me)
    prepared(me, order)
    cancel(order)
    assert state(order) == "closing"
    pass_time(0.1, order)
    assert (state(order), pay.order(order)["state"]) == ("closed", "CLOSED")


def test_cancelled_twice_is_told_to_look_again(pay, me):
    order = buy(me)
    cancel(order)
    with pytest.raises(NotAwaiting):
        cancel(order)


def test_a_payment_that_won_the_race_against_the_expiry_is_accepted(pay, me):
    order = buy(me)
    pay.pay(prepared(me, order))
    closing.expire(order)
    assert (state(order), booked(me), told(order)) == ("paid", {"paid": 5000}, ["payment.paid"])


def test_a_payment_that_won_the_race_against_the_cancellation_is_accepted(pay, me):
    order = buy(me)
    wanted = prepared(me, order)
    cancel(order)
    pay.pay(wanted)
    pass_time(0.1, order)
    assert (state(order), told(order)) == ("paid", ["payment.paid"])


def test_a_notice_that_comes_while_it_is_closing_is_accepted(pay, me):
    order = buy(me)
    wanted = prepared(me, order)
    cancel(order)
    pay.pay(wanted)
    assert pay.notify(order).status == 204
    assert closing.close(order)
    assert (state(order), told(order)) == ("paid", ["payment.paid"])


@pytest.mark.parametrize("mood", ["down", "lost", "error", "nonsense"])
def test_while_wechat_pay_does_not_say_the_order_stays_closing(pay, me, mood):
    order = buy(me)
    prepared(me, order)
    pay.feel(mood, on="/close")
    assert not closing.expire(order)
    assert (state(order), told(order)) == ("closing", [])
    pay.calm()
    pass_time(17, order)
    assert (state(order), told(order)) == ("closed", ["payment.closed"])


def test_closing_is_tried_again_and_again(pay, me):
    order = buy(me)
    prepared(me, order)
    pay.feel("down", on="/close")
    ran = pass_time(20, order)
    assert [one.kind for one in ran].count("payments.close") > 2
    assert state(order) == "closing"
    pay.calm()
    pass_time(25, order)
    assert state(order) == "closed"


def test_an_order_that_wechat_pay_does_not_know_may_still_be_on_its_way(pay, me):
    order = buy(me)
    Order(order).update([Order.prepared.set(clock.stamp(clock.now())), Order.payer.set("x")])
    assert not closing.expire(order)
    assert state(order) == "closing"
    with time_machine.travel(clock.now() + dt.timedelta(minutes=2)):
        assert closing.close(order)
    assert state(order) == "closed"


def test_a_payment_for_a_closed_order_is_booked_and_goes_back_by_itself(pay, me):
    order = buy(me)
    wanted = prepared(me, order)
    Order(order).update([Order.state.set("closed"), Order.version.add(1)])  # as if WeChat Pay had said so and been wrong
    pay.pay(wanted)
    assert [pay.notify(order).status for _ in range(2)] == [204, 204]
    assert (state(order), booked(me)) == ("closed", {"stray": 5000, "asked": 5000})
    assert told(order) == []
    pass_time(1, Refund.scan(Refund.order == order).next().id)
    pay.finish_refund(pay.refunds_of(order)[0]["out_refund_no"])
    pay.notify(pay.refunds_of(order)[0]["out_refund_no"])
    assert refund_state(pay.refunds_of(order)[0]["out_refund_no"]) == "done"
    assert Order.find(order).until is None


def test_expired_twice_is_expired_once(pay, me):
    order = buy(me)
    prepared(me, order)
    assert [closing.expire(order) for _ in range(3)] == [True] * 3
    assert (state(order), told(order)) == ("closed", ["payment.closed"])
    assert Order.find(order).until is not None


def test_a_paid_order_does_not_expire(pay, me):
    order = buy(me)
    pay.pay(prepared(me, order))
    pay.notify(order)
    before = closes(pay)
    pass_time(20, order)
    assert (state(order), told(order), closes(pay)) == ("paid", ["payment.paid"], before)


def test_six_hours_away_need_no_special_path(pay, me):
    unpaid, paid = buy(me), buy(me)
    prepared(me, unpaid)
    pay.pay(prepared(me, paid))
    with time_machine.travel(clock.now() + dt.timedelta(hours=6), tick=True):
        pass_time(1, unpaid)
        pass_time(1, paid)
    assert (state(unpaid), state(paid)) == ("closed", "paid")
