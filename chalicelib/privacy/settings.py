"""What a hospital chooses about copies of one's data."""

from typing import ClassVar

from pydantic import Field

from chalicelib.kernel.settings import HospitalSettings, hospital


class PrivacySettings(HospitalSettings):
    """⚙ of this room."""

    room: ClassVar[str] = "privacy"

    copy_kept_days: int = Field(default=7, ge=1, le=30, description="how long a copy can be fetched")


def chosen() -> PrivacySettings:
    """What this hospital chose."""
    return hospital(PrivacySettings)
