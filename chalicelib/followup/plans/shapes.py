"""A plan as it is written: whom it is for, and what it does on which day."""

from enum import StrEnum
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from chalicelib.gateways.his.systems import Severity

ID = r"^[A-Za-z0-9_-]{1,40}$"
MOST_STEPS = 30  # a step is a row of the enrolment's transaction


class Scene(StrEnum):
    """After what."""

    OUTPATIENT = "outpatient"
    INPATIENT = "inpatient"  # while in hospital: days count from the admission
    DISCHARGED = "discharged"


class StepKind(StrEnum):
    """What is done."""

    QUESTIONNAIRE = "questionnaire"
    ARTICLE = "article"
    REVISIT = "revisit"
    TASK = "task"  # by people


class Way(StrEnum):
    """How people follow up."""

    PHONE = "phone"
    MESSAGE = "message"
    SMS = "sms"
    EMAIL = "email"
    VISIT = "visit"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Rule(_Part):
    """Whom the plan enrols: after which scene, and of each list any one (an empty list: all)."""

    scene: Scene
    icd: list[str] = Field(default=[], max_length=200, description="beginnings of ICD-10 codes: `I21`, `S72.0`")
    departments: list[str] = Field(default=[], max_length=100)
    wards: list[str] = Field(default=[], max_length=100, description="parts of the ward's name")
    severity: list[Severity] = Field(default=[], max_length=4)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if any(not one.strip() or len(one) > 20 for one in self.icd):  # noqa: PLR2004 - no code is longer
            raise ValueError("an ICD-10 code")
        return self


class Step(_Part):
    """One thing done on one day."""

    id: str = Field(pattern=ID)
    day: int = Field(ge=0, le=3650, description="days after the visit, the admission or the discharge")
    kind: StepKind
    questionnaire: str = Field(default="", max_length=64)
    questionnaire_version: int = Field(default=0, ge=0, description="0: the newest when the plan is published")
    call_if_unanswered: bool = Field(default=False, description="an expired questionnaire becomes a task to call")
    article: str = Field(default="", max_length=64)
    title: str = Field(default="", max_length=60, description="of the article, or of the task")
    words: str = Field(default="", max_length=500, description="of a reminder: what for; of a task: what to do")
    way: Way = Way.PHONE
    to: Literal["department", "centre"] = "department"

    @model_validator(mode="after")
    def _whole(self) -> Self:
        lacks = {
            StepKind.QUESTIONNAIRE: not self.questionnaire,
            StepKind.ARTICLE: not (self.article and self.title),
            StepKind.REVISIT: False,
            StepKind.TASK: not self.words.strip(),
        }
        if lacks[self.kind]:
            msg = f"a {self.kind} step says too little"
            raise ValueError(msg)
        return self


class Plan(_Part):
    """The whole of it."""

    title: str = Field(min_length=1, max_length=60)
    rule: Rule
    steps: list[Step] = Field(min_length=1, max_length=MOST_STEPS)
    stops_when_readmitted: bool = True

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        if len({one.id for one in self.steps}) != len(self.steps):
            raise ValueError("two steps of one id")
        return self

    def step(self, name: str) -> Step | None:
        """The step of that id."""
        return next((one for one in self.steps if one.id == name), None)
