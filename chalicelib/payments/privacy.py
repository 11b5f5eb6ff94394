"""What payments know of a patient, and what of it can be forgotten.

The books must be kept by law; they hold opaque ids and amounts. What was bought is forgotten with the account. Orders that
were never paid delete themselves after 90 days.
"""

from chalicelib.kernel.ids import AccountId
from chalicelib.payments import ledger
from chalicelib.payments.models import Order, Refund


def export(account: AccountId) -> dict[str, object]:
    """Payments and refunds, in full."""
    entries = ledger.of(account)
    orders = Order.batch_get({entry.order for entry in entries}, consistent_read=True)
    refunds = Refund.batch_get({entry.refund for entry in entries if entry.refund}, consistent_read=True)
    return {
        "orders": [
            {
                "id": one.id,
                "purpose": one.purpose,
                "description": one.description,
                "amount": int(one.amount),
                "state": one.state,
                "opened": one.opened,
                "paid_at": one.paid_at,
                "wechat_transaction": one.transaction or one.stray,
            }
            for one in orders
        ],
        "refunds": [
            {
                "id": one.id,
                "order": one.order,
                "amount": int(one.amount),
                "reason": one.reason,
                "state": one.state,
                "asked": one.asked,
                "settled": one.settled,
            }
            for one in refunds
        ],
    }


def forget(account: AccountId) -> None:
    """Take the words out of the books: what was bought, and why it was given back (once it was)."""
    entries = ledger.of(account)
    for order in {entry.order for entry in entries}:
        Order(order).update([Order.description.set("")], condition=Order.id.exists())
    ended = {entry.refund for entry in entries if entry.refund and entry.cause.startswith(("done#", "paid_out#"))}
    for refund in ended:  # one under way must be sent again with the same words
        Refund(refund).update([Refund.reason.set("")], condition=Refund.id.exists())
