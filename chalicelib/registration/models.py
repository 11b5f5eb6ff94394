"""The room's tables. Who holds which number is decided here, by conditions on one item a segment."""

import datetime as dt
from enum import StrEnum
from typing import Any, NamedTuple, NewType

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    MapAttribute,
    NumberAttribute,
    NumberSetAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from chalicelib.kernel import clock, ids
from chalicelib.kernel.tables import Table
from chalicelib.registration.states import Money, State

ClinicId = NewType("ClinicId", str)  # <day key><own key>, of KEY characters each
SegmentId = NewType("SegmentId", str)  # "0900": when it starts, on the hospital's clock
RegistrationId = NewType("RegistrationId", str)

KEY = 20
SEGMENT_MINUTES = 30


class Half(StrEnum):
    """A session of a day."""

    MORNING = "am"
    AFTERNOON = "pm"
    EVENING = "evening"


def half_of(moment: dt.datetime) -> Half:
    """The session in which a moment lies."""
    hour = clock.local(moment).hour
    return Half.MORNING if hour < 12 else Half.AFTERNOON if hour < 18 else Half.EVENING  # noqa: PLR2004 - hours of the day


def day_key(department: str, day: str) -> str:
    """The partition of a department's day (ISO date): all its clinics' segments lie together and are one query."""
    return ids.derived("clinic day", department, day)[:KEY]


def clinic_id(department: str, day: str, his: str) -> ClinicId:
    """Our id of the HIS's session on that day: it begins with the key of the day's partition, so that no read finds it."""
    return ClinicId(day_key(department, day) + ids.derived("clinic", his)[:KEY])


class Clinic(Table):
    """One session of the HIS as we know it; what patients read is repeated in its segments."""

    noun = "clinics"

    his = UnicodeAttribute(hash_key=True)  # the HIS's id
    id = UnicodeAttribute()  # ClinicId
    at = UnicodeAttribute()  # the newest change of the HIS that we have taken in
    running = BooleanAttribute(default=True)
    stops = NumberAttribute(default=0)  # how often it was stopped
    stopped_by = UnicodeAttribute(default="")
    reason = UnicodeAttribute(default="")  # why it was stopped, for the patients
    stand_in = JSONAttribute(null=True)  # [doctor, stand-in, the stand-in's name], while the HIS still names the doctor


class Mark(NamedTuple):
    """A number's time mark: moments as text, and the HIS's id of the number."""

    mark: str
    end: str
    slot: str


class Segment(Table):
    """Up to 30 minutes of a clinic. A number lies in `free`, or in `holders` under one registration, or was taken back."""

    noun = "segments"

    day = UnicodeAttribute(hash_key=True)  # day key
    own = UnicodeAttribute(range_key=True)  # own key of the clinic and SegmentId
    his = UnicodeAttribute()  # the HIS's id of the clinic
    department = UnicodeAttribute()
    department_name = UnicodeAttribute()
    campus = UnicodeAttribute()
    campus_name = UnicodeAttribute()
    doctor = UnicodeAttribute(default="")  # empty: whoever of the department is on duty
    doctor_name = UnicodeAttribute(default="")
    grade = UnicodeAttribute(default="")
    kind = UnicodeAttribute()
    room = UnicodeAttribute(default="")
    fee = NumberAttribute()
    date = UnicodeAttribute()
    half = UnicodeAttribute()
    start = UnicodeAttribute()
    end = UnicodeAttribute()
    running = BooleanAttribute(default=True)
    free = NumberSetAttribute(null=True)  # DynamoDB knows no empty set
    holders: MapAttribute[str, Any] = MapAttribute(default=dict)  # type: ignore[no-untyped-call]  # number → RegistrationId
    left = UnicodeSetAttribute(null=True)  # number#RegistrationId of those who held one before: the HIS may not know yet
    shared = NumberSetAttribute(null=True)  # the numbers that the HIS must lock
    numbers = JSONAttribute()  # number → [mark, end, the HIS's id of it]

    @classmethod
    def at(cls, clinic: ClinicId, segment: SegmentId) -> "Segment":
        """The bare item of that key, for updates."""
        return cls(clinic[:KEY], clinic[KEY:] + segment)

    @property
    def clinic(self) -> ClinicId:
        """Its clinic."""
        return ClinicId(self.day + self.own[:KEY])

    @property
    def id(self) -> SegmentId:
        """Its id within the clinic."""
        return SegmentId(self.own[KEY:])

    @property
    def held(self) -> dict[int, RegistrationId]:
        """Number → registration."""
        return {int(number): RegistrationId(holder) for number, holder in self.holders.attribute_values.items()}

    def mark(self, number: int) -> "Mark":
        """When that number's turn is."""
        return Mark(*self.numbers[str(number)])

    @property
    def session(self) -> str:
        """What a patient may have once: this doctor (or department) in this half-day."""
        return f"{self.date}#{self.half}#{self.doctor or self.department}"


