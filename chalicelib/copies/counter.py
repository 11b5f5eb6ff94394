"""The counter: walk-ins and public bodies, entered by staff into the same form, under the same rules, lists, tariff and clock."""

from dataclasses import dataclass

from pynamodb.expressions.update import Action

from chalicelib.copies import (
    acting,
    availability,
    evidence,
    finding,
    forms,
    records,
    refused,
    rules,
    settings,
    submitting,
    transitions,
    withdrawing,
)
from chalicelib.copies.availability import TypedStay
from chalicelib.copies.forms import ApplicantForm, RecipientForm, SubjectForm
from chalicelib.copies.models import Applicant, Application, Paper, PaperState
from chalicelib.copies.rules import PaperKind
from chalicelib.copies.states import WITHDRAWABLE, WRITABLE, Delivery, State
from chalicelib.copies.wanting import BY_REVIEWER, TooManyFiles, class_of, wanted_again
from chalicelib.directory import catalogue
from chalicelib.kernel import audit, ids
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Staff, still_on_duty
from chalicelib.vault import papers
from chalicelib.vault.papers import PaperId, UploadForm


@dataclass(frozen=True)
class Entry:
    """Everything that the form asks, as somebody at the counter says it."""

    kind: Applicant
    subject: SubjectForm
    stays: tuple[TypedStay, ...]
    purpose: str
    parts: tuple[str, ...]
    copies: int
    certified: bool
    delivery: Delivery
    applicant: ApplicantForm | None = None  # when it is not the patient
    recipient: RecipientForm | None = None  # of express
    dead: bool = False


def enter(me: Staff, campus: str, entry: Entry, once: Once) -> Application:
    """Begin an application that belongs to no account. The same request again answers the same one.

    Raises what the applicants' own form refuses with: ApplicantNeeded, BodyNeeded, UnknownPart, NotOffered, RecipientNeeded …
    """
    catalogue.campus(campus)
    made = Application(once.id("copies"), state=State.DRAFT.value, campus=campus, entered_by=me.id, rules=rules.CURRENT)
    made.since = made.began = records.now()
    _require_whole(entry, made)
    for name, value in _said(made, entry).items():
        setattr(made, name, value)
    unit = Unit()
    once.remember(unit, made.id)
    still_on_duty(unit, me)
    transitions.begin(unit, made, by=me.id)
    audit.write(unit, me.id, "copies.entered", made.id)
    try:
        once.commit(unit)
    except Repeated as again:
        return records.known(again.subject)
    return records.known(made.id)


def mend(me: Staff, application: str, entry: Entry, once: Once) -> Application:
    """Enter it anew, before it is handed in or after it was sent back."""
    found = _mine_to_write(application)
    _require_whole(entry, found)
    said = _said(found, entry)
    actions: list[Action] = [
        getattr(Application, name).remove() if value is None else getattr(Application, name).set(value)
        for name, value in said.items()
    ]
    with acting.deed(me, found, "entered_anew", once) as unit:
        transitions.change(unit, found, "entered_anew", *actions, by=me.id)
    return records.known(found.id)


def want_paper(me: Staff, application: str, kind: PaperKind, nth: int, content_type: papers.ContentType) -> UploadForm:
    """A form for the nth file of a paper, photographed at the counter. Raises PaperNotAsked, TooManyFiles, NotNow, NotWanted."""
    found = _mine_to_write(application)
    if kind not in evidence.of(found).wanted():
        raise refused.PaperNotAsked
    if not 0 < nth <= rules.PAPERS[kind].most:
        raise TooManyFiles
    slot = f"{kind.value}#{nth}"
    there = Paper.find(found.id, slot)
    if there is None or there.state == PaperState.DESTROYED or there.problem == BY_REVIEWER:
        there = _place(me, found, kind, slot, there)
    elif there.state == PaperState.REJECTED:
        with Unit() as unit:
            still_on_duty(unit, me)
            wanted_again(unit, there)
    return papers.upload_form(PaperId(there.paper), content_type)


def submit(me: Staff, application: str, once: Once) -> Application:
    """Hand it in: only when everything is there, as for everybody. Raises NotComplete, NotNow."""
    found = _mine_to_write(application)
    proofs = evidence.of(found)
    lacks = evidence.missing(found, proofs)
    if lacks:
        raise refused.NotComplete("；".join(dict.fromkeys(one.words for one in lacks)))
    with acting.deed(me, found, "handed_in", once) as unit:
        submitting.hand_in(unit, found, proofs, by=me.id)
    return records.known(found.id)


