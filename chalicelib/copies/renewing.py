"""Verification codes' entries under the current lookup key; and the codes of hand-overs, which nobody can write anew."""

import contextlib

from chalicelib.copies.electronic import code_of, digest
from chalicelib.copies.given.models import Electronic, ElectronicState, Verified
from chalicelib.copies.pickup.models import HandOverCode
from chalicelib.kernel import sealing
from chalicelib.kernel.renewing import Source
from chalicelib.kernel.tables import LostRace, Unit


def renew(found: Electronic) -> bool:
    """What was given can be verified by its code."""
    if found.state != ElectronicState.GIVEN:
        return False
    entry = Verified(digest(code_of(found)), application=found.application, round=int(found.round))
    if Verified.find(entry.digest):
        return False
    with contextlib.suppress(LostRace), Unit() as unit:
        given = Electronic.state == ElectronicState.GIVEN.value
        unit.check(Electronic, found.application, int(found.round), condition=given)  # type: ignore[arg-type]  # a number
        unit.put(entry)
    return True


def open_codes() -> int:
    """Hand-over codes that were made under a key before the current one. They end with their hand-over, or are made anew in one tap."""
    current = sealing.keys_in_force()[0]
    return sum(sealing.key_of(one.digest) != current for one in HandOverCode.scan(consistent_read=True))


SOURCES = (Source(Electronic, renew, Verified, lambda entry: entry.digest),)
