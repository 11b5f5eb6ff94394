"""What a hospital chooses about accounts."""

from typing import ClassVar

from pydantic import Field

from chalicelib.accounts.models import Purpose
from chalicelib.accounts.notices import Notice
from chalicelib.kernel.settings import HospitalSettings, hospital


class AccountsSettings(HospitalSettings):
    """⚙ of this room."""

    room: ClassVar[str] = "accounts"

    accounts_a_phone: int = Field(default=2, ge=1, le=10)
    addresses_an_account: int = Field(default=10, ge=1, le=20)
    seconds_between_codes: int = Field(default=60, ge=10, le=600)
    codes_a_day_to_a_phone: int = Field(default=10, ge=1, le=50)
    codes_a_day_for_an_account: int = Field(default=10, ge=1, le=50)
    codes_an_hour_from_an_address: int = Field(default=60, ge=1, le=10_000)  # a ward or a village may share one
    notices: dict[Purpose, Notice] = Field(default={}, description="the hospital's own texts; the product's where it has none")


def chosen() -> AccountsSettings:
    """What this hospital chose."""
    return hospital(AccountsSettings)
