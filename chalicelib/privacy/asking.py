"""Ask for a copy of my data, or for its deletion. Both are jobs: they go on by themselves and happen once."""

import datetime as dt

from chalicelib.accounts import privacy as accounts
from chalicelib.accounts import sessions
from chalicelib.accounts.sessions import Patient
from chalicelib.kernel import clock, facts, refusals, sealing
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.tables import Unit
from chalicelib.privacy import gathering
from chalicelib.privacy.models import Asked, Kind, Part, State


class CopyGone(refusals.NotFound):
    """Fetched too late."""

    code, message = "copy_gone", "这份数据副本已过期删除，请重新申请"


class NotUnderstood(refusals.Invalid):
    """Deletion without having confirmed what it means."""

    code, message = "not_understood", "请先阅读并确认注销说明"


class Unfinished(refusals.Conflict):
    """Something of this account is still going on: a visit to come, a refund on its way."""

    code, message = "account_unfinished", "您还有未完成的挂号或退款，请办结或取消后再注销"


def ask_copy(me: Patient, once: Once) -> Asked:
    """Write the request down; the rooms are asked by a job. The same request twice is one. Raises Unauthenticated."""
    unit = Unit()
    asked = _ask(unit, me, Kind.COPY, once)
    sessions.still_signed_in(unit, me)
    return _committed(unit, me, once, asked)


def ask_deletion(me: Patient, once: Once, *, understood: bool) -> Asked:
    """End my account at once and have the rooms forget it. Raises NotUnderstood, Unfinished, Unauthenticated when it had ended."""
    if not understood:
        raise NotUnderstood
    try:
        once.raise_if_done()
    except Repeated as again:
        return mine(me, again.subject)
    if gathering.unfinished(me.account):
        raise Unfinished
    unit = Unit()
    asked = _ask(unit, me, Kind.DELETION, once)
    accounts.leave(unit, me)
    return _committed(unit, me, once, asked)


def _ask(unit: Unit, me: Patient, kind: Kind, once: Once) -> Asked:
    asked = Asked(me.account, once.id("privacy"), kind=kind.value, at=clock.stamp(clock.now()))
    once.remember(unit, asked.id)
    unit.put(asked)
    facts.tell(unit, f"privacy.{kind}_asked", asked.id, 1, account=me.account)
    return asked


def _committed(unit: Unit, me: Patient, once: Once, asked: Asked) -> Asked:
    try:
        once.commit(unit)
    except Repeated:
        return mine(me, asked.id)
    return asked


def mine(me: Patient, request: str) -> Asked:
    """A request of mine. Raises NotFound."""
    asked = Asked.find(me.account, request)
    if asked is None:
        raise refusals.NotFound
    return asked


def copy(me: Patient, request: str) -> str:
    """The finished copy, as JSON text; empty while it is being made. Raises NotFound, CopyGone."""
    asked = mine(me, request)
    if asked.kind != Kind.COPY:
        raise refusals.NotFound
    if asked.state != State.DONE:
        return ""
    now = clock.now()
    parts = [part for part in Part.query(asked.id, consistent_read=True) if part.until > now]
    if len(parts) != int(asked.parts):
        raise CopyGone
    return "".join(sealing.unseal(Part.noun, asked.id, f"part{int(part.number)}", part.sealed) for part in parts)


def keep(asked: Asked, text: str, days: int) -> None:
    """Seal a copy in pieces and mark the request done. Twice is once."""
    until = clock.now() + dt.timedelta(days=days)
    pieces = [text[start : start + 60_000] for start in range(0, len(text), 60_000)] or [""]
    for number, piece in enumerate(pieces):
        Part(asked.id, number, sealed=sealing.seal(Part.noun, asked.id, f"part{number}", piece), until=until).save()
    done(asked, parts=len(pieces))


def done(asked: Asked, parts: int = 0) -> None:
    """Mark a request done and tell so. Done before: nothing changes."""
    with Unit() as unit:
        unit.update(
            asked,
            [Asked.state.set(State.DONE.value), Asked.parts.set(parts), Asked.done.set(clock.stamp(clock.now()))],
            condition=Asked.state == State.ASKED.value,
            otherwise=facts.AlreadySeen,
        )
        facts.tell(unit, f"privacy.{asked.kind}_done", asked.id, 2)
