import datetime as dt

import pytest

from chalicelib.accounts import sessions
from chalicelib.kernel import clock
from chalicelib.kernel.money import Fen
from chalicelib.kernel.tables import Unit
from chalicelib.payments import history, privacy, refunds
from chalicelib.payments.history import Period
from chalicelib.payments.models import Entry, Order, Refund
from tests.payments.conftest import bought, buy, call, pass_time, prepared, refund_state, somebody


def ask(order, amount=5000) -> str:
    with Unit() as unit:
        return refunds.ask(unit, order=order, amount=Fen(amount), reason="患者取消挂号", cause="cancelled")


@pytest.fixture
def show(app):
    def show(me, route, query=None, **parameters):
        return call(app, "GET", route, token=sessions.sign(me.account, me.epoch).token, query=query, **parameters)

    return show


def test_i_see_what_i_paid_and_what_came_back_newest_first(pay, me, show):
    order = bought(pay, me)
    refund = ask(order)
    pass_time(0.2, refund)
    seen = show(me, "/payments").body["payments"]
    assert [(one["what"], one["amount"], one["words"]) for one in seen] == [
        ("refund", 5000, "退款处理中，将原路退回"),
        ("payment", 5000, "微信支付"),
    ]
    assert seen[1]["amount_words"] == "50.00元"
    assert seen[0]["reason"] == "患者取消挂号"


def test_another_patient_sees_nothing_of_it(pay, me, show):
    order = bought(pay, me)
    other = somebody()
    assert show(other, "/payments").body == {"payments": []}
    assert show(other, "/orders/{order}", order=order).status == 404


@pytest.mark.parametrize(("period", "days"), [("week", 7), ("month", 31), ("quarter", 92)])
def test_a_period_reaches_so_far_back_and_no_further(pay, me, period, days):
    bought(pay, me)
    inside, outside = (clock.now() + dt.timedelta(days=days, minutes=minutes) for minutes in (-5, 5))
    assert len(history.of(me.account, Period(period), inside)) == 1
    assert history.of(me.account, Period(period), outside) == []


def test_an_unknown_period_is_refused(me, show, world):
    assert show(me, "/payments", {"period": "century"}).code == "invalid"


def test_i_see_my_order(pay, me, show):
    order = buy(me)
    seen = show(me, "/orders/{order}", order=order).body
    assert (seen["state"], seen["words"], seen["amount_words"]) == ("awaiting", "待支付", "50.00元")
    assert "transaction" not in seen


def test_i_prepare_my_order_over_http(pay, me, app):
    order = buy(me)
    token = sessions.sign(me.account, me.epoch).token
    answer = call(app, "POST", "/orders/{order}/prepay", token=token, order=order)
    assert set(answer.body) == {"appId", "timeStamp", "nonceStr", "package", "signType", "paySign"}
    assert call(app, "POST", "/orders/{order}/prepay", order=order).status == 401


def test_my_data_can_be_taken_along(pay, me):
    order = bought(pay, me)
    refund = ask(order, 1000)
    taken = privacy.export(me.account)
    assert [(one["id"], one["amount"], one["state"]) for one in taken["orders"]] == [(order, 5000, "paid")]
    assert [(one["id"], one["amount"], one["reason"]) for one in taken["refunds"]] == [(refund, 1000, "患者取消挂号")]


def test_what_i_bought_is_forgotten_and_the_books_stay(pay, me):
    order = bought(pay, me)
    refund = ask(order)
    pass_time(0.2, refund)
    pay.finish_refund(refund)
    pay.notify(refund)
    privacy.forget(me.account)
    assert (Order.find(order).description, Refund.find(refund).reason) == ("", "")
    assert len(list(Entry.query(me.account))) == 3


def test_a_refund_under_way_still_goes_out_after_i_am_forgotten(pay, me):
    refund = ask(bought(pay, me))
    privacy.forget(me.account)
    pass_time(0.2, refund)
    assert refund_state(refund) == "processing"


def test_a_prepared_order_shows_as_awaiting_until_it_is_paid(pay, me, show):
    order = buy(me)
    pay.pay(prepared(me, order))
    assert show(me, "/orders/{order}", order=order).body["state"] == "awaiting"
    pay.notify(order)
    assert show(me, "/orders/{order}", order=order).body["state"] == "paid"
