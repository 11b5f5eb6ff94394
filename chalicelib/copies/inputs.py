"""What comes in at the applicants' edge."""

from typing import Literal

from pydantic import Field

from chalicelib.copies import forms
from chalicelib.gateways.his.systems import Identity
from chalicelib.kernel import refusals
from chalicelib.kernel.http import Input, Query
from chalicelib.kernel.ids import OPAQUE

ID = rf"^{OPAQUE.pattern}$"
Nth = Field(ge=1, le=20)


class Campus(Query):
    """At which campus's record room."""

    campus: str = Field(pattern=ID)


class Beginning(Input):
    """Where to apply."""

    campus: str = Field(pattern=ID)


class PersonInput(Input):
    """A person by name and identity paper."""

    name: str = Field(min_length=1, max_length=60)
    kind: str = Field(pattern=r"^[a-z-]{3,30}$")
    number: str = Field(min_length=5, max_length=30)


class UnknownKind(refusals.Invalid):
    """No such kind of identity paper."""

    code, message = "identity_kind_wrong", "请选择证件类型"


def person(given: PersonInput) -> dict[str, object]:
    """Its fields, the kind as what it is. Raises UnknownKind."""
    if given.kind not in set(Identity):
        raise UnknownKind
    return {**given.model_dump(), "kind": Identity(given.kind)}


class ApplicantInput(PersonInput):
    """Who applies, when not the patient; of an insurer or public body the officer."""

    phone: str = Field(pattern=forms.PHONE)
    relation: str = Field("", max_length=20)
    body: str = Field("", max_length=60)
    body_phone: str = Field("", max_length=20, pattern=r"^$|" + forms.ANY_PHONE)


class WhoInput(Input):
    """Who applies, for whom: a bound patient, or one who is typed."""

    kind: Literal[
        "patient", "agent", "parent", "parents_agent", "guardian", "relative", "heir", "heirs_agent", "insurer", "public_body"
    ]
    patient: str | None = Field(None, pattern=ID)
    subject: PersonInput | None = None
    applicant: ApplicantInput | None = None
    dead: bool = False


class PickedStay(Input):
    """One of the offered stays; of an unfinished record the finished parts now, or the whole from its date."""

    id: str = Field(pattern=ID)
    take: Literal["whole", "finished_now"] = "whole"


class TypedInput(Input):
    """A stay as the applicant remembers it; `began` is an ISO day."""

    number: str = Field("", max_length=30, pattern=r"^[A-Za-z0-9-]*$")
    inpatient: bool = True
    department_name: str = Field("", max_length=40)
    began: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    take: Literal["whole", "finished_now"] = "whole"


class StaysInput(Input):
    """All stays of the application."""

    picked: list[PickedStay] = Field(default=[], max_length=30)
    typed: list[TypedInput] = Field(default=[], max_length=30)


class PurposeInput(Input):
    """What the copies are for."""

    purpose: str = Field(pattern=ID)


class PartsInput(Input):
    """What is to be copied, how often."""

    parts: list[str] = Field(min_length=1, max_length=30)
    copies: int = Field(ge=1, le=20)
    certified: bool = False


class RecipientInput(Input):
    """Where a parcel goes."""

    name: str = Field(min_length=1, max_length=60)
    phone: str = Field(pattern=forms.PHONE)
    province: str = Field(min_length=2, max_length=10)
    city: str = Field(min_length=1, max_length=30)
    county: str = Field("", max_length=30)
    address: str = Field(min_length=3, max_length=120)


class DeliveryInput(Input):
    """How the copies go: exactly one way."""

    delivery: Literal["pick_up", "express", "online"]
    recipient: RecipientInput | None = None


class PaperInput(Input):
    """The nth file of a paper."""

    kind: str = Field(pattern=r"^[a-z_]{3,30}$")
    nth: int = Nth
    content_type: Literal["image/jpeg", "image/png", "application/pdf"] = "image/jpeg"


class WhichInput(Input):
    """Which confirmation."""

    which: Literal["reserved_phone", "own_phone"]


class CodeInput(WhichInput):
    """The code that came."""

    code: str = Field(pattern=r"^[0-9]{6}$")


class YesInput(Input):
    """The patient's yes: the code, and the signature as strokes of points [x, y]."""

    code: str = Field(pattern=r"^[0-9]{6}$")
    strokes: list[list[list[int]]] = Field(min_length=1, max_length=200)


class TimeInput(Input):
    """A half hour of a pick-up place."""

    place: str = Field(pattern=ID)
    half_hour: str = Field(pattern=r"^\d{8}-\d{4}$")


class StarsInput(Input):
    """How it was."""

    stars: int = Field(ge=1, le=5)
