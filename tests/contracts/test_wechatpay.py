"""The gateway against the played WeChat Pay: both speak the genuine protocol, signatures included."""

import datetime as dt
from collections.abc import Iterator

import pytest

from chalicelib.gateways.wechatpay import client, merchant, orders, refunds
from chalicelib.gateways.wechatpay.client import Refused
from chalicelib.gateways.wechatpay.signing import pay_parameters
from chalicelib.kernel import clock, ids
from chalicelib.kernel.money import Fen
from chalicelib.kernel.transport import Unanswered
from sandbox.wechatpay import WechatPay

MCHID, OTHER = WechatPay.MERCHANTS


@pytest.fixture(scope="module")
def pay(world, tmp_path_factory) -> Iterator[WechatPay]:
    with WechatPay(tmp_path_factory.mktemp("wechatpay")).serving() as party:
        party.refunds, party.notices, party.apart_seconds = "PROCESSING", "never", 0
        world.meet(party)
        yield party


@pytest.fixture(autouse=True)
def calm(pay):
    yield
    pay.calm()
    pay.legacy_spellings, pay.funds_short, pay.ahead, pay.apart_seconds = False, False, 0, 0


@pytest.fixture
def ours(pay) -> merchant.Merchant:
    return merchant.of(MCHID)


def wish(**other) -> orders.Wanted:
    wanted = orders.Wanted(
        appid="wx0000000000000000",
        order=ids.derived("order", ids.new()),
        description="挂号费 心内科 李医生",
        amount=Fen(5000),
        openid="oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
        expires=clock.now() + dt.timedelta(minutes=15),
        notify_url="https://hospital.example/api/wechatpay/notices/1900000101",
    )
    return wanted._replace(**other)


def paid_order(pay, ours, **other) -> orders.Wanted:
    wanted = wish(**other)
    pay.pay(orders.prepay(ours, wanted))
    return wanted


def part(wanted: orders.Wanted, amount: int, refund: str = "") -> refunds.Wanted:
    return refunds.Wanted(wanted.order, refund or ids.new(), "取消挂号", Fen(amount), wanted.amount, wanted.notify_url)


def test_an_order_is_prepared_paid_and_asked_about(pay, ours):
    wanted = paid_order(pay, ours)
    trade = orders.query(ours, wanted.order)
    assert trade.paid
    assert (trade.amount.total, trade.payer.openid, trade.mchid) == (5000, wanted.openid, MCHID)
    assert trade.success_time.tzinfo is not None


def test_an_order_that_waits_is_not_paid(pay, ours):
    wanted = wish()
    orders.prepay(ours, wanted)
    trade = orders.query(ours, wanted.order)
    assert not trade.paid
    assert (trade.trade_state, trade.transaction_id, trade.payer) == ("NOTPAY", "", None)


def test_nobody_knows_an_order_that_was_never_prepared(ours):
    assert orders.query(ours, ids.new()) is None


def test_the_same_order_prepared_twice_gets_a_new_prepay_id(ours):
    wanted = wish()
    assert orders.prepay(ours, wanted) != orders.prepay(ours, wanted)


def test_the_same_order_with_another_amount_is_refused(ours):
    wanted = wish()
    orders.prepay(ours, wanted)
    with pytest.raises(Refused, match="INVALID_REQUEST"):
        orders.prepay(ours, wanted._replace(amount=Fen(1)))


def test_a_paid_order_is_not_prepared_again(pay, ours):
    with pytest.raises(Refused, match="OUT_TRADE_NO_USED"):
        orders.prepay(ours, paid_order(pay, ours))


def test_a_closed_order_is_not_prepared_again(ours):
    wanted = wish()
    orders.prepay(ours, wanted)
    assert orders.close(ours, wanted.order) is orders.Closed.CLOSED
    with pytest.raises(Refused, match="ORDER_CLOSED"):
        orders.prepay(ours, wanted)


def test_closing_twice_is_closing_once(ours):
    wanted = wish()
    orders.prepay(ours, wanted)
    assert [orders.close(ours, wanted.order) for _ in range(2)] == [orders.Closed.CLOSED] * 2


def test_closing_a_paid_order_finds_the_payment(pay, ours):
    assert orders.close(ours, paid_order(pay, ours).order) is orders.Closed.PAID


