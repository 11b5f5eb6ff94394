"""Every change of a case, in one transaction with its history, its fact and its places in the lists."""

from pynamodb.expressions.update import Action

from chalicelib.feedback import refused
from chalicelib.feedback.models import Case, Listed, Step
from chalicelib.feedback.states import NEXT, CaseState
from chalicelib.kernel import clock, facts, sealing
from chalicelib.kernel.tables import Unit


class At:
    """The lists of a campus and of a department. Whoever owes an answer has it in a list by its due day."""

    @staticmethod
    def waiting(campus: str) -> str:
        """Registered, and nobody's yet."""
        return f"registered#{campus}"

    @staticmethod
    def assigned(campus: str) -> str:
        """With some department."""
        return f"assigned#{campus}"

    @staticmethod
    def department(department: str) -> str:
        """With that department."""
        return f"department#{department}"

    @staticmethod
    def answered(campus: str) -> str:
        """The answer is out."""
        return f"answered#{campus}"

    @staticmethod
    def closed(campus: str, month: str) -> str:
        """Over, by the month in which it came."""
        return f"closed#{campus}#{month}"

    @staticmethod
    def account(account: str) -> str:
        """Written by that account."""
        return f"account#{account}"


def places(case: Case, state: CaseState, handler: str, due: str) -> dict[str, str]:
    """In which lists a case lies, and under which key there."""
    key = f"{due}#{case.id}"
    if state is CaseState.REGISTERED:
        return {At.waiting(case.campus): key}
    if state is CaseState.ASSIGNED:
        return {At.assigned(case.campus): key, At.department(handler): key}
    if state is CaseState.ANSWERED:
        return {At.answered(case.campus): key}
    return {At.closed(case.campus, case.since[:7]): f"{case.since}#{case.id}"}


def begin(unit: Unit, case: Case) -> None:
    """The rows of a new case. Of an anonymous one no fact is told: its moment would stand there."""
    unit.put(case, condition=Case.id.does_not_exist(), otherwise=refused.ChangedMeanwhile)
    for name, key in places(case, case.stands, "", case.due).items():
        unit.put(Listed(name, key))
    if case.account:
        unit.put(Listed(At.account(case.account), f"{case.since}#{case.id}"))
    unit.put(Step(case.id, 1, happened=case.state, at=case.since, by=case.by_staff, told=True))
    if not case.anonymous:
        facts.tell(unit, "feedback.registered", case.id, 1, kind=case.kind, campus=case.campus, department=case.department)


def step(
    unit: Unit,
    case: Case,
    to: CaseState,
    happened: str,
    *changes: Action,
    by: str = "",
    words: str = "",
    told: bool = False,
    handler: str = "",
    due: str = "",
    **about: str,
) -> None:
    """Go to another state; told as `feedback.<happened>`. `words` stand in the history. Raises NotNow. At most eight rows."""
    if to not in NEXT[case.stands]:
        raise refused.NotNow
    due = due or case.due
    changes = (Case.state.set(to.value), Case.handler.set(handler), Case.due.set(due), *changes)
    before, after = places(case, case.stands, case.handler, case.due), places(case, to, handler, due)
    for name, key in before.items():
        if after.get(name) != key:
            unit.delete(Listed(name, key))
    for name, key in after.items():
        if before.get(name) != key:
            unit.put(Listed(name, key))
    version = int(case.version) + 1
    unit.update(
        Case(case.id),
        [Case.version.set(version), *changes],
        condition=Case.version == int(case.version),
        otherwise=refused.ChangedMeanwhile,
    )
    unit.put(_line(case, version, happened, by, words, told=told))
    where = {"kind": case.kind, "campus": case.campus, "department": case.department}
    facts.tell(unit, f"feedback.{happened}", case.id, version, **where, **about)


def _line(case: Case, version: int, happened: str, by: str, words: str, *, told: bool) -> Step:
    """What the writer of an anonymous case does has no moment either."""
    now = clock.now()
    at = clock.local(now).date().isoformat() if case.anonymous and not by else clock.stamp(now)
    line = Step(case.id, version, happened=happened, at=at, by=by, told=told)
    if words:
        line.words = sealing.seal(Step.noun, f"{case.id}#{version}", "words", words)
    return line


def words_of(line: Step) -> str:
    """What somebody wrote there."""
    return sealing.unseal(Step.noun, f"{line.case}#{int(line.version)}", "words", line.words) if line.words else ""
