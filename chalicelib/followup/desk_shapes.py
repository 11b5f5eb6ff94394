"""What goes in and out at the desk: plans and questionnaires."""

import datetime as dt

from pydantic import Field, JsonValue

from chalicelib.followup.plans.rehearsing import MOST_DRAWN
from chalicelib.followup.plans.shapes import Plan
from chalicelib.followup.questionnaires.fhir import Questionnaire
from chalicelib.followup.questionnaires.rules import Rules
from chalicelib.followup.states import DocumentState
from chalicelib.followup.views import QuestionView
from chalicelib.kernel.http import Input, Query, View

MONTH = r"^\d{4}-\d{2}$"


# ---- in
class QuestionnaireInput(Input):
    """A questionnaire as FHIR R4 has it; `edition` is the one that was read (0: a new one)."""

    edition: int = Field(default=0, ge=0)
    questionnaire: Questionnaire


class RulesInput(Input):
    """Alarm rules to be signed; `edition` is the one that was read (0: there were none)."""

    edition: int = Field(ge=0)
    rules: Rules


class SignatureInput(Input):
    """I have read these very rules (this edition) and sign them."""

    edition: int = Field(ge=1)


class SurveyInput(Input):
    """An anonymous survey; `department` is whose ward phone is told with advice, empty: the hospital's."""

    title: str = Field(min_length=1, max_length=60)
    department: str = Field(default="", max_length=64)


class PlanInput(Input):
    """A plan; `edition` is the one that was read (0: a new one)."""

    edition: int = Field(default=0, ge=0)
    plan: Plan


class MoveInput(Input):
    """Active, paused or retired."""

    state: DocumentState


class DaysInput(Input):
    """Stays and visits that ended (or began) on these days."""

    first: dt.date = Field(strict=False)
    last: dt.date = Field(strict=False)


class DrawInput(DaysInput):
    """At most so many of them."""

    most: int = Field(ge=1, le=MOST_DRAWN)


class MonthQuery(Query):
    """A month, as 2026-11."""

    month: str = Field(pattern=MONTH)


# ---- out
class MadeView(View):
    """The id of what was made."""

    id: str


class VersionView(View):
    """The number of what was published or signed."""

    version: int


class DocumentRow(View):
    """A plan, questionnaire or survey in a list."""

    id: str
    title: str
    state: DocumentState
    words: str
    version: int = Field(description="the newest published one; 0: none")
    edition: int
    by: str
    at: str


class DocumentsView(View):
    """All of a kind, the newest first."""

    documents: list[DocumentRow]


class SignedView(View):
    """A signed version of alarm rules."""

    version: int
    questionnaire_version: int
    written_by: str
    signed_by: str
    at: str


class RulesView(View):
    """The alarm rules: as written last, and what was signed."""

    edition: int
    by: str
    at: str
    rules: Rules
    signed: list[SignedView]


class QuestionnaireView(View):
    """Everything about one: its draft as FHIR has it and as questions, and its alarm rules."""

    document: DocumentRow
    questionnaire: dict[str, JsonValue] = Field(description="FHIR R4 Questionnaire")
    questions: list[QuestionView]
    published: list[QuestionView] = Field(description="the newest version's, for which alarm rules are written; empty: none")
    changed: bool = Field(description="whether the draft says something else than the newest version")
    watched: bool
    rules: RulesView | None
    surveys: list[DocumentRow]


class CodeView(View):
    """What a QR code holds: the token, told this once, and the mini program's page that takes it as `scene`."""

    token: str | None
    page: str


class PlanView(View):
    """A plan: its draft, and what is published."""

    document: DocumentRow
    draft: Plan
    published: Plan | None


class FitView(View):
    """One whom a rule would enrol, masked."""

    name: str
    department: str
    department_name: str
    ward: str
    day: dt.date
    known: bool
    enrolled: bool


class DepartmentCount(View):
    """How many of a department."""

    department: str
    name: str
    fits: int


class RehearsalView(View):
    """Whom the draft's rule would enrol; the first fifty of them."""

    fits: int
    enrolled: int
    departments: list[DepartmentCount]
    rows: list[FitView]


class DrawnView(View):
    """How many were enrolled."""

    enrolled: int


class ResponsesView(View):
    """Anonymous answers of a month in no order, each a FHIR R4 QuestionnaireResponse."""

    responses: list[dict[str, JsonValue]]
