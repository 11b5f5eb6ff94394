"""What the security administrator does to members: roles, reset, lock, leave. Never to himself, never to an administrator."""

import datetime as dt
from collections.abc import Iterable

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.kernel import audit, clock, facts, refusals
from chalicelib.kernel.tables import Unit
from chalicelib.staff import guesses, passwords, sessions
from chalicelib.staff.admitting import OnlyByCommand, list_under, one_time_ends
from chalicelib.staff.keeping import everywhere
from chalicelib.staff.models import NEXT, Member, StaffId, State, id_of, may_become
from chalicelib.staff.roles import ADMINISTRATORS, Role, together
from chalicelib.staff.sessions import Staff, now_or

LEFT = "staff.left"  # the fact's kind


class NotOneself(refusals.Forbidden):
    """Nobody changes what he himself may do."""

    code, message = "not_oneself", "不能修改自己的岗位权限或状态，请由另一位安全管理员办理"


class ChangedMeanwhile(refusals.Conflict):
    """Somebody else changed this member a moment ago, or the state does not allow it."""

    code, message = "staff_changed_meanwhile", "该人员的状态已变化或不允许此操作，请刷新后查看"


def give_roles(me: Staff, staff: StaffId, roles: Iterable[Role]) -> None:
    """Exactly these roles from now on; every session of theirs ends, so that no old role is left in a token.

    Raises RolesExclude, OnlyByCommand, NotOneself, NotFound, ChangedMeanwhile, OffDuty.
    """
    wanted = together(roles)
    if wanted & ADMINISTRATORS:
        raise OnlyByCommand
    member = _other(me, staff)
    roles_now = Member.roles.set({role.value for role in wanted}) if wanted else Member.roles.remove()
    employed = Member.state.is_in(State.ACTIVE.value, State.LOCKED.value)
    with Unit() as unit:
        sessions.still_on_duty(unit, me)
        _change(unit, member, [roles_now, *everywhere()], employed)
        audit.write(unit, me.id, "staff.roles_given", staff, " ".join(sorted(wanted)))


def reset(me: Staff, staff: StaffId, reason: str, now: dt.datetime | None = None) -> str:
    """A one-time password, shown once; the authenticator is enrolled anew, the lock after guesses is opened, sessions end.

    Raises OnlyByCommand, NotOneself, NotFound, ChangedMeanwhile, OffDuty.
    """
    member = _other(me, staff)
    with Unit() as unit:
        sessions.still_on_duty(unit, me)
        return _reset(unit, me.id, member, reason, now_or(now))


def reset_by_command(by: str, number: str, reason: str, now: dt.datetime | None = None) -> str:
    """The same for anybody, administrators too. Raises NotFound, ChangedMeanwhile."""
    member = _known(id_of(number))
    with Unit() as unit:
        return _reset(unit, by, member, reason, now_or(now))


def _reset(unit: Unit, by: str, member: Member, reason: str, now: dt.datetime) -> str:
    one_time = passwords.one_time()
    password: list[Action] = [
        Member.password.set(passwords.hashed(one_time)),
        Member.password_until.set(clock.stamp(one_time_ends(now))),
        Member.totp.remove(),
    ]
    _change(unit, member, [*password, *everywhere()], Member.state.is_in(State.ACTIVE.value, State.LOCKED.value))
    unit.delete(guesses.of_number(member.number))
    audit.write(unit, by, "staff.reset", member.id, reason)
    return one_time


def move(me: Staff, staff: StaffId, to: State, reason: str) -> None:
    """Lock, unlock, see off, or propose again who had left. Letting in is `admit`.

    Raises OnlyByCommand, NotOneself, NotFound, ChangedMeanwhile, OffDuty.
    """
    member = _other(me, staff)
    if State(member.state) is State.PROPOSED and to is State.ACTIVE:
        raise ChangedMeanwhile
    with Unit() as unit:
        sessions.still_on_duty(unit, me)
        change_state(unit, me.id, member, to, reason)


def move_by_command(by: str, number: str, to: State, reason: str) -> None:
    """The same for anybody, administrators too. Raises NotFound, ChangedMeanwhile."""
    member = _known(id_of(number))
    if State(member.state) is State.PROPOSED and to is State.ACTIVE:
        raise ChangedMeanwhile
    with Unit() as unit:
        change_state(unit, by, member, to, reason)


def change_state(unit: Unit, by: str, member: Member, to: State, reason: str = "") -> None:
    """Add to a deed's transaction that a member is in another state: signed out everywhere; who left has no role any more."""
    before = State(member.state)
    if to not in NEXT[before]:
        raise ChangedMeanwhile
    actions: list[Action] = [Member.state.set(to.value), *everywhere()]
    if to is State.LEFT:
        actions += [Member.roles.remove(), Member.password.remove(), Member.totp.remove()]
        facts.tell(unit, LEFT, member.id, int(member.epoch) + 1)
    _change(unit, member, actions, may_become(to))
    list_under(unit, member.number, member.id, before, to)
    audit.write(unit, by, f"staff.{to}", member.id, reason)


def _change(unit: Unit, member: Member, actions: list[Action], condition: Condition) -> None:
    unit.update(member, actions, condition=condition & (Member.epoch == member.epoch), otherwise=ChangedMeanwhile)


def _known(staff: StaffId) -> Member:
    member = Member.find(staff)
    if member is None:
        raise refusals.NotFound
    return member


def _other(me: Staff, staff: StaffId) -> Member:
    """Another member, who is no administrator. Roles change with the epoch, on which every change is conditioned."""
    if staff == me.id:
        raise NotOneself
    member = _known(staff)
    if ADMINISTRATORS & (member.roles or set()):
        raise OnlyByCommand
    return member
