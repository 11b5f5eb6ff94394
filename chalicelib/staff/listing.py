"""Members, page by page; the audit log, day by day. Whoever reads the log stands in it."""

import datetime as dt
import itertools
from typing import NamedTuple

from chalicelib.kernel import audit
from chalicelib.kernel.tables import Unit
from chalicelib.staff import sessions
from chalicelib.staff.models import Listed, Member, State
from chalicelib.staff.sessions import Staff, StaffId

PAGE = 50


class Page(NamedTuple):
    """Some members, and the number after which the next page begins."""

    members: list[Member]
    after: str | None


def members(state: State, after: str = "") -> Page:
    """Members in that state, by work number."""
    beyond = Listed.number > after if after else None
    listed = list(Listed.query(state.value, beyond, limit=PAGE + 1, consistent_read=True))
    here = listed[:PAGE]
    known = {member.id: member for member in Member.batch_get([one.id for one in here], consistent_read=True)}
    return Page([known[one.id] for one in here if one.id in known], here[-1].number if len(listed) > PAGE else None)


def actors(me: Staff, day: dt.date) -> list[audit.Head]:
    """Who did anything on that day. Raises OffDuty."""
    _written(me, "audit.day_read", day.isoformat())
    return audit.day_heads(day)


def acts(me: Staff, day: dt.date, actor: str, after: int = 0) -> list[audit.Entry]:
    """What one actor did on that day, from one entry on. Raises OffDuty."""
    _written(me, "audit.read", f"{day.isoformat()}#{actor}")
    later = (entry for entry in audit.entries(day, actor) if entry.number > after)
    return list(itertools.islice(later, PAGE))


class Verified(NamedTuple):
    """How many chains that day has, and what is wrong with them, in words."""

    chains: int
    problems: list[str]


def verify(me: Staff, day: dt.date) -> Verified:
    """Walk every chain of that day; today's may grow meanwhile, so only what is found twice is wrong. Raises OffDuty."""
    _written(me, "audit.verified", day.isoformat())
    problems = audit.broken(day)
    if problems:
        again = set(audit.broken(day))
        problems = [problem for problem in problems if problem in again]
    return Verified(len(audit.day_heads(day)), problems)


def _written(me: Staff, act: str, subject: str) -> None:
    with Unit() as unit:
        sessions.still_on_duty(unit, me)
        audit.write(unit, me.id, act, subject)


def names(actors: list[str]) -> dict[StaffId, str]:
    """Names beside ids, where an actor is a member."""
    return sessions.names_of(StaffId(actor) for actor in actors)
