"""Money back: by the way it came, under one number, told by notice or found by question."""

import datetime as dt
import time

import pytest
import time_machine

from chalicelib.kernel import clock
from chalicelib.kernel.money import Fen
from chalicelib.kernel.tables import Unit
from chalicelib.payments import refunds
from chalicelib.payments.models import Order, Refund
from chalicelib.payments.refused import NotRefundable
from chalicelib.payments.settings import PaymentsSettings
from tests.payments.conftest import booked, bought, buy, facts_of, pass_time, refund_state, told


def ask(order, amount=5000, cause="cancelled") -> str:
    with Unit() as unit:
        return refunds.ask(unit, order=order, amount=Fen(amount), reason="患者取消挂号", cause=cause)


@pytest.fixture
def order(pay, me):
    return bought(pay, me)


def sent(pay, order) -> list[dict]:
    return [one for one in pay.heard() if one["path"] == "/v3/refund/domestic/refunds" and order in one["body"]]


def test_my_money_comes_back_and_the_buyer_is_told(pay, order, me):
    refund = ask(order)
    assert refund_state(refund) == "asked"
    pass_time(0.2, refund)
    assert refund_state(refund) == "processing"
    pay.finish_refund(refund)
    assert pay.notify(refund).status == 204
    assert refund_state(refund) == "done"
    assert booked(me) == {"paid": 5000, "asked": 5000, "done": 5000}
    fact = next(one for one in facts_of(order) if one.kind == "refund.done")
    assert fact.purpose == "registration"
    assert fact.about == {"reference": f"reg-{order}", "amount": "5000", "refund": refund, "cause": "cancelled"}


def test_a_refund_of_which_nobody_told_is_found_by_asking(pay, order):
    refund = ask(order)
    pass_time(0.2, refund)
    pay.finish_refund(refund)
    pass_time(3, refund)
    assert (refund_state(refund), told(order)) == ("done", ["payment.paid", "refund.done"])


def test_a_refund_notice_that_comes_twice_is_booked_once(pay, order, me):
    refund = ask(order)
    pass_time(0.2, refund)
    pay.finish_refund(refund)
    assert [pay.notify(refund).status for _ in range(3)] == [204] * 3
    assert told(order).count("refund.done") == 1


def test_a_refund_notice_that_overtakes_the_answer_is_taken(pay, order):
    refund = ask(order)
    pay.feel("lost", on="/refunds")
    assert not refunds.send(refund, 0)
    pay.calm()
    pay.finish_refund(refund)
    assert pay.notify(refund).status == 204
    assert refund_state(refund) == "done"
    assert refunds.send(refund, 1)
    assert refund_state(refund) == "done"


@pytest.mark.parametrize(
    "lie",
    [
        {"amount": {"total": 5000, "refund": 1, "payer_total": 5000, "payer_refund": 1}},
        {"amount": {"total": 1, "refund": 5000, "payer_total": 5000, "payer_refund": 1}},
        {"out_trade_no": "another-order"},
        {"out_refund_no": "another-refund"},
        {"mchid": "1900000202"},
    ],
)
def test_a_lying_refund_notice_changes_nothing(pay, order, lie, me):
    refund = ask(order)
    pass_time(0.2, refund)
    pay.finish_refund(refund)
    assert pay.notify(refund, **lie).status == 409
    assert (refund_state(refund), booked(me)) == ("processing", {"paid": 5000, "asked": 5000})
    assert pay.notify(refund).status == 204


def test_asked_twice_for_one_cause_is_asked_once(pay, order, me):
    assert ask(order) == ask(order)
    assert int(Order.find(order).refunded) == 5000
    assert len(list(Refund.scan(Refund.order == order))) == 1


def test_parts_may_go_back_until_nothing_is_left(pay, order):
    first, second = ask(order, 3000, "part-1"), ask(order, 2000, "part-2")
    with pytest.raises(NotRefundable):
        ask(order, 1, "part-3")
    for refund in (first, second):
        pass_time(0.2, refund)
        pay.finish_refund(refund)
        pay.notify(refund)
    assert told(order) == ["payment.paid", "refund.done", "refund.done"]


@pytest.mark.parametrize("amount", [0, -1, 5001])
def test_no_more_comes_back_than_was_paid(pay, order, amount):
    with pytest.raises(NotRefundable):
        ask(order, amount)
    assert int(Order.find(order).refunded) == 0


