"""Clinics: one FHIR Schedule is one session of a doctor or a department, one Slot is one time-marked number."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.gateways.his.outcomes import Changes
from chalicelib.kernel.money import Fen


class Kind(StrEnum):
    """What is sold."""

    GENERAL = "general"  # 专科
    EXPERT = "expert"  # 专家


class Pool(StrEnum):
    """Who may give a number away."""

    ALLOTTED = "allotted"  # we alone
    SHARED = "shared"  # we and the windows, the HIS locks
    WINDOW = "window"  # the windows alone


class SlotStatus(StrEnum):
    """FHIR's slotstatus."""

    FREE = "free"
    BUSY = "busy"
    TENTATIVE = "busy-tentative"  # locked by a hold
    UNAVAILABLE = "busy-unavailable"  # not to be given to anybody
    ERROR = "entered-in-error"  # taken back


@dataclass(frozen=True)
class HisSlot:
    """One number. `start` is its mark."""

    id: str
    number: int
    start: dt.datetime
    end: dt.datetime
    status: SlotStatus
    pool: Pool


@dataclass(frozen=True)
class Clinic:
    """One session with all its numbers, ordered by number. Not active: stopped 停诊."""

    id: str
    version: str  # of the Schedule
    at: dt.datetime  # newest change of the Schedule or one of its Slots: an older state never undoes a newer one
    active: bool
    campus: str
    campus_name: str
    department: str
    department_name: str
    doctor: str | None  # Practitioner id; None: a clinic of the department, whoever is on duty
    doctor_name: str
    grade: str  # 主任医师 …, in Chinese; empty without a doctor
    replaces: str | None  # the doctor for whom this one stands in
    kind: Kind
    room: str  # where to go, in Chinese
    start: dt.datetime
    end: dt.datetime
    fee: Fen | None  # an active clinic always has one (0 is free of charge); a stopped one may lack it
    comment: str  # the reason of a stop, when the HIS gives one
    slots: tuple[HisSlot, ...]


def changed(since: dt.datetime | None) -> Changes[Clinic]:
    """Every clinic of which the Schedule or a Slot changed since; without `since` every clinic from today on. Raises HisAway."""
    raise NotImplementedError


def get(clinic: str) -> Clinic | None:
    """That clinic as it is now, or None. Raises HisAway; Unusable when it lacks what the profile asks."""
    raise NotImplementedError
