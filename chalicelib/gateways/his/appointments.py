"""Appointments: what we want the HIS to hold, and what the HIS says became of it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.gateways.his.outcomes import Changes
from chalicelib.kernel.money import Fen


class Wish(StrEnum):
    """What we want an appointment to be (FHIR's appointmentstatus)."""

    HELD = "pending"  # shared numbers: lock the slot until `held_until`
    BOOKED = "booked"
    CANCELLED = "cancelled"


class Standing(StrEnum):
    """What an appointment is at the HIS (FHIR's appointmentstatus)."""

    HELD = "pending"
    BOOKED = "booked"
    TAKEN = "checked-in"  # 取号
    ARRIVED = "arrived"
    SEEN = "fulfilled"
    NO_SHOW = "noshow"
    CANCELLED = "cancelled"
    ERROR = "entered-in-error"


class Why(StrEnum):
    """Why an appointment is cancelled."""

    PATIENT = "pat"
    HOSPITAL = "prov"  # stopped 停诊
    OTHER = "other"  # not paid in time, rescheduled
    WINDOW = "returned-at-window"  # 退号; only the HIS says so


@dataclass(frozen=True)
class Paid:
    """What was paid with us for the appointment."""

    order: str  # our out_trade_no
    transaction: str  # WeChat Pay's transaction id
    amount: Fen
    at: dt.datetime


@dataclass(frozen=True)
class Wanted:
    """The present state that we want. `number` is our registration's id; a higher `version` replaces a lower one."""

    number: str
    version: int
    status: Wish
    patient: str  # HIS id
    slots: tuple[str, ...]
    start: dt.datetime
    end: dt.datetime
    paid: Paid | None = None
    held_until: dt.datetime | None = None  # with HELD
    why: Why | None = None  # with CANCELLED


@dataclass(frozen=True)
class Accepted:
    """The HIS holds what we wanted (or something newer)."""

    id: str
    standing: Standing


@dataclass(frozen=True)
class Refused:
    """The HIS said no; `reason` is a code of the profile's table: slot-busy, slot-gone, clinic-stopped, patient-unknown, …."""

    reason: str


@dataclass(frozen=True)
class HisAppointment:
    """One of our appointments at the HIS."""

    id: str
    number: str  # our registration's id
    version: int  # the newest wanted version that the HIS holds
    at: dt.datetime
    standing: Standing
    passed: dt.datetime | None  # 过号: called and not there; the standing stays what it was
    why: Why | None  # with CANCELLED
    patient: str
    slots: tuple[str, ...]


def put(wanted: Wanted) -> Accepted | Refused:
    """Make the HIS hold what we want: created once, replaced only by a higher version. Doing it twice is doing it once.

    With HELD the HIS locks the slot or refuses (`slot-busy`); BOOKED confirms; CANCELLED frees.
    What the HIS found out itself (taken, arrived, seen) is kept when we want BOOKED.
    Raises HisAway: sent False nothing happened; sent True unknown, put the same again or `get`.
    """
    raise NotImplementedError


def get(number: str) -> HisAppointment | None:
    """Our appointment by our registration's id. Raises HisAway."""
    raise NotImplementedError


def changed(since: dt.datetime) -> Changes[HisAppointment]:
    """Our appointments that changed at the HIS since, our own writes included. Raises HisAway."""
    raise NotImplementedError
