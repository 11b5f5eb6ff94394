"""The part of FHIR R4 Questionnaire and QuestionnaireResponse that we keep and exchange; whatever else is there is refused."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, PlainSerializer
from pydantic.alias_generators import to_camel

CORE = "http://hl7.org/fhir/StructureDefinition"
OURS = "https://xinglin.example/fhir"
LEAST, MOST, ORDINAL = f"{CORE}/minValue", f"{CORE}/maxValue", f"{CORE}/ordinalValue"
CONTROL = f"{CORE}/questionnaire-itemControl"
SLIDER = "slider"
UNIT = f"{CORE}/questionnaire-unit"
COUNTS = f"{OURS}/StructureDefinition/counts-as-score"  # of a scale or a number: its value is added to the score
WATCHED = f"{OURS}/StructureDefinition/answers-are-watched"  # of a questionnaire: it may not be used without signed alarm rules
SCORE = f"{OURS}/StructureDefinition/score"
LINK = r"^[A-Za-z0-9._-]{1,40}$"
CODE = r"^[A-Za-z0-9._-]{1,40}$"


def _number(value: Decimal) -> int | float:
    """FHIR's decimals are JSON numbers."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(_number, when_used="json")]


class Element(BaseModel):
    """Base of every element: FHIR's own names outside, ours inside."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        alias_generator=to_camel,
        populate_by_name=True,
        serialize_by_alias=True,
        hide_input_in_errors=True,
    )

    def resource(self) -> dict[str, JsonValue]:
        """As JSON, without what is not there."""
        document: dict[str, JsonValue] = self.model_dump(mode="json", exclude_none=True)
        return document

    def as_text(self) -> str:
        """The same, as it is kept."""
        return self.model_dump_json(exclude_none=True)


class Coding(Element):
    """A code."""

    system: str | None = Field(default=None, max_length=200)
    code: str = Field(pattern=CODE)
    display: str | None = Field(default=None, min_length=1, max_length=200)
    extension: list["Extension"] | None = Field(default=None, max_length=5)


class Concept(Element):
    """A CodeableConcept."""

    coding: list[Coding] = Field(min_length=1, max_length=5)


class Extension(Element):
    """One of the extensions named above."""

    url: Literal[
        "http://hl7.org/fhir/StructureDefinition/minValue",
        "http://hl7.org/fhir/StructureDefinition/maxValue",
        "http://hl7.org/fhir/StructureDefinition/ordinalValue",
        "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
        "http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
        "https://xinglin.example/fhir/StructureDefinition/counts-as-score",
        "https://xinglin.example/fhir/StructureDefinition/answers-are-watched",
        "https://xinglin.example/fhir/StructureDefinition/score",
    ]
    value_integer: int | None = None
    value_decimal: Number | None = None
    value_date: dt.date | None = None
    value_boolean: bool | None = None
    value_coding: Coding | None = None
    value_codeable_concept: Concept | None = None


class AnswerOption(Element):
    """One answer to choose."""

    value_coding: Coding


class EnableWhen(Element):
    """When a question is put: what was answered to an earlier one."""

    question: str = Field(pattern=LINK)
    operator: Literal["exists", "=", "!=", ">", "<", ">=", "<="]
    answer_boolean: bool | None = None
    answer_integer: int | None = None
    answer_decimal: Number | None = None
    answer_date: dt.date | None = None
    answer_coding: Coding | None = None


class Item(Element):
    """One question, or words between questions (display)."""

    link_id: str = Field(pattern=LINK)
    text: str = Field(min_length=1, max_length=500)
    type: Literal["choice", "integer", "decimal", "text", "date", "display"]
    required: bool | None = None
    repeats: bool | None = None
    max_length: int | None = Field(default=None, ge=1, le=2000)
    answer_option: list[AnswerOption] | None = Field(default=None, min_length=2, max_length=50)
    enable_when: list[EnableWhen] | None = Field(default=None, min_length=1, max_length=10)
    enable_behavior: Literal["all", "any"] | None = None
    extension: list[Extension] | None = Field(default=None, max_length=10)


class Questionnaire(Element):
    """The whole of it. `id`, `url`, `version` and `status` are the house's: what comes in of them is not looked at."""

    resource_type: Literal["Questionnaire"] = "Questionnaire"
    id: str | None = Field(default=None, max_length=64)
    url: str | None = Field(default=None, max_length=200)
    version: str | None = Field(default=None, max_length=20)
    status: Literal["draft", "active", "retired"] = "draft"
    title: str = Field(min_length=1, max_length=60)
    description: str | None = Field(default=None, max_length=1000)
    extension: list[Extension] | None = Field(default=None, max_length=5)
    item: list[Item] = Field(min_length=1, max_length=100)

    @property
    def watched(self) -> bool:
        """Whether its answers may ask for help, so that alarm rules must be signed first."""
        return any(one.url == WATCHED and one.value_boolean for one in self.extension or ())


class Answer(Element):
    """One answer."""

    value_coding: Coding | None = None
    value_integer: int | None = None
    value_decimal: Number | None = None
    value_string: str | None = None
    value_date: dt.date | None = None


class Answered(Element):
    """The answers to one question."""

    link_id: str
    text: str | None = None
    answer: list[Answer]


class Reference(Element):
    """A Reference."""

    reference: str


class Response(Element):
    """A QuestionnaireResponse. An anonymous one has neither subject nor time."""

    resource_type: Literal["QuestionnaireResponse"] = "QuestionnaireResponse"
    questionnaire: str  # Questionnaire/<id>|<version>
    status: Literal["completed"] = "completed"
    subject: Reference | None = None
    authored: str | None = None
    extension: list[Extension] | None = None
    item: list[Answered]

    @property
    def score(self) -> Decimal | None:
        """The points, where anything counts."""
        return next((one.value_decimal for one in self.extension or () if one.url == SCORE), None)
