"""Stays and visits, and whether their records can be copied: at once, the finished parts now, or the whole from a date."""

import datetime as dt
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.copies import refused
from chalicelib.copies.settings import CopiesSettings
from chalicelib.directory import called
from chalicelib.gateways.his.stays import PastStay
from chalicelib.kernel import ids, workdays

REST = "-rest"  # ends the id of what comes later of an unfinished record


class Stands(StrEnum):
    """How a record stands."""

    WHOLE = "whole"  # archived
    UNFINISHED = "unfinished"  # discharged, not archived: an offer, not a refusal
    IN_HOSPITAL = "in_hospital"  # to the ward
    BEYOND_RETENTION = "beyond_retention"  # may be gone: the store room looks
    UNKNOWN = "unknown"  # typed, not (yet) found in the HIS: the store room looks


class Take(StrEnum):
    """What the applicant chose of an unfinished record."""

    WHOLE = "whole"  # wait for all of it
    FINISHED_NOW = "finished_now"  # the finished parts now, the rest from the date


class AppliedStay(BaseModel):
    """One stay or visit of an application. The admission number is sealed beside it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    his: str = ""  # the HIS's id; empty while only typed
    typed: bool = False
    inpatient: bool = True
    department: str = ""
    department_name: str = ""
    began: str = ""  # ISO day
    ended: str = ""
    stands: Stands = Stands.UNKNOWN
    whole_from: str = ""  # ISO day, of an unfinished one
    take: Take = Take.WHOLE
    rest: bool = False  # the later part of a record whose finished parts are given first
    restricted: bool = False
    sensitive: bool = False  # the department is, by the directory or ⚙ the hospital


class TypedStay(BaseModel):
    """As the applicant remembers it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    number: str = Field("", max_length=30, repr=False)  # 住院号 or 门诊号, when known
    inpatient: bool = True
    department_name: str = Field("", max_length=40)
    began: dt.date
    take: Take = Take.WHOLE


def of_his(stay: PastStay, chosen: CopiesSettings, today: dt.date, *, take: Take = Take.WHOLE) -> AppliedStay:
    """A stay of the HIS, with how its record stands today."""
    sensitive = called.is_sensitive(stay.department) or stay.department in chosen.second_departments
    stands, whole_from = _stands(stay, chosen, today)
    return AppliedStay(
        id=ids.derived("copied stay", stay.id),
        his=stay.id,
        inpatient=stay.inpatient,
        department=stay.department,
        department_name=called.department_name(stay.department),
        began=stay.began.isoformat(),
        ended=stay.ended.isoformat() if stay.ended else "",
        stands=stands,
        whole_from=whole_from.isoformat() if whole_from else "",
        take=take if stands is Stands.UNFINISHED else Take.WHOLE,
        restricted=stay.restricted,
        sensitive=sensitive,
    )


def of_typed(typed: TypedStay) -> AppliedStay:
    """A typed stay, still to be matched."""
    return AppliedStay(
        id=ids.derived("typed stay", typed.number, typed.department_name, typed.began.isoformat()),
        typed=True,
        inpatient=typed.inpatient,
        department_name=typed.department_name,
        began=typed.began.isoformat(),
        take=typed.take,
    )


def matched(applied: AppliedStay, stay: PastStay, chosen: CopiesSettings, today: dt.date) -> AppliedStay:
    """What was applied for, as the HIS has it; it keeps its id and what was chosen of it."""
    return of_his(stay, chosen, today, take=applied.take).model_copy(
        update={"id": applied.id, "typed": applied.typed, "rest": applied.rest}
    )


def with_rests(stays: list[AppliedStay]) -> list[AppliedStay]:
    """Each unfinished record of which the finished parts are wanted now, followed by its rest."""
    found: list[AppliedStay] = []
    for stay in (one for one in stays if not one.rest):
        found.append(stay)
        if stay.stands is Stands.UNFINISHED and stay.take is Take.FINISHED_NOW:
            found.append(stay.model_copy(update={"id": stay.id + REST, "rest": True}))
    return found


def later(stays: list[AppliedStay]) -> dict[str, str]:
    """What cannot be fetched yet: stay id → the day from which it can."""
    waits = [one for one in stays if one.stands is Stands.UNFINISHED and (one.rest or one.take is Take.WHOLE)]
    return {one.id: one.whole_from for one in waits}


def require_here(stays: list[AppliedStay], campus: str) -> None:
    """Raises InHospital, OtherCampus."""
    for stay in stays:
        if stay.stands is Stands.IN_HOSPITAL:
            raise refused.InHospital
        if called.campus_of(stay.department) not in ("", campus):
            raise refused.OtherCampus


def _stands(stay: PastStay, chosen: CopiesSettings, today: dt.date) -> tuple[Stands, dt.date | None]:
    if stay.ended is None:
        return Stands.IN_HOSPITAL, None
    kept = chosen.kept_inpatient if stay.inpatient else chosen.kept_outpatient
    if (today - stay.ended).days > kept * 365.25:
        return Stands.BEYOND_RETENTION, None
    if stay.archived is not None or not stay.inpatient:
        return Stands.WHOLE, None
    promised = workdays.after(stay.ended, chosen.archived_after, chosen)
    return Stands.UNFINISHED, max(promised, workdays.after(today, 1, chosen))