def test_closing_what_was_never_prepared_says_so(ours):
    assert orders.close(ours, ids.new()) is orders.Closed.UNKNOWN


def test_the_old_spellings_mean_the_same(pay, ours):
    wanted = paid_order(pay, ours)
    pay.legacy_spellings = True
    assert orders.close(ours, wanted.order) is orders.Closed.PAID
    assert orders.close(ours, ids.new()) is orders.Closed.UNKNOWN
    assert refunds.query(ours, ids.new()) is None
    pay.funds_short = True
    with pytest.raises(Refused) as no:
        refunds.refund(ours, part(wanted, 1))
    assert no.value.code == client.Code.NOT_ENOUGH


def test_an_order_of_another_merchant_number_is_not_ours(pay, ours):
    assert orders.query(merchant.of(OTHER), paid_order(pay, ours).order) is None


def test_the_payment_closes_by_itself_when_its_time_is_over(pay, ours):
    wanted = wish()
    orders.prepay(ours, wanted)
    order = pay.book("orders")[wanted.order]
    pay.book("orders")[wanted.order] = order | {"expires": pay.now() - 1}
    assert orders.query(ours, wanted.order).trade_state == "CLOSED"


def test_the_parameters_for_the_payer_are_accepted_by_the_cashier(pay, ours):
    wanted = wish()
    given = pay_parameters(ours, wanted.appid, orders.prepay(ours, wanted), clock.now())
    names = ("appId", "timeStamp", "nonceStr", "package", "signType", "paySign")
    assert pay._signed(dict(zip(names, given, strict=True)))["out_trade_no"] == wanted.order


# ---- refunds


def test_a_refund_is_accepted_then_done(pay, ours):
    wanted = part(paid_order(pay, ours), 5000)
    assert refunds.refund(ours, wanted).status is refunds.RefundState.PROCESSING
    pay.finish_refund(wanted.refund)
    assert refunds.query(ours, wanted.refund).status is refunds.RefundState.SUCCESS
    assert orders.query(ours, wanted.order).trade_state == "REFUND"


def test_the_same_refund_asked_twice_goes_back_once(pay, ours):
    order = paid_order(pay, ours)
    wanted = part(order, 3000)
    first, second = refunds.refund(ours, wanted), refunds.refund(ours, wanted)
    assert first.refund_id == second.refund_id
    assert len(pay.refunds_of(order.order)) == 1


def test_parts_never_add_up_to_more_than_was_paid(pay, ours):
    order = paid_order(pay, ours)
    refunds.refund(ours, part(order, 3000))
    with pytest.raises(Refused, match="INVALID_REQUEST"):
        refunds.refund(ours, part(order, 2001))
    refunds.refund(ours, part(order, 2000))


def test_two_parts_within_a_minute_are_too_fast(pay, ours):
    pay.apart_seconds = 3600
    order = paid_order(pay, ours)
    refunds.refund(ours, part(order, 1))
    with pytest.raises(Refused, match="FREQUENCY_LIMITED"):
        refunds.refund(ours, part(order, 1))


def test_an_order_goes_back_in_fifty_parts_at_most(pay, ours):
    order = paid_order(pay, ours)
    book = pay.book("refunds")
    refunds.refund(ours, part(order, 1))
    one = pay.refunds_of(order.order)[0]
    for number in range(49):
        book[f"{one['out_refund_no']}{number}"] = one | {"out_refund_no": f"{one['out_refund_no']}{number}"}
    with pytest.raises(Refused, match="INVALID_REQUEST"):
        refunds.refund(ours, part(order, 1))


def test_an_empty_account_says_so_and_the_same_number_works_later(pay, ours):
    wanted = part(paid_order(pay, ours), 5000)
    pay.funds_short = True
    with pytest.raises(Refused, match="NOT_ENOUGH"):
        refunds.refund(ours, wanted)
    pay.funds_short = False
    assert refunds.refund(ours, wanted).status is refunds.RefundState.PROCESSING


def test_nobody_knows_a_refund_that_was_never_asked(ours):
    assert refunds.query(ours, ids.new()) is None


# ---- when it misbehaves


