"""Many at once, on the engine whose transactions are atomic: threads here, processes where it says so."""

import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.kernel import refusals
from chalicelib.kernel.money import Fen
from chalicelib.kernel.tables import Unit
from chalicelib.payments import closing, ledger, notices, refunds, window
from chalicelib.payments.auditor import problems
from chalicelib.payments.models import Order, Refund
from chalicelib.payments.refused import AlreadyPaid, NotRefundable
from tests.payments.conftest import MCHID, booked, bought, buy, prepared, state, told

ROUNDS = int(os.environ.get("XINGLIN_ROUNDS", "5"))


def together(*deeds) -> list:
    """Do all at once; what each answered or refused with."""

    def attempt(deed):
        try:
            return deed()
        except refusals.Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(len(deeds)) as people:
        return list(people.map(attempt, deeds))


def receive(letter) -> str:
    headers = {name.lower(): value for name, value in letter.headers.items()}
    notices.receive(MCHID, headers, letter.body)
    return "taken"


def until_taken(letter) -> str:
    """As WeChat Pay does: again, when it was refused for the crowd."""
    for _ in range(15):
        try:
            return receive(letter)
        except refusals.Busy:
            continue
    return "never"


def test_sixteen_identical_notices_make_one_ledger_entry(pay, me):
    for _ in range(ROUNDS):
        order = buy(me)
        pay.pay(prepared(me, order))
        letter = pay.letter(order)
        assert together(*[lambda: until_taken(letter)] * 16) == ["taken"] * 16  # noqa: B023 - done before the next round
        assert [entry.cause for entry in ledger.of(me.account) if entry.order == order] == [f"paid#{order}"]
        assert told(order) == ["payment.paid"]


def _in_a_process(letter, start) -> str:
    start.wait()
    return until_taken(letter)


def test_notices_taken_by_many_processes_make_one_ledger_entry(pay, me):
    order = buy(me)
    pay.pay(prepared(me, order))
    context = multiprocessing.get_context("fork")
    start, answers = context.Event(), context.Queue()
    letter = pay.letter(order)
    workers = [context.Process(target=_worker, args=(letter, start, answers)) for _ in range(4)]
    for worker in workers:
        worker.start()
    start.set()
    assert [answers.get(timeout=30) for _ in workers] == ["taken"] * 4
    for worker in workers:
        worker.join()
    assert (booked(me), told(order)) == ({"paid": 5000}, ["payment.paid"])


def _worker(letter, start, answers) -> None:
    from chalicelib.kernel import tables

    tables.connection.cache_clear()  # no socket shared with the parent
    for table in tables.Table.__subclasses__():
        table._connection = None
    answers.put(_in_a_process(letter, start))


def test_a_notice_racing_the_expiry_is_paid_and_never_both(pay, me):
    for _ in range(ROUNDS):
        order = buy(me)
        pay.pay(prepared(me, order))
        letter = pay.letter(order)
        together(lambda: until_taken(letter), lambda: closing.expire(order), lambda: closing.expire(order))  # noqa: B023
        assert (state(order), told(order)) == ("paid", ["payment.paid"])


def test_a_payer_racing_the_expiry_is_either_paid_or_closed(pay, me):
    from sandbox.wechatpay.trading import CannotPay

    def try_to_pay(prepay_id):
        try:
            return pay.pay(prepay_id)
        except CannotPay:
            return None

    for _ in range(ROUNDS):
        order = buy(me)
        prepay_id = prepared(me, order)
        together(lambda: try_to_pay(prepay_id), lambda: closing.expire(order))  # noqa: B023
        closing.close(order)
        outcome = {"SUCCESS": "paid", "CLOSED": "closed"}[pay.order(order)["state"]]
        assert (state(order), told(order)) == (outcome, [f"payment.{outcome}"])


def test_a_refund_asked_by_many_at_once_is_asked_once(pay, me):
    def ask():
        with Unit() as unit:
            return refunds.ask(unit, order=order, amount=Fen(5000), reason="x", cause="cancelled")

    order = bought(pay, me)
    answers = together(*[ask] * 8)
    assert {str(one) for one in answers if not isinstance(one, refusals.Refusal)} == {refunds.number_of(order, "cancelled")}
    assert all(type(one) in (str, refusals.Busy, NotRefundable) for one in answers)
    assert len(list(Refund.scan(Refund.order == order))) == 1
    assert int(Order.find(order).refunded) == 5000


def test_parts_asked_at_once_never_add_up_to_more_than_was_paid(pay, me):
    def ask(number):
        with Unit() as unit:
            return refunds.ask(unit, order=order, amount=Fen(2000), reason="x", cause=f"part-{number}")

    order = bought(pay, me)
    together(*[lambda number=number: ask(number) for number in range(6)])
    assert int(Order.find(order).refunded) <= 5000
    assert sum(int(one.amount) for one in Refund.scan(Refund.order == order)) == int(Order.find(order).refunded)


def test_a_refund_sent_by_two_workers_goes_back_once(pay, me):
    order = bought(pay, me)
    with Unit() as unit:
        refund = refunds.ask(unit, order=order, amount=Fen(5000), reason="x", cause="cancelled")
    together(*[lambda: refunds.send(refund, 0)] * 4)
    pay.finish_refund(refund)
    letter = pay.letter(refund)
    assert together(*[lambda: until_taken(letter)] * 8) == ["taken"] * 8
    assert booked(me) == {"paid": 5000, "asked": 5000, "done": 5000}
    assert told(order) == ["payment.paid", "refund.done"]


def test_the_window_racing_a_notice_takes_no_second_payment(pay, me):
    for _ in range(ROUNDS):
        order = buy(me)
        pay.pay(prepared(me, order))
        letter = pay.letter(order)
        answers = together(lambda: until_taken(letter), lambda: window.take_at_window("cashier-1", order))  # noqa: B023
        assert isinstance(answers[1], (AlreadyPaid, refusals.Busy))
        assert (state(order), told(order)) == ("paid", ["payment.paid"])


@pytest.fixture(autouse=True)
def the_books_are_right_after_each(pay):
    yield
    assert problems() == []
