"""Keeping a session, ending it, and changing one's own password.

A session is over 15 minutes ⚙ after its last renewal, and 8 hours ⚙ after it was opened however much it is used.
"""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.kernel import audit, clock, refusals
from chalicelib.kernel.tables import Unit
from chalicelib.staff import guesses, passwords, sessions, settings
from chalicelib.staff.models import Member, Session
from chalicelib.staff.sessions import OffDuty, Renewing, Staff, now_or
from chalicelib.staff.signing_in import Opened, password_set


class WrongPassword(refusals.Forbidden):
    """Not the present password."""

    code, message = "wrong_password", "当前密码不正确，请核对后重试"


def renew(me: Renewing, now: dt.datetime | None = None) -> Opened:
    """Another token while the session is in use, with the roles and the department of this moment. Raises OffDuty."""
    now, idle = now_or(now), settings.chosen().idle
    member, session = sessions.fresh(me), Session.find(me.id, me.session)
    if session is None:
        raise OffDuty
    in_use = (Session.used > clock.stamp(now - idle)) & (Session.ends > clock.stamp(now))
    with Unit() as unit:
        sessions.still_on_duty(unit, me)
        unit.update(session, [Session.used.set(clock.stamp(now))], condition=in_use, otherwise=OffDuty)
    return Opened(member, session, sessions.sign(member, session.id, clock.read(session.ends), now))


def sign_out(me: Staff) -> None:
    """End this session, at once. Raises OffDuty when it was ended before."""
    with Unit() as unit:
        ended: list[Action] = [Member.sessions.delete({me.session})]
        unit.update(Member(me.id), ended, condition=sessions.holds(me), otherwise=OffDuty)
        unit.delete(Session(me.id, me.session))
        audit.write(unit, me.id, "staff.signed_out", me.session)


def sign_out_everywhere(me: Staff) -> None:
    """End every session of mine, this one included. Raises OffDuty when that was done before."""
    with Unit() as unit:
        unit.update(Member(me.id), everywhere(), condition=sessions.holds(me), otherwise=OffDuty)
        audit.write(unit, me.id, "staff.signed_out_everywhere", me.id)


def everywhere() -> list[Action]:
    """What ends every session of a member."""
    return [Member.epoch.add(1), Member.sessions.remove()]


def mine(me: Staff) -> list[Session]:
    """My sessions that are not over, the newest first."""
    alive = sessions.fresh(me).sessions or set()
    return sorted((one for one in Session.query(me.id) if one.id in alive), key=lambda one: one.started, reverse=True)


def change_password(me: Staff, present: str, new: str, now: dt.datetime | None = None) -> None:
    """Change my own password; my other sessions end. Raises WrongPassword, WeakPassword, SamePassword, TooManyGuesses, OffDuty."""
    now = now_or(now)
    guesses.count(me.number, me.address, now)
    member = sessions.fresh(me)
    if not passwords.matches(member.password, present):
        raise WrongPassword
    guesses.take_back(me.number, me.address)
    actions = [*password_set(member, new, now), Member.sessions.set({me.session})]
    with Unit() as unit:
        same = sessions.holds(me) & (Member.password == member.password)
        unit.update(member, actions, condition=same, otherwise=OffDuty)
        audit.write(unit, me.id, "staff.password_changed", me.id)
