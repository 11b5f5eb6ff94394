"""What this room holds of an account: the registrations it made."""

from chalicelib.kernel.ids import AccountId
from chalicelib.registration import history
from chalicelib.registration.models import Registration
from chalicelib.registration.states import Money, State

GOING_ON = frozenset({State.LOCKING, State.HELD, State.PAID_AWAITING_HOSPITAL, State.CONFIRMED, State.REPLACED, State.TAKEN})
MOVING = frozenset({Money.REFUNDING, Money.REFUND_STUCK})
TOLD = ("id", "state", "money", "date", "mark", "department_name", "doctor_name", "campus_name", "room", "fee", "since")


def export(account: AccountId) -> dict[str, object]:
    """Every registration of the patients whom this account may see."""
    return {"registrations": [_told(one) for one in _all(account)]}


def unfinished(account: AccountId) -> bool:
    """Whether a visit that this account booked is still to come, or money is still moving."""
    return any(one.account == account and (one.stands in GOING_ON or one.fee_stands in MOVING) for one in _all(account))


def forget(account: AccountId) -> None:
    """Take the account out of them. The registrations stay: they belong to the patient's visits, which the law has kept."""
    for one in _all(account):
        if one.account == account:
            Registration(one.id).update([Registration.account.set("")], condition=Registration.account == account)


def _all(account: AccountId) -> list[Registration]:
    return history.of(account, None)


def _told(one: Registration) -> dict[str, object]:
    told: dict[str, object] = {name: getattr(one, name) for name in TOLD}
    return told | {"number": int(one.number), "fee": int(one.fee)}
