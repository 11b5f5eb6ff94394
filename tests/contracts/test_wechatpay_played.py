"""The played WeChat Pay against the shapes that the real one is recorded with, and its cashier, notices and books."""

import base64
import datetime as dt
import json
import threading
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import urllib3
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from chalicelib.gateways.wechatpay import client, merchant, orders, refunds
from chalicelib.gateways.wechatpay.signing import pay_parameters
from chalicelib.kernel import clock, ids
from chalicelib.kernel.money import Fen
from sandbox.wechatpay import WechatPay
from sandbox.wechatpay.noticing import RETRIES

MCHID = WechatPay.MERCHANTS[0]
NAMES = ("appId", "timeStamp", "nonceStr", "package", "signType", "paySign")
http = urllib3.PoolManager()


class Receiver:
    """Takes notices as somebody who answers with what it is told to."""

    def __init__(self) -> None:
        self.letters: list[tuple[dict, bytes]] = []
        self.answers: list[int] = []
        self._server = make_server("127.0.0.1", 0, self, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}/notices"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __call__(self, environ, start_response):
        request = Request(environ)
        self.letters.append((dict(request.headers), request.get_data()))
        return Response("", self.answers.pop(0) if self.answers else 204)(environ, start_response)

    def wait(self, number: int) -> None:
        for _ in range(1500):
            if len(self.letters) >= number:
                return
            time.sleep(0.01)

    def close(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("wechatpay")


@pytest.fixture(scope="module")
def pay(world, folder) -> Iterator[WechatPay]:
    with WechatPay(folder).serving() as party:
        world.meet(party)
        party.pace = 1000
        yield party


@pytest.fixture(autouse=True)
def quiet(pay):
    pay.notices, pay.refunds, pay.apart_seconds = "never", "PROCESSING", 0


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    taker = Receiver()
    yield taker
    taker.close()


@pytest.fixture
def ours(pay):
    return merchant.of(MCHID)


def wish(url: str = "https://hospital.example/n") -> orders.Wanted:
    expires = clock.now() + dt.timedelta(minutes=15)
    return orders.Wanted("wx0000000000000000", ids.new(), "挂号费", Fen(100), "openid-1", expires, url)


def paid(pay, ours, url="https://hospital.example/n") -> str:
    return pay.pay(orders.prepay(ours, wish(url)))


# ---- shapes


def test_an_order_waiting_has_the_recorded_fields(pay, ours):
    wanted = wish()
    orders.prepay(ours, wanted)
    told = json.loads(client.call(ours, "GET", f"/v3/pay/transactions/out-trade-no/{wanted.order}?mchid={MCHID}"))
    assert {"transaction_id", "payer", "success_time"}.isdisjoint(told)
    assert {"appid", "mchid", "out_trade_no", "trade_state", "trade_state_desc", "amount"} <= set(told)
    assert told["trade_state"] == "NOTPAY"


def test_a_paid_order_has_the_recorded_fields(pay, ours):
    order = paid(pay, ours)
    told = json.loads(client.call(ours, "GET", f"/v3/pay/transactions/out-trade-no/{order}?mchid={MCHID}"))
    assert set(told) == {
        *("appid", "mchid", "out_trade_no", "transaction_id", "trade_type", "trade_state", "trade_state_desc"),
        *("bank_type", "attach", "success_time", "payer", "amount", "promotion_detail"),
    }
    assert set(told["amount"]) == {"total", "payer_total", "currency", "payer_currency"}
    assert told["success_time"].endswith("+08:00")
    by_theirs = client.call(ours, "GET", f"/v3/pay/transactions/id/{told['transaction_id']}?mchid={MCHID}")
    assert json.loads(by_theirs) == told


def test_a_refund_has_the_recorded_fields(pay, ours):
    order = paid(pay, ours)
    number = ids.new()
    amount = {"refund": 100, "total": 100, "currency": "CNY"}
    document = {"out_trade_no": order, "out_refund_no": number, "amount": amount}
    told = json.loads(client.call(ours, "POST", "/v3/refund/domestic/refunds", document))
    assert set(told) == {
        *("refund_id", "out_refund_no", "transaction_id", "out_trade_no", "channel", "user_received_account"),
        *("create_time", "status", "funds_account", "amount", "promotion_detail"),
    }
    assert set(told["amount"]) == {
        *("total", "refund", "from", "payer_total", "payer_refund", "settlement_refund", "settlement_total"),
        *("discount_refund", "currency", "refund_fee"),
    }


def test_a_notice_has_the_recorded_shape_and_opens_with_the_key(pay, ours):
    letter = pay.letter(paid(pay, ours))
    body = json.loads(letter.body)
    assert set(body) == {"id", "create_time", "resource_type", "event_type", "summary", "resource"}
    assert (body["resource_type"], body["event_type"]) == ("encrypt-resource", "TRANSACTION.SUCCESS")
    resource = body["resource"]
    assert set(resource) == {"original_type", "algorithm", "ciphertext", "associated_data", "nonce"}
    assert (len(resource["nonce"]), resource["algorithm"]) == (12, "AEAD_AES_256_GCM")
    key = ours.apiv3_key.get_secret_value().encode()
    sealed, nonce = base64.b64decode(resource["ciphertext"]), resource["nonce"].encode()
    plain = json.loads(AESGCM(key).decrypt(nonce, sealed, resource["associated_data"].encode()))
    assert (plain["trade_state"], plain["amount"]["payer_total"]) == ("SUCCESS", 100)
    assert letter.headers["Wechatpay-Signature-Type"] == "WECHATPAY2-SHA256-RSA2048"


def test_a_refund_notice_calls_its_state_refund_status(pay, ours):
    order, number = paid(pay, ours), ids.new()
    refunds.refund(ours, refunds.Wanted(order, number, "x", Fen(100), Fen(100), "https://hospital.example/n"))
    pay.finish_refund(number)
    body = json.loads(pay.letter(number).body)
    key, resource = ours.apiv3_key.get_secret_value().encode(), body["resource"]
    plain = json.loads(AESGCM(key).decrypt(resource["nonce"].encode(), base64.b64decode(resource["ciphertext"]), b"refund"))
    assert body["event_type"] == "REFUND.SUCCESS"
    assert set(plain) == {
        *("mchid", "transaction_id", "out_trade_no", "refund_id", "out_refund_no", "refund_status", "success_time"),
        *("user_received_account", "amount"),
    }
    assert set(plain["amount"]) == {"total", "refund", "payer_total", "payer_refund"}


def test_an_unsigned_request_is_refused_as_the_real_one_does(pay):
    answer = http.request("GET", f"{pay.url}/v3/pay/transactions/out-trade-no/123456?mchid={MCHID}")
    body = json.loads(answer.data)
    assert (answer.status, body["code"]) == (401, "SIGN_ERROR")
    assert set(body["detail"]["sign_information"]) == {"method", "url", "truncated_sign_message", "sign_message_length"}
    assert answer.headers["Request-ID"].endswith("-268443699")


def test_answers_are_signed_by_the_key_that_the_request_names(pay, ours):
    for asked, serial in ((ours, pay.keys["public_key_id"]), (ours.model_copy(update={"public_key_id": ""}), None)):
        wanted = wish()
        orders.prepay(asked, wanted)
        assert orders.query(asked, wanted.order) is not None, serial


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount": {"total": 0, "currency": "CNY"}}, "amount"),
        ({"amount": {"total": "100", "currency": "CNY"}}, "/amount/total"),
        ({"out_trade_no": "12345"}, "/out_trade_no"),
        ({"out_trade_no": "a b c d e f"}, "/out_trade_no"),
        ({"notify_url": "https://hospital.example/n?x=1"}, "/notify_url"),
        ({"description": "长" * 128}, "/description"),
        ({"payer": {}}, "/payer/openid"),
        ({"time_expire": "tomorrow"}, "/time_expire"),
        ({"surprise": 1}, "/surprise"),
    ],
)
def test_a_wrong_field_is_named(pay, ours, change, field):
    document = {
        "appid": "wx0000000000000000",
        "mchid": MCHID,
        "description": "挂号费",
        "out_trade_no": ids.new(),
        "notify_url": "https://hospital.example/n",
        "amount": {"total": 100, "currency": "CNY"},
        "payer": {"openid": "openid-1"},
    }
    with pytest.raises(client.Refused, match="PARAM_ERROR"):
        client.call(ours, "POST", "/v3/pay/transactions/jsapi", document | change)
    detail = json.loads(pay.heard()[-1]["answer"]).get("detail", {"field": "amount"})
    assert detail["field"] == field


