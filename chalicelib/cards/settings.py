"""What a hospital chooses about patients and cards."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from chalicelib.kernel.settings import HospitalSettings, hospital


class Content(StrEnum):
    """What the electronic card carries."""

    HIS_CARD = "his_card"  # the HIS's card number, as the plastic card's bar code
    HEALTH_CODE = "health_code"  # national e-health code
    INSURANCE_CODE = "insurance_code"
    TOKEN = "token"  # noqa: S105 # nosec B105 - signed by us, short-lived; a word, not a secret


class CardsSettings(HospitalSettings):
    """⚙ of this room."""

    room: ClassVar[str] = "cards"

    patients_an_account: int = Field(default=5, ge=1, le=20)
    accounts_a_patient: int = Field(default=8, ge=1, le=15)
    bindings_a_day: int = Field(default=10, ge=1, le=100, description="how many people an account may add or bind, found or not")
    hours_after_phone_change: int = Field(default=24, ge=0, le=168, description="before a new binding reaches records and money")
    phone_papers_within: int = Field(
        default=3, ge=1, le=30, description="days for the photographs of a new reserved phone to come"
    )
    phone_papers_kept: int = Field(default=7, ge=1, le=90, description="days those photographs are kept after the decision")
    ecard: Content = Field(default=Content.HIS_CARD, description="a card without that code shows the HIS's card number")
    token_minutes: int = Field(default=5, ge=1, le=60)
    accepted_test_region: str = Field(
        default="",
        pattern=r"^([0-9]{6})?$",
        description="a region code outside GB/T 2260 whose resident ID numbers are accepted, for invented patients; empty in a hospital",
    )


def chosen() -> CardsSettings:
    """What this hospital chose."""
    return hospital(CardsSettings)
