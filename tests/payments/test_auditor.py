"""The books' auditor tells whatever is not booked as it was, and nothing else."""

import pytest

from chalicelib.kernel.money import Fen
from chalicelib.kernel.tables import Unit
from chalicelib.payments import ledger, payouts, refunds, window
from chalicelib.payments.auditor import problems
from chalicelib.payments.models import Entry, Order, OrderState, Refund, RefundState
from tests.payments.conftest import bought, buy, pass_time, prepared
from tests.planting import changed, missing, planted

ASTRAY = "what is on its way back differs from the ledger"


def ask(order, amount=5000) -> str:
    with Unit() as unit:
        return refunds.ask(unit, order=order, amount=Fen(amount), reason="停诊", cause="stopped")


def finished(pay, refund, how="SUCCESS"):
    pass_time(0.2, refund)
    pay.finish_refund(refund, how)
    pay.notify(refund)


def entry(me, cause) -> Entry:
    (found,) = [one for one in ledger.of(me.account) if one.cause.startswith(f"{cause}#")]
    return found


@pytest.fixture
def paid(pay, me):
    return bought(pay, me)


@pytest.fixture
def at_window(pay, me):
    order = buy(me)
    window.take_at_window("cashier-1", order)
    return order


@pytest.fixture
def stray(pay, me):
    """A payment for an order that was closed already: booked, and asked back by itself."""
    order = buy(me)
    package = prepared(me, order)
    Order(order).update([Order.state.set(OrderState.CLOSED.value), Order.version.add(1)])
    pay.pay(package)
    pay.notify(order)
    return order


@pytest.fixture
def asked(paid):
    return ask(paid)


@pytest.fixture
def done(pay, asked):
    finished(pay, asked)
    return asked


@pytest.fixture
def paid_out(pay, asked):
    finished(pay, asked, "ABNORMAL")
    payouts.record_manual_payout("cashier-1", "chief-1", asked, "现金")
    return asked


@pytest.mark.parametrize("bought_how", ["paid", "at_window", "stray", "asked", "done", "paid_out"])
def test_whatever_the_deeds_booked_is_told_nothing_of(request, pay, me, bought_how):
    buy(me)
    request.getfixturevalue(bought_how)
    assert problems() == []


BOOKED = [
    ("paid", "paid"),
    ("at_window", "window"),
    ("stray", "stray"),
    ("asked", "asked"),
    ("done", "done"),
    ("paid_out", "paid_out"),
]


@pytest.mark.parametrize(("deed", "cause"), BOOKED)
def test_what_was_not_booked_is_told(request, me, deed, cause):
    about = request.getfixturevalue(deed)
    with missing(entry(me, cause)):
        assert f"{cause}#{about}: not booked as it should be" in problems()


@pytest.mark.parametrize(("deed", "cause"), BOOKED)
@pytest.mark.parametrize("wrong", [{"amount": 4999}, {"debit": "wechat#another"}, {"credit": "owed#another"}])
def test_what_was_booked_otherwise_is_told(request, me, deed, cause, wrong):
    about = request.getfixturevalue(deed)
    with changed(entry(me, cause), **wrong):
        assert f"{cause}#{about}: not booked as it should be" in problems()


def test_what_was_booked_once_more_for_another_account_is_told(paid, me):
    again = entry(me, "paid")
    again.account = "another"
    with planted(again):
        assert problems() == [f"paid#{paid}: not booked as it should be"]


def test_what_was_booked_for_an_order_that_nobody_paid_is_told(paid):
    with changed(Order.find(paid), state=OrderState.CLOSED.value):
        assert problems() == [f"paid#{paid}: booked and not known"]


def test_what_came_back_and_is_said_to_be_under_way_is_told(done):
    with changed(Refund.find(done), state=RefundState.PROCESSING.value):
        assert sorted(problems()) == sorted([f"done#{done}: booked and not known", ASTRAY])


def test_a_refund_under_way_that_the_ledger_does_not_hold_is_told(asked, me):
    with missing(entry(me, "asked")):
        assert problems() == [f"asked#{asked}: not booked as it should be", ASTRAY]


def test_an_order_that_says_less_than_its_refunds_is_told(paid, asked):
    with changed(Order.find(paid), refunded=4000):
        assert problems() == [f"{paid}: its refunds differ from what it says was asked back"]


def test_a_stray_payment_that_does_not_go_back_is_told(stray, me):
    refund = refunds.number_of(stray, refunds.STRAY)
    with missing(Refund(refund), entry(me, "asked")):
        assert problems() == [f"{stray}: its refunds differ from what it says was asked back"]


def test_more_asked_back_than_was_paid_is_told(paid, asked):
    with changed(Order.find(paid), refunded=5001):
        assert f"{paid}: more asked back than paid" in problems()


def test_a_refund_of_what_is_no_order_is_told(paid, asked):
    with changed(Refund.find(asked), order="nothing"):
        assert "nothing: refunds of what is no order" in problems()
