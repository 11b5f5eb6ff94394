"""Staff as callers: who is signed in, in which roles, and whether that still holds.

A token lasts five minutes and carries who, which session, which roles and the epoch; POST /staff/sessions/renewal gives the
next one while the session is in use (keeping.py). It is shorter than the idle time-out, so that no token outlives a session
that lies idle or has come to its absolute end. Whoever is signed out, locked, gone or given other roles is stopped at once:

- a route that reads (GET) is looked after by the edge: one consistent read of the member;
- a deed that writes calls `still_on_duty(unit, me)`, so that the same is a condition of its very transaction.
"""

import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pynamodb.expressions.condition import Condition

from chalicelib.kernel import clock, log, refusals, sealing, tokens
from chalicelib.kernel.http import Request
from chalicelib.kernel.tables import Unit
from chalicelib.staff import places, settings
from chalicelib.staff.models import Member, StaffId, State
from chalicelib.staff.roles import Role

__all__ = ["OffDuty", "Role", "RoleRequired", "Staff", "StaffId", "acting_as", "name_of", "names_of", "still_on_duty"]

LASTS = dt.timedelta(minutes=5)
AUDIENCE = "staff"  # a patient's token never opens a desk's route, nor the other way round


class OffDuty(refusals.Unauthenticated):
    """No token, one whose time is over, or one that was ended."""

    message = "登录已失效，请重新登录"


class RoleRequired(refusals.Forbidden):
    """Signed in, without the role that this needs."""

    code, message = "role_required", "您的岗位没有此项权限，如工作需要请联系安全管理员开通"


class Token(NamedTuple):
    """A token and the moment at which it ends."""

    token: str
    ends: dt.datetime


class _Claims(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True)

    sub: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    epoch: int = Field(strict=True)
    session: str
    number: str
    department: str
    roles: frozenset[Role]


@dataclass(frozen=True)
class Staff:
    """A member of staff who is signed in, in whatever role."""

    id: StaffId
    number: str  # 工号
    roles: frozenset[Role]
    epoch: int
    department: str  # the HIS's id of it
    address: str
    session: str = ""
    label: ClassVar[str] = "staff"
    needed: ClassVar[frozenset[Role]] = frozenset()  # one of these; none: any or no role will do

    @classmethod
    def identify(cls, request: Request) -> Self:
        """The holder of a valid token. Raises OffDuty, AddressRefused, RoleRequired."""
        me = cls._of_token(request)
        if cls.needed and not cls.needed & me.roles:
            log.warning("role_refused", staff=me.id, route=request.route)
            raise RoleRequired
        if request.method == "GET":
            fresh(me)
        return me

    @classmethod
    def _of_token(cls, request: Request, late: dt.timedelta = dt.timedelta(0)) -> Self:
        try:
            said = tokens.verified(AUDIENCE, tokens.bearer(request.headers), ["sub"], late)
            claims = _Claims.model_validate(said)
        except (tokens.NotValid, ValidationError):
            raise OffDuty from None
        places.require(request.address)
        who = StaffId(claims.sub)
        return cls(who, claims.number, claims.roles, claims.epoch, claims.department, request.address, claims.session)

    @property
    def account(self) -> str:
        """What idempotency keys are bound to."""
        return self.id


@functools.cache
def acting_as(*roles: Role) -> type[Staff]:
    """The caller of a route that needs one of these roles."""
    if not roles:
        raise ValueError("name a role")
    names = ",".join(sorted(roles))
    return type("StaffActing", (Staff,), {"needed": frozenset(roles), "label": f"staff:{names}", "__doc__": f"Staff as {names}."})


@dataclass(frozen=True)
class Renewing(Staff):
    """The holder of a token that may have ended, as long as its session can still be in use."""

    @classmethod
    def identify(cls, request: Request) -> Self:
        """Whether the session is, the deed decides. Raises OffDuty, AddressRefused."""
        return cls._of_token(request, late=settings.chosen().idle)


def sign(member: Member, session: str, ends: dt.datetime, now: dt.datetime) -> Token:
    """A token for one session of that member; never longer than the session."""
    until = min(now + LASTS, ends)
    claims = {
        "sub": member.id,
        "epoch": int(member.epoch),
        "session": session,
        "number": member.number,
        "department": member.department,
        "roles": sorted(member.roles or ()),
    }
    return Token(tokens.sign(AUDIENCE, claims, now, until), until)


def holds(me: Staff) -> Condition:
    """The condition on the member's own item under which this token holds. Other roles have another epoch."""
    condition: Condition = (
        (Member.epoch == me.epoch) & (Member.state == State.ACTIVE.value) & Member.sessions.contains(me.session)
    )
    return condition


def still_on_duty(unit: Unit, me: Staff) -> None:
    """Make the deed's transaction fail with OffDuty when this session was ended or these roles were changed meanwhile."""
    unit.check(Member, me.id, condition=holds(me), otherwise=OffDuty)


def fresh(me: Staff) -> Member:
    """The caller's own item, read now. Raises OffDuty when this session was ended."""
    member = Member.find(me.id)
    if (
        member is None
        or int(member.epoch) != me.epoch
        or member.state != State.ACTIVE
        or me.session not in (member.sessions or ())
    ):
        raise OffDuty
    return member


def name_of(staff: StaffId) -> str:
    """Their name, for desk views; empty when there is no such member."""
    member = Member.find(staff, consistent=False)
    return unsealed(member) if member else ""


def names_of(staff: Iterable[StaffId]) -> dict[StaffId, str]:
    """Many of them with one question; who is not there is left out."""
    return {StaffId(member.id): unsealed(member) for member in Member.batch_get(sorted(set(staff)))}


def unsealed(member: Member) -> str:
    """The name in this item."""
    return sealing.unseal(Member.noun, member.id, "name", member.name)


def now_or(moment: dt.datetime | None) -> dt.datetime:
    """That moment, else now."""
    return moment or clock.now()
