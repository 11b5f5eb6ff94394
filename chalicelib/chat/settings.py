"""What a hospital chooses for its service desk ⚙."""

from typing import ClassVar

from pydantic import Field

from chalicelib.kernel import settings

CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"


class ChatSettings(settings.HospitalSettings):
    """The room's choices. When it opens later than it closes, it is open over midnight; at the same time: always."""

    room: ClassVar[str] = "chat"

    opens: str = Field(default="08:00", pattern=CLOCK)
    closes: str = Field(default="22:00", pattern=CLOCK)
    away_seconds: int = Field(
        default=60, ge=10, le=3600, description="an answer that lies unread for so long is told by a message"
    )
    unanswered_minutes: int = Field(default=10, ge=1, le=120, description="then whoever waits goes back to all colleagues")
    idle_minutes: int = Field(default=30, ge=5, le=1440, description="after an answer, until a silent conversation is closed")
    lines_a_minute: int = Field(default=20, ge=1, le=120, description="of one patient")
    kept_years: int = Field(default=3, ge=3, le=30, description="how long transcripts are kept")


def chosen(campus: str = settings.HOSPITAL) -> ChatSettings:
    """What holds at that campus."""
    return settings.hospital(ChatSettings, campus)
