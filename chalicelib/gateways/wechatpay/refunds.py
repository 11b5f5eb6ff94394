"""Refunds at WeChat Pay: ask for one under a number of ours, and how it stands."""

from enum import StrEnum
from typing import NamedTuple

from pydantic import AliasChoices, AwareDatetime, BaseModel, ConfigDict, Field

from chalicelib.gateways.wechatpay.client import Code, Refused, call, read
from chalicelib.gateways.wechatpay.merchant import Merchant
from chalicelib.kernel.money import Fen

REASON_CHARACTERS = 80
_REFUNDS = "/v3/refund/domestic/refunds"


class RefundState(StrEnum):
    """How a refund stands."""

    SUCCESS = "SUCCESS"  # the money is back
    PROCESSING = "PROCESSING"
    ABNORMAL = "ABNORMAL"  # the payer's card cannot take it: people must find another way
    CLOSED = "CLOSED"  # given up: nothing was paid back


class Wanted(NamedTuple):
    """What is to go back. The same refund must be asked with the same values every time."""

    order: str  # out_trade_no
    refund: str  # out_refund_no
    reason: str  # the payer reads it
    amount: Fen
    total: Fen  # what was paid
    notify_url: str


class _Amount(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True)

    refund: Fen
    total: Fen


class Refunded(BaseModel):
    """A refund as WeChat Pay has it, in answers (`status`) and in notices (`refund_status`)."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    out_refund_no: str
    out_trade_no: str
    refund_id: str
    status: RefundState = Field(validation_alias=AliasChoices("status", "refund_status"))
    amount: _Amount
    mchid: str = ""  # in notices only
    success_time: AwareDatetime | None = None


def refund(merchant: Merchant, wanted: Wanted) -> Refunded:
    """Ask for it. Accepted is not paid back. Raises Refused (NOT_ENOUGH, INVALID_REQUEST, …) or Unanswered."""
    document: dict[str, object] = {
        "out_trade_no": wanted.order,
        "out_refund_no": wanted.refund,
        "reason": wanted.reason[:REASON_CHARACTERS],
        "notify_url": wanted.notify_url,
        "amount": {"refund": wanted.amount, "total": wanted.total, "currency": "CNY"},
    }
    return read(Refunded, call(merchant, "POST", _REFUNDS, document))


def query(merchant: Merchant, refund: str) -> Refunded | None:
    """How it stands; None when WeChat Pay never had it. Raises Refused or Unanswered."""
    try:
        body = call(merchant, "GET", f"{_REFUNDS}/{refund}")
    except Refused as no:
        if no.code == Code.RESOURCE_NOT_EXISTS:
            return None
        raise
    return read(Refunded, body)
