"""Whose patients somebody may see: their own department's, or everybody's at the centre."""

from chalicelib.followup.tasks.making import CENTRE
from chalicelib.kernel import refusals
from chalicelib.staff.sessions import Role, Staff

EVERYWHERE = frozenset({Role.FOLLOW_UP_LEAD})


class AnotherGroup(refusals.Forbidden):
    """Not a patient of their department."""

    code, message = "followup_another_group", "这是其他科室的随访，如需处理请联系随访中心转派"


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
