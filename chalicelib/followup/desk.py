"""What staff call to build: questionnaires with their alarm rules and surveys, plans with their dry run and draw."""

from chalicelib.followup import desk_views, documents
from chalicelib.followup.asks import surveys
from chalicelib.followup.desk_shapes import (
    CodeView,
    DaysInput,
    DocumentsView,
    DrawInput,
    DrawnView,
    MadeView,
    MonthQuery,
    MoveInput,
    PlanInput,
    PlanView,
    QuestionnaireInput,
    QuestionnaireView,
    RehearsalView,
    ResponsesView,
    RulesInput,
    SignatureInput,
    SurveyInput,
    VersionView,
)
from chalicelib.followup.documents import Kind
from chalicelib.followup.plans import building as plans
from chalicelib.followup.plans import rehearsing
from chalicelib.followup.questionnaires import building, rules
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.staff.sessions import Role, Staff, acting_as

routes = Routes(__name__)

LEAD = acting_as(Role.FOLLOW_UP_LEAD)
WRITERS = acting_as(Role.FOLLOW_UP_LEAD, Role.CLINICIAN)
READERS = acting_as(Role.FOLLOW_UP_LEAD, Role.FOLLOW_UP, Role.CLINICIAN)
CLINICIAN = acting_as(Role.CLINICIAN)


# ---- questionnaires
@routes.get("/desk/follow-up/questionnaires", who=READERS)
def list_questionnaires(_: Staff) -> DocumentsView:
    """All of them."""
    return desk_views.listed(Kind.QUESTIONNAIRE)


@routes.post("/desk/follow-up/questionnaires", who=LEAD, body=QuestionnaireInput, once=True, status=201)
def create_questionnaire(me: Staff, wanted: QuestionnaireInput, once: Once) -> MadeView:
    """A new draft."""
    try:
        return MadeView(id=building.create(me, wanted.questionnaire, once))
    except Repeated as before:
        return MadeView(id=before.subject)


@routes.get("/desk/follow-up/questionnaires/{questionnaire}", who=READERS)
def show_questionnaire(_: Staff, questionnaire: str) -> QuestionnaireView:
    """Its draft, its alarm rules, its surveys."""
    return desk_views.questionnaire(questionnaire)


@routes.put("/desk/follow-up/questionnaires/{questionnaire}", who=LEAD, body=QuestionnaireInput)
def save_questionnaire(me: Staff, questionnaire: str, wanted: QuestionnaireInput) -> QuestionnaireView:
    """Write the draft anew; versions that are in use stay."""
    building.save(me, questionnaire, wanted.edition, wanted.questionnaire)
    return desk_views.questionnaire(questionnaire)


@routes.post("/desk/follow-up/questionnaires/{questionnaire}/publication", who=LEAD, once=True)
def publish_questionnaire(me: Staff, questionnaire: str, once: Once) -> VersionView:
    """Make the draft the next version."""
    try:
        return VersionView(version=building.publish(me, questionnaire, once))
    except Repeated:
        return VersionView(version=int(documents.known(Kind.QUESTIONNAIRE, questionnaire).version))


@routes.put("/desk/follow-up/questionnaires/{questionnaire}/rules", who=WRITERS, body=RulesInput)
def propose_rules(me: Staff, questionnaire: str, wanted: RulesInput) -> QuestionnaireView:
    """Write the alarm rules anew, for a clinician to sign; what was signed holds until then."""
    rules.propose(me, questionnaire, wanted.edition, wanted.rules)
    return desk_views.questionnaire(questionnaire)


@routes.post("/desk/follow-up/questionnaires/{questionnaire}/signature", who=CLINICIAN, body=SignatureInput, once=True)
def sign_rules(me: Staff, questionnaire: str, wanted: SignatureInput, once: Once) -> VersionView:
    """Put the alarm rules that I have read into force; whoever wrote them cannot."""
    try:
        return VersionView(version=rules.sign(me, questionnaire, wanted.edition, once))
    except Repeated:
        return VersionView(version=int(documents.known(Kind.RULES, questionnaire).version))


