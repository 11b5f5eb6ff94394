"""What WeChat Pay says of an order: a payment is booked exactly once, whoever tells of it and how often."""

import functools
import operator

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.gateways.wechatpay import merchant as merchants
from chalicelib.gateways.wechatpay import orders as wechatpay
from chalicelib.gateways.wechatpay.client import Refused
from chalicelib.gateways.wechatpay.orders import Trade
from chalicelib.kernel import clock, facts, ids, log, refusals
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.kernel.transport import Unanswered
from chalicelib.payments import ledger, refunds
from chalicelib.payments.models import ENDED, NEXT, Order, OrderState

TRIES = 3
ATTACHED_PARTS = 3  # see Order.attached


class NotThisOrder(Exception):
    """What is told does not fit the order: somebody lies, or something is very wrong. Nothing was changed."""


def digest(openid: str) -> str:
    """What an order keeps of the payer's openid."""
    return ids.derived("payer", openid)


def take(trade: Trade) -> None:
    """Book the payment that a notice tells of. Raises NotThisOrder, also when there is no such order."""
    if _taken_unread(trade):
        return
    order = Order.find(trade.out_trade_no)
    if order is None:
        raise NotThisOrder
    accept(order, trade)


def accept(order: Order, trade: Trade) -> None:
    """Book the payment of an order and tell of it; told again it changes nothing.

    A payment that won the race against closing is accepted. One that comes when nobody could pay any more is booked
    and sent back. Raises NotThisOrder.
    """
    for _ in range(TRIES):
        if not _fits(order, trade):
            raise NotThisOrder
        try:
            return _accept(order, trade)
        except LostRace:
            order.refresh(consistent_read=True)
    raise refusals.Busy


def _fits(order: Order, trade: Trade) -> bool:
    if not (trade.paid and trade.transaction_id and trade.success_time and trade.payer and trade.amount):
        return False
    told = (trade.out_trade_no, trade.mchid, trade.appid, trade.amount.total, trade.amount.currency, digest(trade.payer.openid))
    return told == (order.id, order.merchant, order.appid, int(order.amount), "CNY", order.payer)


def _taken_unread(trade: Trade) -> bool:
    """Nearly every notice is the first and true: then the write's condition compares, and the order need not be read."""
    attached = trade.attach.split("|")
    if len(attached) != ATTACHED_PARTS or not trade.payer or not trade.amount:
        return False
    purpose, reference, account = attached
    told = Order(
        trade.out_trade_no,
        purpose=purpose,
        reference=reference,
        account=account,
        merchant=trade.mchid,
        appid=trade.appid,
        amount=trade.amount.total,
        payer=digest(trade.payer.openid),
    )
    if not _fits(told, trade):
        return False
    try:
        _paid(told, trade)
    except LostRace:
        return False
    return True


def _accept(order: Order, trade: Trade) -> None:
    if trade.transaction_id in (order.transaction, order.stray):
        return
    if order.can(OrderState.PAID):
        _paid(order, trade)
    elif order.state == OrderState.PAID or order.stray:
        raise NotThisOrder  # WeChat Pay takes one payment an order
    else:
        _strayed(order, trade)


def _paid(order: Order, trade: Trade) -> None:
    moment = trade.success_time or clock.now()
    actions: list[Action] = [
        Order.state.set(OrderState.PAID.value),
        Order.version.set(ENDED),
        Order.transaction.set(trade.transaction_id),
        Order.paid_at.set(clock.stamp(moment)),
    ]
    with Unit() as unit:
        unit.update(order, actions, condition=_waits(order))
        ledger.paid(unit, order, moment)
        tell_paid(unit, order)


def _waits(order: Order) -> Condition:
    """That the order in the table is this one, and can be paid."""
    names = ("purpose", "reference", "account", "merchant", "appid", "amount", "payer")
    payable = [state.value for state in OrderState if OrderState.PAID in NEXT[state]]
    same = [getattr(Order, name) == getattr(order, name) for name in names]
    return functools.reduce(operator.and_, same, Order.state.is_in(*payable))


def _strayed(order: Order, trade: Trade) -> None:
    log.metric("StrayPayment")
    actions: list[Action] = [
        Order.stray.set(trade.transaction_id),
        Order.version.set(int(order.version) + 1),
        Order.until.remove(),  # it has money in it now: kept
    ]
    with Unit() as unit:
        ledger.strayed(unit, order, trade.success_time or clock.now())
        refunds.send_back_stray(unit, order, actions, Order.version == order.version)


def tell_paid(unit: Unit, order: Order) -> None:
    """The fact that the buyer's room waits for."""
    amount = str(int(order.amount))
    facts.tell(unit, "payment.paid", order.id, ENDED, purpose=order.purpose, reference=order.reference, amount=amount)


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
