"""Following the HIS: merges and unmerges, deaths, changed phones, names and card numbers."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.cards import identity, merging, patients, phones
from chalicelib.cards.models import NEXT, Card, CardState, Cursor, Identity, Merge, PersonItem, State, may_become
from chalicelib.cards.newphone import telling
from chalicelib.gateways.his import patients as his
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.gateways.his.patients import HisPatient
from chalicelib.kernel import agenda, clock, facts, log, refusals, sealing
from chalicelib.kernel.tables import LostRace, Unit

AGAIN = "cards.follow"  # the agenda's kind
DIED = "patient.died"  # the fact's kind
PATIENTS = "patients"
FIRST_LOOK = dt.timedelta(hours=1)
AGAIN_IN = dt.timedelta(minutes=1)


def poll() -> None:
    """Take over whatever the HIS changed since the last look. With the HIS away: the next look takes it all."""
    cursor = Cursor.find(PATIENTS)
    since = clock.read(cursor.until) if cursor else clock.now() - FIRST_LOOK
    try:
        changes = his.changed(since)
    except HisAway:
        log.info("patients_not_followed")
        return
    for held in changes.items:
        try:
            take_over(held)
        except Exception as error:  # noqa: BLE001 - one that cannot be taken over now comes again alone, the others go on
            log.fault("patient_not_taken_over", error, his=held.id)
            agenda.put_off(AGAIN, held.id, clock.now() + AGAIN_IN)
    Cursor(PATIENTS, until=clock.stamp(changes.until)).save()


def take_again(his_id: str) -> None:
    """One whose change could not be taken over before. Raises HisAway."""
    held = his.get(his_id)
    if held:
        take_over(held)


def take_over(held: HisPatient) -> None:
    """Take over what the HIS says of one of its patients. Twice is once; an older state never replaces a newer one."""
    ours = Identity.find(patients.his_key(held.id))
    if ours is None:
        return
    old = PersonItem.find(ours.subject)
    if old is None or (old.his_id == held.id and clock.stamp(held.at) < old.his_at):
        return
    if held.replaced_by:
        _merged(old, held, held.replaced_by)
        return
    if held.active:
        _apart(old, held)
        _details(patients.item(ours.subject), held)


def _merged(old: PersonItem, held: HisPatient, into: str) -> None:
    """The HIS has merged this patient into another one."""
    known = Identity.find(patients.his_key(into))
    if known is None:
        _follow_alone(patients.item(old.id), held.id, into)
        return
    present, target = patients.item(old.id), patients.item(known.subject)
    if present.id != target.id:
        merging.merge(present, target, held.id)
    elif present.his_id == held.id:
        _repoint(present, held.id, into)


def _follow_alone(person: PersonItem, from_his: str, into_his: str) -> None:
    """The surviving HIS patient is new to us: our index simply stands for it now."""
    with Unit() as unit:
        unit.put(Identity(patients.his_key(into_his), subject=person.id), condition=Identity.key.does_not_exist())
        journal = Merge(patients.his_key(from_his), his_id=from_his, into=into_his, moved="", at=clock.stamp(clock.now()))
        unit.put(journal)
        if person.his_id == from_his:
            unit.update(person, [PersonItem.his_id.set(into_his)], condition=PersonItem.his_id == from_his)


def _repoint(person: PersonItem, from_his: str, into_his: str) -> None:
    """Both HIS patients are this person already."""
    with Unit() as unit:
        unit.put(Merge(patients.his_key(from_his), his_id=from_his, into=into_his, moved="both", at=clock.stamp(clock.now())))
        unit.update(person, [PersonItem.his_id.set(into_his)], condition=PersonItem.his_id == from_his)


def _apart(old: PersonItem, held: HisPatient) -> None:
    """The HIS shows as a patient of its own whom it had merged before: undo what that merge did."""
    if old.state == State.MERGED:
        journal = Merge.find(old.id)
        if journal and journal.his_id == held.id:
            merging.unmerge(old, journal)
        return
    journal = Merge.find(patients.his_key(held.id))
    if journal is None:
        return
    with Unit() as unit:
        unit.delete(journal, condition=Merge.into == journal.into)
        unit.update(old, [PersonItem.his_id.set(held.id)], condition=PersonItem.his_id == journal.into)
        if not journal.moved:
            unit.delete(Identity(patients.his_key(journal.into)))


def _details(person: PersonItem, held: HisPatient) -> None:
    """Name, phone, death; only from the record that this person stands for. Then the cards' numbers."""
    if person.his_id == held.id and person.his_at != clock.stamp(held.at):
        state = State.DEAD if held.deceased else State.ACTIVE
        phone = _phone(person, held)
        news = [*phone, *_name(person, held)]
        moves = state != person.state and state in NEXT[State(person.state)]
        with Unit() as unit:
            actions: list[Action] = [PersonItem.his_at.set(clock.stamp(held.at)), PersonItem.version.add(1), *news]
            if moves:
                actions.append(PersonItem.state.set(state.value))
            unit.update(person, actions, condition=PersonItem.version == person.version, otherwise=LostRace)
            if phone and person.phone:
                _tell_old(unit, held, patients.unsealed(person, "phone"))
            if moves and state is State.DEAD:
                facts.tell(unit, DIED, person.id, int(person.version) + 1)
    _numbers(person, held)


