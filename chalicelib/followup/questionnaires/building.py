"""Building questionnaires: drafts, versions, and which version is used where."""

from chalicelib.followup import documents
from chalicelib.followup.documents import Kind
from chalicelib.followup.questionnaires import fhir, reading
from chalicelib.followup.questionnaires.fhir import Questionnaire
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Staff

_NOBODYS = {"id": None, "url": None, "version": None, "status": "draft"}  # what publishing adds


def create(me: Staff, document: Questionnaire, once: Once) -> str:
    """A new draft; its id. Raises QuestionnaireUnfit, Repeated, OffDuty."""
    reading.check(document)
    return documents.create(me, Kind.QUESTIONNAIRE, document.title, document.as_text(), once)


def save(me: Staff, name: str, edition: int, document: Questionnaire) -> None:
    """Write the draft anew; versions that are in use stay. Raises QuestionnaireUnfit, WrittenMeanwhile, OffDuty."""
    reading.check(document)
    documents.save(me, Kind.QUESTIONNAIRE, name, edition, document.title, document.as_text())


def draft(name: str) -> Questionnaire:
    """Its draft. Raises NoSuchDocument."""
    return Questionnaire.model_validate_json(documents.known(Kind.QUESTIONNAIRE, name).draft)


def publish(me: Staff, name: str, once: Once) -> int:
    """Make the draft the next version; its number. Raises Repeated, WrittenMeanwhile, OffDuty."""
    found = documents.known(Kind.QUESTIONNAIRE, name)
    number = int(found.version) + 1
    whole = Questionnaire.model_validate_json(found.draft).model_copy(
        update={"id": name, "url": f"{fhir.OURS}/Questionnaire/{name}", "version": str(number), "status": "active"}
    )
    return documents.publish(me, found, whole.as_text(), once)


def published(name: str, number: int) -> Questionnaire:
    """That version. Raises NoSuchDocument."""
    return Questionnaire.model_validate_json(documents.version(Kind.QUESTIONNAIRE, name, number).content)


def canonical(name: str, number: int) -> str:
    """How a response names it."""
    return f"{fhir.OURS}/Questionnaire/{name}|{number}"


def differ(one: Questionnaire, other: Questionnaire) -> bool:
    """Whether they say something else to whoever fills them in."""
    return one.model_copy(update=_NOBODYS) != other.model_copy(update=_NOBODYS)
