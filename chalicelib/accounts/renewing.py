"""Phone numbers' entries under the current lookup key."""

import contextlib

from chalicelib.accounts import phones
from chalicelib.accounts.models import Account, Phone
from chalicelib.kernel import sealing
from chalicelib.kernel.renewing import Source
from chalicelib.kernel.tables import LostRace, Unit


def renew(found: Account) -> bool:
    """The account stands under its number's current hash. Whoever changes the number meanwhile writes under every key in force."""
    held = phones.number(found)
    if held is None:
        return False
    current = sealing.fingerprint("phone", held)
    there = Phone.find(current)
    if there and found.id in (there.accounts or ()):
        return False
    with contextlib.suppress(LostRace), Unit() as unit:
        unit.check(Account, found.id, condition=Account.phone == found.phone)
        unit.update(Phone(current), [Phone.accounts.add({found.id})])
    return True


SOURCES = (Source(Account, renew, Phone, lambda entry: entry.fingerprint),)