def withdraw(me: Staff, application: str) -> Application:
    """Whoever applied at the counter wants it no more: what was paid and not used waits at the till. Twice is once.

    Raises NotNow when it is an account's to withdraw, NotWithdrawable.
    """
    found = records.known(application)
    if not found.entered_by:
        raise refused.NotNow
    if found.stands is State.WITHDRAWN:
        return found
    if found.stands not in WITHDRAWABLE:
        raise refused.NotWithdrawable
    with Unit() as unit:
        still_on_duty(unit, me)
        withdrawing.end(unit, found, by=me.id)
        audit.write(unit, me.id, "copies.withdrawn", found.id)
    return records.known(found.id)


def _mine_to_write(application: str) -> Application:
    found = records.known(application)
    if not found.entered_by or found.stands not in WRITABLE:
        raise refused.NotNow
    return found


def _require_whole(entry: Entry, found: Application) -> None:
    rule, chosen = rules.of(int(found.rules), entry.kind), settings.chosen(found.campus)
    if (entry.applicant is None) == (rule.person is not None):
        raise refused.ApplicantNeeded
    of_body = entry.kind in (Applicant.INSURER, Applicant.PUBLIC_BODY)
    if of_body and not (entry.applicant and entry.applicant.body and entry.applicant.body_phone):
        raise refused.BodyNeeded
    if not 0 < len(entry.stays) <= chosen.most_stays:
        raise refused.TooManyStays
    if (
        entry.purpose not in chosen.purposes
        or not entry.parts
        or not set(entry.parts) <= rules.VERSIONS[int(found.rules)].parts.keys()
    ):
        raise rules.UnknownPart
    if not 0 < entry.copies <= chosen.most_copies:
        raise refused.TooManyCopies
    if entry.delivery not in chosen.deliveries:
        raise refused.NotOffered
    if (entry.delivery is Delivery.EXPRESS) != (entry.recipient is not None):
        raise refused.RecipientNeeded


def _said(found: Application, entry: Entry) -> dict[str, object]:
    stays = [availability.of_typed(one) for one in entry.stays]
    numbers = {stay.id: typed.number for stay, typed in zip(stays, entry.stays, strict=True) if typed.number}
    rule = rules.of(int(found.rules), entry.kind)
    known = rules.VERSIONS[int(found.rules)].parts
    return {
        "kind": entry.kind.value,
        "applicant": forms.sealed(found.id, "applicant", forms.checked(entry.applicant)) if entry.applicant else None,
        "subject": forms.sealed(found.id, "subject", forms.checked(entry.subject)),
        "dead": entry.dead if rule.dead is None else rule.dead,
        "stays": [one.model_dump() for one in availability.with_rests(stays)],
        "numbers": finding.sealed_numbers(found.id, numbers),
        "purpose": entry.purpose,
        "parts": [part for part in known if part in entry.parts],
        "copies": entry.copies,
        "certified": entry.certified,
        "delivery": entry.delivery.value,
        "recipient": forms.sealed(found.id, "recipient", entry.recipient) if entry.recipient else None,
        "province": entry.recipient.province if entry.recipient else "",
    }


def _place(me: Staff, found: Application, kind: PaperKind, slot: str, before: Paper | None) -> Paper:
    tries = int(before.tries) + 1 if before else 1
    name = ids.derived("copies paper", found.id, slot, str(tries))
    made = Paper(found.id, slot, kind=kind.value, paper=name, tries=tries, at=records.now())
    unchanged = Paper.tries == before.tries if before else Paper.slot.does_not_exist()
    with Unit() as unit:
        still_on_duty(unit, me)
        same = Application.state == found.state
        unit.check(Application, found.id, condition=same, otherwise=refused.ChangedMeanwhile)
        unit.put(made, condition=unchanged, otherwise=refused.ChangedMeanwhile)
        papers.want(
            unit,
            paper=PaperId(name),
            purpose=records.PURPOSE,
            reference=found.id,
            kind=kind.value,
            account=me.id,
            paper_class=class_of(kind),
        )
        audit.write(unit, me.id, "copies.paper_wanted", found.id, slot)
    return made
