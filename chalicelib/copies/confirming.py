"""Who confirms by what: a code to the applicant's own phone, or to the phone that the patient has reserved at the hospital."""

from chalicelib.accounts import codes
from chalicelib.accounts.sessions import Patient
from chalicelib.cards import patients
from chalicelib.copies import evidence, finding, forms, records, refused, transitions
from chalicelib.copies.models import Application
from chalicelib.copies.rules import Confirmation
from chalicelib.copies.states import WRITABLE
from chalicelib.kernel import masks
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit


def send(me: Patient, application: str, which: Confirmation) -> str:
    """Send a code; the phone it went to, masked. Raises NotAsked, NoReservedPhone, NotNow and what `codes.send` refuses with."""
    found = _open(me, application, which)
    phone = _phone(found, which)
    codes.send(me, _matter(which), found.id, phone)
    return masks.phone(phone)


def confirm(me: Patient, application: str, which: Confirmation, code: str) -> Application:
    """The code is right: it is confirmed. Raises WrongCode, CodeExpired, TooManyTries, NotAsked, NotNow."""
    found = _open(me, application, which)
    proof = codes.check(me, _matter(which), found.id, code)
    with Unit() as unit:
        records.require(unit, me)
        proof.use(unit)
        done = Application.confirmed.set({**found.confirmed, which.value: [records.now(), me.account]})
        transitions.change(unit, found, "confirmed", done, by=transitions.APPLICANT, which=which.value)
    return records.known(found.id)


def _matter(which: Confirmation) -> str:
    return f"copies.{which}"


def _open(me: Patient, application: str, which: Confirmation) -> Application:
    found = records.mine(me, application)
    if found.stands not in WRITABLE:
        raise refused.NotNow
    if not found.kind:
        raise refused.KindFirst
    if which not in evidence.confirmations(found):
        raise refused.NotAsked
    return found


def _phone(found: Application, which: Confirmation) -> str:
    if which is Confirmation.OWN_PHONE:
        applicant = forms.opened(found, "applicant", forms.ApplicantForm)
        if applicant is None:
            raise refused.ApplicantNeeded
        return forms.international(applicant.phone)
    return reserved_phone(found)


def reserved_phone(found: Application) -> str:
    """The phone that the patient of an application has reserved at the hospital. Raises NoReservedPhone, HisAway."""
    if found.patient:
        phone = patients.person(PatientId(found.patient)).phone
    else:
        theirs = finding.at_hospital(found)
        phone = forms.international(theirs.phones[0]) if theirs and theirs.phones else None
    if not phone:
        raise refused.NoReservedPhone
    return phone
