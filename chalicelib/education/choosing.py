"""What an account wants to hear of: the weekly issue, greetings. Nobody is told who did not ask."""

from typing import NamedTuple

from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.education.models import Reader
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Unit


class Choice(NamedTuple):
    """Both off until chosen."""

    weekly: bool = False
    greetings: bool = False


def of(account: AccountId) -> Choice:
    """What this account chose."""
    wanted = Reader.of(account)
    found = Reader.find(wanted.shard, wanted.account)
    return Choice(bool(found.weekly), bool(found.greetings)) if found else Choice()


def choose(me: Patient, choice: Choice) -> Choice:
    """Choose; twice is once. Raises Unauthenticated."""
    made = Reader.of(me.account)
    made.weekly, made.greetings = choice
    with Unit() as unit:
        still_signed_in(unit, me)
        if any(choice):
            unit.put(made)
        else:
            unit.delete(made)
    return choice
