"""Finding a clinic: a department's day is one query, whatever it holds."""

import datetime as dt

from chalicelib.registration.models import KEY, ClinicId, Segment, day_key

SHOWN = [  # what a list needs: neither holders nor the HIS's ids are fetched
    *("day", "own", "department", "department_name", "campus", "campus_name", "doctor", "doctor_name", "grade"),
    *("kind", "room", "fee", "date", "half", "start", "end", "running", "free"),
]


def of_day(department: str, day: dt.date) -> list[Segment]:
    """Every segment of every clinic of a department on a day, in order of clinic and time, without holders."""
    return list(Segment.query(day_key(department, day.isoformat()), attributes_to_get=SHOWN))


def of_clinic(clinic: ClinicId) -> list[Segment]:
    """The same of one clinic; nothing where the id is none of a clinic."""
    if len(clinic) <= KEY:
        return []
    return list(Segment.query(clinic[:KEY], Segment.own.startswith(clinic[KEY:]), attributes_to_get=SHOWN))


def segments(clinic: ClinicId) -> list[Segment]:
    """The segments of a clinic, whole and consistent."""
    if len(clinic) <= KEY:
        return []
    return list(Segment.query(clinic[:KEY], Segment.own.startswith(clinic[KEY:]), consistent_read=True))
