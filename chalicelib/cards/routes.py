"""What patients call: the people an account acts for, their cards, bindings, proxies."""

from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.cards import access, adding, binding, confirming, ecard, page, proxies, views
from chalicelib.cards.models import Link
from chalicelib.kernel.http import Anyone, Raw, Request, Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.ids import AccountId, CardId, PatientId

routes = Routes(__name__)


@routes.get("/patients", who=PresentPatient)
def show_patients(me: PresentPatient) -> views.PatientsView:
    """Everybody this account acts for."""
    return views.patients_of(me.account, access.mine(me.account))


@routes.post("/patients", who=Patient, body=views.FormInput, once=True)
def add_patient(me: Patient, wanted: views.FormInput, once: Once) -> views.PatientView:
    """Add somebody without a card; the card follows by itself."""
    return views.patient(_mine(me, adding.add(me, wanted.form(), once)))


@routes.get("/patients/{patient}", who=PresentPatient)
def show_patient(me: PresentPatient, patient: PatientId) -> views.PatientView:
    """One of them."""
    return views.patient(_mine(me, patient))


@routes.delete("/patients/{patient}", who=Patient)
def unbind(me: Patient, patient: PatientId) -> None:
    """Act for this person no longer."""
    proxies.unbind(me, patient)


@routes.put("/patients/{patient}/default-card", who=Patient, body=views.CardInput)
def choose_default(me: Patient, patient: PatientId, wanted: views.CardInput) -> views.CardInput:
    """Show this card first."""
    proxies.choose_default(me, patient, CardId(wanted.card))
    return wanted


@routes.put("/patients/{patient}/messages", who=Patient, body=views.WantedInput)
def hear(me: Patient, patient: PatientId, choice: views.WantedInput) -> views.WantedInput:
    """Whether this account is told what happens to this person."""
    proxies.hear(me, patient, wanted=choice.wanted)
    return choice


@routes.get("/patients/{patient}/cards/{card}/code", who=PresentPatient)
def show_code(me: PresentPatient, patient: PatientId, card: CardId) -> views.CodeView:
    """The electronic card."""
    return views.code(ecard.show(me.account, patient, card))


@routes.get("/patients/{patient}/proxies", who=PresentPatient)
def show_proxies(me: PresentPatient, patient: PatientId) -> views.ProxiesView:
    """The other accounts that act for me."""
    return views.proxies_of(proxies.proxies_of(me, patient))


@routes.put("/patients/{patient}/proxies/{account}", who=Patient, body=views.LevelsInput)
def set_levels(me: Patient, patient: PatientId, account: AccountId, wanted: views.LevelsInput) -> views.LevelsInput:
    """What another account may do for me."""
    proxies.set_levels(me, patient, account, frozenset(wanted.levels))
    return wanted


@routes.delete("/patients/{patient}/proxies/{account}", who=Patient)
def end_proxy(me: Patient, patient: PatientId, account: AccountId) -> None:
    """Another account acts for me no longer."""
    proxies.end(me, patient, account)


@routes.post("/bindings", who=Patient, body=views.ClaimInput, once=True)
def start_binding(me: Patient, claim: views.ClaimInput, once: Once) -> views.BindingView:
    """Find an existing card at the hospital and send a code to the phone reserved there."""
    return views.begun(binding.start(me, claim.claim(), once))


@routes.post("/bindings/{binding}/code", who=Patient)
def resend_code(me: Patient, binding_id: str) -> views.BindingView:
    """Send another code."""
    return views.begun(binding.resend(me, binding_id))


@routes.post("/bindings/{binding}/confirmation", who=Patient, body=views.CodeInput, once=True)
def confirm_binding(me: Patient, binding_id: str, given: views.CodeInput, once: Once) -> views.PatientView:
    """Bind, with the code."""
    return views.patient(_mine(me, confirming.confirm(me, binding_id, given.code, once)))


@routes.callback("GET", "/proxies/{ticket}/end")
def ask_to_end(_: Anyone, ticket: str, __: Request) -> Raw:
    """The page behind the ticket in an SMS."""
    return page.ask(ticket)


@routes.callback("POST", "/proxies/{ticket}/end")
def end_by_ticket(_: Anyone, ticket: str, __: Request) -> Raw:
    """One tap: the link ends."""
    return page.end(ticket)


def _mine(me: Patient, patient: PatientId) -> Link:
    link = Link.find(me.account, patient)
    if link is None:
        raise access.NotYours
    return link
