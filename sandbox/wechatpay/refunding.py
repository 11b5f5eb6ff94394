"""Refunds: PROCESSING → SUCCESS, ABNORMAL or CLOSED, after a while."""

import abc
import re
import secrets
from pathlib import Path
from typing import Any

from sandbox.wechatpay.trading import Trading
from sandbox.wechatpay.wire import Document, No, checked, spoken

REFUND: Document = {
    "transaction_id?": str,
    "out_trade_no?": str,
    "out_refund_no": re.compile(r"[0-9A-Za-z_\-|*@]{1,64}"),
    "reason?": re.compile(r".{1,80}"),
    "notify_url?": re.compile(r"https?://[^?#\s]{1,248}"),
    "funds_account?": re.compile("AVAILABLE|UNSETTLED"),
    "amount": {"refund": int, "total": int, "currency": re.compile("CNY"), "from?": list},
    "goods_detail?": list,
}
MOST_PARTS, DAYS = 50, 365


class Refunding(Trading):
    """The refunds' part."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        super().__init__(folder, port)
        self.refunds = "SUCCESS"  # how refunds end: SUCCESS, ABNORMAL, CLOSED; PROCESSING: not before somebody says so
        self.refund_seconds = 60.0  # until then, at the real pace
        self.apart_seconds = 60.0  # between two refunds of one order, at the real pace; 0: no such rule
        self.funds_short = False  # the merchant's account holds too little

    @spoken("POST", "/v3/refund/domestic/refunds")
    def refund(self, mchid: str, asked: Document) -> Document:
        """Accept a refund, or say how the one of that number stands."""
        checked(asked, REFUND)
        known = self.book("refunds").get(asked["out_refund_no"])
        if known:
            if known["asked"] != asked:
                raise No(400, "INVALID_REQUEST", "退款单号已存在，且参数不一致", 268498688)
            return self.refunded(known)
        order = self._refundable(mchid, asked)
        if self.funds_short:
            raise No(403, "NOT_ENOUGH", "基本账户余额不足，请充值后重新发起", 268435461)
        refund = {
            "out_refund_no": asked["out_refund_no"],
            "refund_id": f"503{secrets.randbelow(10**25):025d}",
            "out_trade_no": order["out_trade_no"],
            "mchid": mchid,
            "asked": asked,
            "state": "PROCESSING",
            "created": self.now(),
        }
        self.book("refunds")[refund["out_refund_no"]] = refund
        if self.refunds != "PROCESSING":
            self.plan(self.refund_seconds, "finish", refund["out_refund_no"], self.refunds)
        return self.refunded(refund)

    def _refundable(self, mchid: str, asked: Document) -> Document:
        order = self.order(asked.get("out_trade_no", ""))
        if order is None or order["mchid"] != mchid:
            raise No(404, "RESOURCE_NOT_EXISTS", "订单不存在", 268512771)
        total, amount = order["asked"]["amount"]["total"], asked["amount"]
        before = self.refunds_of(order["out_trade_no"])
        gone = sum(one["asked"]["amount"]["refund"] for one in before if one["state"] != "CLOSED")
        if order["state"] not in ("SUCCESS", "REFUND"):
            raise No(400, "INVALID_REQUEST", "订单未支付，不能退款")
        if amount["total"] != total or amount["refund"] < 1 or gone + amount["refund"] > total:
            raise No(400, "INVALID_REQUEST", "退款金额大于可退金额或订单金额不一致")
        if len(before) >= MOST_PARTS:
            raise No(400, "INVALID_REQUEST", "部分退款次数超限")
        if self.now() - order["created"] > DAYS * 86400:
            raise No(400, "INVALID_REQUEST", "订单已超过可退款的最大期限")
        if before and self.now() - before[-1]["created"] < self.apart_seconds / self.pace:
            raise No(429, "FREQUENCY_LIMITED", "同一订单的退款间隔须大于1分钟", 268447840)
        return order

    @spoken("GET", "/v3/refund/domestic/refunds/<number>")
    def query_refund(self, mchid: str, asked: Document, number: str) -> Document:
        """How a refund stands."""
        checked(asked, {"sub_mchid?": str})
        refund = self.book("refunds").get(number)
        if refund is None or refund["mchid"] != mchid:
            raise No(404, "RESOURCE_NOT_EXISTS", "退款单不存在", 268512771)
        return self.refunded(refund)

    def refunds_of(self, number: str) -> list[Document]:
        """The refunds of an order, oldest first."""
        return [refund for refund in self.book("refunds").values() if refund["out_trade_no"] == number]

    def finish_refund(self, number: str, state: str = "SUCCESS") -> None:
        """A refund comes to its end; a notice follows."""
        with self.lock:
            refund = self.book("refunds")[number]
            if refund["state"] not in ("PROCESSING", "ABNORMAL") or refund["state"] == state:
                return
            refund["state"] = state
            if state == "SUCCESS":
                refund["success_time"] = self.stamp()
                self._become(self.book("orders")[refund["out_trade_no"]], "REFUND")
            self.book("refunds")[number] = refund
        self.refund_ended(number)

    def refunded(self, refund: Document) -> Document:
        """A refund as answers tell it."""
        order, amount = self.book("orders")[refund["out_trade_no"]], refund["asked"]["amount"]
        told: Document = {
            "refund_id": refund["refund_id"],
            "out_refund_no": refund["out_refund_no"],
            "transaction_id": order["transaction_id"],
            "out_trade_no": refund["out_trade_no"],
            "channel": "ORIGINAL",
            "user_received_account": "支付用户零钱",
            "create_time": self.stamp(refund["created"]),
            "status": refund["state"],
            "funds_account": refund["asked"].get("funds_account", "AVAILABLE"),
            "amount": _amount(amount),
            "promotion_detail": [],
        }
        return told | ({"success_time": refund["success_time"]} if "success_time" in refund else {})

    def refund_told(self, refund: Document) -> Document:
        """A refund as notices tell it."""
        order, amount = self.book("orders")[refund["out_trade_no"]], refund["asked"]["amount"]
        told: Document = {
            "mchid": refund["mchid"],
            "transaction_id": order["transaction_id"],
            "out_trade_no": refund["out_trade_no"],
            "refund_id": refund["refund_id"],
            "out_refund_no": refund["out_refund_no"],
            "refund_status": refund["state"],
            "user_received_account": "支付用户零钱",
            "amount": {name: _amount(amount)[name] for name in ("total", "refund", "payer_total", "payer_refund")},
        }
        return told | ({"success_time": refund["success_time"]} if "success_time" in refund else {})

    @abc.abstractmethod
    def plan(self, seconds: float, deed: str, *about: str) -> None:
        """Overridden by who keeps the plans."""

    @abc.abstractmethod
    def refund_ended(self, number: str) -> None:
        """Overridden by who sends notices."""


def _amount(asked: Document) -> dict[str, Any]:
    refund, total = asked["refund"], asked["total"]
    return {
        "total": total,
        "refund": refund,
        "from": [],
        "payer_total": total,
        "payer_refund": refund,
        "settlement_refund": refund,
        "settlement_total": total,
        "discount_refund": 0,
        "currency": "CNY",
        "refund_fee": 0,
    }
