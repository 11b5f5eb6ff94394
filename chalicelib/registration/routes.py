"""What patients ask of registration."""

from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.cards.models import Level
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.ids import CardId, PatientId
from chalicelib.registration import booking, changing, finding, history, records, rescheduling, views
from chalicelib.registration.models import ClinicId, RegistrationId, SegmentId
from chalicelib.registration.views import (
    ClinicsView,
    ClinicView,
    Day,
    NewPlace,
    RegistrationsView,
    RegistrationView,
    Since,
    WishInput,
)

routes = Routes(__name__)


@routes.get("/departments/{department}/clinics", who=Patient, query=Day)
def clinics(_me: Patient, department: str, wanted: Day) -> ClinicsView:
    """Every clinic of a department on a day, with its segments and how many numbers are free."""
    return views.clinics(finding.of_day(department, wanted.day))


@routes.get("/clinics/{clinic}", who=Patient)
def clinic(_me: Patient, clinic: ClinicId) -> ClinicView:
    """One clinic."""
    segments = finding.of_clinic(clinic)
    if not segments:
        raise refusals.NotFound
    return views.clinic(segments, clock.stamp(clock.now()))


@routes.post("/clinics/{clinic}/segments/{segment}/registrations", who=Patient, body=WishInput, once=True, status=201)
def register(me: Patient, clinic: ClinicId, segment: SegmentId, wish: WishInput, once: Once) -> RegistrationView:
    """Win a number. With a fee to pay it is held until `pay_until`; the payment confirms it."""
    card = CardId(wish.card) if wish.card else None
    made = booking.hold(me, records.Wish(PatientId(wish.patient), card, wish.pay), clinic, segment, once)
    return views.registration(made, named=False)


@routes.get("/registrations", who=PresentPatient, query=Since)
def registrations(me: PresentPatient, wanted: Since) -> RegistrationsView:
    """The registrations of everybody whom I may see, with what can still be done about each."""
    return RegistrationsView(registrations=[views.registration(one) for one in history.of(me.account, wanted.period)])


@routes.get("/registrations/{registration}", who=PresentPatient)
def registration(me: PresentPatient, registration: RegistrationId) -> RegistrationView:
    """One registration."""
    return views.registration(changing.mine(me, registration, Level.SEE))


@routes.post("/registrations/{registration}/cancellation", who=Patient, once=True)
def cancel(me: Patient, registration: RegistrationId, once: Once) -> RegistrationView:
    """Give the place back; what was paid is refunded by the original route."""
    return views.registration(changing.cancel(me, registration, once))


@routes.post("/registrations/{registration}/reschedule", who=Patient, body=NewPlace, once=True)
def reschedule(me: Patient, registration: RegistrationId, place: NewPlace, once: Once) -> RegistrationView:
    """Move to another segment of the same fee; the old place is let go only when the new one is won."""
    moved = rescheduling.reschedule(me, registration, ClinicId(place.clinic), SegmentId(place.segment), once)
    return views.registration(moved)


@routes.post("/registrations/{registration}/keep", who=Patient, once=True)
def keep(me: Patient, registration: RegistrationId, once: Once) -> RegistrationView:
    """Accept what the hospital changed."""
    return views.registration(changing.keep(me, registration, once))


@routes.post("/registrations/{registration}/refund", who=Patient, once=True)
def refund(me: Patient, registration: RegistrationId, once: Once) -> RegistrationView:
    """Decline what the hospital changed; what was paid is refunded."""
    return views.registration(changing.refund(me, registration, once))
