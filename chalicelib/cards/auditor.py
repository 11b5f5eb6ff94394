"""What must always hold in this room's tables, looked at from outside any deed. Reads everything: for rehearsals, not for a request."""

from collections import Counter
from collections.abc import Iterator

from chalicelib.cards.models import Card, CardState, Holder, Identity, Link, LinkOf, Merge, PersonItem, State, Telling, Ticket


def problems() -> list[str]:
    """What is wrong, in words with ids; empty when everything adds up."""
    persons = {person.id: person for person in PersonItem.scan(consistent_read=True)}
    links = list(Link.scan(consistent_read=True))
    cards = {card.id: card for card in Card.scan(consistent_read=True)}
    return [*_links(persons, links), *_holders(links), *_merges(persons), *_cards(persons, links, cards), *_keys(persons, cards)]


def waiting() -> list[str]:
    """What is not wrong and not finished either: cards on their way, SMS not sent."""
    requested = [card.id for card in Card.scan(consistent_read=True) if card.state == CardState.REQUESTED]
    untold = [one.digest for one in Ticket.scan(consistent_read=True) if one.state in {Telling.WAITING, Telling.SENDING}]
    return [f"card {one} is on its way" for one in requested] + [f"SMS {one} is not sent" for one in untold]


def _links(persons: dict[str, PersonItem], links: list[Link]) -> Iterator[str]:
    pairs = {(link.account, link.patient) for link in links}
    mirrored = {(one.account, one.patient) for one in LinkOf.scan(consistent_read=True)}
    yield from (f"link {account} {patient} has no mirror, or the other way round" for account, patient in pairs ^ mirrored)
    count = Counter(patient for _, patient in pairs)
    for person in persons.values():
        if person.links != count[person.id]:
            yield f"patient {person.id} counts {int(person.links)} links and has {count[person.id]}"
    for account, patient in pairs:
        if patient not in persons or persons[patient].state == State.MERGED:
            yield f"link {account} {patient} leads to nobody"


def _holders(links: list[Link]) -> Iterator[str]:
    held: dict[str, set[str]] = {}
    for link in links:
        held.setdefault(link.account, set()).add(link.patient)
    holders = {holder.account: holder for holder in Holder.scan(consistent_read=True)}
    for account in held.keys() | holders.keys():
        holder, own = holders.get(account), held.get(account, set())
        if set((holder and holder.patients) or ()) != own:
            yield f"holder {account} counts other patients than it is linked to"
        if holder and holder.default_patient and holder.default_patient not in own:
            yield f"holder {account} shows somebody first whom it is not linked to"
        mine = {link.patient for link in links if link.account == account and link.own}
        if mine != ({holder.own} if holder and holder.own else set()):
            yield f"holder {account} is another person than its links say"


def _merges(persons: dict[str, PersonItem]) -> Iterator[str]:
    journals = {journal.old for journal in Merge.scan(consistent_read=True)}
    for person in persons.values():
        if (person.state == State.MERGED) != (person.into is not None) or _now(persons, person.id) is None:
            yield f"patient {person.id} is merged into nobody"
        if person.state == State.MERGED and person.id not in journals:
            yield f"patient {person.id} is merged without a journal"


def _now(persons: dict[str, PersonItem], patient: str) -> str | None:
    """Who it is, merges followed; None where they lead to nobody or in a circle."""
    for _ in persons:
        person = persons.get(patient)
        if person is None or person.state != State.MERGED:
            return person.id if person else None
        patient = person.into or ""
    return None


def _cards(persons: dict[str, PersonItem], links: list[Link], cards: dict[str, Card]) -> Iterator[str]:
    for person in persons.values():
        if person.state == State.MERGED:
            continue
        for card in person.cards or ():
            if card not in cards or cards[card].patient != person.id:
                yield f"card {card} is not {person.id}'s"
    for one in cards.values():
        owner = persons.get(one.patient)
        if owner is None or one.id not in (owner.cards or ()):
            yield f"card {one.id} is not {one.patient}'s"
    for link in links:
        owner = persons.get(link.patient)
        if owner is not None and not set(link.cards or ()) <= set(owner.cards or ()):
            yield f"link {link.account} {link.patient} shows cards that are not the patient's"


def _keys(persons: dict[str, PersonItem], cards: dict[str, Card]) -> Iterator[str]:
    subjects = {identity.key: identity.subject for identity in Identity.scan(consistent_read=True)}
    for key, subject in subjects.items():
        if subject not in (cards if key.startswith("card#") else persons):
            yield f"an identity leads to {subject}, who is not there"
    for person in persons.values():
        if person.his_id and _now(persons, subjects.get(f"his#{person.his_id}", "")) != _now(persons, person.id):
            yield f"patient {person.id} is not found by the HIS id"
