"""When something of ours went wrong: an entry that stays, and for a wrong patient's page in somebody's hands a recall."""

from enum import StrEnum

from pynamodb.expressions.update import Action

from chalicelib.copies import acting, retrieving, revoking, scheduling, transitions
from chalicelib.copies.models import Application
from chalicelib.copies.pickup import codes
from chalicelib.copies.states import CHECKED, State
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Staff

RECALLABLE = CHECKED | {State.CHECKING, State.REST_AWAITED, State.COMPLETED}


class What(StrEnum):
    """What went wrong."""

    WRONG_PATIENT = "wrong_patient"  # another patient's page: an incident of privacy
    MISSING_PAGE = "missing_page"
    UNREADABLE = "unreadable"
    NOT_STAMPED = "not_stamped"
    LOST = "lost"  # by the carrier
    OTHER = "other"


class NothingToSettle(refusals.Conflict):
    """No incident is open."""

    code, message = "copies_nothing_to_settle", "该申请没有未处理的错页事件，请刷新后查看"


def entry(me: Staff, what: What, words: str, *, settled: bool) -> dict[str, object]:
    """A line of the incident record; the words are the staff member's own and name nobody."""
    return {"at": clock.stamp(clock.now()), "by": me.id, "what": what.value, "words": words, "settled": settled}


def recall(me: Staff, application: str, words: str, once: Once) -> Application:
    """Another patient's page is among the copies: whoever has them is told, nothing is handed over, and 医务科 has the incident."""
    found = acting.known(application)
    acting.require(found, *RECALLABLE)
    said = acting.reason(words)
    changes: list[Action] = [
        Application.incidents.set([*found.incidents, entry(me, What.WRONG_PATIENT, said, settled=False)]),
        Application.checked_by.set(""),
        Application.closed.set(""),
    ]
    with acting.deed(me, found, "recalled", once, said) as unit:
        revoking.revoke(unit, found)
        codes.withdraw(unit, found.id)
        transitions.step(unit, found, State.RECALLED, *changes, *scheduling.let_go(unit, found), by=me.id)
    return acting.known(application)


def settle(me: Staff, application: str, words: str, once: Once, *, again: bool) -> Application:
    """What was done about the incident; `again`: the right pages are printed free of charge. Raises NothingToSettle."""
    found = acting.known(application)
    acting.require(found, State.RECALLED)
    said = acting.reason(words)
    entries = [{**one, "settled": True, "outcome": said} if not one["settled"] else one for one in found.incidents]
    if entries == found.incidents:
        raise NothingToSettle
    changes: list[Action] = [Application.incidents.set(entries)]
    to, due = State.COMPLETED, None
    if again:
        to = State.REPRINTING
        changes.append(Application.reprints.set(int(found.reprints) + 1))
    elif due := retrieving.rest_due(found):
        to = State.REST_AWAITED
    with acting.deed(me, found, "incident_settled", once, said) as unit:
        transitions.step(unit, found, to, *changes, by=me.id, due=due)
    return acting.known(application)
