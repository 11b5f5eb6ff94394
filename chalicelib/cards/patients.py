"""Persons: one person, one index; read with their merges followed."""

import datetime as dt
from typing import NamedTuple

from chalicelib.cards import access
from chalicelib.cards.access import Watcher
from chalicelib.cards.identity import Paper, person_in, same_name
from chalicelib.cards.models import Identity, Link, PersonItem, State
from chalicelib.gateways.his.systems import Identity as Kind
from chalicelib.kernel import refusals, sealing
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.kernel.tables import LostRace, Unit, find_both

MOST_MERGES = 20  # in a chain; more is a circle


class Person(NamedTuple):
    """A person, unsealed. `repr` shows nothing personal."""

    id: PatientId
    state: State
    kind: Kind
    name: str
    number: str  # of the identity paper
    phone: str | None  # reserved at the hospital, E.164
    born: dt.date
    sex: str  # male, female, other, unknown
    his_id: str | None  # None until the HIS gave one
    phone_changed_at: str

    def __repr__(self) -> str:
        """Nothing personal, wherever it is printed."""
        return f"<{type(self).__name__}>"


class HeldByAnother(Exception):
    """The identity belongs to another person of ours: two papers of one person, for staff to join at the HIS."""


class Circle(RuntimeError):
    """Merges that lead round and round: a fault."""


def person(patient: PatientId) -> Person:
    """The person behind an index of ours, merges followed. Raises NotFound."""
    return opened(item(patient))


def current(patient: PatientId) -> PatientId:
    """The index that holds this person now, merges followed. Raises NotFound."""
    return PatientId(item(patient).id)


def item(patient: str) -> PersonItem:
    """The item of the index that holds this person now. Raises NotFound."""
    return chain(patient)[-1]


def watched(patient: PatientId, account: AccountId) -> tuple[PersonItem | None, Watcher | None]:
    """The item of the index that holds this person now, and this account if it is linked to them, read together.

    Nobody where there is no such person. Raises Circle.
    """
    found, link = find_both(PersonItem.at_key(patient), Link.at_key(account, patient))
    if found is None:
        return None, None
    if found.state == State.MERGED and found.into:
        found = item(patient)
        link = Link.find(account, found.id)
    return found, access.watching(link) if link else None


def chain(patient: str) -> list[PersonItem]:
    """This index, and those it was merged into one after the other. Raises NotFound."""
    found: list[PersonItem] = []
    while len(found) < MOST_MERGES:
        one = PersonItem.find(patient)
        if one is None:
            raise refusals.NotFound
        found.append(one)
        if one.state != State.MERGED or not one.into:
            return found
        patient = one.into
    raise Circle


def opened(found: PersonItem) -> Person:
    """Unseal one item, as it is."""
    return Person(
        id=PatientId(found.id),
        state=State(found.state),
        kind=Kind(found.kind),
        name=unsealed(found, "name"),
        number=unsealed(found, "number"),
        phone=unsealed(found, "phone") if found.phone else None,
        born=dt.date.fromisoformat(unsealed(found, "born")),
        sex=found.sex,
        his_id=found.his_id,
        phone_changed_at=found.phone_changed_at,
    )


def unsealed(found: PersonItem, field_name: str) -> str:
    """One sealed field of a person."""
    content: bytes = getattr(found, field_name)
    return sealing.unseal(PersonItem.noun, found.id, field_name, content)


def sealed(patient: str, field_name: str, text: str) -> bytes:
    """A field, sealed for this person."""
    return sealing.seal(PersonItem.noun, patient, field_name, text)


def paper_keys(paper: Paper, name: str) -> list[str]:
    """The keys under which this identity is unique, one for each lookup key in force, the current one first."""
    return [f"paper#{one}" for one in sealing.fingerprints(*person_in(paper, name))]


def card_keys(number: str) -> list[str]:
    """The keys under which a visit card's number is unique."""
    return [f"card#{one}" for one in sealing.fingerprints("visit-card", number)]


def his_key(his_id: str) -> str:
    """The key under which a HIS patient is unique."""
    return f"his#{his_id}"


def subject_of(keys: list[str]) -> str | None:
    """Whose these keys are: the first that is known."""
    return next((found.subject for key in keys if (found := Identity.find(key))), None)


def own(unit: Unit, patient: str, keys: list[str]) -> None:
    """The rows by which these identities are this person's. Raises HeldByAnother; fails with LostRace when one is new."""
    for key in keys:
        known = Identity.find(key)
        if known is None:
            unit.put(Identity(key, subject=patient), condition=Identity.key.does_not_exist(), otherwise=LostRace)
        elif current(PatientId(known.subject)) != patient:
            raise HeldByAnother


def bears(indexes: list[PersonItem], name: str) -> bool:
    """Whether the person is known by this name under any of these indexes."""
    return any(same_name(unsealed(one, "name"), name) for one in indexes)
