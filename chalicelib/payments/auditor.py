"""Whether the books are right: for the auditor of tests, and for whoever doubts."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from chalicelib.payments import ledger, refunds
from chalicelib.payments.models import Entry, Order, OrderState, Refund, RefundState

ENDED = frozenset({RefundState.DONE, RefundState.PAID_OUT})


class Booking(NamedTuple):
    """What one entry must say: whose it is, from which account of the books to which, and how much."""

    account: str
    debit: str
    credit: str
    amount: int


def problems() -> list[str]:
    """Read every order, refund and entry; what does not fit, in words, empty when all is well."""
    entries, orders, back = list(Entry.scan()), list(Order.scan()), list(Refund.scan())
    found = [*_booked(entries, orders, back), *_asked_back(orders, back)]
    open_refunds = sum(int(refund.amount) for refund in back if RefundState(refund.state) not in ENDED)
    if -ledger.balances(entries).get(ledger.REFUNDS, 0) != open_refunds:
        found.append("what is on its way back differs from the ledger")
    return found


def _booked(entries: list[Entry], orders: list[Order], back: list[Refund]) -> Iterator[str]:
    """Each cause is booked, once in the whole ledger, and nothing else is."""
    booked: dict[str, list[Booking]] = defaultdict(list)
    for entry in entries:
        booked[entry.cause].append(Booking(entry.account, entry.debit, entry.credit, int(entry.amount)))
    wanted = dict(
        [*(one for order in orders for one in _of_order(order)), *(one for refund in back for one in _of_refund(refund))]
    )
    for cause, booking in wanted.items():
        if booked[cause] != [booking]:
            yield f"{cause}: not booked as it should be"
    yield from (f"{cause}: booked and not known" for cause in booked.keys() - wanted.keys())


def _of_order(order: Order) -> Iterator[tuple[str, Booking]]:
    wechat, owed, amount = f"wechat#{order.merchant}", f"owed#{order.purpose}", int(order.amount)
    if order.state == OrderState.PAID:
        yield f"paid#{order.id}", Booking(order.account, wechat, owed, amount)
    if order.state == OrderState.AT_WINDOW:
        yield f"window#{order.id}", Booking(order.account, f"window#{order.campus}", owed, amount)
    if order.stray:
        yield f"stray#{order.id}", Booking(order.account, wechat, ledger.STRAY, amount)


def _of_refund(refund: Refund) -> Iterator[tuple[str, Booking]]:
    whence, amount = ledger.STRAY if refund.cause == refunds.STRAY else f"owed#{refund.purpose}", int(refund.amount)
    yield f"asked#{refund.id}", Booking(refund.account, whence, ledger.REFUNDS, amount)
    if refund.state == RefundState.DONE:
        yield f"done#{refund.id}", Booking(refund.account, ledger.REFUNDS, f"wechat#{refund.merchant}", amount)
    if refund.state == RefundState.PAID_OUT:
        yield f"paid_out#{refund.id}", Booking(refund.account, ledger.REFUNDS, ledger.PAYOUTS, amount)


def _asked_back(orders: list[Order], back: list[Refund]) -> Iterator[str]:
    asked: Counter[str] = Counter()
    for refund in back:
        asked[refund.order] += int(refund.amount)
    for order in orders:
        if asked.pop(order.id, 0) != int(order.refunded) + (int(order.amount) if order.stray else 0):
            yield f"{order.id}: its refunds differ from what it says was asked back"
        if int(order.refunded) > int(order.amount):
            yield f"{order.id}: more asked back than paid"
    for gone in asked:
        yield f"{gone}: refunds of what is no order"
