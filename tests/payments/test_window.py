"""Paying at the window, and money that people pay out by hand."""

import datetime as dt

import pytest
import time_machine

from chalicelib.kernel import audit, clock
from chalicelib.kernel.money import Fen
from chalicelib.kernel.tables import Unit
from chalicelib.payments import closing, orders, payouts, refunds, window
from chalicelib.payments.models import Order, Refund
from chalicelib.payments.refused import (
    AlreadyPaid,
    BeingClosed,
    NotStuck,
    OrderClosed,
    TakenAtWindow,
    TwoPeople,
    WindowMustWait,
)
from tests.payments.conftest import booked, bought, buy, pass_time, prepared, refund_state, state, told


def acts(actor: str, subject: str) -> list[str]:
    return [one.act for one in audit.entries(clock.today(), actor) if one.subject == subject]


def test_the_window_takes_the_money_when_wechat_is_closed(pay, me):
    order = buy(me)
    prepared(me, order)
    window.take_at_window("cashier-1", order)
    assert pay.order(order)["state"] == "CLOSED"
    assert (state(order), booked(me), told(order)) == ("at_window", {"window": 5000}, ["payment.paid"])
    assert acts("cashier-1", order) == ["order.window_began", "order.taken_at_window"]


def test_asked_again_the_window_gets_the_same_answer(pay, me):
    order = buy(me)
    for _ in range(2):
        window.take_at_window("cashier-1", order)
    assert (booked(me), told(order)) == ({"window": 5000}, ["payment.paid"])


def test_another_cashier_is_told_that_it_is_taken(pay, me):
    order = buy(me)
    window.take_at_window("cashier-1", order)
    with pytest.raises(TakenAtWindow):
        window.take_at_window("cashier-2", order)


def test_who_paid_by_wechat_does_not_pay_at_the_window(pay, me):
    order = buy(me)
    pay.pay(prepared(me, order))
    with pytest.raises(AlreadyPaid):
        window.take_at_window("cashier-1", order)
    assert (state(order), booked(me)) == ("paid", {"paid": 5000})


def test_while_wechat_does_not_say_no_money_is_taken(pay, me):
    order = buy(me)
    prepared(me, order)
    pay.feel("down", on="/close")
    with pytest.raises(WindowMustWait):
        window.take_at_window("cashier-1", order)
    assert (state(order), booked(me)) == ("closing", {})
    pay.calm()
    window.take_at_window("cashier-1", order)
    assert state(order) == "at_window"


def test_an_order_that_the_window_forgot_is_closed_after_a_while(pay, me):
    order = buy(me, minutes=60)
    prepared(me, order)
    pay.feel("down", on="/close")
    with pytest.raises(WindowMustWait):
        window.take_at_window("cashier-1", order)
    pay.calm()
    assert not closing.close(order)  # the window may still be at it
    with time_machine.travel(clock.now() + dt.timedelta(minutes=11)):
        assert closing.close(order)
    assert (state(order), told(order)) == ("closed", ["payment.closed"])
    with pytest.raises(OrderClosed):
        window.take_at_window("cashier-1", order)


def test_a_claim_that_lapses_closes_the_order_by_itself(pay, me):
    order = buy(me, minutes=60)
    prepared(me, order)
    pay.feel("down", on="/close")
    with pytest.raises(WindowMustWait):
        window.take_at_window("cashier-1", order)
    pay.calm()
    pass_time(12, order)
    assert state(order) == "closed"


def test_an_order_that_i_just_cancelled_is_not_taken_at_the_window(pay, me):
    order = buy(me)
    with Unit() as unit:
        orders.ask_close(unit, order)
    with pytest.raises(BeingClosed):
        window.take_at_window("cashier-1", order)


def test_i_am_told_that_i_paid_at_the_window(pay, me):
    order = buy(me)
    window.take_at_window("cashier-1", order)
    with pytest.raises(TakenAtWindow):
        orders.prepay(me, order)


def test_a_second_payment_by_wechat_goes_back_by_itself(pay, me):
    order = buy(me)
    prepay_id = prepared(me, order)
    held = pay.order(order)
    window.take_at_window("cashier-1", order)
    pay.book("orders")[order] = held  # as if WeChat Pay had taken it all the same
    pay.pay(prepay_id)
    assert pay.notify(order).status == 204
    assert (state(order), booked(me)) == ("at_window", {"window": 5000, "stray": 5000, "asked": 5000})
    refund = refunds.number_of(order, "stray")
    pass_time(0.2, refund)
    assert refund_state(refund) == "processing"


# ---- payouts


def ask(order, amount=5000) -> str:
    with Unit() as unit:
        return refunds.ask(unit, order=order, amount=Fen(amount), reason="停诊", cause="stopped")


@pytest.fixture
def stuck(pay, me):
    refund = ask(bought(pay, me))
    pass_time(0.2, refund)
    pay.finish_refund(refund, "ABNORMAL")
    pay.notify(refund)
    return refund


def test_what_was_paid_at_the_window_goes_back_by_hand(pay, me):
    order = buy(me)
    window.take_at_window("cashier-1", order)
    refund = ask(order)
    assert (refund_state(refund), told(order)) == ("manual", ["payment.paid", "refund.stuck"])
    payouts.record_manual_payout("cashier-1", "chief-1", refund, "窗口退现金")
    assert (refund_state(refund), booked(me)) == ("paid_out", {"window": 5000, "asked": 5000, "paid_out": 5000})


def test_two_people_pay_out_by_hand_and_both_are_in_the_audit_log(stuck, me):
    payouts.record_manual_payout("cashier-7", "chief-7", stuck, "银行卡已注销，现金退还")
    assert refund_state(stuck) == "paid_out"
    assert (acts("cashier-7", stuck), acts("chief-7", stuck)) == (["refund.paid_out"], ["refund.payout_confirmed"])
    assert told(Refund.find(stuck).order) == ["payment.paid", "refund.done", "refund.stuck"]


@pytest.mark.parametrize("second", ["cashier-1", " Cashier-1 ", ""])
def test_one_person_alone_pays_nothing_out(stuck, second):
    with pytest.raises(TwoPeople):
        payouts.record_manual_payout("cashier-1", second, stuck, "x")
    assert refund_state(stuck) == "abnormal"


def test_nothing_is_paid_out_twice(stuck):
    payouts.record_manual_payout("cashier-1", "chief-1", stuck, "现金")
    with pytest.raises(NotStuck):
        payouts.record_manual_payout("cashier-1", "chief-1", stuck, "现金")


def test_a_refund_on_its_way_is_not_paid_out_by_hand(pay, me):
    refund = ask(bought(pay, me))
    with pytest.raises(NotStuck):
        payouts.record_manual_payout("cashier-1", "chief-1", refund, "x")


def test_money_that_comes_by_wechat_after_the_payout_is_an_alarm(pay, stuck, capsys):
    payouts.record_manual_payout("cashier-1", "chief-1", stuck, "现金")
    pay.finish_refund(stuck, "SUCCESS")
    assert pay.notify(stuck).status == 204
    assert "RefundedTwice" in capsys.readouterr().err
    assert refund_state(stuck) == "paid_out"


def test_the_order_keeps_who_took_it(pay, me):
    order = buy(me)
    window.take_at_window("cashier-3", order)
    assert Order.find(order).window == "cashier-3"
