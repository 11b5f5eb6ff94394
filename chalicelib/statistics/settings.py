"""What a hospital enters before it goes live ⚙: how long the same took at the window, to compare with."""

from typing import ClassVar

from pydantic import Field

from chalicelib.kernel import settings


class StatisticsSettings(settings.HospitalSettings):
    """The room's choices. Without a measured figure nothing is said to be saved."""

    room: ClassVar[str] = "statistics"

    booking_minutes: int = Field(
        default=0, ge=0, le=480, description="measured: minutes a booking took at the window, way and queue included"
    )
    copies_minutes: int = Field(
        default=0, ge=0, le=960, description="measured: minutes copies of a record took at the record room"
    )


def chosen() -> StatisticsSettings:
    """What holds now."""
    return settings.hospital(StatisticsSettings)
