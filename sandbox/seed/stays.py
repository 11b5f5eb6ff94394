"""Stays and visits that are over: what people ask copies of. Counted back from the day the hospital is made."""

import datetime as dt
import random
from collections.abc import Iterator

from chalicelib.gateways.his import systems
from sandbox.seed.fhir import Resource, identifier, reference

EVERY = 2  # every second patient has some
INPATIENT = ("cardiology", "orthopedics", "surgery", "neurology", "gynecology", "psychology")
OUTPATIENT = ("respiratory", "digestive", "dermatology", "reproduction")
JUST_LEFT, LEFT_LONG_AGO = 3, 40  # days: the record of the one is still with the ward, that of the other archived
DAYS_TO_ARCHIVE = 7


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
        "period": {"start": f"{began}T09:00:00+08:00", "end": f"{ended}T10:30:00+08:00"},
    }
    if archived:
        made["extension"] = [{"url": systems.ARCHIVED, "valueDate": (ended + dt.timedelta(days=DAYS_TO_ARCHIVE)).isoformat()}]
    if place % 50 == 48:
        made["meta"] = {"security": [{"system": systems.CONFIDENTIALITY, "code": "R"}]}
    return made
