"""The played WeChat Pay: its secrets, its switches over HTTP, and the page that shows its books."""

import html
from collections.abc import Sequence
from typing import Any, ClassVar

from werkzeug.wrappers import Request

from sandbox.party import Answer, answers
from sandbox.wechatpay import keys
from sandbox.wechatpay.cashier import Cashier
from sandbox.wechatpay.noticing import MODES
from sandbox.wechatpay.trading import STATES, CannotPay

REFUNDS = {"PROCESSING": "退款处理中", "SUCCESS": "退款成功", "ABNORMAL": "退款异常", "CLOSED": "退款关闭"}
WAYS = {
    "normal": "正常",
    "duplicate": "重复",
    "out_of_order": "迟到",
    "never": "不发",
    "signtest": "先探测",
    "stale": "先过期",
    "wrong_serial": "先用未知证书",
    "tampered": "先被篡改",
    "cert_signed": "平台证书签名",
    "stranger": "先由他人签名",
    "undecryptable": "先无法解密",
}


def _mode(value: str) -> str:
    if value not in MODES:
        raise ValueError(value)
    return value


class WechatPay(Cashier):
    """All of it: `with WechatPay(folder).serving() as pay`."""

    name, title = "wechatpay", "微信支付（模拟）"
    switches: ClassVar = {
        "notices": _mode,
        "refunds": str,
        "refund_seconds": float,
        "apart_seconds": float,
        "pace": float,
        "ahead": float,
        "funds_short": bool,
        "legacy_spellings": bool,
    }

    def provision(self) -> dict[str, dict[str, Any]]:
        """What the hospital's merchants got: keys of both kinds, as during the move from certificate to public key."""
        platform = {
            "public_key_id": self.keys["public_key_id"],
            "public_key": keys.public_pem(self.keys["platform"]),
            "certificates": {self.keys["certificate_serial"]: self.keys["certificate"]},
        }
        own = self.keys["merchants"]
        return {f"wechatpay-{mchid}": {"mchid": mchid, **own[mchid], **platform} for mchid in self.merchants}

    def deployment(self) -> dict[str, str]:
        """Where our gateway finds it."""
        return {"XINGLIN_WECHATPAY_URL": self.url, "XINGLIN_WECHATPAY_TIMEOUT": "5"}

    # ---- from another process
    @answers("POST", "/_pay")
    def _pay(self, request: Request) -> Answer:
        """Somebody pays: `{"prepay_id": …}`."""
        try:
            return {"order": self.pay(request.get_json()["prepay_id"])}
        except CannotPay as no:
            return 409, {"message": str(no)}

    @answers("GET", "/_books")
    def _books(self, _request: Request) -> Answer:
        """All books, for the auditor."""
        return {name: self.book(name).values() for name in ("orders", "refunds", "notices")}

    # ---- for people
    def front(self) -> str:
        """Orders, refunds, notices."""
        orders = [
            (one["out_trade_no"], one["mchid"], one["asked"]["description"], _yuan(one["asked"]), STATES[one["state"]])
            for one in self.book("orders").values()
        ]
        refunds = [
            (one["out_refund_no"], one["out_trade_no"], f"¥{one['asked']['amount']['refund'] / 100:.2f}", REFUNDS[one["state"]])
            for one in self.book("refunds").values()
        ]
        notices = [
            (
                one["created"],
                one["summary"],
                one["subject"],
                WAYS[one["mode"]],
                "、".join(str(a["status"]) for a in one["attempts"]),
            )
            for one in self.book("notices").values()
        ]
        return (
            _table("订单", ("订单号", "商户号", "内容", "金额", "状态"), orders)
            + _table("退款", ("退款单号", "订单号", "金额", "状态"), refunds)
            + _table("通知", ("时间", "内容", "单号", "方式", "对方应答"), notices)
            + "<h2>收到的请求</h2>"
            + super().front()
        )


def _yuan(asked: dict[str, Any]) -> str:
    return f"¥{asked['amount']['total'] / 100:.2f}"


def _table(title: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{one}" for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}" for cell in row) for row in reversed(rows[-200:]))
    return f"<h2>{title}</h2><table><tr>{head}</tr>{body}</table>"
