"""How an account ends: its owner leaves, then it is forgotten."""

from chalicelib.accounts import privacy
from chalicelib.accounts.sessions import Patient
from chalicelib.kernel.tables import Unit


def left(me: Patient) -> None:
    """Both, as the privacy room does it."""
    with Unit() as unit:
        privacy.leave(unit, me)
    privacy.forget(me.account)
