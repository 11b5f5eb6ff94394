"""Signing in, in two steps: work number and password give a ticket; the ticket and an authenticator's code give a session.

An unknown number, a wrong password and somebody who may not sign in are answered alike, by the same work: two counts, one read,
one argon2id comparison. At the first sign-in (and after a reset) the second step also enrols the authenticator that the first
one offered and sets a password of one's own; a password that has grown old is renewed in the same way.
"""

import datetime as dt
from typing import NamedTuple

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.kernel import audit, clock, ids, log, refusals, sealing
from chalicelib.kernel.tables import Unit
from chalicelib.staff import guesses, passwords, places, sessions, settings, totp
from chalicelib.staff.models import Member, Session, State, Ticket, id_of
from chalicelib.staff.sessions import now_or

TICKET_LASTS = dt.timedelta(minutes=5)
DOOR = "staff-door"  # the audit log's actor where nobody is signed in yet


class WrongNumberOrPassword(refusals.Unauthenticated):
    """Either is wrong, or this person may not sign in: nobody outside learns which."""

    code, message = "wrong_number_or_password", "工号或密码不正确，请核对后重试；如忘记密码请联系安全管理员重置"


class OneTimePasswordOver(refusals.Forbidden):
    """The one-time password is right and waited too long."""

    code, message = "one_time_password_over", "一次性密码已过期，请联系安全管理员重新发放"


class TicketOver(refusals.Unauthenticated):
    """The first step is too long ago, was used, or never was."""

    code, message = "ticket_over", "登录已超时，请重新输入工号和密码"


class WrongCode(refusals.Invalid):
    """Not the authenticator's code of this moment."""

    code, message = "wrong_code", "动态验证码不正确，请核对手机时间后输入当前显示的6位数字"


class CodeUsed(refusals.Conflict):
    """The code was right and has been used: each works once."""

    code, message = "code_used", "该动态验证码已使用过，请等待下一个验证码后再输入"


class NewPasswordRequired(refusals.Invalid):
    """This sign-in goes on only with a new password."""

    code, message = "new_password_required", "请设置新的登录密码后继续"


class FirstStep(NamedTuple):
    """What the second step wants."""

    ticket: str
    ends: dt.datetime
    enrol: str | None  # otpauth URI of a new authenticator; None: the code of the one enrolled
    new_password: bool


class Opened(NamedTuple):
    """A session, and its first token."""

    member: Member
    session: Session
    token: sessions.Token


def begin(number: str, password: str, address: str, now: dt.datetime | None = None) -> FirstStep:
    """The first step. Raises WrongNumberOrPassword, OneTimePasswordOver, TooManyGuesses, AddressRefused."""
    places.require(address)
    now = now_or(now)
    last = guesses.count(number, address, now)
    member = Member.find(id_of(number))
    if not passwords.matches(_password(member), password) or member is None:
        _wrong(number, last=last)
        raise WrongNumberOrPassword
    guesses.take_back(number, address)
    if member.password_until and member.password_until <= clock.stamp(now):
        raise OneTimePasswordOver
    return _ticket(member, now)


def _password(member: Member | None) -> str | None:
    return member.password if member and member.state == State.ACTIVE else None


def _wrong(number: str, *, last: bool) -> None:
    """Logged; the try that locks the number stands in the audit log."""
    staff = id_of(number)
    log.warning("staff_sign_in_refused", staff=staff)
    if last:
        log.metric("StaffNumberLocked")
        with Unit() as unit:
            audit.write(unit, DOOR, "staff.number_locked", staff)


def _ticket(member: Member, now: dt.datetime) -> FirstStep:
    chosen, said = settings.chosen(), ids.new()
    ends = now + TICKET_LASTS
    old = clock.stamp(now - dt.timedelta(days=chosen.password_days))
    renew = member.password_until is not None or (member.password_at or "") <= old
    ticket = Ticket(_key(said), staff=member.id, epoch=member.epoch, renew_password=renew, ends=clock.stamp(ends), until=ends)
    enrol = None
    if not member.totp:
        secret = totp.new_secret()
        ticket.secret = sealing.seal(Ticket.noun, ticket.key, "secret", secret)
        enrol = totp.uri(secret, member.number, chosen.issuer)
    ticket.save()
    return FirstStep(said, ends, enrol, renew)


