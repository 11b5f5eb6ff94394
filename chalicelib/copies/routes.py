"""What applicants ask, and the patient who is to say yes."""

import datetime as dt

from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.copies import (
    agreeing,
    applying,
    authorising,
    confirming,
    finding,
    forms,
    history,
    inputs,
    offers,
    paying,
    rating,
    records,
    refused,
    shapes,
    submitting,
    views,
    wanting,
    withdrawing,
)
from chalicelib.copies.applying import Who
from chalicelib.copies.availability import Take, TypedStay
from chalicelib.copies.models import Applicant
from chalicelib.copies.pickup.models import HalfHourId
from chalicelib.copies.rules import Confirmation, PaperKind
from chalicelib.copies.states import WRITABLE, Delivery
from chalicelib.kernel import refusals
from chalicelib.kernel.http import Anyone, Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.ids import PatientId

routes = Routes(__name__)


@routes.get("/copies/tariff", who=Anyone, query=inputs.Campus)
def tariff(_who: Anyone, where: inputs.Campus) -> shapes.TariffView:
    """What copies cost at a campus: public."""
    return offers.tariff(where.campus)


@routes.get("/copies/options", who=Patient, query=inputs.Campus)
def options(_me: Patient, where: inputs.Campus) -> shapes.OptionsView:
    """What the form offers: who may apply with which papers, purposes, parts, ways of delivery."""
    return offers.options(where.campus)


@routes.post("/copies", who=Patient, body=inputs.Beginning, once=True, status=201)
def begin(me: Patient, wish: inputs.Beginning, once: Once) -> shapes.ApplicationView:
    """Begin a draft; it is kept, and may be gone on with on another phone."""
    return views.application(applying.begin(me, wish.campus, once))


@routes.get("/copies", who=PresentPatient)
def applications(me: PresentPatient) -> shapes.ApplicationsView:
    """My applications, the latest first."""
    return views.summaries(history.of(me.account))


@routes.get("/copies/{application}", who=PresentPatient)
def application(me: PresentPatient, application: str) -> shapes.ApplicationView:
    """One of my applications: where it stands, who has it, what is missing, what it costs, what I can do."""
    return views.application(records.mine(me, application))


@routes.put("/copies/{application}/applicant", who=Patient, body=inputs.WhoInput)
def choose_applicant(me: Patient, application: str, who: inputs.WhoInput) -> shapes.ApplicationView:
    """Who applies, for whom."""
    subject = forms.SubjectForm(**inputs.person(who.subject)) if who.subject else None
    applicant = forms.ApplicantForm(**inputs.person(who.applicant)) if who.applicant else None
    patient = PatientId(who.patient) if who.patient else None
    return views.application(
        applying.choose_applicant(me, application, Who(Applicant(who.kind), patient, subject, applicant, who.dead))
    )


@routes.get("/copies/{application}/stays", who=PresentPatient)
def stays(me: PresentPatient, application: str) -> shapes.StaysView:
    """The stays and visits of the bound patient, each with its own availability."""
    found = records.mine(me, application)
    if found.stands not in WRITABLE:
        raise refused.NotNow
    return views.offered(finding.stays(found))


class NoSuchDay(refusals.Invalid):
    """Not in the calendar."""

    code, message = "no_such_day", "日期有误，请重新选择"


@routes.put("/copies/{application}/stays", who=Patient, body=inputs.StaysInput)
def choose_stays(me: Patient, application: str, wanted: inputs.StaysInput) -> shapes.ApplicationView:
    """Which stays: some of the offered, others as typed."""
    picked = {one.id: Take(one.take) for one in wanted.picked}
    typed = [
        TypedStay(
            number=one.number,
            inpatient=one.inpatient,
            department_name=one.department_name,
            began=_day(one.began),
            take=Take(one.take),
        )
        for one in wanted.typed
    ]
    return views.application(applying.choose_stays(me, application, picked, typed))


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise NoSuchDay from None


@routes.put("/copies/{application}/purpose", who=Patient, body=inputs.PurposeInput)
def choose_purpose(me: Patient, application: str, wanted: inputs.PurposeInput) -> shapes.ApplicationView:
    """What for: the usual parts are ticked."""
    return views.application(applying.choose_purpose(me, application, wanted.purpose))


@routes.put("/copies/{application}/parts", who=Patient, body=inputs.PartsInput)
def choose_parts(me: Patient, application: str, wanted: inputs.PartsInput) -> shapes.ApplicationView:
    """Which parts, how many copies."""
    chosen = applying.choose_parts(me, application, wanted.parts, wanted.copies, certified=wanted.certified)
    return views.application(chosen)


@routes.put("/copies/{application}/delivery", who=Patient, body=inputs.DeliveryInput)
def choose_delivery(me: Patient, application: str, wanted: inputs.DeliveryInput) -> shapes.ApplicationView:
    """Which way the copies go."""
    recipient = forms.RecipientForm(**wanted.recipient.model_dump()) if wanted.recipient else None
    return views.application(applying.choose_delivery(me, application, Delivery(wanted.delivery), recipient))


@routes.post("/copies/{application}/papers", who=Patient, body=inputs.PaperInput)
def want_paper(me: Patient, application: str, wanted: inputs.PaperInput) -> shapes.UploadView:
    """A form to upload one file with, straight into the hospital's store."""
    given = wanting.want(me, application, _kind(wanted.kind), wanted.nth, wanted.content_type)
    return shapes.UploadView(**given._asdict())


