"""Confirming a binding with the code: the card, the person and the link, all rows or none."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.accounts import codes, consents, sessions
from chalicelib.accounts.codes import Proof
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.sessions import Patient
from chalicelib.cards import adding, binding, linking, patients, settings
from chalicelib.cards.access import NotLiving
from chalicelib.cards.asking import TwoNames
from chalicelib.cards.binding import Matched
from chalicelib.cards.identity import Paper
from chalicelib.cards.models import Binding, Card, CardState, Identity, Link, PersonItem, Relation, State
from chalicelib.cards.newphone import carrying, telling
from chalicelib.cards.patients import HeldByAnother, own
from chalicelib.kernel import clock, facts, ids, sealing
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import LostRace, Unit

BOUND = "card.bound"  # the fact's kind; subject: the binding


def confirm(me: Patient, begun_id: str, code: str, once: Once) -> PatientId:
    """Spend the code and bind: this account now reaches this very person and card, proven by the reserved phone.

    Raises NotFound, BindingOver, NotLiving, TwoNames, AtTheWindow, ConsentRequired, TooManyPatients, SelfAlready, TooManyAccounts,
    Unauthenticated, and what `codes.check` refuses with.
    """
    try:
        once.raise_if_done()
        begun = binding.mine(me, begun_id)
        if begun.done:
            return PatientId(begun.done)
        binding.check_open(begun)
        proof = codes.check(me, binding.PURPOSE, begun.subject, code)
        return PatientId(_bind(me, begun, proof, once))
    except Repeated as before:
        return PatientId(before.subject)
    except codes.CodeExpired:
        return _done_meanwhile(me, begun_id)
    except HeldByAnother:
        raise adding.AtTheWindow from None


def _done_meanwhile(me: Patient, begun_id: str) -> PatientId:
    """The same code given twice at once is one binding."""
    begun = binding.mine(me, begun_id)
    if begun.done is None:
        raise codes.CodeExpired
    return PatientId(begun.done)


def _bind(me: Patient, begun: Binding, proof: Proof, once: Once) -> str:
    matched = binding.matched_of(begun)
    for tried in linking.attempts():
        try:
            return _try(me, begun, matched, proof, once)
        except (LostRace, linking.AlreadyLinked):
            continue
        except HeldByAnother:
            if tried:  # the first time it may have been this very person, bound between two reads
                raise
        except linking.HolderSaysNo:
            raise linking.why(me.account, matched.relation) from None
    raise LostRace


def _try(me: Patient, begun: Binding, matched: Matched, proof: Proof, once: Once) -> str:
    paper = Paper(matched.kind, matched.number, matched.born, matched.sex)
    keys = [patients.his_key(matched.his_id), *patients.paper_keys(paper, matched.name)]
    known = patients.subject_of(keys)
    person = patients.item(known) if known else None
    if known and not patients.subject_of(keys[:1]) and not patients.bears(patients.chain(known), matched.name):
        raise TwoNames
    patient = person.id if person else ids.new()
    unit = Unit()
    once.remember(unit, patient)
    sessions.still_signed_in(unit, me)
    consents.require(unit, me, Purpose.IDENTITY)
    proof.use(unit)
    unit.update(Binding(begun.account, begun.id), [Binding.done.set(patient)], condition=Binding.done.does_not_exist())
    own(unit, patient, keys)
    card = _card(unit, patient, person, matched)
    if person is None:
        fresh = adding.new_person(patient, card, matched.name, paper, matched.phone)
        fresh.his_id, fresh.phone_changed_at = matched.his_id, carrying.changed_at(matched.his_id)
        unit.put(fresh)
        link = _link(me, patient, card, matched, waits_until(fresh.phone_changed_at))
        linking.put_link(unit, link, matched.born, version=1)
    else:
        _join(unit, me, person, card, matched)
    facts.tell(unit, BOUND, begun.id, 1, patient=patient, account=me.account)
    once.commit(unit)
    return patient


def _card(unit: Unit, patient: str, person: PersonItem | None, matched: Matched) -> str:
    """The rows of the card: the one on its way, the one known by its number, or a new one."""
    keys = patients.card_keys(matched.card) if matched.card else [f"card#{patients.his_key(matched.his_id)}"]
    known = patients.subject_of(keys) or _on_its_way(person)
    card = Card.find(known) if known else None
    if card and patients.current(PatientId(card.patient)) != patient:
        raise HeldByAnother
    card_id = card.id if card else ids.new()
    actions: list[Action] = [
        Card.patient.set(patient),
        Card.state.set(CardState.ACTIVE.value),
        Card.his_id.set(matched.his_id),
        Card.since.set(Card.since | clock.stamp(clock.now())),
    ]
    if matched.card:
        actions.append(Card.number.set(sealing.seal(Card.noun, card_id, "number", matched.card)))
    unchanged = Card.state == card.state if card else Card.id.does_not_exist()
    unit.update(Card(card_id), actions, condition=unchanged, otherwise=LostRace)
    for key in keys:
        unit.put(Identity(key, subject=card_id), condition=Identity.key.does_not_exist() | (Identity.subject == card_id))
    return card_id


def _on_its_way(person: PersonItem | None) -> str | None:
    cards = Card.batch_get(list(person.cards or ()), consistent_read=True) if person else ()
    return next((card.id for card in cards if card.state in {CardState.REQUESTED, CardState.EXISTS, CardState.REFUSED}), None)


def _join(unit: Unit, me: Patient, person: PersonItem, card: str, matched: Matched) -> None:
    """A person whom we know: linked to this account before, or not."""
    if person.state != State.ACTIVE:
        raise NotLiving
    now = clock.stamp(clock.now())
    news: list[Action] = [PersonItem.cards.add({card}), PersonItem.his_id.set(PersonItem.his_id | matched.his_id)]
    changed = person.phone_changed_at
    before = patients.unsealed(person, "phone") if person.phone else None
    if before != matched.phone:
        changed = now if before else changed
        if before:
            telling.old_number(unit, matched.his_id, before, matched.phone)
        news += [
            PersonItem.phone.set(patients.sealed(person.id, "phone", matched.phone)),
            PersonItem.phone_changed_at.set(changed),
        ]
    link = Link.find(me.account, person.id)
    if link is None:
        linking.check_open(person)
        version = linking.one_more(unit, person, *news)
        linking.put_link(unit, _link(me, person.id, card, matched, waits_until(changed)), matched.born, version)
        return
    unchanged = PersonItem.version == person.version
    unit.update(person, [*news, PersonItem.version.add(1)], condition=unchanged, otherwise=LostRace)
    levels = {level.value for level in linking.levels(Relation(link.relation), matched.born, clock.today())}
    proven: list[Action] = [Link.levels.add(levels), Link.cards.add({card}), Link.proven.set(True)]
    if not link.proven:
        proven.append(Link.waits_until.set(waits_until(changed)))
    unit.update(link, proven, condition=Link.account.exists(), otherwise=LostRace)


def _link(me: Patient, patient: str, card: str, matched: Matched, waits: str = "") -> Link:
    return linking.new_link(me, patient, card, matched.relation, matched.born, proven=True, waits_until=waits)


def waits_until(phone_changed_at: str) -> str:
    """Until when a binding proven by a phone that was changed then is kept from records and money."""
    if not phone_changed_at:
        return ""
    return clock.stamp(clock.read(phone_changed_at) + dt.timedelta(hours=settings.chosen().hours_after_phone_change))