def confirm(ticket: str, code: str, new_password: str | None, address: str, now: dt.datetime | None = None) -> Opened:
    """The second step: the ticket is spent, the code's time step used, the session opened, all or nothing.

    Raises TicketOver, WrongCode, CodeUsed, NewPasswordRequired, WeakPassword, SamePassword, TooManyGuesses, AddressRefused.
    """
    places.require(address)
    now = now_or(now)
    held, member = _held(ticket, now)
    news = _new_password(held, member, new_password, now)
    last = guesses.count(member.number, address, now)
    secret = _secret(held, member)
    step = totp.step_of(secret, code, now)
    if step is None:
        _wrong(member.number, last=last)
        raise WrongCode
    if step <= member.totp_step:
        raise CodeUsed
    if held.secret:
        news.append(Member.totp.set(sealing.seal(Member.noun, member.id, "totp", secret)))
    opened = _open(held, member, [*news, Member.totp_step.set(step)], address, now)
    guesses.wipe(member.number, address)
    return opened


def _held(ticket: str, now: dt.datetime) -> tuple[Ticket, Member]:
    held = Ticket.find(_key(ticket))
    member = Member.find(held.staff) if held else None
    if held is None or member is None or held.ends <= clock.stamp(now):
        raise TicketOver
    if member.epoch != held.epoch or member.state != State.ACTIVE:
        raise TicketOver
    return held, member


def _new_password(held: Ticket, member: Member, password: str | None, now: dt.datetime) -> list[Action]:
    """What a forced change of the password writes; nothing where none is asked for, even if one is sent."""
    if not held.renew_password:
        return []
    if password is None:
        raise NewPasswordRequired
    return password_set(member, password, now)


def password_set(member: Member, password: str, now: dt.datetime) -> list[Action]:
    """The actions that set a good, new password. Raises WeakPassword, SamePassword."""
    passwords.require_good(password, member.number)
    if passwords.matches(member.password, password):
        raise passwords.SamePassword
    at: list[Action] = [Member.password_at.set(clock.stamp(now)), Member.password_until.remove()]
    return [Member.password.set(passwords.hashed(password)), *at]


def _secret(held: Ticket, member: Member) -> str:
    if held.secret:
        return sealing.unseal(Ticket.noun, held.key, "secret", held.secret)
    if member.totp is None:  # reset meanwhile, and then the epoch differs
        raise TicketOver
    return sealing.unseal(Member.noun, member.id, "totp", member.totp)


def _open(held: Ticket, member: Member, actions: list[Action], address: str, now: dt.datetime) -> Opened:
    chosen, moment = settings.chosen(), clock.stamp(now)
    ends = now + dt.timedelta(hours=chosen.session_hours)
    session = Session(member.id, ids.new(), started=moment, used=moment, ends=clock.stamp(ends), address=address, until=ends)
    kept, over = _others(member, now)
    same = (Member.epoch == member.epoch) & (Member.state == State.ACTIVE.value) & _as_read(member)
    there = (Ticket.ends > moment) & (Ticket.epoch == held.epoch)
    with Unit() as unit:
        unit.delete(held, condition=there, otherwise=TicketOver)
        sessions_now = Member.sessions.set({*kept, session.id})
        unit.update(member, [*actions, sessions_now], condition=same, otherwise=CodeUsed)
        unit.put(session)
        for one in over:
            unit.delete(one)
        audit.write(unit, member.id, "staff.signed_in", session.id)
    return Opened(member, session, sessions.sign(member, session.id, ends, now))


def _as_read(member: Member) -> Condition:
    """No code was used meanwhile, and no session was opened or ended."""
    sessions_same = Member.sessions == member.sessions if member.sessions else Member.sessions.does_not_exist()
    condition: Condition = (Member.totp_step == member.totp_step) & sessions_same
    return condition


def _others(member: Member, now: dt.datetime) -> tuple[list[str], list[Session]]:
    """The sessions that go on beside a new one, the newest ones; and those that are over."""
    chosen, moment = settings.chosen(), clock.stamp(now)
    idle = clock.stamp(now - chosen.idle)
    known = sorted(Session.query(member.id, consistent_read=True), key=lambda one: one.started)
    alive = [one for one in known if one.id in (member.sessions or ()) and one.ends > moment and one.used > idle]
    kept = alive[len(alive) - min(len(alive), chosen.sessions_at_once - 1) :]
    return [one.id for one in kept], [one for one in known if one not in kept]


def _key(ticket: str) -> str:
    return ids.derived("staff-ticket", ticket)
