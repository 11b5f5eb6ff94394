"""What comes in at the desk's edge."""

import datetime as dt
from typing import Literal

from pydantic import Field

from chalicelib.copies import retrieving
from chalicelib.copies.inputs import ID, ApplicantInput, PersonInput, RecipientInput
from chalicelib.copies.models import Applicant
from chalicelib.copies.recalling import What
from chalicelib.copies.states import Chase, Delivery
from chalicelib.kernel.http import Input, Query

Words = Field(min_length=1, max_length=300)
Pages = Field(min_length=1, max_length=60, description="stay → pages of one copy")
HALF_HOUR = r"^\d{8}-\d{4}$"


class At(Query):
    """At which campus."""

    campus: str = Field(pattern=ID)


class InList(At):
    """Behind which row; empty: from the beginning."""

    after: str = Field("", max_length=120)


class Wanted(Query):
    """Which application: its number for people, or a scanned label."""

    number: str = Field(min_length=1, max_length=40)


class WhyInput(Input):
    """Why, in words."""

    reason: str = Words


class LeftOutInput(Input):
    """A part of a stay that is not given; without a part the whole stay."""

    stay: str = Field(pattern=ID)
    part: str = Field("", max_length=40)
    why: str = Words


class ApprovalInput(Input):
    """Yes; what is left out, each with its reason."""

    left_out: list[LeftOutInput] = Field(default=[], max_length=200)


class MendInput(Input):
    """A paper (by its slot) or a step of the form, and what is wrong with it."""

    what: str = Field(min_length=1, max_length=60)
    why: str = Words


class ReturnInput(Input):
    """What the applicant is to mend."""

    mend: list[MendInput] = Field(min_length=1, max_length=40)


class CallBackInput(Input):
    """Which published number was called, and what was said."""

    phone: str = Field(min_length=5, max_length=20)
    said: str = Words


class SealedInput(Input):
    """What of a stay is sealed."""

    stay: str = Field(pattern=ID)
    parts: list[str] = Field(min_length=1, max_length=30)
    original: bool
    since: dt.date


class SealingInput(Input):
    """All that is sealed."""

    sealed: list[SealedInput] = Field(max_length=60)


class DecisionInput(WhyInput):
    """What 医务科 decides."""

    decision: Literal["give", "hold_back", "refuse", "take_up_again"]


class HaltInput(WhyInput):
    """How a halted application goes on."""

    go_on: bool


class LookInput(WhyInput):
    """Why, and which page."""

    page: int = Field(1, ge=1, le=200)


class KeepInput(WhyInput):
    """The last day."""

    until: dt.date


class SecrecyInput(WhyInput):
    """Whether the order holds."""

    holds: bool


class FetchedInput(Input):
    """The stays whose records are in hand."""

    stays: list[str] = Field(min_length=1, max_length=60)


class ChaseInput(Input):
    """Why a record is not to be had, who has it, until when."""

    stay: str = Field(pattern=ID)
    why: Chase
    owner: str = Field(min_length=1, max_length=40)
    until: dt.date | None = None
    note: str = Field("", max_length=200)


class StayInput(WhyInput):
    """A stay, and why."""

    stay: str = Field(pattern=ID)


class PagesInput(Input):
    """Pages of one copy."""

    pages: dict[str, int] = Pages


class CopiedInput(PagesInput):
    """Pages of one copy, and that each is stamped and dated."""

    stamped: bool


class CorrectionInput(PagesInput):
    """The right pages, and why they were wrong."""

    reason: str = Words


class CheckedInput(Input):
    """What the second person saw on every page of a stay."""

    stay: str = Field(pattern=ID)
    pages: int = Field(ge=1, le=retrieving.MOST_PAGES)
    number_tail: str = Field("", max_length=4)
    name_matches: bool


class CheckInput(Input):
    """Every stay."""

    stays: list[CheckedInput] = Field(min_length=1, max_length=60)


class FaultInput(WhyInput):
    """What went wrong."""

    what: What


class IncidentInput(WhyInput):
    """What was done about it; whether the right pages are printed."""

    again: bool


class ProposalInput(Input):
    """A half hour of a place; without one the quietest of the next days."""

    place: str = Field("", max_length=64)
    half_hour: str | None = Field(None, pattern=HALF_HOUR)


class HandOverInput(Input):
    """The code, and the last characters of the number on the paper that is shown."""

    holder: Literal["applicant", "collector"]
    code: str = Field(pattern=r"^[0-9]{8}$")
    number_tail: str = Field(min_length=4, max_length=6)


class CarrierInput(Input):
    """Which carrier."""

    carrier: str = Field(pattern=r"^[a-z]{2,20}$")


class WaybillInput(CarrierInput):
    """A waybill as typed or scanned."""

    waybill: str = Field(min_length=6, max_length=40)


class ParcelEndInput(WhyInput):
    """What became of a parcel."""

    end: Literal["signed", "returned", "lost"]


class CounterStay(Input):
    """A stay as the papers of whoever stands there say."""

    number: str = Field("", max_length=30, pattern=r"^[A-Za-z0-9-]*$")
    inpatient: bool = True
    department_name: str = Field("", max_length=40)
    began: dt.date
    take: Literal["whole", "finished_now"] = "whole"


class CounterInput(Input):
    """A whole application."""

    kind: Applicant
    subject: PersonInput
    applicant: ApplicantInput | None = None
    dead: bool = False
    stays: list[CounterStay] = Field(min_length=1, max_length=30)
    purpose: str = Field(pattern=ID)
    parts: list[str] = Field(min_length=1, max_length=30)
    copies: int = Field(1, ge=1, le=20)
    certified: bool = False
    delivery: Delivery
    recipient: RecipientInput | None = None
