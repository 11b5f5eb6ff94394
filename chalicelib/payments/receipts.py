"""What WeChat Pay says of an order: a payment is booked exactly once, whoever tells of it and how often."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.gateways.wechatpay import merchant as merchants
from chalicelib.gateways.wechatpay import orders as wechatpay
from chalicelib.gateways.wechatpay.client import Refused
from chalicelib.gateways.wechatpay.orders import Trade
from chalicelib.kernel import clock, facts, ids, log, refusals
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.kernel.transport import Unanswered
from chalicelib.payments import ledger, refunds
from chalicelib.payments.models import Order, OrderState

TRIES = 3


class NotThisOrder(Exception):
    """What is told does not fit the order: somebody lies, or something is very wrong. Nothing was changed."""


def digest(openid: str) -> str:
    """What an order keeps of the payer's openid."""
    return ids.derived("payer", openid)


def accept(order: Order, trade: Trade) -> None:
    """Book the payment of an order and tell of it; told again it changes nothing.

    A payment that won the race against closing is accepted. One that comes when nobody could pay any more is booked
    and sent back. Raises NotThisOrder.
    """
    _compare(order, trade)
    for _ in range(TRIES):
        try:
            return _accept(order, trade)
        except LostRace:
            order.refresh(consistent_read=True)
    raise refusals.Busy


def _compare(order: Order, trade: Trade) -> None:
    told = (trade.out_trade_no, trade.mchid, trade.appid, trade.amount and (trade.amount.total, trade.amount.currency))
    ours = (order.id, order.merchant, order.appid, (int(order.amount), "CNY"))
    if not trade.paid or told != ours or not trade.transaction_id or trade.success_time is None:
        raise NotThisOrder
    if trade.payer is None or digest(trade.payer.openid) != order.payer:
        raise NotThisOrder


def _accept(order: Order, trade: Trade) -> None:
    known = {order.transaction, order.stray}
    if trade.transaction_id in known:
        return
    moment = trade.success_time or clock.now()
    if order.can(OrderState.PAID):
        _paid(order, trade, moment)
    elif order.state == OrderState.PAID or order.stray:
        raise NotThisOrder  # WeChat Pay takes one payment an order
    else:
        _strayed(order, trade, moment)


def _paid(order: Order, trade: Trade, moment: dt.datetime) -> None:
    version = int(order.version) + 1
    actions: list[Action] = [
        Order.state.set(OrderState.PAID.value),
        Order.version.set(version),
        Order.transaction.set(trade.transaction_id),
        Order.paid_at.set(clock.stamp(moment)),
    ]
    with Unit() as unit:
        unit.update(order, actions, condition=Order.version == order.version)
        ledger.paid(unit, order, moment)
        tell_paid(unit, order, version)


def _strayed(order: Order, trade: Trade, moment: dt.datetime) -> None:
    log.metric("StrayPayment")
    actions: list[Action] = [
        Order.stray.set(trade.transaction_id),
        Order.version.set(int(order.version) + 1),
        Order.until.remove(),  # it has money in it now: kept
    ]
    with Unit() as unit:
        ledger.strayed(unit, order, moment)
        refunds.send_back_stray(unit, order, actions, Order.version == order.version)


def tell_paid(unit: Unit, order: Order, version: int) -> None:
    """The fact that the buyer's room waits for."""
    amount = str(int(order.amount))
    facts.tell(unit, "payment.paid", order.id, version, purpose=order.purpose, reference=order.reference, amount=amount)


def ask_wechat(order: Order) -> bool:
    """Ask how the order stands and take over a payment. False when nobody paid, or WeChat Pay does not say."""
    try:
        trade = wechatpay.query(merchants.of(order.merchant), order.id)
    except (Unanswered, Refused):
        return False
    if trade is None or not trade.paid:
        return False
    accept(order, trade)
    return True
