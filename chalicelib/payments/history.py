"""A patient's payments and refunds, by period."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from chalicelib.kernel import clock
from chalicelib.kernel.ids import AccountId
from chalicelib.payments import ledger
from chalicelib.payments.models import Order, Refund, RefundState


class Period(StrEnum):
    """How far back."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


DAYS = {Period.WEEK: 7, Period.MONTH: 31, Period.QUARTER: 92}
PAID_CAUSES, ASKED_CAUSE = ("paid#", "window#", "stray#"), "asked#"


class Movement(NamedTuple):
    """One payment, or one refund (then `refund` is there)."""

    at: str
    order: Order
    refund: Refund | None
    amount: int
    how: str  # "paid", "window", "stray" or the refund's state


def of(account: AccountId, period: Period, now: dt.datetime | None = None) -> list[Movement]:
    """Newest first."""
    since = clock.stamp((now or clock.now()) - dt.timedelta(days=DAYS[period]))
    entries = [entry for entry in ledger.of(account) if entry.at >= since and entry.cause.startswith((*PAID_CAUSES, ASKED_CAUSE))]
    orders = {order.id: order for order in Order.batch_get({entry.order for entry in entries}, consistent_read=True)}
    wanted = {entry.refund for entry in entries if entry.refund}
    refunds = {refund.id: refund for refund in Refund.batch_get(wanted, consistent_read=True)}
    movements = []
    for entry in entries:
        refund = refunds[entry.refund] if entry.refund else None
        how = RefundState(refund.state) if refund else entry.cause.split("#")[0]
        movements.append(Movement(entry.at, orders[entry.order], refund, int(entry.amount), how))
    return sorted(movements, key=lambda movement: movement.at, reverse=True)
