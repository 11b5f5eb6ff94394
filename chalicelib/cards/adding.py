"""Adding a patient who has no card here yet: the person is ours at once, the card follows from the HIS by itself."""

import datetime as dt
from typing import NamedTuple

from chalicelib.accounts import consents, sessions
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.sessions import Patient
from chalicelib.cards import asking, identity, linking, patients, phones, settings
from chalicelib.cards.access import NotLiving
from chalicelib.cards.asking import TwoNames
from chalicelib.cards.identity import Paper
from chalicelib.cards.models import Card, CardState, Identity, Link, PersonItem, Relation, State
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.gateways.his.systems import Identity as Kind
from chalicelib.kernel import clock, facts, ids, log, refusals
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import LostRace, Unit

REQUESTED = "card.requested"  # the fact's kind


class CardExists(refusals.Conflict):
    """The person has a card here: it is bound, by the code to the reserved phone."""

    code, message = "card_exists", "该就诊人在本院已有就诊卡，请返回选择“绑定已有就诊卡”"


class AtTheWindow(refusals.Conflict):
    """The HIS refused this person's card before."""

    code, message = "card_at_the_window", "该就诊人的就诊卡未能在线办理，请携带证件原件到窗口办理"


class WrongPhone(refusals.Invalid):
    """A number that takes no short messages."""

    code, message = "phone_wrong", "手机号码有误，请填写能接收短信的手机号"


class _Known(Exception):
    """Somebody added this person a moment ago."""


class Form(NamedTuple):
    """The identity form, as filled in."""

    name: str
    kind: Kind
    number: str
    phone: str
    relation: Relation
    guardian: bool = False  # the guardian of somebody under 14 consents
    born: dt.date | None = None
    sex: str | None = None

    def __repr__(self) -> str:
        """Nothing personal, wherever it is printed."""
        return f"<{type(self).__name__}>"


class _Checked(NamedTuple):
    name: str
    paper: Paper
    phone: str
    relation: Relation

    @property
    def keys(self) -> list[str]:
        return patients.paper_keys(self.paper, self.name)

    def __repr__(self) -> str:
        """Nothing personal, wherever it is printed."""
        return f"<{type(self).__name__}>"


def add(me: Patient, form: Form, once: Once) -> PatientId:
    """Add a person to this account. One person is one PatientId, whatever account adds it, however many at once.

    A person new to us is written with a card that is requested from the HIS; with the HIS away it goes on by itself.
    Raises identity's refusals, WrongPhone, GuardianNeeded, ConsentRequired, CardExists, TwoNames, AtTheWindow, NotLiving,
    TooManyPatients, SelfAlready, TooManyAccounts, AskedTooOften, Unauthenticated.
    """
    try:
        once.raise_if_done()
        return _add(me, _checked(form), once)
    except Repeated as before:
        return PatientId(before.subject)


def _checked(form: Form) -> _Checked:
    region = settings.chosen().accepted_test_region
    paper = identity.paper(form.kind, form.number, clock.today(), born=form.born, sex=form.sex, test_region=region)
    linking.check_guardian(form.relation, paper.born, guardian=form.guardian)
    phone = phones.e164(form.phone)
    if phone is None:
        raise WrongPhone
    return _Checked(identity.normal_name(form.name), paper, phone, form.relation)


def _add(me: Patient, checked: _Checked, once: Once) -> PatientId:
    asking.check_consent(me)
    asking.count(me)  # known or not: a link may send an SMS
    if patients.subject_of(checked.keys) is None:
        _check_unknown_to_his(checked)
    for _ in linking.attempts():
        known = patients.subject_of(checked.keys)
        try:
            return _join(me, patients.chain(known), checked, once) if known else _begin(me, checked, once)
        except (LostRace, _Known):
            continue
        except linking.HolderSaysNo:
            raise linking.why(me.account, checked.relation) from None
    raise refusals.Busy


def _check_unknown_to_his(checked: _Checked) -> None:
    """With the HIS away nothing is known: the request for the card finds out."""
    try:
        found = asking.with_paper(checked.paper.kind, checked.paper.number)
    except HisAway:
        log.info("card_added_without_his")
        return
    if found:
        raise CardExists if asking.named(found, checked.name) else TwoNames


def _unit(me: Patient, once: Once, patient: str) -> Unit:
    unit = Unit()
    once.remember(unit, patient)
    sessions.still_signed_in(unit, me)
    consents.require(unit, me, Purpose.IDENTITY)
    return unit


def _begin(me: Patient, checked: _Checked, once: Once) -> PatientId:
    """A person new to us."""
    patient, card, now = ids.new(), ids.new(), clock.stamp(clock.now())
    unit = _unit(me, once, patient)
    for key in checked.keys:
        unit.put(Identity(key, subject=patient), condition=Identity.key.does_not_exist(), otherwise=_Known)
    unit.put(new_person(patient, card, checked.name, checked.paper, checked.phone))
    unit.put(Card(card, patient=patient, since=now))
    link = linking.new_link(me, patient, card, checked.relation, checked.paper.born)
    linking.put_link(unit, link, checked.paper.born, version=1)
    facts.tell(unit, REQUESTED, card, 1, patient=patient)
    once.commit(unit)
    return PatientId(patient)


def new_person(patient: str, card: str, name: str, paper: Paper, phone: str | None) -> PersonItem:
    """A person with a first card and a first link, not yet written."""
    return PersonItem(
        patient,
        kind=paper.kind.value,
        name=patients.sealed(patient, "name", name),
        number=patients.sealed(patient, "number", paper.number),
        phone=patients.sealed(patient, "phone", phone) if phone else None,
        born=patients.sealed(patient, "born", paper.born.isoformat()),
        sex=paper.sex,
        cards={card},
        links=1,
    )


def _join(me: Patient, known: list[PersonItem], checked: _Checked, once: Once) -> PatientId:
    """A person whom another account added, or this one before."""
    person = known[-1]
    if not patients.bears(known, checked.name):
        raise TwoNames
    if Link.find(me.account, person.id):
        return PatientId(person.id)
    if person.state != State.ACTIVE:
        raise NotLiving
    linking.check_open(person)
    link = linking.new_link(me, person.id, _requested_card(person), checked.relation, checked.paper.born)
    unit = _unit(me, once, person.id)
    version = linking.one_more(unit, person)
    linking.put_link(unit, link, checked.paper.born, version)
    try:
        once.commit(unit)
    except linking.AlreadyLinked:
        return PatientId(person.id)
    return PatientId(person.id)


def _requested_card(person: PersonItem) -> str:
    """The card that is still on its way; whoever has one already binds it."""
    found = {CardState(card.state): card.id for card in Card.batch_get(list(person.cards or ()), consistent_read=True)}
    if {CardState.ACTIVE, CardState.EXISTS} & found.keys():
        raise CardExists
    if CardState.REQUESTED not in found:
        raise AtTheWindow
    return str(found[CardState.REQUESTED])