def test_a_prepay_id_is_good_for_two_hours(pay, ours):
    from sandbox.wechatpay.trading import CannotPay

    prepay_id = orders.prepay(ours, wish()._replace(expires=clock.now() + dt.timedelta(days=1)))
    pay.ahead = 2 * 3600 + 1
    try:
        with pytest.raises(CannotPay):
            pay.pay(prepay_id)
    finally:
        pay.ahead = 0


# ---- the cashier


def visit(pay, ours, wanted, **changes):
    given = pay_parameters(ours, wanted.appid, orders.prepay(ours, wanted), clock.now())
    return dict(zip(NAMES, given, strict=True)) | changes


def test_the_cashier_shows_what_is_to_be_paid(pay, ours):
    wanted = wish()
    shown = http.request("GET", f"{pay.url}/cashier?{urlencode(visit(pay, ours, wanted))}")
    text = shown.data.decode()
    assert shown.status == 200
    assert all(word in text for word in ("¥1.00", "挂号费", ">支付<", ">支付失败<", ">离开<", wanted.order))


@pytest.mark.parametrize(
    ("button", "result", "state"), [("pay", "ok", "SUCCESS"), ("refuse", "fail", "NOTPAY"), ("leave", "cancel", "NOTPAY")]
)
def test_each_button_does_what_it_says_and_leads_back(pay, ours, button, result, state):
    wanted = wish()
    form = visit(pay, ours, wanted, back="http://127.0.0.1:8000/pages/paid?order=1", do=button)
    gone = http.request("POST", f"{pay.url}/cashier", fields=form, encode_multipart=False, redirect=False)
    assert gone.status == 303
    assert parse_qs(urlsplit(gone.headers["Location"]).query) == {"order": ["1"], "result": [result]}
    assert pay.order(wanted.order)["state"] == state


