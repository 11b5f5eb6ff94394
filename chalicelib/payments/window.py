"""The window takes a payment: the order is closed at WeChat Pay first, so that it is not paid twice."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.kernel import agenda, audit, clock, refusals
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.payments import ledger
from chalicelib.payments.closing import nobody_can_pay
from chalicelib.payments.models import ENDED, Order, OrderId, OrderState
from chalicelib.payments.orders import CLOSE
from chalicelib.payments.receipts import tell_paid
from chalicelib.payments.refused import CANNOT_PAY, AlreadyPaid, OrderClosed, WindowMustWait
from chalicelib.payments.settings import chosen


def take_at_window(actor: str, order: OrderId) -> None:
    """Returns when nobody can pay the order by WeChat any more: now take the money. Asked again, it answers the same.

    Raises AlreadyPaid when WeChat has the money, OrderClosed, and WindowMustWait (take no money yet, ask again) while
    WeChat Pay has not said. A payment that comes all the same is sent back.
    """
    found = Order.find(order)
    if found is None:
        raise refusals.NotFound
    if found.state == OrderState.AT_WINDOW and found.window == actor:
        return
    _begin(actor, found)
    if not nobody_can_pay(found):
        found.refresh(consistent_read=True)
        raise AlreadyPaid if found.state == OrderState.PAID else WindowMustWait
    _take(actor, found)


def _begin(actor: str, order: Order) -> None:
    state = OrderState(order.state)
    again = state is OrderState.CLOSING and order.window is not None
    if state is not OrderState.AWAITING and not again:
        raise CANNOT_PAY[state]
    until = clock.now() + dt.timedelta(minutes=chosen().window_minutes)
    actions: list[Action] = [
        Order.state.set(OrderState.CLOSING.value),
        Order.version.set(int(order.version) + 1),
        Order.window.set(actor),
        Order.window_until.set(clock.stamp(until)),
    ]
    with Unit() as unit:
        unit.update(order, actions, condition=Order.version == order.version)
        audit.write(unit, actor, "order.window_began", order.id)
        agenda.later(unit, CLOSE, order.id, until)
    order.refresh(consistent_read=True)


def _take(actor: str, order: Order) -> None:
    now = clock.now()
    actions: list[Action] = [
        Order.state.set(OrderState.AT_WINDOW.value),
        Order.version.set(ENDED),
        Order.paid_at.set(clock.stamp(now)),
    ]
    try:
        with Unit() as unit:
            unit.update(order, actions, condition=Order.version == order.version)
            ledger.taken_at_window(unit, order, now)
            tell_paid(unit, order)
            audit.write(unit, actor, "order.taken_at_window", order.id)
    except LostRace:
        order.refresh(consistent_read=True)
        raise CANNOT_PAY.get(OrderState(order.state), OrderClosed) from None