class Registration(Table):
    """One patient's place. What was booked stands here as it was told to the patient."""

    noun = "registrations"

    id = UnicodeAttribute(hash_key=True)
    version = NumberAttribute(default=1)
    state = UnicodeAttribute()
    money = UnicodeAttribute()
    patient = UnicodeAttribute()
    merged_from = UnicodeAttribute(default="")  # the patient before the master index merged two
    account = UnicodeAttribute(default="")  # who booked; empty when that account is deleted
    order = UnicodeAttribute(default="")
    since = UnicodeAttribute()
    pay_until = UnicodeAttribute(default="")
    clinic = UnicodeAttribute()
    segment = UnicodeAttribute()
    number = NumberAttribute()
    shared = BooleanAttribute(default=False)
    session = UnicodeAttribute()  # as it stands in the quotas
    mark = UnicodeAttribute()
    end = UnicodeAttribute()
    slot = UnicodeAttribute()
    date = UnicodeAttribute()
    half = UnicodeAttribute()
    department = UnicodeAttribute()
    department_name = UnicodeAttribute()
    campus = UnicodeAttribute()
    campus_name = UnicodeAttribute()
    doctor = UnicodeAttribute(default="")
    doctor_name = UnicodeAttribute(default="")
    kind = UnicodeAttribute()
    room = UnicodeAttribute(default="")
    fee = NumberAttribute()
    reason = UnicodeAttribute(default="")  # why the hospital changed or ended it, for the patient
    changed = UnicodeSetAttribute(null=True)  # doctor, room, time: what was replaced
    moving = JSONAttribute(null=True)  # shared numbers: the place the HIS is being asked for

    @property
    def stands(self) -> State:
        """Its state."""
        return State(self.state)

    @property
    def fee_stands(self) -> Money:
        """Its money."""
        return Money(self.money)


class OfPatient(Table):
    """Which registrations a patient has, by day of visit."""

    noun = "registrations-of-patients"

    patient = UnicodeAttribute(hash_key=True)
    visit = UnicodeAttribute(range_key=True)  # date#RegistrationId

    @classmethod
    def of(cls, patient: str, date: str, registration: str) -> "OfPatient":
        """The item of that key."""
        return cls(patient, f"{date}#{registration}")


class Quota(Table):
    """The live registrations of a patient in a day (2026-11-21) or a month (2026-11)."""

    noun = "quotas"

    patient = UnicodeAttribute(hash_key=True)
    period = UnicodeAttribute(range_key=True)
    taken = UnicodeSetAttribute(null=True)  # sessions


class Delivery(Table):
    """What the HIS is to hold of a registration, and what it is known to hold: versions of the registration."""

    noun = "his-outbox"

    registration = UnicodeAttribute(hash_key=True)
    wanted = NumberAttribute(default=0)
    delivered = NumberAttribute(default=0)
    refused = UnicodeAttribute(default="")  # the HIS's code


class Watermark(Table):
    """Up to where the changes of the HIS were taken in."""

    noun = "registration-watermarks"

    name = UnicodeAttribute(hash_key=True)
    until = UnicodeAttribute()