@pytest.mark.parametrize(
    "change",
    [
        {"paySign": "AAAA"},
        {"timeStamp": "1"},
        {"nonceStr": "x"},
        {"appId": "wx1"},
        {"signType": "MD5"},
        {"package": "prepay_id=wx0"},
    ],
)
def test_parameters_that_are_not_signed_so_are_refused(pay, ours, change):
    wanted = wish()
    form = visit(pay, ours, wanted, do="pay", **change)
    assert http.request("GET", f"{pay.url}/cashier?{urlencode(form)}").status == 400
    assert http.request("POST", f"{pay.url}/cashier", fields=form, encode_multipart=False).status == 400
    assert pay.order(wanted.order)["state"] == "NOTPAY"


def test_a_closed_order_is_not_paid_at_the_cashier(pay, ours):
    wanted = wish()
    form = visit(pay, ours, wanted, do="pay")
    orders.close(ours, wanted.order)
    refused = http.request("POST", f"{pay.url}/cashier", fields=form, encode_multipart=False)
    assert (refused.status, "订单已关闭" in refused.data.decode()) == (400, True)


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_cashier_leads_nowhere_else(pay, ours, back):
    form = visit(pay, ours, wish(), back=back, do="leave")
    answer = http.request("POST", f"{pay.url}/cashier", fields=form, encode_multipart=False, redirect=False)
    assert (answer.status, "Location" in answer.headers) == (400, False)


