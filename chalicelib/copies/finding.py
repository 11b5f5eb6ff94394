"""Stays and visits of a patient in the HIS: offered to whoever may see them, and matched with what was typed."""

import json
from typing import NamedTuple

from chalicelib.cards import identity, patients
from chalicelib.copies import availability, forms, refused, settings
from chalicelib.copies.availability import AppliedStay, Take
from chalicelib.copies.models import Application
from chalicelib.gateways.his import patients as his_patients
from chalicelib.gateways.his import stays as his_stays
from chalicelib.gateways.his.patients import HisPatient
from chalicelib.gateways.his.stays import PastStay
from chalicelib.kernel import clock, refusals, sealing
from chalicelib.kernel.ids import PatientId

NUMBERS = "numbers"


class NotKnownYet(refusals.Unavailable):
    """The HIS has not taken this new patient in."""

    code, message = "copies_patient_not_at_hospital", "医院尚未查到该就诊人的档案，请稍后再试，或手工填写就诊信息"


class Offered(NamedTuple):
    """A stay that may be chosen, with its number."""

    stay: AppliedStay
    number: str

    def __repr__(self) -> str:
        """Nothing personal, wherever it is printed."""
        return f"<{type(self).__name__}>"


def stays(found: Application) -> list[Offered]:
    """Every stay and visit of the bound patient, the latest first. Raises PatientNeeded, NotKnownYet, HisAway."""
    if not found.patient:
        raise refused.PatientNeeded
    his_id = patients.person(PatientId(found.patient)).his_id
    if his_id is None:
        raise NotKnownYet
    chosen, today = settings.chosen(found.campus), clock.today()
    return [Offered(availability.of_his(one, chosen, today), one.number) for one in his_stays.of_patient(his_id)]


def picked(found: Application, wanted: dict[str, Take]) -> tuple[list[AppliedStay], dict[str, str]]:
    """Those of the offered that are wanted, and their numbers by stay. Raises UnknownStay and what `stays` raises."""
    offered = {one.stay.id: one for one in stays(found)}
    if not wanted.keys() <= offered.keys():
        raise refused.UnknownStay
    made = []
    for key, take in wanted.items():
        stay = offered[key].stay
        made.append(stay.model_copy(update={"take": take}) if stay.stands is availability.Stands.UNFINISHED else stay)
    return made, {key: offered[key].number for key in wanted}


def at_hospital(found: Application) -> HisPatient | None:
    """The patient of an application as the HIS has him: by the bound card, or by the typed paper and name. Raises HisAway."""
    if found.patient:
        his_id = patients.person(PatientId(found.patient)).his_id
        return his_patients.get(his_id) if his_id else None
    subject = forms.opened(found, "subject", forms.SubjectForm)
    if subject is None:
        return None
    known = [one for one in his_patients.find(subject.kind, subject.number) if one.active]
    return next((one for one in known if any(identity.same_name(name, subject.name) for name in one.names)), None)


def matching(stay: AppliedStay, number: str, theirs: list[PastStay]) -> PastStay | None:
    """What the HIS has of a stay that was applied for: by its id, by its number, else by the day it began."""
    by_id = next((one for one in theirs if stay.his and one.id == stay.his), None)
    by_number = next((one for one in theirs if number and one.number == number), None)
    by_day = [one for one in theirs if not number and (one.began.isoformat(), one.inpatient) == (stay.began, stay.inpatient)]
    return by_id or by_number or (by_day[0] if len(by_day) == 1 else None)


def name_of(found: Application) -> str:
    """The patient's name in full, as bound or typed; empty when neither."""
    if found.patient:
        return patients.person(PatientId(found.patient)).name
    subject = forms.opened(found, "subject", forms.SubjectForm)
    return subject.name if subject else ""


def sealed_numbers(application: str, numbers: dict[str, str]) -> bytes:
    """Admission numbers by stay, sealed."""
    return sealing.seal(Application.noun, application, NUMBERS, json.dumps(numbers))


def numbers(found: Application) -> dict[str, str]:
    """The admission or visit number of each stay (the rest of a record has its record's); empty where none is known."""
    if found.numbers is None:
        return {}
    known: dict[str, str] = json.loads(sealing.unseal(Application.noun, found.id, NUMBERS, found.numbers))
    return {stay["id"]: known.get(stay["id"].removesuffix(availability.REST), "") for stay in found.stays}