def test_what_was_not_paid_does_not_come_back(pay, me):
    with pytest.raises(NotRefundable):
        ask(buy(me))


def test_two_refunds_of_one_order_are_sent_a_minute_apart(pay, order, world):
    world.choose(PaymentsSettings, refunds_apart=61)
    try:
        first, second = ask(order, 1000, "part-1"), ask(order, 1000, "part-2")
        assert [one.subject for one in pass_time(0.9) if one.subject in (first, second)] == [first]
        pass_time(1.2, second)
        assert refund_state(second) == "processing"
    finally:
        world.choose(PaymentsSettings, refunds_apart=0)


def test_an_empty_account_makes_it_wait_and_the_same_number_is_sent_again(pay, order):
    refund = ask(order)
    pay.funds_short = True
    pass_time(2, refund)
    assert refund_state(refund) == "waiting_funds"
    pay.funds_short = False
    pass_time(10, refund)
    assert refund_state(refund) == "processing"
    assert all(refund in one["body"] for one in sent(pay, order))
    assert len(pay.refunds_of(order)) == 1


@pytest.mark.parametrize("mood", ["lost", "down", "error", "nonsense"])
def test_an_unknown_outcome_is_settled_by_sending_the_same_number(pay, order, mood):
    refund = ask(order)
    pay.feel(mood, on="/refunds")
    assert not refunds.send(refund, 0)
    assert refund_state(refund) == "asked"
    pay.calm()
    pass_time(1, refund)
    assert (refund_state(refund), len(pay.refunds_of(order))) == ("processing", 1)


@pytest.mark.parametrize(("theirs", "ours"), [("ABNORMAL", "abnormal"), ("CLOSED", "manual")])
def test_a_stuck_refund_is_told_so_that_people_act(pay, order, theirs, ours):
    refund = ask(order)
    pass_time(0.2, refund)
    pay.finish_refund(refund, theirs)
    assert pay.notify(refund).status == 204
    assert (refund_state(refund), told(order)) == (ours, ["payment.paid", "refund.stuck"])


def test_an_abnormal_refund_may_still_come_right(pay, order):
    refund = ask(order)
    pass_time(0.2, refund)
    pay.finish_refund(refund, "ABNORMAL")
    pass_time(3, refund)
    assert refund_state(refund) == "abnormal"
    pay.finish_refund(refund, "SUCCESS")
    pass_time(60, refund)
    assert (refund_state(refund), told(order)) == ("done", ["payment.paid", "refund.done", "refund.stuck"])


def test_late_news_do_not_undo_a_refund_that_is_done(pay, order):
    refund = ask(order)
    pass_time(0.2, refund)
    early = pay.letter_of(pay._notice("REFUND.ABNORMAL", "退款异常", refund), "normal", refund_status="ABNORMAL")
    pay.finish_refund(refund)
    pay.notify(refund)
    assert pay.deliver(early).status == 204
    assert (refund_state(refund), told(order)) == ("done", ["payment.paid", "refund.done"])


def test_after_a_year_people_must_pay_it_out(pay, order):
    with time_machine.travel(clock.now() + dt.timedelta(days=366)):
        refund = ask(order)
        assert refunds.send(refund, 0)
    assert (refund_state(refund), sent(pay, order)) == ("manual", [])
    assert "refund.stuck" in told(order)


def test_a_refund_that_wechat_pay_will_never_take_is_given_to_people(pay, order):
    refund = ask(order)
    held = pay.order(order)
    pay.book("orders")[order] = held | {"mchid": "1900000202"}  # WeChat Pay does not know the order (any more)
    pass_time(30, refund)
    assert refund_state(refund) == "manual"
    pay.book("orders")[order] = held


def test_a_config_that_is_wrong_never_gives_up(pay, order, world):
    refund = ask(order)
    pay.ahead = 3600  # every signature of ours is refused
    pass_time(60, refund)
    assert refund_state(refund) == "asked"
    pay.ahead = 0
    pass_time(180, refund)
    assert refund_state(refund) == "processing"


def test_the_real_way_by_a_notice_from_wechat_pays_own_thread(pay, order):
    pay.notices, pay.refunds = "normal", "SUCCESS"
    refund = ask(order)
    pass_time(0.2, refund)
    for _ in range(800):
        if refund_state(refund) == "done":
            break
        time.sleep(0.02)
    assert refund_state(refund) == "done"
