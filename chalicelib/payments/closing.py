"""Closing: at WeChat Pay first. Only when it says that nobody paid is the order closed, and `payment.closed` told."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.gateways.wechatpay import client
from chalicelib.gateways.wechatpay import merchant as merchants
from chalicelib.gateways.wechatpay import orders as wechatpay
from chalicelib.gateways.wechatpay.client import Refused
from chalicelib.kernel import clock, facts, log
from chalicelib.kernel.settings import deployment
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.kernel.transport import Unanswered
from chalicelib.payments.models import ENDED, Order, OrderState
from chalicelib.payments.receipts import ask_wechat
from chalicelib.payments.settings import chosen

KEPT_UNPAID = dt.timedelta(days=90)


def expire(order_id: str) -> bool:
    """The time to pay is over. False when closing must be tried again later."""
    order = Order.find(order_id)
    if order is not None and order.state == OrderState.AWAITING:
        _begin(order)
    return close(order_id)


def _begin(order: Order) -> None:
    actions: list[Action] = [Order.state.set(OrderState.CLOSING.value), Order.version.add(1)]
    try:
        with Unit() as unit:
            unit.update(order, actions, condition=Order.state == OrderState.AWAITING.value)
    except LostRace:
        log.info("not_awaiting", order=order.id)  # paid, or closing already, at this very moment


def close(order_id: str) -> bool:
    """Close what is to be closed, or find it paid. False when it must be tried again later."""
    order = Order.find(order_id)
    if order is None or order.state != OrderState.CLOSING:
        return True
    if order.window_until and clock.read(order.window_until) > clock.now():
        return False  # the window is at it
    return nobody_can_pay(order) and _closed(order)


def nobody_can_pay(order: Order) -> bool:
    """Close it at WeChat Pay. True when nobody paid and nobody can; a payment that was faster is booked.

    False also when WeChat Pay does not say, or when a prepay may still be under way.
    """
    if order.prepared is None:
        return True  # it was never told to WeChat Pay, and never will be: it is closing
    try:
        found = wechatpay.close(merchants.of(order.merchant), order.id)
    except (Unanswered, Refused):
        return False
    if found is wechatpay.Closed.PAID:
        ask_wechat(order)
        return False
    return found is wechatpay.Closed.CLOSED or not _under_way(order)


def _under_way(order: Order) -> bool:
    """Whether a prepay of ours may still reach WeChat Pay."""
    longest = 2 * deployment().wechatpay_timeout * client.TRIES + chosen().in_flight_margin
    return clock.now() < clock.read(order.prepared or order.opened) + dt.timedelta(seconds=longest)


def _closed(order: Order) -> bool:
    actions: list[Action] = [
        Order.state.set(OrderState.CLOSED.value),
        Order.version.set(ENDED),
        Order.until.set(clock.now() + KEPT_UNPAID),
    ]
    amount = str(int(order.amount))
    try:
        with Unit() as unit:
            unit.update(order, actions, condition=Order.version == order.version)
            facts.tell(unit, "payment.closed", order.id, ENDED, purpose=order.purpose, reference=order.reference, amount=amount)
    except LostRace:
        return False  # paid, or taken by the window, at this very moment
    return True
