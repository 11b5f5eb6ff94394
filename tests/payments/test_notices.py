"""Notices: twice, late, out of order, forged or never."""

import pytest

from chalicelib.payments.models import Order
from tests.payments.conftest import MCHID, SOUTHERN, booked, buy, call, facts_of, prepared, somebody, state, told

FAIL = {"code": "FAIL", "message": "失败"}


@pytest.fixture
def order(pay, me):
    """Paid at WeChat Pay; we do not know yet."""
    order = buy(me)
    pay.pay(prepared(me, order))
    return order


@pytest.fixture
def hand_in(app):
    """Hand a letter in at our door."""

    def hand_in(letter, merchant=MCHID):
        return call(
            app,
            "POST",
            "/wechatpay/notices/{merchant}",
            letter.body.decode(),
            headers=letter.headers,
            merchant=merchant,
        )

    return hand_in


def unchanged(order, me):
    return state(order) == "awaiting" and booked(me) == {} and told(order) == []


def test_a_genuine_notice_is_taken_without_a_word(pay, order, hand_in, me):
    answer = hand_in(pay.letter(order))
    assert (answer.status, answer.body) == (204, "")
    assert state(order) == "paid"


def test_a_notice_that_comes_twice_is_booked_once(pay, order, hand_in, me):
    assert [hand_in(pay.letter(order)).status for _ in range(3)] == [204] * 3
    assert (booked(me), told(order)) == ({"paid": 5000}, ["payment.paid"])


def test_a_notice_signed_with_the_certificate_is_taken_too(pay, order, hand_in):
    assert hand_in(pay.letter(order, signed_by="certificate")).status == 204
    assert state(order) == "paid"


@pytest.mark.parametrize(
    ("mode", "status"),
    [("signtest", 401), ("stale", 401), ("wrong_serial", 401), ("stranger", 401), ("tampered", 401), ("undecryptable", 400)],
)
def test_what_is_not_shown_to_be_true_changes_nothing(pay, order, hand_in, me, mode, status):
    answer = hand_in(pay.letter(order, mode=mode))
    assert (answer.status, answer.body) == (status, FAIL)
    assert unchanged(order, me)


@pytest.mark.parametrize("attach", ["", "registration", "copies|another-reference|another-account", "a|b|c|d"])
def test_what_wechat_pay_carries_for_us_is_compared_with_the_order(pay, order, hand_in, me, attach):
    assert hand_in(pay.letter(order, attach=attach)).status == 204
    assert booked(me) == {"paid": 5000}
    assert facts_of(order)[0].about["reference"] == f"reg-{order}"


def test_an_order_with_a_long_reference_is_paid_like_any_other(pay, me, hand_in):
    order = buy(me, reference="r" * 120)
    pay.pay(prepared(me, order))
    assert pay.order(order)["asked"].get("attach", "") == ""
    assert hand_in(pay.letter(order)).status == 204
    assert (state(order), told(order)) == ("paid", ["payment.paid"])


def test_a_probe_is_no_alarm_and_a_forgery_is_one(pay, order, hand_in, capsys):
    hand_in(pay.letter(order, mode="signtest"))
    assert "NoticeRefused" not in capsys.readouterr().err
    hand_in(pay.letter(order, signed_by="stranger"))
    assert '"NoticeRefused": 1, "code": "bad_signature"' in capsys.readouterr().err


LIES = {
    "of another amount": {"amount": {"total": 1, "currency": "CNY"}},
    "of another currency": {"amount": {"total": 5000, "currency": "USD"}},
    "of another mini program": {"appid": "wx9999999999999999"},
    "of another payer": {"payer": {"openid": "somebody-else"}},
    "without a payer": {"payer": None},
    "of no payment": {"trade_state": "NOTPAY"},
    "of another order": {"out_trade_no": "0123456789"},
    "of another merchant": {"mchid": SOUTHERN},
    "without a number": {"transaction_id": ""},
    "without a moment": {"success_time": None},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_lying_notice_changes_nothing_and_alarms(pay, order, hand_in, me, lie, capsys):
    answer = hand_in(pay.letter(order, **lie))
    assert (answer.status, answer.body) == (409, FAIL)
    assert "LyingNotice" in capsys.readouterr().err
    assert unchanged(order, me)


def test_a_second_payment_of_a_paid_order_is_a_lie(pay, order, hand_in, me):
    hand_in(pay.letter(order))
    assert hand_in(pay.letter(order, transaction_id="4200000000")).status == 409
    assert booked(me) == {"paid": 5000}


def test_a_notice_at_another_merchants_door_is_refused(pay, order, hand_in, me):
    assert hand_in(pay.letter(order), merchant=SOUTHERN).status in (400, 409)
    assert unchanged(order, me)


def test_a_strangers_merchant_number_is_not_even_looked_up(pay, order, hand_in, world, me):
    before = len(world.vaults.heard())
    assert hand_in(pay.letter(order), merchant="1999999999").status == 404
    assert len(world.vaults.heard()) == before
    assert unchanged(order, me)


@pytest.mark.parametrize("body", ["", "[]", "null", "{}", '{"id": "1"', "x" * 70_000])
def test_rubbish_is_refused_and_never_a_fault(hand_in, pay, body):
    from sandbox.wechatpay.noticing import Letter

    assert hand_in(Letter("", {}, body.encode())).status in (401, 413)
    signed = pay.signature(body.encode(), "platform")
    assert hand_in(Letter("", signed, body.encode())).status in (400, 413)


def test_an_order_never_prepared_cannot_have_been_paid(pay, order, hand_in):
    other = somebody()
    unprepared = buy(other)
    assert hand_in(pay.letter(order, out_trade_no=unprepared)).status == 409
    assert unchanged(unprepared, other)


def test_the_fact_names_no_person(pay, order, hand_in, me):
    hand_in(pay.letter(order))
    text = facts_of(order)[0].model_dump_json()
    assert "openid" not in text
    assert Order.find(order).payer not in text


def test_a_spoilt_first_notice_is_followed_by_a_genuine_one(pay, me):
    import time

    for mode in ("signtest", "stale", "tampered", "out_of_order"):
        pay.notices = mode
        order = buy(me)
        pay.pay(prepared(me, order))
        for _ in range(800):
            if state(order) == "paid":
                break
            time.sleep(0.02)
        assert state(order) == "paid", mode
