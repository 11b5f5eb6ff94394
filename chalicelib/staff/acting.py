"""What deeds of staff share: on duty, written down in the audit log, done once; and who may be named to go on."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.kernel import audit, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff.models import Member, StaffId, State, id_of
from chalicelib.staff.roles import Role
from chalicelib.staff.sessions import Staff, still_on_duty


@contextmanager
def deed(me: Staff, act: str, subject: str, once: Once, why: str = "") -> Iterator[Unit]:
    """One transaction: what the block adds, with its audit entry. Raises Repeated when this very request was done before, OffDuty."""
    unit = Unit()
    once.remember(unit, subject)
    still_on_duty(unit, me)
    yield unit
    audit.write(unit, me.id, act, subject, why)
    once.commit(unit)


class NoSuchColleague(refusals.Invalid):
    """No such work number, or not at work, or not in that role."""

    code, message = "no_such_colleague", "没有找到该工号的在岗同事，或其没有此岗位权限，请核对工号"


def require_colleague(unit: Unit, number: str, role: Role) -> StaffId:
    """Whose work number this is; the transaction fails with NoSuchColleague unless they are active in that role."""
    staff = id_of(number)
    holds = (Member.state == State.ACTIVE.value) & Member.roles.contains(role.value)
    unit.check(Member, staff, condition=holds, otherwise=NoSuchColleague)
    return staff
