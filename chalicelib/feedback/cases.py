"""Cases: found by their writer, by the code of an anonymous one, and by staff in their lists."""

from typing import NamedTuple

from chalicelib.accounts.sessions import Patient
from chalicelib.feedback.models import Case, Listed, Step
from chalicelib.feedback.transitions import At
from chalicelib.kernel import clock, ids, refusals, sealing
from chalicelib.kernel.ids import AccountId
from chalicelib.staff.sessions import Role, Staff

PAGE = 50
OFFICE = frozenset({Role.SERVICE, Role.MEDICAL_AFFAIRS})  # see all; others see their department's


def known(case: str) -> Case:
    """Raises NotFound."""
    found = Case.find(case)
    if found is None:
        raise refusals.NotFound
    return found


def id_of(code: str) -> str:
    """The id of the anonymous case that this code opens: who reads the table cannot make the code of it."""
    return ids.derived("feedback code", code)


def mine(me: Patient, case: str) -> Case:
    """My own by its id, or an anonymous one by its code. Raises NotFound: strangers learn nothing."""
    found = Case.find(case)
    if found is not None and found.account and found.account == me.account:
        return found
    found = Case.find(id_of(case))
    if found is None or not found.anonymous:
        raise refusals.NotFound
    return found


def of_account(account: AccountId) -> list[Case]:
    """Every case of an account, the latest first; the anonymous ones are nobody's."""
    return _cases([one.id for one in Listed.query(At.account(account), consistent_read=True, scan_index_forward=False)])


def for_desk(me: Staff, case: str) -> Case:
    """One that this member of staff may see. Raises NotFound."""
    found = known(case)
    if not OFFICE & me.roles and found.handler != me.department:
        raise refusals.NotFound
    return found


class Counts(NamedTuple):
    """What waits, and what of it is overdue."""

    registered: int
    assigned: int
    answered: int
    overdue: int
    department: int
    department_overdue: int


def counts(me: Staff, campus: str) -> Counts:
    """Of a campus for the office, and of my own department."""
    office, today = bool(OFFICE & me.roles), clock.today().isoformat()
    waiting = [_count(name) if office else 0 for name in (At.waiting(campus), At.assigned(campus), At.answered(campus))]
    overdue = sum(_count(name, today) for name in (At.waiting(campus), At.assigned(campus))) if office else 0
    own = At.department(me.department)
    return Counts(waiting[0], waiting[1], waiting[2], overdue, _count(own), _count(own, today))


def _count(name: str, before: str = "") -> int:
    return Listed.count(name, Listed.key < before if before else None)


class Page(NamedTuple):
    """Some cases, and where the next begin (empty: there are none)."""

    cases: list[Case]
    next: str


def page(name: str, after: str, limit: int = PAGE) -> Page:
    """One list, the earliest due first."""
    items = list(Listed.query(name, Listed.key > after if after else None, limit=limit + 1, consistent_read=True))
    more = len(items) > limit
    return Page(_cases([one.id for one in items[:limit]]), items[limit - 1].key if more else "")


def overdue(campus: str) -> list[Case]:
    """Whoever still waits for an answer after its day, the longest first."""
    today, found = clock.today().isoformat(), []
    for name in (At.waiting(campus), At.assigned(campus)):
        found += list(Listed.query(name, Listed.key < today, limit=PAGE, consistent_read=True))
    return _cases([one.id for one in sorted(found, key=lambda one: one.key)])


def _cases(keys: list[str]) -> list[Case]:
    found = {one.id: one for one in Case.batch_get(keys, consistent_read=True)} if keys else {}
    return [found[key] for key in keys if key in found]


def steps(case: str) -> list[Step]:
    """Its history, oldest first."""
    return list(Step.query(case, consistent_read=True))


def words(found: Case) -> str:
    """What it says."""
    return sealing.unseal(Case.noun, found.id, "words", found.words)


def phone(found: Case) -> str:
    """Where to call back; empty when no number was given."""
    return sealing.unseal(Case.noun, found.id, "phone", found.phone) if found.phone else ""
