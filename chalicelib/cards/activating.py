"""Getting a requested card from the HIS: idempotent by our PatientId, tried until the HIS answers."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.cards import asking, linking, patients, phones
from chalicelib.cards.models import Card, CardState, Identity, Level, Link, LinkOf, PersonItem, may_become
from chalicelib.cards.patients import Person
from chalicelib.gateways.his import patients as his
from chalicelib.gateways.his.outcomes import HisAway, HisRefused
from chalicelib.gateways.his.patients import HisPatient, NewPatient
from chalicelib.kernel import agenda, clock, facts, log, sealing
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import LostRace, Unit

AGAIN = "cards.request"  # the agenda's kind
SETTLED = "card.settled"  # the fact's kind; about: the card's state
PAUSES = (1, 2, 5, 10, 30)  # minutes between tries, the last one for ever
DUPLICATE = "duplicate"


def activate(card_id: str, tried: int = 0) -> None:
    """Ask the HIS for a requested card; done before, nothing happens. With the HIS away: an agenda item to try again."""
    card = Card.find(card_id)
    if card is None or card.state != CardState.REQUESTED:
        return
    person = patients.person(PatientId(card.patient))
    try:
        _settle(card, person)
    except HisAway:
        minutes = PAUSES[min(tried, len(PAUSES) - 1)]
        agenda.put_off(AGAIN, card.id, clock.now() + dt.timedelta(minutes=minutes), tried=str(tried + 1))
        log.info("card_waits_for_his", card=card.id, tried=tried + 1)


def _settle(card: Card, person: Person) -> None:
    try:
        made = his.create(_new(person))
    except HisRefused as refused:
        if refused.reason != DUPLICATE:
            _refuse(card, refused.reason)
            return
        _found(card, person)
        return
    try:
        take(card, person, made, CardState.ACTIVE)
    except patients.HeldByAnother:
        _refuse(card, "held_by_another")


def _new(person: Person) -> NewPatient:
    return NewPatient(
        ours=person.id,
        name=person.name,
        sex=person.sex,
        born=person.born,
        kind=person.kind,
        number=person.number,
        phone=(person.phone or "").removeprefix(phones.CHINA),
    )


def _found(card: Card, person: Person) -> None:
    """The HIS has had this person before: what was booked meanwhile reaches the right record, the card is still to be bound."""
    known = asking.named(asking.with_paper(person.kind, person.number), person.name)
    if len(known) != 1 or known[0].deceased:
        _refuse(card, "two_names" if not known else "several")
        return
    try:
        take(card, person, known[0], CardState.EXISTS)
    except patients.HeldByAnother:
        _refuse(card, "held_by_another")
        return


def _refuse(card: Card, reason: str) -> None:
    log.warning("card_refused", card=card.id, reason=reason)
    with Unit() as unit:
        unit.update(card, [Card.state.set(CardState.REFUSED.value)], condition=may_become(CardState.REFUSED))
        facts.tell(unit, SETTLED, card.id, 1, patient=card.patient, state=CardState.REFUSED.value)


def take(card: Card, person: Person, made: HisPatient, state: CardState) -> None:
    """Take over what the HIS has for a requested card: all rows or none. Raises HeldByAnother, LostRace."""
    held = patients.item(person.id)
    with Unit() as unit:
        patients.own(unit, person.id, [patients.his_key(made.id)])
        numbered(unit, card, made, state)
        version = int(held.version)
        if state is CardState.EXISTS:
            version = _only_as_proxies(unit, held)
        phone = phones.first_usable(made.phones)
        actions: list[Action] = [PersonItem.his_id.set(made.id), PersonItem.version.set(version + 1)]
        if phone and phone != person.phone:
            actions.append(PersonItem.phone.set(patients.sealed(person.id, "phone", phone)))
        free = PersonItem.his_id.does_not_exist() | (PersonItem.his_id == made.id)
        unit.update(held, actions, condition=free & (PersonItem.version == held.version))
        facts.tell(unit, SETTLED, card.id, 1, patient=person.id, state=state.value)


def _only_as_proxies(unit: Unit, person: PersonItem) -> int:
    """Nothing was proven of these links: they see and book, no more, and the person is told at the phone the HIS has.

    The person's version after the last fact.
    """
    more = {level.value for level in Level} - {level.value for level in linking.PROXY}
    version = int(person.version)
    for linked in LinkOf.query(person.id, consistent_read=True):
        version += 1
        link = Link(linked.account, person.id)
        unit.update(link, [Link.levels.delete(more)], condition=Link.account.exists())
        facts.tell(unit, linking.BOUND, person.id, version, account=linked.account)
    return version


def numbered(unit: Unit, card: Card, made: HisPatient, state: CardState) -> None:
    """The rows of a requested card that the HIS has answered for. A card that only exists shows no number before it is bound."""
    number = next(iter(made.cards), "")
    actions: list[Action] = [Card.state.set(state.value), Card.his_id.set(made.id)]
    if number and state is CardState.ACTIVE:
        actions.append(Card.number.set(sealing.seal(Card.noun, card.id, "number", number)))
        for key in patients.card_keys(number):
            unit.put(Identity(key, subject=card.id), condition=Identity.key.does_not_exist() | (Identity.subject == card.id))
    unit.update(card, actions, condition=may_become(state) & (Card.state == card.state), otherwise=LostRace)
