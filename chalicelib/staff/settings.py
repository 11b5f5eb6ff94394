"""What a hospital chooses about its staff's sign-in."""

import datetime as dt
from typing import ClassVar

from pydantic import Field, IPvAnyNetwork

from chalicelib.kernel.settings import HospitalSettings, hospital


class StaffSettings(HospitalSettings):
    """⚙ of this room."""

    room: ClassVar[str] = "staff"

    wrong_guesses: int = Field(default=5, ge=3, le=10, description="of password or code for one work number, then it is locked")
    wrong_from_an_address: int = Field(default=200, ge=5, le=10_000, description="a whole hospital may share one address")
    guess_minutes: int = Field(default=15, ge=5, le=1440, description="in which wrong guesses count together")
    lock_minutes: int = Field(default=15, ge=5, le=1440)
    idle_minutes: int = Field(default=15, ge=5, le=60)
    session_hours: int = Field(default=8, ge=1, le=12)
    sessions_at_once: int = Field(default=2, ge=1, le=5, description="browsers of one person; another sign-in ends the oldest")
    password_days: int = Field(default=90, ge=1, le=3650, description="then a new one is asked for at sign-in")
    one_time_hours: int = Field(default=72, ge=1, le=720, description="how long a one-time password waits for its first use")
    addresses: list[IPvAnyNetwork] = Field(
        default=[], description="networks (CIDR) from which staff may come; none: from anywhere"
    )
    issuer: str = Field(default="杏林", min_length=1, max_length=30, description="shown by the authenticator app")

    @property
    def idle(self) -> dt.timedelta:
        """After so long without a renewal a session is over."""
        return dt.timedelta(minutes=self.idle_minutes)


def chosen() -> StaffSettings:
    """What this hospital chose."""
    return hospital(StaffSettings)
