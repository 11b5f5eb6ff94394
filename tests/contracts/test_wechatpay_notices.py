"""Notices, each kind of untruth told apart, on the raw bytes."""

import datetime as dt
from collections.abc import Iterator

import pytest

from chalicelib.gateways.wechatpay import merchant, notices, orders, verifying
from chalicelib.gateways.wechatpay.orders import Trade
from chalicelib.gateways.wechatpay.refunds import Refunded
from chalicelib.kernel import clock, ids
from chalicelib.kernel.money import Fen
from sandbox.wechatpay import WechatPay

MCHID = WechatPay.MERCHANTS[0]


@pytest.fixture(scope="module")
def pay(world, tmp_path_factory) -> Iterator[WechatPay]:
    with WechatPay(tmp_path_factory.mktemp("wechatpay")).serving() as party:
        party.notices, party.refunds = "never", "PROCESSING"
        world.meet(party)
        yield party


@pytest.fixture(scope="module")
def paid(pay) -> str:
    wanted = orders.Wanted(
        appid="wx0000000000000000",
        order=ids.new(),
        description="挂号费",
        amount=Fen(5000),
        openid="openid-of-the-payer",
        expires=clock.now() + dt.timedelta(minutes=15),
        notify_url="https://hospital.example/api/wechatpay/notices/1900000101",
    )
    return pay.pay(orders.prepay(merchant.of(MCHID), wanted))


def opened(letter, now=None):
    headers = {name.lower(): value for name, value in letter.headers.items()}
    return notices.open_notice(merchant.of(MCHID), headers, letter.body, now or clock.now())


def test_a_genuine_notice_of_a_payment_is_opened(pay, paid):
    trade = opened(pay.letter(paid))
    assert isinstance(trade, Trade)
    assert trade.paid
    assert (trade.out_trade_no, trade.amount.total, trade.payer.openid) == (paid, 5000, "openid-of-the-payer")


def test_a_notice_signed_with_the_pinned_certificate_is_opened(pay, paid):
    assert opened(pay.letter(paid, signed_by="certificate")).out_trade_no == paid


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        ("signtest", verifying.Probe),
        ("stale", verifying.Stale),
        ("wrong_serial", verifying.UnknownSerial),
        ("stranger", verifying.BadSignature),
        ("tampered", verifying.BadSignature),
        ("undecryptable", notices.Undecryptable),
    ],
)
def test_each_untruth_has_its_own_name(pay, paid, mode, reason):
    with pytest.raises(verifying.Unverified) as untruth:
        opened(pay.letter(paid, mode=mode))
    assert type(untruth.value) is reason


@pytest.mark.parametrize("header", ["Timestamp", "Nonce", "Signature", "Serial"])
def test_a_notice_without_one_of_its_headers_is_refused(pay, paid, header):
    letter = pay.letter(paid)
    del letter.headers[f"Wechatpay-{header}"]
    with pytest.raises(verifying.Incomplete):
        opened(letter)


@pytest.mark.parametrize("moment", ["", "soon", "1.5", "-1", "٣"])
def test_a_timestamp_that_is_no_number_is_refused(pay, paid, moment):
    letter = pay.letter(paid)
    letter.headers["Wechatpay-Timestamp"] = moment
    with pytest.raises(verifying.Incomplete):
        opened(letter)


@pytest.mark.parametrize(("seconds", "good"), [(298, True), (-298, True), (301, False), (-302, False)])
def test_the_window_is_five_minutes_both_ways(pay, paid, seconds, good):
    letter = pay.letter(paid)
    now = clock.now() + dt.timedelta(seconds=seconds)
    if good:
        assert opened(letter, now).out_trade_no == paid
    else:
        with pytest.raises(verifying.Stale):
            opened(letter, now)


def test_one_changed_byte_is_seen(pay, paid):
    letter = pay.letter(paid)
    with pytest.raises(verifying.BadSignature):
        opened(letter._replace(body=letter.body + b" "))


def test_a_signature_that_is_not_even_base64_is_a_bad_one(pay, paid):
    letter = pay.letter(paid)
    letter.headers["Wechatpay-Signature"] = "%%%"
    with pytest.raises(verifying.BadSignature):
        opened(letter)


def test_a_missing_signature_type_means_rsa(pay, paid):
    letter = pay.letter(paid)
    del letter.headers["Wechatpay-Signature-Type"]
    assert opened(letter).out_trade_no == paid


def test_no_key_is_fetched_while_a_notice_waits(pay, paid):
    before = len(pay.heard())
    for mode in ("normal", "wrong_serial", "stranger", "signtest"):
        try:
            opened(pay.letter(paid, mode=mode))
        except verifying.Unverified:
            continue
    assert len(pay.heard()) == before


@pytest.mark.parametrize("body", [b"[]", b"{}", b"\xff\xfe", b"<xml/>"])
def test_a_signed_body_of_another_shape_is_unreadable(pay, paid, body):
    headers = {name.lower(): value for name, value in pay.signature(body, "platform").items()}
    with pytest.raises(notices.Unreadable):
        notices.open_notice(merchant.of(MCHID), headers, body, clock.now())


def test_a_kind_of_notice_that_we_do_not_know_tells_nothing(pay, paid):
    letter = pay.letter(paid)
    body = letter.body.replace(b'"original_type": "transaction"', b'"original_type": "complaint"')
    headers = {name.lower(): value for name, value in pay.signature(body, "platform").items()}
    assert notices.open_notice(merchant.of(MCHID), headers, body, clock.now()) is None


def test_a_genuine_notice_of_a_refund_is_opened(pay, paid):
    from chalicelib.gateways.wechatpay import refunds

    wanted = refunds.Wanted(paid, ids.new(), "取消挂号", Fen(5000), Fen(5000), "https://hospital.example/n")
    refunds.refund(merchant.of(MCHID), wanted)
    pay.finish_refund(wanted.refund, "ABNORMAL")
    told = opened(pay.letter(wanted.refund))
    assert isinstance(told, Refunded)
    assert (told.out_refund_no, told.status, told.amount.refund) == (wanted.refund, "ABNORMAL", 5000)
