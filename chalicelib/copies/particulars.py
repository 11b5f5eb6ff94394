"""Names and numbers in full, for whoever needs them for the work at hand: only that much, with a reason, written down first."""

from dataclasses import dataclass

from chalicelib.cards import patients
from chalicelib.copies import acting, claiming, finding, forms
from chalicelib.copies.collecting import CollectorForm
from chalicelib.copies.forms import ApplicantForm, PersonForm, RecipientForm, SubjectForm
from chalicelib.copies.looking import LOOKABLE
from chalicelib.copies.models import Application
from chalicelib.copies.states import AT_THE_WINDOW, State
from chalicelib.kernel import audit
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Role, RoleRequired, Staff, still_on_duty

FETCHING = frozenset({State.APPROVED, State.APPROVED_IN_PART, State.RETRIEVING, State.CHASING, State.REST_AWAITED})
AT_THE_DESK = AT_THE_WINDOW | {
    State.COPYING,
    State.CHECKING,
    State.REPRINTING,
    State.TO_SHIP,
    State.CARRIER_TROUBLE,
    State.HANDED_TO_CARRIER,
    State.TO_GIVE_ONLINE,
    State.RECALLED,
}
SHIPPING = frozenset({State.TO_SHIP, State.CARRIER_TROUBLE, State.HANDED_TO_CARRIER})


@dataclass(frozen=True, repr=False)
class Particulars:
    """What is shown; empty where the work at hand does not need it."""

    name: str
    admissions: dict[str, str]
    paper: str = ""
    number: str = ""
    phone: str = ""
    applicant: str = ""
    applicant_number: str = ""
    applicant_phone: str = ""
    body: str = ""
    body_phone: str = ""
    collector: str = ""
    recipient: str = ""
    recipient_phone: str = ""
    address: str = ""


def show(me: Staff, application: str, why: str) -> Particulars:
    """As much as my role needs in this state. Raises RoleRequired, ClaimFirst, ClaimedByAnother, ReasonNeeded."""
    found = acting.known(application)
    reviews = LOOKABLE.get(found.stands) in me.roles
    if reviews and found.stands is not State.AT_MEDICAL_AFFAIRS:
        claiming.require_mine(found, me)
    fetches = Role.STORE_ROOM in me.roles and found.stands in FETCHING
    hands_out = Role.COPY_DESK in me.roles and found.stands in AT_THE_DESK
    if not (reviews or fetches or hands_out):
        waits = claiming.CLAIMS.get(found.stands)
        raise acting.ClaimFirst if waits and waits.ends and waits.role in me.roles else RoleRequired
    with Unit() as unit:
        still_on_duty(unit, me)
        acting.as_read(unit, found)
        audit.write(unit, me.id, "copies.particulars", found.id, acting.reason(why))
    name, numbers = finding.name_of(found), finding.numbers(found)
    if reviews:
        return _whole(found, name, numbers)
    return _for_the_desk(found, name, numbers) if hands_out else Particulars(name, numbers)


def _whole(found: Application, name: str, numbers: dict[str, str]) -> Particulars:
    applicant = forms.opened(found, "applicant", ApplicantForm)
    subject: PersonForm | None = forms.opened(found, "subject", SubjectForm)
    bound = patients.person(PatientId(found.patient)) if found.patient else None
    return Particulars(
        name,
        numbers,
        paper=(bound.kind if bound else subject.kind if subject else ""),
        number=bound.number if bound else subject.number if subject else "",
        phone=(bound.phone or "") if bound else "",
        applicant=applicant.name if applicant else "",
        applicant_number=applicant.number if applicant else "",
        applicant_phone=applicant.phone if applicant else "",
        body=applicant.body if applicant else "",
        body_phone=applicant.body_phone if applicant else "",
    )


def _for_the_desk(found: Application, name: str, numbers: dict[str, str]) -> Particulars:
    applicant = forms.opened(found, "applicant", ApplicantForm)
    collector = forms.opened(found, "collector", CollectorForm)
    to = forms.opened(found, "recipient", RecipientForm) if found.stands in SHIPPING else None
    return Particulars(
        name,
        numbers,
        applicant=applicant.name if applicant else "",
        collector=collector.name if collector else "",
        recipient=to.name if to else "",
        recipient_phone=to.phone if to else "",
        address=f"{to.province}{to.city}{to.county}{to.address}" if to else "",
    )
