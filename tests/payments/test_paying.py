import datetime as dt

import pytest
import time_machine

from chalicelib.accounts.models import Account
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.tables import Unit
from chalicelib.payments import orders
from chalicelib.payments.models import Order
from chalicelib.payments.refused import (
    AlreadyPaid,
    BeingClosed,
    NotAwaiting,
    OrderClosed,
    PaymentTimeOver,
    WechatPaySilent,
)
from chalicelib.payments.settings import NoMerchant, PaymentsSettings
from tests.payments.conftest import MCHID, SOUTHERN, booked, buy, facts_of, pass_time, prepared, somebody, state, told


def test_i_pay_and_the_buyer_is_told_once(pay, me):
    order = buy(me)
    pay.pay(prepared(me, order))
    assert pay.notify(order).status == 204
    assert (state(order), booked(me), told(order)) == ("paid", {"paid": 5000}, ["payment.paid"])
    fact = facts_of(order)[0]
    assert (fact.purpose, fact.about["reference"], fact.about["amount"]) == ("registration", f"reg-{order}", "5000")


def test_what_my_wechat_is_given_is_accepted_by_the_cashier(pay, me):
    given = orders.prepay(me, buy(me))
    names = ("appId", "timeStamp", "nonceStr", "package", "signType", "paySign")
    assert pay._signed(dict(zip(names, given, strict=True)))


def test_i_may_ask_again_and_pay_once(pay, me):
    order = buy(me)
    first, second = prepared(me, order), prepared(me, order)
    assert first != second
    pay.pay(second)
    pay.notify(order)
    with pytest.raises(AlreadyPaid):
        orders.prepay(me, order)


def test_another_patient_does_not_see_my_order(pay, me):
    order = buy(me)
    with pytest.raises(refusals.NotFound):
        orders.prepay(somebody(), order)


def test_after_sign_out_everywhere_nothing_can_be_paid(pay, me):
    order = buy(me)
    Account(me.account).update([Account.epoch.add(1)])
    with pytest.raises(refusals.Unauthenticated):
        orders.prepay(me, order)
    assert Order.find(order).prepared is None


def test_a_deleted_account_pays_nothing(pay, me):
    order = buy(me)
    Account(me.account).update([Account.openid.remove()])
    with pytest.raises(refusals.Unauthenticated):
        orders.prepay(me, order)


def test_each_campus_takes_its_own_money(pay, me):
    north, south = buy(me), buy(me, campus="south")
    prepared(me, north), prepared(me, south)
    assert [pay.order(one)["mchid"] for one in (north, south)] == [MCHID, SOUTHERN]


def test_a_hospital_without_wechat_pay_says_so(pay, world, me):
    world.choose(PaymentsSettings, merchant="")
    try:
        with pytest.raises(NoMerchant):
            buy(me)
        assert buy(me, campus="south")  # has a number of its own
    finally:
        world.choose(PaymentsSettings, merchant=MCHID)


def test_nothing_costs_nothing_and_makes_no_order(me):
    with pytest.raises(ValueError, match="nothing"):
        buy(me, amount=0)


def test_when_the_time_is_over_i_am_told_so(pay, me):
    order = buy(me)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=16)), pytest.raises(PaymentTimeOver):
        orders.prepay(me, order)


def test_a_closing_order_is_refused_with_its_own_words(pay, me):
    order = buy(me)
    with Unit() as unit:
        orders.ask_close(unit, order)
    with pytest.raises(BeingClosed):
        orders.prepay(me, order)


def test_a_closed_order_is_refused_with_its_own_words(pay, me):
    order = buy(me)
    pass_time(16, order)
    with pytest.raises(OrderClosed):
        orders.prepay(me, order)


def test_an_order_that_wechat_closed_by_itself_is_refused_as_closed(pay, me):
    order = buy(me)
    prepared(me, order)
    pay._become(pay.order(order), "CLOSED")
    with pytest.raises(OrderClosed):
        orders.prepay(me, order)


@pytest.mark.parametrize("mood", ["down", "nonsense", "error"])
def test_when_wechat_pay_is_away_i_am_told_and_can_try_again(pay, me, mood):
    order = buy(me)
    pay.feel(mood)
    with pytest.raises(WechatPaySilent):
        orders.prepay(me, order)
    pay.calm()
    assert prepared(me, order)


def test_a_payment_of_which_nobody_told_is_found_when_i_try_to_pay_again(pay, me):
    order = buy(me)
    pay.pay(prepared(me, order))
    with pytest.raises(AlreadyPaid):
        orders.prepay(me, order)
    assert (state(order), booked(me)) == ("paid", {"paid": 5000})


def test_a_payment_of_which_nobody_told_is_found_within_a_minute(pay, me):
    order = buy(me)
    pay.pay(prepared(me, order))
    pass_time(1.1, order)
    assert (state(order), told(order)) == ("paid", ["payment.paid"])


def test_silence_is_asked_about_three_times_and_then_left_to_the_expiry(pay, me):
    order = buy(me)
    prepared(me, order)
    kinds = [one.kind for one in pass_time(14, order)]
    assert kinds == ["payments.ask_order"] * 3
    assert state(order) == "awaiting"


def test_a_paid_order_is_not_cancelled_as_if_it_were_not(pay, me):
    order = buy(me)
    pay.pay(prepared(me, order))
    pay.notify(order)
    with pytest.raises(NotAwaiting), Unit() as unit:
        orders.ask_close(unit, order)


def test_the_real_way_over_http_with_a_notice_from_wechat_pays_own_thread(pay, me):
    import time

    pay.notices = "duplicate"
    order = buy(me)
    pay.pay(prepared(me, order))
    for _ in range(800):
        if state(order) == "paid":
            break
        time.sleep(0.02)
    assert (state(order), booked(me)) == ("paid", {"paid": 5000})


def test_the_payer_is_not_kept_in_clear(pay, me):
    order = buy(me)
    prepared(me, order)
    assert Account.find(me.account).openid not in str(Order.find(order).attribute_values)


@pytest.mark.parametrize("pauses", [(), (60,), (60, 0), (-1, 60)])
def test_a_schedule_without_two_real_pauses_cannot_be_chosen(world, pauses):
    with pytest.raises(ValueError, match="ask_refund_after"):
        world.choose(PaymentsSettings, ask_refund_after=pauses)
