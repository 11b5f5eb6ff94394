"""What becomes of a case: given to a department, handed back, answered, objected to, closed."""

import contextlib
import datetime as dt

from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.directory import called, catalogue
from chalicelib.feedback import cases, refused, settings, transitions
from chalicelib.feedback.models import Case
from chalicelib.feedback.states import CaseKind, CaseState
from chalicelib.kernel import agenda, clock, workdays
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Unit
from chalicelib.messages import outbox
from chalicelib.messages.outbox import Kind as News
from chalicelib.staff import acting
from chalicelib.staff.sessions import Staff

CLOSE = "feedback.close"
PAGE = "feedback/pages/case/index?id={case}"
TITLES = {CaseKind.PRAISE: "表扬", CaseKind.COMPLAINT: "投诉", CaseKind.SUGGESTION: "建议"}


def assign(me: Staff, case: str, department: str, note: str, once: Once) -> Case:
    """Give it to a department, with a word to them. Raises NotFound, NotInDirectory, NotNow, ChangedMeanwhile."""
    catalogue.department(department)
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        found = cases.known(case)
        with acting.deed(me, "feedback.assigned", found.id, once) as unit:
            transitions.step(unit, found, CaseState.ASSIGNED, "assigned", by=me.id, words=note, handler=department)
    return cases.known(case)


def hand_back(me: Staff, case: str, note: str, once: Once) -> Case:
    """Not ours: back to the office, saying why. Raises NotFound, NotNow, ChangedMeanwhile."""
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        found = cases.for_desk(me, case)
        if found.stands is not CaseState.ASSIGNED:
            raise refused.NotNow
        with acting.deed(me, "feedback.handed_back", found.id, once) as unit:
            transitions.step(unit, found, CaseState.REGISTERED, "handed_back", by=me.id, words=note)
    return cases.known(case)


def answer(me: Staff, case: str, words: str, once: Once) -> Case:
    """Answer whoever wrote it; told at once, closed after some days unless objected to. Raises NotFound, NotNow, ChangedMeanwhile."""
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        found = cases.for_desk(me, case)
        now = clock.now()
        in_time = clock.local(now).date().isoformat() <= found.due
        with acting.deed(me, "feedback.answered", found.id, once) as unit:
            transitions.step(
                unit,
                found,
                CaseState.ANSWERED,
                "answered",
                Case.answered.set(found.answered or clock.stamp(now)),
                by=me.id,
                words=words,
                told=True,
                handler=found.handler,
                in_time="yes" if in_time else "no",
                first="no" if found.answered else "yes",
            )
            version = int(found.version) + 1
            days = dt.timedelta(days=settings.chosen(found.campus).object_for_days)
            agenda.later(unit, CLOSE, found.id, now + days, version=str(version))
            if found.account:
                _tell(unit, found, version)
    return cases.known(case)


def _tell(unit: Unit, found: Case, version: int) -> None:
    outbox.tell(
        unit,
        kind=News.FEEDBACK_ANSWERED,
        patient=None,
        account=AccountId(found.account),
        reference=found.id,
        version=version,
        day=clock.today(),
        values={
            "time": f"{clock.local(clock.now()):%Y-%m-%d %H:%M}",
            "number": found.number,
            "reason": f"您的{TITLES[CaseKind(found.kind)]}已答复，请查看",
        },
        sensitive=called.is_sensitive(found.department),
        page=PAGE.format(case=found.id),
    )


def accept(me: Patient, case: str, once: Once) -> Case:
    """The writer is content with the answer: closed. Raises NotFound, NotNow, ChangedMeanwhile."""
    return _reply(me, case, once, CaseState.CLOSED, "closed", "")


def object_to(me: Patient, case: str, words: str, once: Once) -> Case:
    """The writer is not: it is looked into again, with a new day. Raises NotFound, NotNow, NoMoreObjection, ChangedMeanwhile."""
    return _reply(me, case, once, CaseState.REGISTERED, "reopened", words)


def _reply(me: Patient, case: str, once: Once, to: CaseState, happened: str, words: str) -> Case:
    found = cases.mine(me, case)
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        if found.stands is not CaseState.ANSWERED:
            raise refused.NotNow
        unit = Unit()
        once.remember(unit, found.id)
        still_signed_in(unit, me)
        if to is CaseState.CLOSED:
            _close(unit, found, "yes")
        else:
            _reopen(unit, found, happened, words)
        once.commit(unit)
    return cases.known(found.id)


def _close(unit: Unit, found: Case, content: str) -> None:
    day = clock.today().isoformat() if found.anonymous and content else clock.stamp(clock.now())
    changes = (Case.closed.set(day), Case.content.set(content))
    transitions.step(
        unit, found, CaseState.CLOSED, "closed", *changes, told=True, handler=found.handler, content=content or "silent"
    )


def _reopen(unit: Unit, found: Case, happened: str, words: str) -> None:
    chosen = settings.chosen(found.campus)
    if int(found.reopened) >= chosen.reopenings:
        raise refused.NoMoreObjection
    due = workdays.after(clock.today(), chosen.answer_within, chosen).isoformat()
    again = Case.reopened.set(int(found.reopened) + 1)
    transitions.step(unit, found, CaseState.REGISTERED, happened, again, words=words, told=True, due=due)


def close(case: str, version: str) -> None:
    """Nobody objected in time."""
    found = Case.find(case)
    if found is None or found.stands is not CaseState.ANSWERED or str(int(found.version)) != version:
        return
    with contextlib.suppress(refused.ChangedMeanwhile), Unit() as unit:
        _close(unit, found, "")


def call_back(me: Staff, case: str, once: Once) -> str:
    """The number to call, written down in the audit log as seen. Raises NotFound."""
    found = cases.for_desk(me, case)
    with contextlib.suppress(Repeated), acting.deed(me, "feedback.phone_seen", found.id, once):
        pass
    return cases.phone(found)
