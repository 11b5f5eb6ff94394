"""Stays and visits that are over: what people ask copies of. Counted back from the day the hospital is made."""

import datetime as dt
import functools
import random
from collections.abc import Iterable, Iterator

from chalicelib.gateways.his import systems
from sandbox.seed import hospital
from sandbox.seed.fhir import Resource, concept, identifier, reference

EVERY = 2  # every second patient has some
INPATIENT = ("cardiology", "orthopedics", "surgery", "neurology", "gynecology", "psychology")
OUTPATIENT = ("respiratory", "digestive", "dermatology", "reproduction")
JUST_LEFT, LEFT_LONG_AGO = 3, 40  # days: the record of the one is still with the ward, that of the other archived
DAYS_TO_ARCHIVE = 7
FOUND = {  # the diagnosis of each department's patients: ICD-10, words, severity
    "cardiology": ("I21.001", "急性心肌梗死", "severe"),
    "orthopedics": ("S72.001", "股骨颈骨折", "moderate"),
    "surgery": ("K80.101", "胆囊结石伴慢性胆囊炎", "moderate"),
    "neurology": ("I63.902", "脑梗死", "severe"),
    "gynecology": ("D25.901", "子宫平滑肌瘤", "mild"),
    "psychology": ("F32.900", "抑郁发作", "moderate"),
    "respiratory": ("J18.900", "肺炎", "moderate"),
    "digestive": ("K29.500", "慢性胃炎", "mild"),
    "dermatology": ("L20.900", "特应性皮炎", "mild"),
    "reproduction": ("N97.900", "女性不孕症", "mild"),
}


def resources(today: dt.date, patients: int = 200) -> Iterator[Resource]:
    """One to four a patient: the first archived, the second just left, then an outpatient visit, then an old stay."""
    rng = random.Random("stays")
    for place in range(0, patients, EVERY):
        kinds = rng.randint(1, 4)
        yield stay(
            place, 0, today - dt.timedelta(days=LEFT_LONG_AGO + rng.randint(0, 300)), INPATIENT[place // 2 % 6], archived=True
        )
        if kinds > 1:
            yield stay(place, 1, today - dt.timedelta(days=JUST_LEFT), INPATIENT[(place // 2 + 1) % 6], archived=False)
        if kinds > 2:
            yield stay(place, 2, today - dt.timedelta(days=60), OUTPATIENT[place // 2 % 4], archived=True, kind="AMB")
        if kinds > 3:
            yield stay(place, 3, today - dt.timedelta(days=31 * 365), INPATIENT[place // 2 % 6], archived=True)


def diagnoses(stays: Iterable[Resource]) -> Iterator[Resource]:
    """What was found in each of these stays and visits."""
    for one in stays:
        department = one["serviceProvider"]["reference"].removeprefix("Organization/")
        yield diagnosis(one, *FOUND[department])


def diagnosis(stay: Resource, icd: str, words: str, severity: str) -> Resource:
    """One diagnosis of a stay."""
    return {
        "resourceType": "Condition",
        "id": f"found-{stay['id']}-{icd.replace('.', '-').lower()}",
        "clinicalStatus": concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "active"),
        "verificationStatus": concept("http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed"),
        "severity": concept(systems.SEVERITY, severity),
        "code": concept(systems.ICD_10, icd, words),
        "subject": stay["subject"],
        "encounter": reference("Encounter", stay["id"]),
    }


@functools.cache
def _doctors() -> dict[str, list[str]]:
    """The doctors of each department."""
    found: dict[str, list[str]] = {}
    for one in hospital.doctors():
        found.setdefault(one.department.id, []).append(one.id)
    return found


def stay(place: int, nth: int, ended: dt.date, department: str, *, archived: bool, kind: str = "IMP") -> Resource:
    """One stay or visit that ended on that day; every 25th patient's are confidential beyond the usual."""
    began = ended - dt.timedelta(days=6 if kind == "IMP" else 0)
    system, first = (systems.ADMISSION, "ZY") if kind == "IMP" else (systems.VISIT, "MZ")
    made: Resource = {
        "resourceType": "Encounter",
        "id": f"enc-{place:04d}-{nth}",
        "status": "finished",
        "class": {"system": systems.ACT, "code": kind},
        "identifier": [identifier(system, f"{first}{300000 + place * 10 + nth}")],
        "subject": reference("Patient", f"p{place:04d}"),
        "serviceProvider": reference("Organization", department),
        "participant": [{"individual": reference("Practitioner", _doctors()[department][place % 2])}],
        "period": {"start": f"{began}T09:00:00+08:00", "end": f"{ended}T10:30:00+08:00"},
    }
    if archived:
        made["extension"] = [{"url": systems.ARCHIVED, "valueDate": (ended + dt.timedelta(days=DAYS_TO_ARCHIVE)).isoformat()}]
    if place % 50 == 48:
        made["meta"] = {"security": [{"system": systems.CONFIDENTIALITY, "code": "R"}]}
    return made