def _phone(person: PersonItem, held: HisPatient) -> list[Action]:
    """The reserved phone, changed at the window: new bindings by it wait before they reach records and money."""
    new = phones.first_usable(held.phones)
    if new == (patients.unsealed(person, "phone") if person.phone else None):
        return []
    changed: list[Action] = [PersonItem.phone_changed_at.set(clock.stamp(clock.now()))]
    return [*changed, PersonItem.phone.set(patients.sealed(person.id, "phone", new)) if new else PersonItem.phone.remove()]


def _tell_old(unit: Unit, held: HisPatient, old: str) -> None:
    """Whoever reads the old number learns that it counts no longer, wherever it was changed."""
    if new := phones.first_usable(held.phones):
        telling.old_number(unit, held.id, old, new)


def _name(person: PersonItem, held: HisPatient) -> list[Action]:
    """A name corrected at the window."""
    try:
        names = [identity.normal_name(name) for name in held.names]
    except refusals.Invalid:
        return []
    if not names or patients.bears([person], names[0]):
        return []
    return [PersonItem.name.set(patients.sealed(person.id, "name", names[0]))]


def _numbers(person: PersonItem, held: HisPatient) -> None:
    """A card whose number the HIS gave anew, withdrew, or gave back."""
    cards = [card for card in Card.batch_get(list(person.cards or ()), consistent_read=True) if card.his_id == held.id]
    numbers = {card.id: number for card in cards if (number := number_of(card))}
    new = [number for number in held.cards if number not in numbers.values()]
    for card in cards:
        if card.id not in numbers:
            continue
        if numbers[card.id] in held.cards:
            if card.state == CardState.GONE:
                card.update([Card.state.set(CardState.ACTIVE.value)], condition=may_become(CardState.ACTIVE))
        elif card.state == CardState.ACTIVE:
            _renumber(card, new.pop(0)) if new else card.update([Card.state.set(CardState.GONE.value)])


def number_of(card: Card) -> str | None:
    """The card's number, unsealed."""
    return sealing.unseal(Card.noun, card.id, "number", card.number) if card.number else None


def _renumber(card: Card, number: str) -> None:
    with Unit() as unit:
        for key in patients.card_keys(number):
            unit.put(Identity(key, subject=card.id), condition=Identity.key.does_not_exist() | (Identity.subject == card.id))
        unit.update(card, [Card.number.set(sealing.seal(Card.noun, card.id, "number", number))])