@routes.post("/desk/follow-up/questionnaires/{questionnaire}/surveys", who=LEAD, body=SurveyInput, once=True, status=201)
def make_survey(me: Staff, questionnaire: str, wanted: SurveyInput, once: Once) -> CodeView:
    """An anonymous survey and its code, which is shown this once."""
    try:
        made = surveys.make(me, questionnaire, wanted.title, wanted.department, once)
    except Repeated:
        return CodeView(token=None, page=surveys.PAGE)
    return CodeView(**made._asdict())


@routes.get("/desk/follow-up/surveys/{survey}", who=READERS, query=MonthQuery)
def read_survey(_: Staff, survey: str, asked: MonthQuery) -> ResponsesView:
    """Its answers of a month: nobody knows whose."""
    return desk_views.responses(survey, asked.month)


@routes.put("/desk/follow-up/surveys/{survey}", who=LEAD, body=MoveInput)
def move_survey(me: Staff, survey: str, wanted: MoveInput) -> None:
    """Pause it, let it go on, or end it."""
    documents.move(me, Kind.SURVEY, survey, wanted.state)


# ---- plans
@routes.get("/desk/follow-up/plans", who=READERS)
def list_plans(_: Staff) -> DocumentsView:
    """All of them."""
    return desk_views.listed(Kind.PLAN)


@routes.post("/desk/follow-up/plans", who=LEAD, body=PlanInput, once=True, status=201)
def create_plan(me: Staff, wanted: PlanInput, once: Once) -> MadeView:
    """A new draft."""
    try:
        return MadeView(id=plans.create(me, wanted.plan, once))
    except Repeated as before:
        return MadeView(id=before.subject)


@routes.get("/desk/follow-up/plans/{plan}", who=READERS)
def show_plan(_: Staff, plan: str) -> PlanView:
    """Its draft, and what is published."""
    return desk_views.plan(plan)


@routes.put("/desk/follow-up/plans/{plan}", who=LEAD, body=PlanInput)
def save_plan(me: Staff, plan: str, wanted: PlanInput) -> PlanView:
    """Write the draft anew; whoever is enrolled stays with their version."""
    plans.save(me, plan, wanted.edition, wanted.plan)
    return desk_views.plan(plan)


@routes.post("/desk/follow-up/plans/{plan}/publication", who=LEAD, once=True)
def publish_plan(me: Staff, plan: str, once: Once) -> VersionView:
    """Make the draft the next version; it enrols from now on."""
    try:
        return VersionView(version=plans.publish(me, plan, once))
    except Repeated:
        return VersionView(version=int(documents.known(Kind.PLAN, plan).version))


@routes.put("/desk/follow-up/plans/{plan}/state", who=LEAD, body=MoveInput)
def move_plan(me: Staff, plan: str, wanted: MoveInput) -> PlanView:
    """Pause it, let it go on, or retire it; whoever is enrolled goes on."""
    documents.move(me, Kind.PLAN, plan, wanted.state)
    return desk_views.plan(plan)


@routes.post("/desk/follow-up/plans/{plan}/rehearsal", who=LEAD, body=DaysInput)
def rehearse(me: Staff, plan: str, wanted: DaysInput) -> RehearsalView:
    """Whom the draft would enrol of those days: nobody is. That it was looked at is written down."""
    return desk_views.rehearsal(rehearsing.rehearse(me, plan, wanted.first, wanted.last))


@routes.post("/desk/follow-up/plans/{plan}/draw", who=LEAD, body=DrawInput, once=True)
def draw(me: Staff, plan: str, wanted: DrawInput, once: Once) -> DrawnView:
    """Enrol so many of them by chance."""
    try:
        return DrawnView(enrolled=rehearsing.draw(me, plan, wanted.first, wanted.last, wanted.most, once))
    except Repeated:
        return DrawnView(enrolled=0)