def test_the_books_are_shown_to_people(pay, ours):
    order = paid(pay, ours)
    text = http.request("GET", pay.url).data.decode()
    assert all(word in text for word in ("订单", "退款", "通知", "支付成功", order))


# ---- notices by themselves


def test_a_refused_notice_comes_again_until_it_is_taken(pay, ours, receiver):
    pay.notices, receiver.answers = "normal", [500, 401, 503]
    paid(pay, ours, receiver.url)
    receiver.wait(4)
    time.sleep(0.1)
    assert len(receiver.letters) == 4
    assert len({json.loads(body)["id"] for _, body in receiver.letters}) == 1
    assert len({headers["Wechatpay-Nonce"] for headers, _ in receiver.letters}) == 4


def test_the_schedule_of_retries_is_the_recorded_one():
    assert (len(RETRIES), sum(RETRIES)) == (15, 24 * 3600 + 4 * 60)


def test_a_notice_may_come_twice(pay, ours, receiver):
    pay.notices = "duplicate"
    paid(pay, ours, receiver.url)
    receiver.wait(2)
    assert len(receiver.letters) == 2


def test_a_probe_is_followed_by_the_real_notice(pay, ours, receiver):
    pay.notices, receiver.answers = "signtest", [401]
    paid(pay, ours, receiver.url)
    receiver.wait(2)
    signatures = [headers["Wechatpay-Signature"].startswith("WECHATPAY/SIGNTEST/") for headers, _ in receiver.letters]
    assert signatures == [True, False]


def test_a_notice_may_never_come(pay, ours, receiver):
    paid(pay, ours, receiver.url)
    time.sleep(0.1)
    assert receiver.letters == []


def test_a_late_notice_is_overtaken_by_the_next(pay, ours, receiver):
    prepay_ids = [orders.prepay(ours, wish(receiver.url)) for _ in range(2)]
    pay.notices, pay.pace = "out_of_order", 45
    first = pay.pay(prepay_ids[0])
    pay.notices = "normal"
    second = pay.pay(prepay_ids[1])
    pay.pace = 1000
    receiver.wait(2)
    key = merchant.of(MCHID).apiv3_key.get_secret_value().encode()
    order = []
    for _, body in receiver.letters:
        resource = json.loads(body)["resource"]
        sealed = base64.b64decode(resource["ciphertext"])
        order.append(json.loads(AESGCM(key).decrypt(resource["nonce"].encode(), sealed, b"transaction"))["out_trade_no"])
    assert order == [second, first]


def test_a_party_started_again_goes_on_with_its_notices_and_keeps_its_keys(world, pay, receiver, tmp_path):
    with WechatPay(tmp_path).serving() as before:
        before.pace, receiver.answers = 0.001, [500]  # the retry lies far ahead
        world.meet(before)
        paid(before, merchant.of(MCHID), receiver.url)
        receiver.wait(1)
        time.sleep(0.1)
        plan = before.book("plans").items()[0]
    world.meet(pay)
    before.book("plans")[plan[0]] = plan[1] | {"due": time.time()}
    with WechatPay(tmp_path).serving() as after:
        receiver.wait(2)
        assert after.keys == before.keys
    assert len({json.loads(body)["id"] for _, body in receiver.letters}) == 1
    assert len(receiver.letters) == 2


def test_switches_can_be_turned_from_another_process(pay):
    def turn(**switches):
        return http.request("POST", f"{pay.url}/_set", json=switches).status

    assert turn(notices="duplicate", funds_short=True) == 200
    assert (pay.notices, pay.funds_short) == ("duplicate", True)
    assert (turn(notices="sometimes"), turn(colour="red")) == (400, 400)
    pay.funds_short = False


def test_somebody_may_pay_from_another_process(pay, ours):
    prepay_id = orders.prepay(ours, wish())
    assert http.request("POST", f"{pay.url}/_pay", json={"prepay_id": prepay_id}).status == 200
    assert http.request("POST", f"{pay.url}/_pay", json={"prepay_id": prepay_id}).status == 409
    assert "notices" in json.loads(http.request("GET", f"{pay.url}/_books").data)
