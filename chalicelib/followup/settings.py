"""What a hospital chooses about its follow-up ⚙."""

import datetime as dt
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.kernel import clock, workdays
from chalicelib.kernel.settings import HospitalSettings, hospital

EVERYWHERE = "*"  # whoever is named under it stands in for every department that names nobody


class Phrase(BaseModel):
    """A ready answer for the result of a task."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str = Field(min_length=1, max_length=20)
    words: str = Field(min_length=1, max_length=500)


PHRASES = (
    Phrase(name="恢复良好", words="患者自述恢复良好，按医嘱服药，无不适。已提醒按时复诊。"),
    Phrase(name="建议复诊", words="患者诉仍有不适，已建议近期到门诊复诊，并告知如加重请立即就医。"),
    Phrase(name="无人接听", words="多次拨打无人接听，拟更换时间再次联系。"),
)


class FollowUpSettings(HospitalSettings):
    """⚙ of this room."""

    room: ClassVar[str] = "followup"

    hour: int = Field(default=10, ge=7, le=20, description="local hour of a day at which its steps are done")
    late_days: int = Field(default=2, ge=0, le=30, description="a step that is later than this is let fall")
    newest_days: int = Field(default=30, ge=1, le=365, description="a stay that ended before is not enrolled by rule any more")
    answer_days: int = Field(default=7, ge=1, le=90, description="how long a questionnaire waits for its answer")
    draw_days: int = Field(default=90, ge=1, le=366, description="how far back a dry run or a draw may look")
    call_unreached: bool = Field(default=True, description="whom the mini program does not reach becomes a task to call")
    centre_does_all: bool = Field(default=False, description="tasks go to the centre instead of the departments")
    claim_minutes: int = Field(default=60, ge=5, le=1440, description="how long a claim holds against colleagues")
    read_from: int = Field(default=8, ge=0, le=23, description="local hour from which answers are read on working days")
    read_until: int = Field(default=18, ge=1, le=24)
    holidays: frozenset[str] = Field(default=frozenset(), description="ISO days on which nobody reads, beyond the calendar")
    workdays: frozenset[str] = Field(default=frozenset(), description="ISO days on which somebody reads all the same")
    escalate_minutes: int = Field(default=15, ge=1, le=240, description="after which an alarm that nobody took goes one rung up")
    on_duty: dict[str, str] = Field(default={}, description="department (or *) → work number of the ward on duty")
    leaders: dict[str, str] = Field(default={}, description="department (or *) → work number of the leader")
    leader_times: int = Field(default=8, ge=1, le=100, description="how often the leader is told before only the list is left")
    ward_phones: dict[str, str] = Field(default={}, description="department (or *) → phone that patients may call")
    phrases: tuple[Phrase, ...] = PHRASES
    knocks_an_hour: int = Field(default=600, ge=10, le=1_000_000, description="of surveys, by a group of network addresses")

    def reads_at(self, moment: dt.datetime) -> bool:
        """Whether somebody reads answers at that moment."""
        local = clock.local(moment)
        return workdays.is_workday(local.date(), self) and self.read_from <= local.hour < self.read_until

    def phone_of(self, department: str) -> str:
        """The ward's phone; empty when the hospital named none."""
        return self.ward_phones.get(department) or self.ward_phones.get(EVERYWHERE, "")


def chosen() -> FollowUpSettings:
    """What this hospital chose."""
    return hospital(FollowUpSettings)
