"""Whether the books are right: for the auditor of tests, and for whoever doubts."""

from collections import Counter
from collections.abc import Iterator

from chalicelib.payments import ledger
from chalicelib.payments.models import Entry, Order, OrderState, Refund, RefundState

ENDED = {RefundState.DONE: "done", RefundState.PAID_OUT: "paid_out"}


def problems() -> list[str]:
    """Read every order, refund and entry; what does not fit, in words, empty when all is well."""
    entries, orders, refunds = list(Entry.scan()), list(Order.scan()), list(Refund.scan())
    booked = {entry.cause: int(entry.amount) for entry in entries}
    found = [*_of_orders(orders, refunds, booked), *_of_refunds(refunds, booked)]
    if sum(ledger.balances(entries).values()):
        found.append("the ledger does not balance")
    open_refunds = sum(int(refund.amount) for refund in refunds if RefundState(refund.state) not in ENDED)
    if -ledger.balances(entries).get(ledger.REFUNDS, 0) != open_refunds:
        found.append("what is on its way back differs from the ledger")
    wanted = {cause for order in orders for cause in _causes(order)} | {c for refund in refunds for c in _refund_causes(refund)}
    found += [f"{cause}: booked and not known" for cause in booked.keys() - wanted]
    return found


def _causes(order: Order) -> Iterator[str]:
    if order.state == OrderState.PAID:
        yield f"paid#{order.id}"
    if order.state == OrderState.AT_WINDOW:
        yield f"window#{order.id}"
    if order.stray:
        yield f"stray#{order.id}"


def _refund_causes(refund: Refund) -> Iterator[str]:
    yield f"asked#{refund.id}"
    ended = ENDED.get(RefundState(refund.state))
    if ended:
        yield f"{ended}#{refund.id}"


def _of_orders(orders: list[Order], refunds: list[Refund], booked: dict[str, int]) -> Iterator[str]:
    asked: Counter[str] = Counter()
    for refund in refunds:
        asked[refund.order] += int(refund.amount)
    for order in orders:
        for cause in _causes(order):
            if booked.get(cause) != int(order.amount):
                yield f"{cause}: not booked as it should be"
        if asked[order.id] != int(order.refunded) + (int(order.amount) if order.stray else 0):
            yield f"{order.id}: its refunds differ from what it says was asked back"
        if int(order.refunded) > int(order.amount):
            yield f"{order.id}: more asked back than paid"


def _of_refunds(refunds: list[Refund], booked: dict[str, int]) -> Iterator[str]:
    for refund in refunds:
        for cause in _refund_causes(refund):
            if booked.get(cause) != int(refund.amount):
                yield f"{cause}: not booked as it should be"
