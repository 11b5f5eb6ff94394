"""What goes in and out at this room's edge."""

import datetime as dt

from pydantic import Field

from chalicelib.kernel import audit, clock, masks, sealing
from chalicelib.kernel.http import Input, Query, View
from chalicelib.staff import listing, sessions, settings
from chalicelib.staff.models import Member, Session, State
from chalicelib.staff.passwords import LONGEST
from chalicelib.staff.roles import Role
from chalicelib.staff.signing_in import FirstStep, Opened

NUMBER = r"^[A-Za-z0-9_-]{1,32}$"
PLAIN = r"^[^\x00-\x1f\x7f]+$"
DEPARTMENT = r"^[A-Za-z0-9_.-]{0,64}$"


class SignIn(Input):
    """The first step."""

    number: str = Field(pattern=NUMBER)
    password: str = Field(min_length=1, max_length=LONGEST)


class TicketView(View):
    """What the second step wants. `enrol` is an otpauth URI to show as a QR code, when no authenticator is enrolled yet."""

    ticket: str
    ends: str
    enrol: str | None
    new_password: bool


class Confirmation(Input):
    """The second step."""

    code: str = Field(pattern=r"^[0-9]{6}$")
    new_password: str | None = Field(default=None, min_length=1, max_length=LONGEST)


class StaffSessionView(View):
    """A session: send `Authorization: Bearer <token>`; renew before `token_ends` while somebody works, by the server's clock."""

    token: str
    token_ends: str
    ends: str  # of the session, however much it is used
    idle_minutes: int
    server_time: str
    staff: str
    number: str
    name: str
    roles: list[Role]
    department: str


class PasswordInput(Input):
    """A change of one's own password."""

    present: str = Field(min_length=1, max_length=LONGEST)
    new: str = Field(min_length=1, max_length=LONGEST)


class OpenSession(View):
    """One of my sessions."""

    started: str
    used: str
    ends: str
    address: str
    this: bool


class OpenSessions(View):
    """All of them."""

    sessions: list[OpenSession]


class NewcomerInput(Input):
    """Somebody to let in."""

    number: str = Field(pattern=NUMBER)
    name: str = Field(min_length=1, max_length=40, pattern=PLAIN)
    phone: str = Field(default="", pattern=r"^(\+?[0-9-]{6,20})?$")
    department: str = Field(default="", pattern=DEPARTMENT)
    roles: list[Role] = Field(max_length=len(Role), strict=False)


class AdmittedView(View):
    """A one-time password, shown this once. None: the request was repeated, and it was shown before; reset if it is lost."""

    staff: str
    one_time_password: str | None


class RolesInput(Input):
    """Exactly these."""

    roles: list[Role] = Field(max_length=len(Role), strict=False)


class ReasonInput(Input):
    """Why; it stays in the audit log."""

    reason: str = Field(min_length=2, max_length=200, pattern=PLAIN)


class StateInput(ReasonInput):
    """Where to."""

    state: State = Field(strict=False)


class MembersQuery(Query):
    """A page of one state's members."""

    state: State = State.ACTIVE
    after: str = Field(default="", pattern=r"^[A-Za-z0-9_-]{0,32}$")


class MemberView(View):
    """One member, to an administrator."""

    id: str
    number: str
    name: str
    phone: str | None
    state: State
    roles: list[Role]
    department: str
    of_his: bool
    enrolled: bool
    since: str


class MembersView(View):
    """A page."""

    members: list[MemberView]
    after: str | None


class AuditQuery(Query):
    """One actor's acts of a day, from an entry on; without an actor: who acted at all."""

    day: dt.date
    actor: str = Field(default="", pattern=r"^[A-Za-z0-9_.@-]{0,64}$")
    after: int = Field(default=0, ge=0)


class DayQuery(Query):
    """A day."""

    day: dt.date


class ActorView(View):
    """Who acted, and how often."""

    actor: str
    name: str
    acts: int


class ActView(View):
    """One entry of the audit log."""

    number: int
    act: str
    subject: str
    reason: str
    at: str
    hash: str


class AuditView(View):
    """Either list; `after` begins the next page."""

    actors: list[ActorView]
    acts: list[ActView]
    after: int | None


class WholeView(View):
    """Whether that day's chains are whole; what is wrong, in words."""

    whole: bool
    chains: int
    problems: list[str]


def ticket(step: FirstStep) -> TicketView:
    """The first step is done."""
    return TicketView(ticket=step.ticket, ends=clock.stamp(step.ends), enrol=step.enrol, new_password=step.new_password)


def session(opened: Opened) -> StaffSessionView:
    """A session, and a token of it."""
    member = opened.member
    return StaffSessionView(
        token=opened.token.token,
        token_ends=clock.stamp(opened.token.ends),
        ends=opened.session.ends,
        idle_minutes=settings.chosen().idle_minutes,
        server_time=clock.stamp(clock.now()),
        staff=member.id,
        number=member.number,
        name=sessions.unsealed(member),
        roles=_roles(member),
        department=member.department,
    )


def open_sessions(mine: list[Session], this: str) -> OpenSessions:
    """Where somebody is signed in."""
    shown = [
        OpenSession(started=one.started, used=one.used, ends=one.ends, address=one.address, this=one.id == this) for one in mine
    ]
    return OpenSessions(sessions=shown)


def members(page: listing.Page) -> MembersView:
    """A page of members."""
    return MembersView(members=[member(one) for one in page.members], after=page.after)


def member(one: Member) -> MemberView:
    """One of them."""
    phone = sealing.unseal(Member.noun, one.id, "phone", one.phone) if one.phone else None
    return MemberView(
        id=one.id,
        number=one.number,
        name=sessions.unsealed(one),
        phone=masks.phone(phone) if phone else None,
        state=State(one.state),
        roles=_roles(one),
        department=one.department,
        of_his=one.his_id is not None,
        enrolled=one.totp is not None,
        since=one.since,
    )


def _roles(member: Member) -> list[Role]:
    return sorted(Role(role) for role in member.roles or ())


def actors(heads: list[audit.Head]) -> AuditView:
    """Who acted on a day."""
    names = listing.names([head.actor for head in heads])
    known = {str(staff): name for staff, name in names.items()}
    shown = [ActorView(actor=head.actor, name=known.get(head.actor, ""), acts=int(head.number)) for head in heads]
    return AuditView(actors=shown, acts=[], after=None)


def acts(entries: list[audit.Entry]) -> AuditView:
    """What one of them did."""
    shown = [
        ActView(number=int(one.number), act=one.act, subject=one.subject, reason=one.reason, at=one.at, hash=one.hash)
        for one in entries
    ]
    return AuditView(actors=[], acts=shown, after=shown[-1].number if len(shown) == listing.PAGE else None)


def whole(verified: listing.Verified) -> WholeView:
    """What a walk along the chains found."""
    return WholeView(whole=not verified.problems, chains=verified.chains, problems=verified.problems)
