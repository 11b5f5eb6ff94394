"""Building plans: drafts and versions. A published version never changes, so a new one leaves whoever is enrolled alone."""

from chalicelib.followup import documents
from chalicelib.followup.documents import Kind
from chalicelib.followup.plans.shapes import Plan, Step
from chalicelib.followup.questionnaires import building as questionnaires
from chalicelib.followup.questionnaires import rules
from chalicelib.kernel import refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Staff


class NotPublished(refusals.Conflict):
    """A step names a questionnaire of which there is no such version."""

    code, message = "followup_questionnaire_unpublished", "方案中使用的问卷尚未发布，请先发布问卷"


def create(me: Staff, plan: Plan, once: Once) -> str:
    """A new draft; its id. Raises Repeated, OffDuty."""
    return documents.create(me, Kind.PLAN, plan.title, plan.model_dump_json(), once)


def save(me: Staff, name: str, edition: int, plan: Plan) -> None:
    """Write the draft anew. Raises WrittenMeanwhile, OffDuty."""
    documents.save(me, Kind.PLAN, name, edition, plan.title, plan.model_dump_json())


def draft(name: str) -> Plan:
    """Its draft. Raises NoSuchDocument."""
    return Plan.model_validate_json(documents.known(Kind.PLAN, name).draft)


def publish(me: Staff, name: str, once: Once) -> int:
    """Make the draft the next version, each questionnaire in the version it has now; the plan enrols from now on.

    Raises NotPublished, RulesUnsigned, Repeated, WrittenMeanwhile, OffDuty.
    """
    found = documents.known(Kind.PLAN, name)
    once.raise_if_done()
    plan = Plan.model_validate_json(found.draft)
    pinned = plan.model_copy(update={"steps": [_pinned(one) for one in plan.steps]})
    return documents.publish(me, found, pinned.model_dump_json(), once)


def published(name: str, number: int) -> Plan:
    """That version. Raises NoSuchDocument."""
    return Plan.model_validate_json(documents.version(Kind.PLAN, name, number).content)


def _pinned(step: Step) -> Step:
    if not step.questionnaire:
        return step
    try:
        newest = int(documents.known(Kind.QUESTIONNAIRE, step.questionnaire).version)
        number = step.questionnaire_version or newest
        questionnaires.published(step.questionnaire, number)
    except documents.NoSuchDocument:
        raise NotPublished from None
    rules.require_signed(step.questionnaire, number)
    return step.model_copy(update={"questionnaire_version": number})
