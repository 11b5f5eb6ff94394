"""Plans and questionnaires as the desk sees them."""

from collections import defaultdict

from chalicelib.directory import called
from chalicelib.followup import documents, views, words
from chalicelib.followup.asks import surveys
from chalicelib.followup.desk_shapes import (
    DepartmentCount,
    DocumentRow,
    DocumentsView,
    FitView,
    PlanView,
    QuestionnaireView,
    RehearsalView,
    ResponsesView,
    RulesView,
    SignedView,
)
from chalicelib.followup.documents import Kind
from chalicelib.followup.models import Document
from chalicelib.followup.plans import building as plans
from chalicelib.followup.plans.rehearsing import Rehearsal
from chalicelib.followup.questionnaires import building
from chalicelib.followup.questionnaires.rules import Rules
from chalicelib.followup.states import DocumentState
from chalicelib.staff.sessions import StaffId, names_of


def _names(*ids: str) -> dict[str, str]:
    return {str(staff): name for staff, name in names_of(StaffId(one) for one in ids if one).items()}


def _row(one: Document, names: dict[str, str]) -> DocumentRow:
    state = DocumentState(one.state)
    return DocumentRow(
        id=one.id,
        title=one.title,
        state=state,
        words=words.DOCUMENTS[state],
        version=int(one.version),
        edition=int(one.edition),
        by=names.get(one.by, ""),
        at=one.at,
    )


def listed(kind: Kind) -> DocumentsView:
    """All of a kind."""
    found = documents.all_of(kind)
    names = _names(*(one.by for one in found))
    return DocumentsView(documents=[_row(one, names) for one in found])


def questionnaire(name: str) -> QuestionnaireView:
    """Everything about one."""
    found, draft = documents.known(Kind.QUESTIONNAIRE, name), building.draft(name)
    theirs = [one for one in documents.all_of(Kind.SURVEY) if one.draft.partition(" ")[0] == name]
    names = _names(found.by, *(one.by for one in theirs))
    newest = building.published(name, int(found.version)) if int(found.version) else None
    return QuestionnaireView(
        document=_row(found, names),
        questionnaire=draft.resource(),
        questions=views.questions(draft),
        published=views.questions(newest) if newest else [],
        changed=newest is None or building.differ(draft, newest),
        watched=draft.watched,
        rules=_rules(name),
        surveys=[_row(one, names) for one in theirs],
    )


def _rules(name: str) -> RulesView | None:
    found = Document.find(Kind.RULES.value, name)
    if found is None:
        return None
    versions = documents.versions(Kind.RULES, name)
    names = defaultdict(str, _names(found.by, *(one.by for one in versions), *(one.written_by for one in versions)))
    signed = [
        SignedView(
            version=int(one.number),
            questionnaire_version=Rules.model_validate_json(one.content).questionnaire_version,
            written_by=names[one.written_by],
            signed_by=names[one.by],
            at=one.at,
        )
        for one in versions
    ]
    rules = Rules.model_validate_json(found.draft)
    return RulesView(edition=int(found.edition), by=names[found.by], at=found.at, rules=rules, signed=signed)


def plan(name: str) -> PlanView:
    """A plan."""
    found = documents.known(Kind.PLAN, name)
    published = plans.published(name, int(found.version)) if int(found.version) else None
    return PlanView(document=_row(found, _names(found.by)), draft=plans.draft(name), published=published)


def rehearsal(found: Rehearsal) -> RehearsalView:
    """Whom a rule would enrol."""
    counts = sorted(found.by_department.items(), key=lambda one: -one[1])
    rows = [
        FitView(
            name=one.name,
            department=one.department,
            department_name=called.department_name(one.department),
            ward=one.ward,
            day=one.day,
            known=one.known,
            enrolled=one.enrolled,
        )
        for one in found.rows
    ]
    departments = [DepartmentCount(department=one, name=called.department_name(one), fits=n) for one, n in counts]
    return RehearsalView(fits=found.fits, enrolled=found.enrolled, departments=departments, rows=rows)


def responses(survey: str, month: str) -> ResponsesView:
    """Anonymous answers."""
    return ResponsesView(responses=[one.resource() for one in surveys.responses(survey, month)])
