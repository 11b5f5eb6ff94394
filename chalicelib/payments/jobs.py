"""What payments do without being asked: close what is not paid, ask when WeChat Pay is silent, send refunds and follow them."""

import datetime as dt

from chalicelib.kernel import agenda, clock
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.jobs import Jobs
from chalicelib.payments import closing, orders, receipts, refunds
from chalicelib.payments.models import Order, OrderState
from chalicelib.payments.settings import chosen

jobs = Jobs(__name__)
MINUTE = dt.timedelta(minutes=1)


@jobs.due(orders.EXPIRE)
def expire(due: Due) -> None:
    """The time to pay is over."""
    if not closing.expire(due.subject):
        _again(due, orders.CLOSE, chosen().close_again_after)


@jobs.due(orders.CLOSE)
def close(due: Due) -> None:
    """Somebody wants it closed, or closing is to be tried again."""
    if not closing.close(due.subject):
        _again(due, orders.CLOSE, chosen().close_again_after)


@jobs.due(orders.ASK)
def ask_order(due: Due) -> None:
    """No notice came; perhaps the order is paid all the same. After the last question its expiry settles it."""
    order = Order.find(due.subject)
    pauses = chosen().ask_order_after
    if order is None or order.state != OrderState.AWAITING or receipts.ask_wechat(order):
        return
    if _tries(due) + 1 < len(pauses):
        _again(due, orders.ASK, pauses[1:])


@jobs.due(refunds.SEND)
def send_refund(due: Due) -> None:
    """A refund is to go to WeChat Pay."""
    if not refunds.send(due.subject, _tries(due)):
        _again(due, refunds.SEND, chosen().send_refund_again_after)


@jobs.due(refunds.FOLLOW)
def ask_refund(due: Due) -> None:
    """No notice came of a refund that is under way."""
    if not refunds.follow(due.subject):
        _again(due, refunds.FOLLOW, chosen().ask_refund_after[1:])


payments_queue = jobs.queue("payments", at_once=4)


def _tries(due: Due) -> int:
    return int(due.about.get("tries", "0"))


def _again(due: Due, kind: str, pauses: tuple[int, ...]) -> None:
    """Later, at a moment that follows from this one, so that an item delivered twice makes one. The last pause is kept to."""
    tries = _tries(due)
    then = clock.read(due.due) + dt.timedelta(seconds=pauses[min(tries, len(pauses) - 1)])
    if then < clock.now():  # we were away
        then = clock.now().replace(second=0, microsecond=0) + MINUTE
    agenda.put_off(kind, due.subject, then, tries=str(tries + 1))
