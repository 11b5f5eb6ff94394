"""What is typed into the form and kept sealed: the applicant, the patient, the recipient. Checked where it comes in."""

from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.cards import identity
from chalicelib.cards import settings as cards_settings
from chalicelib.copies.models import Application
from chalicelib.gateways.his.systems import Identity
from chalicelib.kernel import sealing

PHONE = r"^(\+86)?1[3-9]\d{9}$"
ANY_PHONE = r"^[0-9+() -]{5,20}$"
KINDS = {
    Identity.RESIDENT_ID: "居民身份证",
    Identity.RESIDENCE_PERMIT: "港澳台居民居住证",
    Identity.HK_MACAU_PASS: "港澳居民来往内地通行证",
    Identity.TAIWAN_PASS: "台湾居民来往大陆通行证",
    Identity.PASSPORT: "护照",
    Identity.PERMANENT_RESIDENCE: "外国人永久居留身份证",
    Identity.BIRTH_CERTIFICATE: "出生医学证明",
    Identity.HOUSEHOLD_REGISTER: "户口簿",
}
_Form = TypeVar("_Form", bound=BaseModel)


class Form(BaseModel):
    """Strict, nothing unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class PersonForm(Form):
    """A person by name and identity paper."""

    name: str = Field(min_length=1, max_length=60, repr=False)
    kind: Identity
    number: str = Field(min_length=5, max_length=30, repr=False)


class ApplicantForm(PersonForm):
    """Who applies, when it is not the patient. Of an insurer or public body: the officer, and the body."""

    phone: str = Field(pattern=PHONE, repr=False)
    relation: str = Field("", max_length=20)  # to the patient, in words
    body: str = Field("", max_length=60)  # 单位
    body_phone: str = Field("", max_length=20, pattern=r"^$|" + ANY_PHONE)  # the published one, for the call back


class SubjectForm(PersonForm):
    """The patient, when not bound."""


class RecipientForm(Form):
    """Where a parcel goes."""

    name: str = Field(min_length=1, max_length=60, repr=False)
    phone: str = Field(pattern=PHONE, repr=False)
    province: str = Field(min_length=2, max_length=10)
    city: str = Field(min_length=1, max_length=30, repr=False)
    county: str = Field("", max_length=30, repr=False)
    address: str = Field(min_length=3, max_length=120, repr=False)


def checked(form: _Form) -> _Form:
    """The form with name and number in their one form. Raises what cards.identity refuses with."""
    if not isinstance(form, PersonForm):
        return form
    number = identity.in_form(form.kind, form.number, cards_settings.chosen().accepted_test_region)
    return form.model_copy(update={"name": identity.normal_name(form.name), "number": number})


def international(phone: str) -> str:
    """E.164."""
    return phone if phone.startswith("+") else f"+86{phone}"


def sealed(application: str, field: str, form: BaseModel) -> bytes:
    """A form, sealed for this application."""
    return sealing.seal(Application.noun, application, field, form.model_dump_json())


def opened(found: Application, field: str, form: type[_Form]) -> _Form | None:
    """A sealed form of this application, or None."""
    content: bytes | None = getattr(found, field)
    if content is None:
        return None
    return form.model_validate_json(sealing.unseal(Application.noun, found.id, field, content))
