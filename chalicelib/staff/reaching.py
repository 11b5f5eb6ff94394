"""How a member of staff is reached when work waits, and who works under a number."""

from typing import NamedTuple

from chalicelib.kernel import sealing
from chalicelib.staff.models import Member, StaffId, State, id_of
from chalicelib.staff.roles import Role


class Reached(NamedTuple):
    """Who, and at which phone. `repr` shows the id alone."""

    id: StaffId
    phone: str

    def __repr__(self) -> str:
        """No phone, wherever it is printed."""
        return f"<Reached {self.id}>"


def by_number(number: str) -> Reached | None:
    """Whoever has that work number, when employed and with a phone."""
    member = Member.find(id_of(number))
    if member is None or member.state != State.ACTIVE or not member.phone:
        return None
    return Reached(StaffId(member.id), sealing.unseal(Member.noun, member.id, "phone", member.phone))


class Colleague(NamedTuple):
    """Somebody who works here, as far as others may give them work."""

    id: StaffId
    department: str  # the HIS's id of it
    roles: frozenset[Role]


def colleague(number: str) -> Colleague | None:
    """Whoever has that work number, when employed."""
    member = Member.find(id_of(number))
    if member is None or member.state != State.ACTIVE:
        return None
    return Colleague(StaffId(member.id), member.department, frozenset(Role(one) for one in member.roles or ()))
