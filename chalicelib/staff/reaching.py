"""How a member of staff is reached when work waits."""

from typing import NamedTuple

from chalicelib.kernel import sealing
from chalicelib.staff.models import Member, StaffId, State, id_of


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
