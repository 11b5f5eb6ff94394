"""The guided form, kept here: begun on one phone, gone on with on another. Each step says what it shall be; twice is once."""

import datetime as dt
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.accounts.sessions import Patient
from chalicelib.cards import access, patients
from chalicelib.cards.models import Level
from chalicelib.cards.models import State as PersonState
from chalicelib.copies import availability, finding, forms, records, refused, rules, settings, transitions
from chalicelib.copies.availability import Take, TypedStay
from chalicelib.copies.forms import ApplicantForm, RecipientForm, SubjectForm
from chalicelib.copies.models import Applicant, Application, Of, Yes
from chalicelib.copies.pickup import codes
from chalicelib.copies.pickup.codes import Holder
from chalicelib.copies.states import WRITABLE, Delivery, State
from chalicelib.directory import catalogue, functions
from chalicelib.directory.settings import Function
from chalicelib.kernel import agenda, clock
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit

LAPSE = "copies.lapse"


class Who(NamedTuple):
    """Who applies, for whom."""

    kind: Applicant
    patient: PatientId | None = None  # bound
    subject: SubjectForm | None = None  # or typed
    applicant: ApplicantForm | None = None  # when not the patient
    dead: bool = False  # insurers say it; for the others it follows from the kind


def begin(me: Patient, campus: str, once: Once) -> Application:
    """Begin a draft at a campus's record room. The same request again answers the same draft. Raises SwitchedOff, NotInDirectory."""
    catalogue.campus(campus)
    functions.require(Function.COPIES, campus)
    now = records.now()
    made = Application(
        once.id("copies"), state=State.DRAFT.value, since=now, began=now, campus=campus, account=me.account, rules=rules.CURRENT
    )
    unit = Unit()
    once.remember(unit, made.id)
    records.require(unit, me)
    transitions.begin(unit, made)
    unit.put(Of(f"account#{me.account}", made.key()))
    lapse_later(unit, made)
    try:
        once.commit(unit)
    except Repeated as again:
        return records.known(again.subject)
    return records.known(made.id)


def lapse_later(unit: Unit, found: Application) -> None:
    """Put the end of a draft on the agenda, and of what was sent back."""
    days = settings.chosen(found.campus).lapses_after
    agenda.later(unit, LAPSE, found.id, clock.now() + dt.timedelta(days=days), since=found.since)


def choose_applicant(me: Patient, application: str, who: Who) -> Application:
    """Say who applies, and for whom. Another patient or kind begins the stays, confirmations and authorisation anew.

    Raises OnlyAtCounter, NotThisPatient, PatientNeeded, ApplicantNeeded, BodyNeeded, identity's refusals, NotNow.
    """
    found = _writable(me, application)
    rule = rules.of(int(found.rules), who.kind)
    if who.kind not in settings.chosen(found.campus).online:
        raise refused.OnlyAtCounter
    _require_named(who, rule)
    if who.patient:
        _may_use(me, who.patient, who.kind, rule)
    unit = Unit()
    records.require(unit, me)
    actions = _who(found, who)
    if _changes_the_case(found, who):
        actions += [Application.stays.set([]), Application.numbers.remove(), *_void(found)]
        _move(unit, found, who.patient or "")
    transitions.change(unit, found, "applicant_chosen", *actions, by=transitions.APPLICANT)
    unit.commit()
    return records.known(found.id)


def _require_named(who: Who, rule: rules.Rule) -> None:
    if (who.patient is None) == (who.subject is None):
        raise refused.PatientNeeded
    if (who.applicant is None) == (rule.person is not None):
        raise refused.ApplicantNeeded
    if who.kind in (Applicant.INSURER, Applicant.PUBLIC_BODY) and not (
        who.applicant and who.applicant.body and who.applicant.body_phone
    ):
        raise refused.BodyNeeded


def _may_use(me: Patient, patient: PatientId, kind: Applicant, rule: rules.Rule) -> None:
    """The patient applies with the own record alone; others may use a person's record whom they may see all of."""
    link = next((one for one in access.mine(me.account) if one.patient == patient), None)
    if link is None or (kind is Applicant.PATIENT and not link.own):
        raise refused.NotThisPatient
    if kind is not Applicant.PATIENT and not access.reaches(link, Level.ALL):
        raise refused.NotThisPatient
    if not access.reaches(link, Level.ALL) or (rule.dead is False and patients.person(patient).state is not PersonState.ACTIVE):
        raise refused.NotThisPatient


def _who(found: Application, who: Who) -> list[Action]:
    rule = rules.of(int(found.rules), who.kind)
    applicant = forms.sealed(found.id, "applicant", forms.checked(who.applicant)) if who.applicant else None
    subject = forms.sealed(found.id, "subject", forms.checked(who.subject)) if who.subject else None
    return [
        Application.kind.set(who.kind.value),
        Application.patient.set(who.patient or ""),
        Application.dead.set(who.dead if rule.dead is None else rule.dead),
        Application.applicant.set(applicant) if applicant else Application.applicant.remove(),
        Application.subject.set(subject) if subject else Application.subject.remove(),
        Application.confirmed.set({}),
    ]


