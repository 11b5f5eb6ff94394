"""Whatever happens in whatever order: states follow only as drawn, and the books balance after every step."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from chalicelib.kernel import refusals
from chalicelib.kernel.money import Fen
from chalicelib.kernel.tables import Unit
from chalicelib.payments import closing, ledger, orders, payouts, receipts, refunds, window
from chalicelib.payments.auditor import problems
from chalicelib.payments.models import NEXT, REFUND_NEXT, Entry, Order, OrderState, Refund, RefundState
from sandbox.wechatpay.trading import CannotPay
from tests.payments.conftest import buy, somebody, state


@pytest.mark.parametrize(("states", "table"), [(OrderState, NEXT), (RefundState, REFUND_NEXT)])
def test_every_state_is_drawn_and_can_be_reached(states, table):
    assert set(table) == set(states)
    first = next(iter(states))
    reached, waiting = {first}, [first]
    while waiting:
        for following in table[waiting.pop()] - reached:
            reached.add(following)
            waiting.append(following)
    assert reached == set(states)


def test_no_state_that_ends_a_thing_is_left_again():
    assert {one for one in OrderState if not NEXT[one]} == {OrderState.CLOSED, OrderState.PAID, OrderState.AT_WINDOW}
    assert {one for one in RefundState if not REFUND_NEXT[one]} == {RefundState.DONE, RefundState.PAID_OUT}


class Story:
    """One order, and everything that may happen to it."""

    def __init__(self, pay) -> None:
        self.pay, self.me = pay, somebody()
        self.order = buy(self.me)
        self.seen, self.package, self.refunds = [state(self.order)], "", []

    def prepay(self):
        self.package = orders.prepay(self.me, self.order).package

    def payer_pays(self):
        if self.package:
            self.pay.pay(self.package)

    def notice(self):
        if self.pay.order(self.order) and "transaction_id" in self.pay.order(self.order):
            self.pay.notify(self.order)

    def poll(self):
        receipts.ask_wechat(Order.find(self.order))

    def cancel(self):
        with Unit() as unit:
            orders.ask_close(unit, self.order)

    def expire(self):
        closing.expire(self.order)

    def worker_closes(self):
        closing.close(self.order)

    def window(self):
        window.take_at_window("cashier-1", self.order)

    def refund_part(self):
        with Unit() as unit:
            cause = f"part-{len(self.refunds)}"
            self.refunds.append(refunds.ask(unit, order=self.order, amount=Fen(2000), reason="部分退款", cause=cause))

    def send_refunds(self):
        for refund in self._all_refunds():
            refunds.send(refund.id, 0)

    def finish_refund(self, how="SUCCESS"):
        for refund in self._all_refunds():
            if refund.id in self.pay.book("refunds"):
                self.pay.finish_refund(refund.id, how)

    def abnormal_refund(self):
        self.finish_refund("ABNORMAL")

    def refund_notices(self):
        for refund in self._all_refunds():
            if refund.id in self.pay.book("refunds"):
                self.pay.notify(refund.id)

    def follow_refunds(self):
        for refund in self._all_refunds():
            refunds.follow(refund.id)

    def pay_out(self):
        for refund in self._all_refunds():
            payouts.record_manual_payout("cashier-1", "chief-1", refund.id, "现金")

    def silence(self):
        self.pay.feel("lost", times=1)

    def _all_refunds(self):
        return [one for one in Refund.scan() if one.order == self.order]


DEEDS = [name for name in vars(Story) if not name.startswith("_")]


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(story=some.lists(some.sampled_from(DEEDS), min_size=4, max_size=14))
def test_whatever_happens_in_whatever_order_the_books_are_right(pay, story):
    pay.calm()
    told = Story(pay)
    for deed in ["prepay", *story]:
        try:
            getattr(told, deed)()
        except (refusals.Refusal, CannotPay):
            continue
        finally:
            now = state(told.order)
            if now != told.seen[-1]:
                told.seen.append(now)
    steps = list(zip(told.seen, told.seen[1:], strict=False))
    assert all(_reachable(OrderState(before), OrderState(after)) for before, after in steps)
    entries = [entry for entry in Entry.scan() if entry.account == told.me.account]
    assert sum(ledger.balances(entries).values()) == 0
    assert int(Order.find(told.order).refunded) <= 5000
    assert problems() == []


def _reachable(before: OrderState, after: OrderState) -> bool:
    """Directly, or through CLOSING within one deed."""
    return after in NEXT[before] or any(after in NEXT[between] for between in NEXT[before])


@given(some.lists(some.tuples(some.sampled_from("abcd"), some.sampled_from("abcd"), some.integers(1, 10**9))))
def test_the_ledger_balances_whatever_is_booked(bookings):
    entries = [Entry("x", "y", debit=debit, credit=credit, amount=amount) for debit, credit, amount in bookings]
    assert sum(ledger.balances(entries).values()) == 0
