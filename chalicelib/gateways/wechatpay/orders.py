"""Orders at WeChat Pay: prepare, ask, close."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib.gateways.wechatpay.client import Code, Refused, call, read
from chalicelib.gateways.wechatpay.merchant import Merchant
from chalicelib.kernel import clock
from chalicelib.kernel.money import Fen

DESCRIPTION_BYTES, ATTACHED = 127, 128
_ORDERS = "/v3/pay/transactions"


class Wanted(NamedTuple):
    """What is to be paid. The same order must be prepared with the same values every time."""

    appid: str
    order: str  # out_trade_no
    description: str
    amount: Fen
    openid: str
    expires: dt.datetime
    notify_url: str
    attach: str = ""  # comes back with the payment; at most ATTACHED characters


class TradeState(StrEnum):
    """How an order stands. Other products know more; what is not named here is not paid."""

    SUCCESS = "SUCCESS"
    REFUND = "REFUND"  # paid, and some or all of it went back
    NOTPAY = "NOTPAY"
    CLOSED = "CLOSED"


PAID_STATES = frozenset({TradeState.SUCCESS, TradeState.REFUND})


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True)


class Payer(_Part):
    """Who paid."""

    openid: str


class Amount(_Part):
    """How much, in fen."""

    total: Fen
    currency: str = "CNY"


class Trade(_Part):
    """An order as WeChat Pay has it, in answers and in notices. Until it is paid only its numbers and its state are there."""

    appid: str
    mchid: str
    out_trade_no: str
    trade_state: str
    attach: str = ""
    transaction_id: str = ""
    success_time: AwareDatetime | None = None
    payer: Payer | None = None
    amount: Amount | None = None

    @property
    def paid(self) -> bool:
        """Whether money came in (part of it may have gone back since)."""
        return self.trade_state in PAID_STATES


class _Prepared(_Part):
    prepay_id: str


class Closed(StrEnum):
    """What closing found."""

    CLOSED = "closed"  # nobody can pay it any more
    PAID = "paid"  # somebody was faster: ask
    UNKNOWN = "unknown"  # there is no such order (yet: a prepay may be under way)


def prepay(merchant: Merchant, wanted: Wanted) -> str:
    """The prepay_id, good for 2 hours. Raises Refused (ORDER_CLOSED, OUT_TRADE_NO_USED, …) or Unanswered."""
    document: dict[str, object] = {
        "appid": wanted.appid,
        "mchid": merchant.mchid,
        "description": shortened(wanted.description),
        "out_trade_no": wanted.order,
        "time_expire": clock.local(wanted.expires).isoformat(timespec="seconds"),
        "notify_url": wanted.notify_url,
        "amount": {"total": wanted.amount, "currency": "CNY"},
        "payer": {"openid": wanted.openid},
    }
    if wanted.attach:
        document["attach"] = wanted.attach
    return read(_Prepared, call(merchant, "POST", f"{_ORDERS}/jsapi", document)).prepay_id


def query(merchant: Merchant, order: str) -> Trade | None:
    """How the order stands; None when there is none. Raises Refused or Unanswered."""
    try:
        body = call(merchant, "GET", f"{_ORDERS}/out-trade-no/{order}?mchid={merchant.mchid}")
    except Refused as no:
        if no.code in (Code.ORDER_NOT_EXIST, Code.RESOURCE_NOT_EXISTS):
            return None
        raise
    return read(Trade, body)


def close(merchant: Merchant, order: str) -> Closed:
    """Let nobody pay it from now on, unless it is paid. Twice is once. Raises Refused or Unanswered."""
    try:
        call(merchant, "POST", f"{_ORDERS}/out-trade-no/{order}/close", {"mchid": merchant.mchid})
    except Refused as no:
        found = _CLOSING.get(no.code)
        if found is None:
            raise
        return found
    return Closed.CLOSED


_CLOSING: dict[str, Closed] = {
    Code.ORDER_PAID: Closed.PAID,
    Code.ORDER_CLOSED: Closed.CLOSED,
    Code.ORDER_NOT_EXIST: Closed.UNKNOWN,
    Code.RESOURCE_NOT_EXISTS: Closed.UNKNOWN,
}


def shortened(description: str) -> str:
    """Cut to what WeChat Pay takes, never inside a character."""
    return description.encode()[:DESCRIPTION_BYTES].decode(errors="ignore")
