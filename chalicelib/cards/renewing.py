"""Identities' entries under the current lookup key: papers of persons, numbers of cards."""

import contextlib

from chalicelib.cards import following, patients
from chalicelib.cards.identity import Paper
from chalicelib.cards.models import Card, Identity, PersonItem
from chalicelib.kernel.renewing import Source
from chalicelib.kernel.tables import LostRace, Unit


def person(found: PersonItem) -> bool:
    """The paper by which the person was first known. Further papers lead here by the HIS id, and are written when they are shown."""
    one = patients.opened(found)
    return _renewed(patients.paper_keys(Paper(one.kind, one.number, one.born, one.sex), one.name))


def card(found: Card) -> bool:
    """Its number."""
    number = following.number_of(found)
    return bool(number) and _renewed(patients.card_keys(str(number)))


def _renewed(keys: list[str]) -> bool:
    """Under the current key leads where it leads under the one before, unless that changes at this moment."""
    current, *before = keys
    known = next((one for key in before if (one := Identity.find(key))), None)
    if known is None or Identity.find(current):
        return False
    with contextlib.suppress(LostRace), Unit() as unit:
        unit.check(Identity, known.key, condition=Identity.subject == known.subject)
        unit.put(Identity(current, subject=known.subject), condition=Identity.key.does_not_exist())
    return True


def _hash(entry: Identity) -> str:
    kind, _, rest = entry.key.partition("#")
    return rest if kind in ("paper", "card") and ":" in rest else ""


SOURCES = (Source(PersonItem, person, Identity, _hash), Source(Card, card, Identity, _hash))
