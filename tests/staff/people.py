"""Staff for tests, of this room and of any other: on duty without the ceremony of signing in.

me = on_duty(Role.REVIEWER)     a Staff whose deeds pass still_on_duty; `token_of(me)` opens desk routes
"""

import datetime as dt
import itertools
import uuid

from chalicelib.kernel import clock, idempotency, ids, sealing
from chalicelib.kernel.idempotency import Once
from chalicelib.staff import sessions
from chalicelib.staff.models import Member, Session, StaffId, State, id_of
from chalicelib.staff.roles import Role
from chalicelib.staff.sessions import Staff

_numbers = itertools.count(9001)


def member(*roles: Role, number: str = "", name: str = "测试员工", department: str = "records", **fields) -> Member:
    """A member's item, written."""
    number = number or str(next(_numbers))
    staff = id_of(number)
    found = Member(staff, number=number, state=State.ACTIVE.value, department=department, since=clock.stamp(clock.now()))
    found.name = sealing.seal(Member.noun, staff, "name", name)
    found.roles = {role.value for role in roles} or None
    for field, value in fields.items():
        setattr(found, field, value)
    found.save()
    return found


def on_duty(
    *roles: Role, number: str = "", name: str = "测试员工", department: str = "records", address: str = "10.0.0.1"
) -> Staff:
    """Somebody signed in with these roles."""
    session, now = ids.new(), clock.now()
    found = member(*roles, number=number, name=name, department=department, sessions={session})
    moments = {"started": clock.stamp(now), "used": clock.stamp(now), "ends": clock.stamp(now + dt.timedelta(hours=8))}
    Session(found.id, session, **moments, address=address, until=dt.timedelta(days=1)).save()
    return Staff(StaffId(found.id), found.number, frozenset(roles), int(found.epoch), department, address, session)


def token_of(me: Staff, now: dt.datetime | None = None) -> str:
    """Their token."""
    found, now = Member.find(me.id), now or clock.now()
    assert found
    return sessions.sign(found, me.session, now + dt.timedelta(hours=8), now).token


def once() -> Once:
    """A request that was never made before."""
    return idempotency.once("test", "test", uuid.uuid4().hex, b"")
