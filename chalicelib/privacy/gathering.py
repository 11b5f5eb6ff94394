"""What every room holds about an account. A new room that holds personal data is one line here."""

from types import ModuleType
from typing import Any

from chalicelib.accounts import privacy as accounts
from chalicelib.cards import privacy as cards
from chalicelib.chat import privacy as chat
from chalicelib.copies import privacy as copies
from chalicelib.education import privacy as education
from chalicelib.feedback import privacy as feedback
from chalicelib.followup import privacy as followup
from chalicelib.kernel.ids import AccountId
from chalicelib.messages import privacy as messages
from chalicelib.payments import privacy as payments
from chalicelib.registration import privacy as registration

ROOMS: tuple[ModuleType, ...] = (
    registration,
    copies,
    feedback,
    followup,
    chat,
    education,
    messages,
    payments,
    cards,
    accounts,
)  # the account itself goes last


def everything(account: AccountId) -> dict[str, Any]:
    """A copy of all of it, a room a key."""
    return {room.__name__.split(".")[1]: room.export(account) for room in ROOMS}


def forget(account: AccountId) -> None:
    """Delete what the law does not require us to keep. Each room's part may run twice, so a killed job begins anew."""
    for room in ROOMS:
        room.forget(account)


def unfinished(account: AccountId) -> bool:
    """Whether a room says that something is still going on."""
    return any(room.unfinished(account) for room in ROOMS if hasattr(room, "unfinished"))
