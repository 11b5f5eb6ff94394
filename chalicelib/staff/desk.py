"""What staff call: signing in, their own sessions and password, members, the audit log."""

from chalicelib.kernel.http import Anyone, Routes
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.staff import admitting, governing, keeping, listing, sessions, signing_in, views
from chalicelib.staff.admitting import Newcomer
from chalicelib.staff.sessions import Renewing, Role, Staff, StaffId, acting_as

routes = Routes(__name__)

SECURITY = acting_as(Role.SECURITY_ADMIN)
AUDIT = acting_as(Role.AUDIT_ADMIN)


@routes.post("/staff/sessions", who=Anyone, body=views.SignIn)
def begin(who: Anyone, wanted: views.SignIn) -> views.TicketView:
    """Sign in, first step: work number and password."""
    return views.ticket(signing_in.begin(wanted.number, wanted.password, who.address))


@routes.post("/staff/sessions/{ticket}/confirmation", who=Anyone, body=views.Confirmation)
def confirm(who: Anyone, ticket: str, wanted: views.Confirmation) -> views.StaffSessionView:
    """Sign in, second step: the authenticator's code, and a new password where the first step says so."""
    return views.session(signing_in.confirm(ticket, wanted.code, wanted.new_password, who.address))


@routes.post("/staff/sessions/renewal", who=Renewing)
def renew(me: Renewing) -> views.StaffSessionView:
    """The next token of a session in use."""
    return views.session(keeping.renew(me))


@routes.get("/staff/sessions", who=Staff)
def list_sessions(me: Staff) -> views.OpenSessions:
    """Where I am signed in."""
    return views.open_sessions(keeping.mine(me), me.session)


@routes.delete("/staff/sessions/current", who=Staff)
def sign_out(me: Staff) -> None:
    """End this session."""
    keeping.sign_out(me)


@routes.delete("/staff/sessions", who=Staff)
def sign_out_everywhere(me: Staff) -> None:
    """End every session of mine."""
    keeping.sign_out_everywhere(me)


@routes.put("/staff/me/password", who=Staff, body=views.PasswordInput)
def change_password(me: Staff, wanted: views.PasswordInput) -> None:
    """Change my own password; my other sessions end."""
    keeping.change_password(me, wanted.present, wanted.new)


@routes.get("/staff/me", who=Staff)
def show_me(me: Staff) -> views.MemberView:
    """Who I am here."""
    return views.member(sessions.fresh(me))


@routes.get("/staff/members", who=SECURITY, query=views.MembersQuery)
def list_members(_: Staff, asked: views.MembersQuery) -> views.MembersView:
    """Members in one state, by work number; proposed ones come from the HIS."""
    return views.members(listing.members(asked.state, asked.after))


@routes.post("/staff/members", who=SECURITY, body=views.NewcomerInput, once=True, status=201)
def admit(me: Staff, wanted: views.NewcomerInput, once: Once) -> views.AdmittedView:
    """Let somebody in, with business roles; the one-time password is shown this once."""
    newcomer = Newcomer(wanted.number, wanted.name, wanted.phone, wanted.department)
    try:
        admitted = admitting.admit(me, newcomer, wanted.roles, once)
    except Repeated as before:
        return views.AdmittedView(staff=before.subject, one_time_password=None)
    return views.AdmittedView(staff=admitted.staff, one_time_password=admitted.one_time)


@routes.put("/staff/members/{staff}/roles", who=SECURITY, body=views.RolesInput)
def give_roles(me: Staff, staff: StaffId, wanted: views.RolesInput) -> None:
    """Exactly these roles from now on; their sessions end."""
    governing.give_roles(me, staff, wanted.roles)


@routes.put("/staff/members/{staff}/state", who=SECURITY, body=views.StateInput)
def move(me: Staff, staff: StaffId, wanted: views.StateInput) -> None:
    """Lock, unlock, see off, or propose again; their sessions end."""
    governing.move(me, staff, wanted.state, wanted.reason)


@routes.post("/staff/members/{staff}/reset", who=SECURITY, body=views.ReasonInput)
def reset(me: Staff, staff: StaffId, wanted: views.ReasonInput) -> views.AdmittedView:
    """Another one-time password, shown this once; the authenticator is enrolled anew."""
    return views.AdmittedView(staff=staff, one_time_password=governing.reset(me, staff, wanted.reason))


@routes.get("/desk/audit", who=AUDIT, query=views.AuditQuery)
def read_audit(me: Staff, asked: views.AuditQuery) -> views.AuditView:
    """The audit log of a day: who acted, or what one actor did. That it was read stands in it, too."""
    if asked.actor:
        return views.acts(listing.acts(me, asked.day, asked.actor, asked.after))
    return views.actors(listing.actors(me, asked.day))


@routes.get("/desk/audit/check", who=AUDIT, query=views.DayQuery)
def verify_audit(me: Staff, asked: views.DayQuery) -> views.WholeView:
    """Whether every chain of that day is whole."""
    return views.whole(listing.verify(me, asked.day))