@routes.delete("/copies/{application}/papers/{kind}/{nth}", who=Patient)
def give_up_paper(me: Patient, application: str, kind: str, nth: str) -> shapes.ApplicationView:
    """Take a file back: it is destroyed."""
    wanting.give_up(me, application, f"{_kind(kind)}#{nth}")
    return views.application(records.mine(me, application))


def _kind(text: str) -> PaperKind:
    if text not in set(PaperKind):
        raise refused.PaperNotAsked
    return PaperKind(text)


@routes.post("/copies/{application}/codes", who=Patient, body=inputs.WhichInput)
def send_code(me: Patient, application: str, wanted: inputs.WhichInput) -> shapes.SentView:
    """Send a code to the own phone, or to the one that the patient has reserved at the hospital."""
    return shapes.SentView(phone=confirming.send(me, application, Confirmation(wanted.which)))


@routes.post("/copies/{application}/confirmations", who=Patient, body=inputs.CodeInput)
def confirm(me: Patient, application: str, given: inputs.CodeInput) -> shapes.ApplicationView:
    """The code that came."""
    return views.application(confirming.confirm(me, application, Confirmation(given.which), given.code))


@routes.post("/copies/{application}/authorisation", who=Patient, once=True, status=201)
def ask_authorisation(me: Patient, application: str, once: Once) -> shapes.LinkView:
    """A link for the patient, to be sent by WeChat; one made before is void."""
    return shapes.LinkView(**authorising.ask(me, application, once)._asdict())


@routes.get("/copies/{application}/authorisation", who=PresentPatient)
def print_authorisation(me: PresentPatient, application: str) -> shapes.TextView:
    """授权委托书, to be printed and signed in ink."""
    return shapes.TextView(text=authorising.text(records.mine(me, application)))


@routes.post("/copies/{application}/submission", who=Patient, once=True)
def submit(me: Patient, application: str, once: Once) -> shapes.ApplicationView:
    """Hand it in; what is missing is named."""
    return views.application(submitting.submit(me, application, once))


@routes.post("/copies/{application}/restart", who=Patient, once=True)
def begin_again(me: Patient, application: str, once: Once) -> shapes.ApplicationView:
    """Go on with a lapsed application."""
    return views.application(submitting.begin_again(me, application, once))


@routes.post("/copies/{application}/withdrawal", who=Patient, once=True)
def withdraw(me: Patient, application: str, once: Once) -> shapes.ApplicationView:
    """Withdraw; what was paid and not used goes back."""
    return views.application(withdrawing.withdraw(me, application, once))


@routes.post("/copies/{application}/reopening", who=Patient, once=True)
def reopen(me: Patient, application: str, once: Once) -> shapes.ApplicationView:
    """Closed unpaid: open it again, with another bill."""
    return views.application(paying.reopen(me, application, once))


@routes.post("/copies/{application}/time/acceptance", who=Patient, once=True)
def accept_time(me: Patient, application: str, once: Once) -> shapes.ApplicationView:
    """The time that staff offer will do."""
    return views.application(agreeing.accept(me, application, once))


@routes.post("/copies/{application}/time/proposal", who=Patient, body=inputs.TimeInput, once=True)
def propose_time(me: Patient, application: str, wanted: inputs.TimeInput, once: Once) -> shapes.ApplicationView:
    """Another time."""
    return views.application(agreeing.propose(me, application, wanted.place, HalfHourId(wanted.half_hour), once))


@routes.put("/copies/{application}/rating", who=Patient, body=inputs.StarsInput)
def rate(me: Patient, application: str, given: inputs.StarsInput) -> shapes.ApplicationView:
    """How it was: one answer."""
    return views.application(rating.rate(me, application, given.stars))


# ---- the patient who is asked


@routes.get("/authorisations", who=PresentPatient)
def authorised(me: PresentPatient) -> shapes.ApplicationsView:
    """The applications to which I said yes as the patient, and may still take it back."""
    given = [one for one in records.authorised_by(me.account) if authorising.is_by(one, me) and not one.handed]
    return views.summaries(given)


@routes.get("/authorisations/{ticket}", who=PresentPatient)
def read_authorisation(_me: PresentPatient, ticket: str) -> shapes.DraftView:
    """What I am asked to agree to."""
    draft = authorising.read(ticket)
    return shapes.DraftView(text=draft.text, phone=draft.phone, ends=draft.ends)


@routes.post("/authorisations/{ticket}/code", who=Patient)
def send_authorisation_code(me: Patient, ticket: str) -> shapes.SentView:
    """Send a code to the phone that I have reserved at the hospital."""
    return shapes.SentView(phone=authorising.send_code(me, ticket))


@routes.post("/authorisations/{ticket}/yes", who=Patient, body=inputs.YesInput)
def authorise(me: Patient, ticket: str, given: inputs.YesInput) -> shapes.DoneView:
    """Yes, with the code and my signature."""
    authorising.give(me, ticket, given.code, given.strokes)
    return shapes.DoneView()


@routes.post("/authorisations/{ticket}/no", who=Patient)
def decline(me: Patient, ticket: str) -> shapes.DoneView:
    """No."""
    authorising.decline(me, ticket)
    return shapes.DoneView()


@routes.delete("/copies/{application}/authorisation", who=Patient)
def revoke(me: Patient, application: str) -> shapes.DoneView:
    """Take my yes back, as long as nothing was handed over."""
    authorising.revoke(me, application)
    return shapes.DoneView()
