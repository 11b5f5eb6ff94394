"""The ledger: double entry, one item a booking, so that it balances by its very form.

Accounts of the books: `wechat#<merchant>` money that WeChat Pay holds for us; `window#<campus>` money that the window took;
`owed#<purpose>` what we owe the buyers' rooms for it; `stray` money that nobody owed us; `refunds` what is on its way back;
`payouts` what people paid out by hand.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from chalicelib.kernel import clock
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Unit
from chalicelib.payments.models import Entry, Order, Refund

STRAY, REFUNDS, PAYOUTS = "stray", "refunds", "payouts"


def paid(unit: Unit, order: Order, at: dt.datetime) -> None:
    """WeChat Pay took the money of an order."""
    _book(unit, order, f"paid#{order.id}", f"wechat#{order.merchant}", f"owed#{order.purpose}", at)


def taken_at_window(unit: Unit, order: Order, at: dt.datetime) -> None:
    """The window took it."""
    _book(unit, order, f"window#{order.id}", f"window#{order.campus}", f"owed#{order.purpose}", at)


def strayed(unit: Unit, order: Order, at: dt.datetime) -> None:
    """WeChat Pay took it though the order was closed."""
    _book(unit, order, f"stray#{order.id}", f"wechat#{order.merchant}", STRAY, at)


def refund_asked(unit: Unit, refund: Refund, *, stray: bool, at: dt.datetime) -> None:
    """Somebody is to get money back."""
    _book(unit, refund, f"asked#{refund.id}", STRAY if stray else f"owed#{refund.purpose}", REFUNDS, at)


def refund_done(unit: Unit, refund: Refund, at: dt.datetime) -> None:
    """WeChat Pay gave it back."""
    _book(unit, refund, f"done#{refund.id}", REFUNDS, f"wechat#{refund.merchant}", at)


def refund_paid_out(unit: Unit, refund: Refund, at: dt.datetime) -> None:
    """People gave it back."""
    _book(unit, refund, f"paid_out#{refund.id}", REFUNDS, PAYOUTS, at)


def _book(unit: Unit, about: Order | Refund, cause: str, debit: str, credit: str, at: dt.datetime) -> None:
    order, refund = (about.order, about.id) if isinstance(about, Refund) else (about.id, None)
    entry = Entry(
        about.account,
        cause,
        order=order,
        refund=refund,
        debit=debit,
        credit=credit,
        amount=about.amount,
        at=clock.stamp(at),
    )
    unit.put(entry, condition=Entry.cause.does_not_exist())


def of(account: AccountId) -> list[Entry]:
    """Every entry of a patient's account."""
    return list(Entry.query(account, consistent_read=True))


def balances(entries: Iterable[Entry]) -> dict[str, int]:
    """What each account of the books holds: debits less credits, in fen. The sum over all is always 0."""
    held: Counter[str] = Counter()
    for entry in entries:
        held[entry.debit] += int(entry.amount)
        held[entry.credit] -= int(entry.amount)
    return dict(held)
