"""The clinics of a day, the same for the same day."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from chalicelib.gateways.his import systems
from sandbox.seed import hospital
from sandbox.seed.fhir import Resource, concept, identifier, reference

ZONE = ZoneInfo("Asia/Shanghai")
SESSIONS = {"am": (dt.time(8), dt.time(12)), "pm": (dt.time(14), dt.time(17, 30))}
MINUTES = {"general": 10, "expert": 15}  # between two numbers
WINDOW_SHARE = 5  # every fifth number is the window's own


class Session(NamedTuple):
    """One clinic to be."""

    id: str
    department: hospital.Department
    doctor: hospital.Doctor | None
    fee: str
    room: str
    start: dt.datetime
    end: dt.datetime

    @property
    def kind(self) -> str:
        """As the profile names it."""
        return "expert" if self.doctor and self.doctor.grade != "attending" else "general"


def of_day(day: dt.date, shared: tuple[str, ...] = ()) -> Iterator[Resource]:
    """Every Schedule of that day, each followed by its Slots. Campuses named in `shared` share their numbers."""
    for session in _sessions(day):
        yield _schedule(session)
        yield from _slots(session, "shared" if session.department.campus in shared else "allotted")


def _sessions(day: dt.date) -> Iterator[Session]:
    rng, doctors = random.Random(f"clinics {day.isoformat()}"), hospital.doctors()
    for half, hours in SESSIONS.items():
        start, end = (dt.datetime.combine(day, hour, ZONE) for hour in hours)
        for department in hospital.DEPARTMENTS:
            fee = "free" if department.free else "general"
            yield Session(f"c{day:%Y%m%d}-{department.id}-{half}", department, None, fee, f"room-{department.id}-1", start, end)
            own = [doctor for doctor in doctors if doctor.department is department]
            for place, doctor in enumerate(rng.sample(own, 1 if day.weekday() > 4 else 2)):
                fee = "free" if department.free else doctor.grade
                yield Session(
                    f"c{day:%Y%m%d}-{doctor.id}-{half}", department, doctor, fee, f"room-{department.id}-{place + 2}", start, end
                )


def _schedule(one: Session) -> Resource:
    actors = [reference("HealthcareService", f"service-{one.department.id}-{one.kind}"), reference("Location", one.room)]
    if one.doctor:
        actors.insert(0, reference("PractitionerRole", one.doctor.role, one.doctor.name))
    fee = reference("ChargeItemDefinition", hospital.FEES[one.fee][0])
    return {
        "resourceType": "Schedule",
        "id": one.id,
        "active": True,
        "actor": actors,
        "planningHorizon": {"start": one.start.isoformat(), "end": one.end.isoformat()},
        "extension": [{"url": systems.FEE, "valueReference": fee}],
    }


def _slots(one: Session, ours: str) -> Iterator[Resource]:
    step = dt.timedelta(minutes=MINUTES[one.kind])
    start, number = one.start, 0
    while start < one.end:
        number += 1
        yield {
            "resourceType": "Slot",
            "id": f"{one.id}-{number}",
            "identifier": [identifier(systems.NUMBER, str(number))],
            "schedule": reference("Schedule", one.id),
            "status": "free",
            "start": start.isoformat(),
            "end": (start + step).isoformat(),
            "appointmentType": concept(systems.POOL, "window" if number % WINDOW_SHARE == 0 else ours),
        }
        start += step
