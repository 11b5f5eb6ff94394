"""What this room holds about an account: handed out, and forgotten, when its owner asks. Both may run twice."""

from typing import Any

from chalicelib.kernel.ids import AccountId
from chalicelib.messages import lanes, recipients
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Attempt, Basket, Call, Granted, Item, Lane
from chalicelib.messages.outbox import values_of
from chalicelib.messages.templates import TEMPLATES


def export(account: AccountId) -> dict[str, Any]:
    """Every message to this account and every word about messages, in clear, for its owner."""
    name = recipients.of_account(account)
    return {
        "messages": [_told(attempt) for attempt in Attempt.query(name)],
        "grants": [
            {
                "template": lane.template,
                "left": lanes.left(lane),
                "ledger": [{"at": one.entry.split("#")[0], "said": one.said} for one in Granted.query(f"{name}#{lane.template}")],
            }
            for lane in Lane.query(name)
        ],
    }


def forget(account: AccountId) -> None:
    """Delete them all. What waits to be sent is not sent; news of which nobody else was told is deleted with it."""
    name = recipients.of_account(account)
    for attempt in list(Attempt.query(name, consistent_read=True)):
        _forget_item(attempt.item, name)
        if attempt.basket:
            _leave_basket(attempt)
        attempt.delete()
    for lane in list(Lane.query(name, consistent_read=True)):
        with Granted.batch_write() as batch:
            for entry in Granted.query(f"{name}#{lane.template}", consistent_read=True):
                batch.delete(entry)
        lane.delete()


def _leave_basket(attempt: Attempt) -> None:
    basket = Basket.find(attempt.basket)
    if basket:
        basket.update([Basket.attempts.delete({attempt.key})])
        if not basket.attempts:
            basket.delete()


def _told(attempt: Attempt) -> dict[str, Any]:
    item = Item.find(attempt.item)
    about = {"day": item.day, "told": item.told, "values": values_of(item)} if item else {}
    return {"kind": TEMPLATES[Kind(attempt.kind)].title, "channel": attempt.channel, "state": attempt.state, **about}


def _forget_item(item_id: str, name: str) -> None:
    call = Call.find(item_id)
    if call and recipients.of_account(call.account) == name:
        call.update([Call.account.set("")])
    item = Item.find(item_id)
    if item is None:
        return
    if set(item.recipients or ()) <= {name}:
        item.delete()
    elif name in (item.recipients or ()):
        item.update([Item.recipients.delete({name})])
