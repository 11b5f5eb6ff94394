"""Letting somebody in: by the security administrator, for business roles; administrators by a command of the deployment alone.

Whoever hands out a one-time password could sign in with it once. So the desk never makes, resets or changes an administrator:
the security administrator cannot become the one who reads the audit log.
"""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from chalicelib.kernel import audit, clock, refusals, sealing
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff import passwords, sessions, settings
from chalicelib.staff.models import Listed, Member, StaffId, State, id_of
from chalicelib.staff.roles import ADMINISTRATORS, Role, together
from chalicelib.staff.sessions import Staff, now_or

FOUNDING = "founding"  # the list's entry that there are administrators


class NumberTaken(refusals.Conflict):
    """Somebody works here under this number, or did."""

    code, message = "number_taken", "该工号已存在，请核对；离职人员返聘请先在人员列表中恢复"


class OnlyByCommand(refusals.Forbidden):
    """Administrators are made, changed and reset by a command of the deployment alone."""

    code, message = "administrator_by_command", "管理员账号只能由系统部署人员通过命令行办理"


class AlreadyFounded(refusals.Conflict):
    """The first administrators are there already."""

    code, message = "already_founded", "首批管理员已创建；如需增加请使用 staff administrator 命令"


class Newcomer(NamedTuple):
    """Somebody to let in."""

    number: str
    name: str
    phone: str = ""
    department: str = ""  # the HIS's, if it has them there, goes before


class Admitted(NamedTuple):
    """Their id, and the password of their first sign-in: it is shown once and kept nowhere."""

    staff: StaffId
    one_time: str


def admit(me: Staff, newcomer: Newcomer, roles: Iterable[Role], once: Once, now: dt.datetime | None = None) -> Admitted:
    """Let somebody in, whom the HIS proposes or not. Raises RolesExclude, OnlyByCommand, NumberTaken, Repeated, OffDuty."""
    wanted = together(roles)
    if wanted & ADMINISTRATORS:
        raise OnlyByCommand
    unit = Unit()
    once.remember(unit, id_of(newcomer.number))
    sessions.still_on_duty(unit, me)
    try:
        admitted = _let_in(unit, newcomer, wanted, now_or(now))
    except NumberTaken:
        once.raise_if_done()
        raise
    audit.write(unit, me.id, "staff.admitted", admitted.staff, " ".join(sorted(wanted)))
    once.commit(unit)
    return admitted


def first_administrators(by: str, people: dict[Role, Newcomer], now: dt.datetime | None = None) -> dict[Role, Admitted]:
    """The three with whom everything begins, once. Raises AlreadyFounded, NumberTaken, RolesExclude."""
    if people.keys() != ADMINISTRATORS or len({one.number for one in people.values()}) != len(ADMINISTRATORS):
        raise OnlyThree
    made = {}
    with Unit() as unit:
        founding = Listed(FOUNDING, FOUNDING, id=by)
        unit.put(founding, condition=Listed.state.does_not_exist(), otherwise=AlreadyFounded)
        for role, person in people.items():
            made[role] = _let_in(unit, person, frozenset({role}), now_or(now))
        audit.write(unit, by, "staff.founded", FOUNDING, " ".join(f"{role}={one.staff}" for role, one in sorted(made.items())))
    return made


class OnlyThree(refusals.Invalid):
    """Each of the three administrators is a person of their own."""

    code, message = "three_administrators", "系统、安全、审计三类管理员须各由一名不同的人员担任"


def administrator(by: str, person: Newcomer, role: Role, reason: str, now: dt.datetime | None = None) -> Admitted:
    """One more administrator, by command. Raises NumberTaken, OnlyThree for a business role."""
    if role not in ADMINISTRATORS:
        raise OnlyThree
    with Unit() as unit:
        admitted = _let_in(unit, person, frozenset({role}), now_or(now))
        audit.write(unit, by, "staff.administrator_admitted", admitted.staff, reason)
    return admitted


def _let_in(unit: Unit, newcomer: Newcomer, roles: frozenset[Role], now: dt.datetime) -> Admitted:
    staff, one_time = id_of(newcomer.number), passwords.one_time()
    known = Member.find(staff)
    if known and known.state != State.PROPOSED:
        raise NumberTaken
    member = Member(staff, number=newcomer.number, state=State.ACTIVE.value, since=clock.stamp(now))
    member.epoch = known.epoch + 1 if known else 1
    member.name = sealing.seal(Member.noun, staff, "name", newcomer.name)
    if newcomer.phone:
        member.phone = sealing.seal(Member.noun, staff, "phone", newcomer.phone)
    member.department = (known.department if known else "") or newcomer.department
    member.his_id = known.his_id if known else None
    member.roles = {role.value for role in roles} or None
    member.password = passwords.hashed(one_time)
    member.password_until = clock.stamp(one_time_ends(now))
    same = Member.epoch == known.epoch if known else Member.id.does_not_exist()
    unit.put(member, condition=same, otherwise=NumberTaken)
    list_under(unit, member.number, staff, State.PROPOSED if known else None, State.ACTIVE)
    return Admitted(staff, one_time)


def one_time_ends(now: dt.datetime) -> dt.datetime:
    """How long a one-time password waits."""
    return now + dt.timedelta(hours=settings.chosen().one_time_hours)


def list_under(unit: Unit, number: str, staff: str, before: State | None, after: State) -> None:
    """Keep the list of members by state."""
    if before is not None and before != after:
        unit.delete(Listed(before.value, number))
    unit.put(Listed(after.value, number, id=staff))
