"""Drafts and published versions: of plans, questionnaires, alarm rules and surveys alike. Each change stands in the audit log."""

from enum import StrEnum

from pynamodb.expressions.update import Action

from chalicelib.followup.models import Document, Version
from chalicelib.followup.states import NEXT_DOCUMENT, DocumentState, may_become
from chalicelib.kernel import audit, clock, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Staff, still_on_duty


class Kind(StrEnum):
    """Of what sort a document is."""

    PLAN = "plan"
    QUESTIONNAIRE = "questionnaire"
    RULES = "rules"  # under the questionnaire's id
    SURVEY = "survey"


class NoSuchDocument(refusals.NotFound):
    """None of that id."""

    code, message = "followup_not_found", "没有找到该方案或问卷，请返回列表刷新后重试"


class WrittenMeanwhile(refusals.Conflict):
    """Somebody else saved or published it since it was read."""

    code, message = "followup_written_meanwhile", "内容已被他人修改，请刷新后在最新内容上修改"


class NotInThisState(refusals.Conflict):
    """It cannot be that now."""

    code, message = "followup_state", "当前状态不能这样操作，请刷新后查看"


def known(kind: Kind, name: str) -> Document:
    """That document. Raises NoSuchDocument."""
    found = Document.find(kind.value, name)
    if found is None:
        raise NoSuchDocument
    return found


def all_of(kind: Kind) -> list[Document]:
    """Every one of that kind, the newest first."""
    return sorted(Document.query(kind.value, consistent_read=True), key=lambda one: one.at, reverse=True)


def version(kind: Kind, name: str, number: int) -> Version:
    """What was published under that number. Raises NoSuchDocument."""
    found = Version.find(f"{kind}#{name}", f"{number:06d}")
    if found is None:
        raise NoSuchDocument
    return found


def versions(kind: Kind, name: str) -> list[Version]:
    """Everything that was published, the newest first."""
    return list(Version.query(f"{kind}#{name}", scan_index_forward=False, consistent_read=True))


def create(me: Staff, kind: Kind, title: str, draft: str, once: Once) -> str:
    """A new draft; its id. Raises Repeated, OffDuty."""
    name, unit = once.id(f"followup {kind}"), Unit()
    once.remember(unit, name)
    still_on_duty(unit, me)
    made = Document(kind.value, name, title=title, draft=draft, by=me.id, at=clock.stamp(clock.now()))
    unit.put(made, condition=Document.id.does_not_exist())
    audit.write(unit, me.id, f"followup.{kind}_created", name)
    once.commit(unit)
    return name


def save(me: Staff, kind: Kind, name: str, edition: int, title: str, draft: str) -> None:
    """Write the draft as it shall be from now on. What was published stays. Raises WrittenMeanwhile, NotInThisState, OffDuty."""
    found = known(kind, name)
    if found.state == DocumentState.RETIRED:
        raise NotInThisState
    with Unit() as unit:
        still_on_duty(unit, me)
        actions: list[Action] = [
            Document.title.set(title),
            Document.draft.set(draft),
            Document.edition.set(edition + 1),
            Document.by.set(me.id),
            Document.at.set(clock.stamp(clock.now())),
        ]
        unit.update(found, actions, condition=Document.edition == edition, otherwise=WrittenMeanwhile)
        audit.write(unit, me.id, f"followup.{kind}_saved", f"{name}#{edition + 1}")


def publish(me: Staff, found: Document, content: str, once: Once, act: str = "published") -> int:
    """Make the next version of it, which never changes; its number. A document that was a draft is active from now on.

    Raises Repeated, WrittenMeanwhile, OffDuty.
    """
    kind, number, now = Kind(found.kind), int(found.version) + 1, clock.stamp(clock.now())
    state = DocumentState.ACTIVE if found.state == DocumentState.DRAFT else DocumentState(found.state)
    unit = Unit()
    once.remember(unit, found.id)
    still_on_duty(unit, me)
    made = Version(f"{kind}#{found.id}", f"{number:06d}", content=content, written_by=found.by, by=me.id, at=now)
    unit.put(made, condition=Version.number.does_not_exist(), otherwise=WrittenMeanwhile)
    actions: list[Action] = [Document.version.set(number), Document.state.set(state.value)]
    same = (Document.edition == int(found.edition)) & (Document.version == int(found.version)) & (Document.state == found.state)
    unit.update(found, actions, condition=same, otherwise=WrittenMeanwhile)
    audit.write(unit, me.id, f"followup.{kind}_{act}", f"{found.id}#{number}")
    once.commit(unit)
    return number


def move(me: Staff, kind: Kind, name: str, to: DocumentState) -> None:
    """Pause, go on, or retire; to where it stands already is nothing. Raises NotInThisState, OffDuty."""
    found = known(kind, name)
    if found.state == to:
        return
    if found.state == DocumentState.DRAFT and to is DocumentState.ACTIVE:
        raise NotInThisState  # publishing makes it active
    with Unit() as unit:
        still_on_duty(unit, me)
        legal = may_become(Document.state, to, NEXT_DOCUMENT)
        unit.update(found, [Document.state.set(to.value)], condition=legal, otherwise=NotInThisState)
        audit.write(unit, me.id, f"followup.{kind}_{to}", name)