def test_a_lost_answer_is_asked_again_and_done_once(pay, ours):
    wanted = part(paid_order(pay, ours), 5000)
    pay.feel("lost", on="/refunds", times=1)
    assert refunds.refund(ours, wanted).status is refunds.RefundState.PROCESSING
    assert len(pay.refunds_of(wanted.order)) == 1


def test_silence_leaves_the_outcome_unknown(pay, ours):
    wanted = part(paid_order(pay, ours), 5000)
    pay.feel("lost", on="/refunds", times=2)
    with pytest.raises(Unanswered) as silence:
        refunds.refund(ours, wanted)
    assert silence.value.sent
    assert refunds.query(ours, wanted.refund).status is refunds.RefundState.PROCESSING


@pytest.mark.parametrize("mood", ["down", "error", "nonsense"])
def test_what_cannot_be_shown_to_be_wechat_pays_is_no_answer(pay, ours, mood):
    pay.feel(mood)
    with pytest.raises(Unanswered) as silence:
        orders.close(ours, ids.new())
    assert silence.value.sent


def test_a_slow_answer_is_given_up_in_time(pay, ours, monkeypatch):
    from chalicelib.kernel import settings

    monkeypatch.setenv("XINGLIN_WECHATPAY_TIMEOUT", "0.1")
    settings.deployment.cache_clear()
    pay.feel("slow", seconds=0.4)
    with pytest.raises(Unanswered):
        orders.query(ours, ids.new())
    monkeypatch.undo()
    settings.deployment.cache_clear()


def test_nobody_there_means_surely_nothing_was_done(ours, monkeypatch):
    from chalicelib.kernel import settings

    monkeypatch.setenv("XINGLIN_WECHATPAY_URL", "http://127.0.0.1:9")
    settings.deployment.cache_clear()
    with pytest.raises(Unanswered) as silence:
        orders.query(ours, ids.new())
    assert not silence.value.sent
    monkeypatch.undo()
    settings.deployment.cache_clear()


def test_an_answer_signed_by_a_stranger_is_no_answer(pay, ours):
    stranger = ours.model_copy(update={"public_key": merchant.of(MCHID).public_key, "public_key_id": "", "certificates": {}})
    with pytest.raises(Unanswered, match="unknown_serial"):
        orders.query(stranger, wish_prepared(ours))


def wish_prepared(ours) -> str:
    wanted = wish()
    orders.prepay(ours, wanted)
    return wanted.order


def test_answers_signed_with_the_pinned_certificate_are_taken_while_the_platform_moves(ours):
    before_the_move = ours.model_copy(update={"public_key_id": ""})
    assert orders.query(before_the_move, wish_prepared(ours)).trade_state == "NOTPAY"


def test_our_wrong_key_is_refused_with_the_reason(pay, ours):
    mixed = ours.model_copy(update={"private_key": merchant.of(OTHER).private_key})
    with pytest.raises(Refused, match="SIGN_ERROR"):
        orders.query(mixed, ids.new())
    assert '"sign_information"' in pay.heard()[-1]["answer"]


@pytest.mark.parametrize("ahead", [-301, 310])
def test_a_clock_that_is_wrong_by_five_minutes_is_refused(pay, ours, ahead):
    pay.ahead = ahead
    with pytest.raises((Refused, Unanswered)) as no:
        orders.query(ours, ids.new())
    assert pay.heard()[-1]["status"] == 401 or str(no.value) == "stale"


def test_a_field_that_wechat_pay_does_not_know_is_refused(pay, ours):
    with pytest.raises(Refused, match="PARAM_ERROR"):
        client.call(ours, "POST", f"/v3/pay/transactions/out-trade-no/{ids.new()}/close", {"mchid": MCHID, "extra": 1})
    assert "多余的字段" in pay.heard()[-1]["answer"]


def test_a_long_description_is_cut_between_characters():
    assert orders.shortened("挂" * 60) == "挂" * 42


def test_the_secret_is_never_shown(ours):
    shown = repr(ours) + str(ours)
    assert "PRIVATE" not in shown
    assert ours.apiv3_key.get_secret_value() not in shown


def test_a_key_of_another_kind_stops_the_gateway(ours):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    other = Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    mixed = ours.model_copy(update={"public_key": other.decode()})
    with pytest.raises(merchant.WrongKey):
        mixed.platform_key(ours.public_key_id)
