"""Orders: prepared, asked about, closed, paid. NOTPAY → SUCCESS → REFUND, NOTPAY → CLOSED."""

import abc
import datetime as dt
import re
import secrets
from typing import Any

from sandbox.wechatpay.wire import Document, No, Wire, checked, spoken

PREPAY_SECONDS = 2 * 3600
DEFAULT_DAYS = 7
JSAPI: Document = {
    "appid": re.compile(r"[0-9A-Za-z_-]{1,32}"),
    "mchid": re.compile(r"[0-9]{8,12}"),
    "description": re.compile(r"[\s\S]{1,127}"),
    "out_trade_no": re.compile(r"[0-9A-Za-z_\-|*]{6,32}"),
    "time_expire?": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00"),
    "attach?": re.compile(r"[\s\S]{1,128}"),
    "notify_url": re.compile(r"https?://[^?#\s]{1,248}"),
    "goods_tag?": re.compile(r".{1,32}"),
    "support_fapiao?": bool,
    "amount": {"total": int, "currency?": re.compile("CNY")},
    "payer": {"openid": re.compile(r"[0-9A-Za-z_-]{1,128}")},
    "detail?": {"cost_price?": int, "invoice_id?": str, "goods_detail?": list},
    "scene_info?": {"payer_client_ip": str, "device_id?": str, "store_info?": dict},
    "settle_info?": {"profit_sharing?": bool},
}
STATES = {"SUCCESS": "支付成功", "REFUND": "转入退款", "NOTPAY": "订单未支付", "CLOSED": "订单已关闭"}


class CannotPay(Exception):
    """What the payer is told at the cashier."""


class Trading(Wire):
    """The orders' part."""

    @spoken("POST", "/v3/pay/transactions/jsapi")
    def prepay(self, mchid: str, asked: Document) -> Document:
        """Prepare an order, or prepare it again with the very same values."""
        checked(asked, JSAPI)
        if asked["mchid"] != mchid or (self.appid and asked["appid"] != self.appid):
            raise No(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配", 268445527)
        if asked["amount"]["total"] < 1:
            raise No(400, "PARAM_ERROR", "金额须大于零", 268435464)
        order = self.order(asked["out_trade_no"])
        if order:
            self._reenter(order, asked)
        else:
            order = self._made(asked)
        prepay_id = f"wx{secrets.token_hex(17)}"
        self.book("prepays")[prepay_id] = {"order": order["out_trade_no"], "at": self.now()}
        return {"prepay_id": prepay_id}

    @staticmethod
    def _reenter(order: Document, asked: Document) -> None:
        if order["state"] in ("SUCCESS", "REFUND"):
            raise No(403, "OUT_TRADE_NO_USED", "商户订单号已支付，不可重复下单", 268449538)
        if order["state"] == "CLOSED":
            raise No(400, "ORDER_CLOSED", "订单已关闭", 268447914)
        if order["asked"] != asked:
            raise No(400, "INVALID_REQUEST", "请求重入时，参数与首次请求时不一致", 268498688)

    def _made(self, asked: Document) -> Document:
        given = asked.get("time_expire")
        expires = dt.datetime.fromisoformat(given).timestamp() if given else self.now() + DEFAULT_DAYS * 86400
        order = {
            "out_trade_no": asked["out_trade_no"],
            "mchid": asked["mchid"],
            "asked": asked,
            "state": "NOTPAY",
            "created": self.now(),
            "expires": max(expires, self.now() + 60),
        }
        self.book("orders")[order["out_trade_no"]] = order
        return order

    @spoken("GET", "/v3/pay/transactions/out-trade-no/<number>")
    def query(self, mchid: str, asked: Document, number: str) -> Document:
        """How an order stands."""
        return self.trade(self._of(mchid, asked, number))

    @spoken("GET", "/v3/pay/transactions/id/<number>")
    def query_by_transaction(self, mchid: str, asked: Document, number: str) -> Document:
        """The same by their own number."""
        found = [order for order in self.book("orders").values() if order.get("transaction_id") == number]
        return self.trade(self._of(mchid, asked, found[0]["out_trade_no"] if found else ""))

    @spoken("POST", "/v3/pay/transactions/out-trade-no/<number>/close")
    def close(self, mchid: str, asked: Document, number: str) -> None:
        """Close what is not paid; twice is once."""
        checked(asked, {"mchid": str})
        order = self._of(mchid, asked, number)
        if order["state"] in ("SUCCESS", "REFUND"):
            raise No(400, "ORDER_PAID", "该订单已支付", 268449538)
        self._become(order, "CLOSED")

    def _of(self, mchid: str, asked: Document, number: str) -> Document:
        if asked.get("mchid") != mchid:
            raise No(400, "PARAM_ERROR", "mchid有误")
        order = self.order(number)
        if order is None or order["mchid"] != mchid:
            raise No(404, "ORDER_NOT_EXIST", "订单不存在", 268512771)
        return order

    def order(self, number: str) -> Document | None:
        """An order of the books; one whose time is over is closed by now."""
        order: Document | None = self.book("orders").get(number)
        if order and order["state"] == "NOTPAY" and order["expires"] <= self.now():
            self._become(order, "CLOSED")
        return order

    def _become(self, order: Document, state: str, **more: Any) -> None:
        order.update(state=state, **more)
        self.book("orders")[order["out_trade_no"]] = order

    @staticmethod
    def trade(order: Document) -> Document:
        """An order as answers and notices tell it."""
        asked, total = order["asked"], order["asked"]["amount"]["total"]
        told: Document = {
            "appid": asked["appid"],
            "mchid": order["mchid"],
            "out_trade_no": order["out_trade_no"],
            "trade_type": "JSAPI",
            "trade_state": order["state"],
            "trade_state_desc": STATES[order["state"]],
            "attach": asked.get("attach", ""),
            "amount": {"total": total, "currency": "CNY"},
        }
        if order["state"] in ("SUCCESS", "REFUND"):
            told |= {"transaction_id": order["transaction_id"], "bank_type": "OTHERS", "success_time": order["success_time"]}
            told |= {"payer": {"openid": asked["payer"]["openid"]}, "promotion_detail": []}
            told["amount"] |= {"payer_total": total, "payer_currency": "CNY"}
        return told

    # ---- what the payer does
    def waiting(self, prepay_id: str) -> Document:
        """The order that can be paid under this prepay_id. Raises CannotPay."""
        prepared = self.book("prepays").get(prepay_id.removeprefix("prepay_id="))
        if prepared is None:
            raise CannotPay("支付信息有误，请返回后重试")
        if self.now() > prepared["at"] + PREPAY_SECONDS:
            raise CannotPay("支付已超时，请返回后重新发起")
        order = self.order(prepared["order"])
        if order is None or order["state"] == "CLOSED":
            raise CannotPay("订单已关闭，无法支付")
        if order["state"] != "NOTPAY":
            raise CannotPay("订单已支付，请勿重复支付")
        return order

    def pay(self, prepay_id: str) -> str:
        """The payer pays; a notice follows. Answers the out_trade_no. Raises CannotPay."""
        with self.lock:
            order = self.waiting(prepay_id)
            number = f"42000{secrets.randbelow(10**23):023d}"
            self._become(order, "SUCCESS", transaction_id=number, success_time=self.stamp())
        self.paid(order["out_trade_no"])
        return str(order["out_trade_no"])

    def refuse_payment(self, prepay_id: str) -> str:
        """The payer's bank says no: the order waits on."""
        return str(self.waiting(prepay_id)["out_trade_no"])

    @abc.abstractmethod
    def paid(self, number: str) -> None:
        """Overridden by who sends notices."""