def _changes_the_case(found: Application, who: Who) -> bool:
    subject = forms.opened(found, "subject", SubjectForm)
    return found.kind != who.kind or found.patient != (who.patient or "") or subject != who.subject


def _void(found: Application) -> list[Action]:
    """Of other words than these the patient has not said yes: another link is needed."""
    return [Application.authorised.set(Yes.REPLACED.value)] if found.authorised in (Yes.ASKED, Yes.GIVEN) else []


def _move(unit: Unit, found: Application, patient: str) -> None:
    """Into the list of whose records are asked for."""
    if patient == found.patient:
        return
    if found.patient:
        unit.delete(Of(f"patient#{found.patient}", found.key()))
    if patient:
        unit.put(Of(f"patient#{patient}", found.key()))


def choose_stays(me: Patient, application: str, stays: dict[str, Take], typed: list[TypedStay]) -> Application:
    """Say which stays: of the bound person's by the ids of `finding.stays`, with what to take of an unfinished one; others as typed.

    Raises UnknownStay, InHospital, OtherCampus, TooManyStays, KindFirst, NotNow, HisAway.
    """
    found = _writable(me, application)
    if not found.kind:
        raise refused.KindFirst
    chosen = settings.chosen(found.campus)
    if not 0 < len(stays) + len(typed) <= chosen.most_stays:
        raise refused.TooManyStays
    picked, numbers = finding.picked(found, stays) if stays else ([], {})
    made = [*picked, *(availability.of_typed(one) for one in typed)]
    availability.require_here(made, found.campus)
    numbers |= {availability.of_typed(one).id: one.number for one in typed if one.number}
    unit = Unit()
    records.require(unit, me)
    transitions.change(
        unit,
        found,
        "stays_chosen",
        Application.stays.set([one.model_dump() for one in availability.with_rests(made)]),
        Application.numbers.set(finding.sealed_numbers(found.id, numbers)),
        *_void(found),
        by=transitions.APPLICANT,
    )
    unit.commit()
    return records.known(found.id)


def choose_purpose(me: Patient, application: str, purpose: str) -> Application:
    """Say what the copies are for: the usual parts are ticked. Raises UnknownPart, NotNow."""
    found = _writable(me, application)
    usual = settings.chosen(found.campus).purposes.get(purpose)
    if usual is None:
        raise rules.UnknownPart
    actions: list[Action] = [
        Application.purpose.set(purpose),
        Application.parts.set(list(usual.parts)),
        Application.certified.set(usual.certified),
    ]
    return _set(me, found, "purpose_chosen", [*actions, *_void(found)])


def choose_parts(me: Patient, application: str, parts: list[str], copies: int, *, certified: bool) -> Application:
    """Say which parts, and how many copies. Raises UnknownPart, TooManyCopies, NotNow."""
    found = _writable(me, application)
    known = rules.VERSIONS[int(found.rules)].parts
    if not parts or not set(parts) <= known.keys():
        raise rules.UnknownPart
    if not 0 < copies <= settings.chosen(found.campus).most_copies:
        raise refused.TooManyCopies
    ordered = [part for part in known if part in parts]
    actions: list[Action] = [Application.parts.set(ordered), Application.copies.set(copies), Application.certified.set(certified)]
    return _set(me, found, "parts_chosen", [*actions, *_void(found)])


def choose_delivery(me: Patient, application: str, delivery: Delivery, recipient: RecipientForm | None) -> Application:
    """Say how the copies go: exactly one way. Raises NotOffered, RecipientNeeded, NotNow."""
    found = _writable(me, application)
    if delivery not in settings.chosen(found.campus).deliveries:
        raise refused.NotOffered
    if (delivery is Delivery.EXPRESS) != (recipient is not None):
        raise refused.RecipientNeeded
    sealed = forms.sealed(found.id, "recipient", recipient) if recipient else None
    actions: list[Action] = [
        Application.delivery.set(delivery.value),
        Application.recipient.set(sealed) if sealed else Application.recipient.remove(),
        Application.province.set(recipient.province if recipient else ""),
    ]
    if delivery is Delivery.PICK_UP:
        return _set(me, found, "delivery_chosen", actions)
    with Unit() as unit:  # nobody collects what does not lie at the window
        codes.withdraw(unit, found.id, Holder.COLLECTOR)
        _add(unit, me, found, "delivery_chosen", [*actions, Application.collector.remove()])
    return records.known(found.id)


def _set(me: Patient, found: Application, fact: str, actions: list[Action]) -> Application:
    with Unit() as unit:
        _add(unit, me, found, fact, actions)
    return records.known(found.id)


def _add(unit: Unit, me: Patient, found: Application, fact: str, actions: list[Action]) -> None:
    records.require(unit, me)
    transitions.change(unit, found, fact, *actions, by=transitions.APPLICANT)


def _writable(me: Patient, application: str) -> Application:
    found = records.mine(me, application)
    if found.stands not in WRITABLE:
        raise refused.NotNow
    return found
