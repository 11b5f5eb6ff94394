"""Whose patients somebody may see: their own department's, or everybody's at the centre."""

from typing import NamedTuple

from chalicelib.followup.tasks.making import CENTRE
from chalicelib.kernel import refusals
from chalicelib.staff import reaching
from chalicelib.staff.sessions import Role, Staff, StaffId

EVERYWHERE = frozenset({Role.FOLLOW_UP_LEAD})


class AnotherGroup(refusals.Forbidden):
    """Not a patient of their department."""

    code, message = "followup_another_group", "这是其他科室的随访，如需处理请联系随访中心转派"


class NoFollower(refusals.Invalid):
    """Nobody of that number follows up."""

    code, message = "followup_no_follower", "该工号不是在岗的随访人员，请核对后重新填写"


class Follower(NamedTuple):
    """Somebody who is to do a task, and the group in whose list they find it."""

    id: StaffId
    group: str


def follower(number: str) -> Follower:
    """Whoever has that work number and follows up. Raises NoFollower."""
    found = reaching.colleague(number)
    if found is None or not found.roles & {Role.FOLLOW_UP, Role.FOLLOW_UP_LEAD}:
        raise NoFollower
    group = CENTRE if found.roles & EVERYWHERE else found.department
    if not group:
        raise NoFollower
    return Follower(found.id, group)


def everywhere(me: Staff) -> bool:
    """Whether they look after every department."""
    return bool(EVERYWHERE & me.roles)


def mine(me: Staff) -> list[str]:
    """The lists that are theirs to begin with."""
    return [CENTRE] if everywhere(me) else [me.department] if me.department else []


def require(me: Staff, group: str) -> None:
    """Raises AnotherGroup unless that department or the centre is theirs."""
    if not everywhere(me) and (not me.department or group != me.department):
        raise AnotherGroup
