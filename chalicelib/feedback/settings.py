"""What a hospital chooses for feedback ⚙."""

from typing import ClassVar

from pydantic import Field

from chalicelib.kernel import settings


class FeedbackSettings(settings.HospitalSettings):
    """The room's choices."""

    room: ClassVar[str] = "feedback"

    ask_after_hours: int = Field(default=2, ge=0, le=72, description="after a visit or discharge, until the patient is asked")
    ask_for_days: int = Field(default=30, ge=1, le=90, description="how long a rating can be given")
    answer_within: int = Field(default=5, ge=1, le=60, description="working days in which feedback is answered")
    object_for_days: int = Field(default=7, ge=1, le=60, description="days in which the answer can be objected to")
    reopenings: int = Field(default=1, ge=0, le=5, description="how often one case can be objected to")
    most_a_day: int = Field(default=5, ge=1, le=50, description="cases of one account in a day")
    most_unnamed_an_hour: int = Field(
        default=200, ge=1, le=10_000, description="anonymous cases of the whole hospital in an hour"
    )
    shown: bool = Field(
        default=True, description="whether words of a rating may be shown to other patients, when their writer agrees"
    )
    holidays: frozenset[str] = Field(
        default=frozenset(), description="ISO days on which nobody works, beyond the national calendar"
    )
    workdays: frozenset[str] = Field(default=frozenset(), description="ISO days on which work is done all the same")


def chosen(campus: str = settings.HOSPITAL) -> FeedbackSettings:
    """What holds at that campus."""
    return settings.hospital(FeedbackSettings, campus)
