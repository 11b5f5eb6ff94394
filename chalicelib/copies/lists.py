"""The work lists as staff page through them: overdue first, counted without reading anything else."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from chalicelib.copies import desk_settings
from chalicelib.copies.models import Application, Number, Work
from chalicelib.copies.states import LISTS, WorkList
from chalicelib.kernel import clock, refusals
from chalicelib.staff.sessions import RoleRequired, Staff

PAGE = 50
LONGEST_AGEING = 500  # rows: a list that is longer is no list to work from
SUPERVISED = frozenset({WorkList.APPLICANT, WorkList.MACHINE})  # nobody's work; whoever asks sees them age


class Counted(NamedTuple):
    """One list: how many wait there, and how many of them are overdue."""

    list: WorkList
    waiting: int
    overdue: int


class Row(NamedTuple):
    """One application in a list."""

    work: Work
    application: Application

    @property
    def overdue(self) -> bool:
        """Whether its day in this list has passed."""
        return self.work.key < _now()


class Page(NamedTuple):
    """Some rows, and where the next begin (empty: there are none)."""

    rows: list[Row]
    next: str


def mine(me: Staff) -> list[WorkList]:
    """The lists that my roles work."""
    return [which for which, one in LISTS.items() if one.roles & me.roles]


def counted(me: Staff, campus: str) -> list[Counted]:
    """My lists with their counts."""
    now = _now()
    found = []
    for which in mine(me):
        partition = Work.partition(campus, which)
        overdue = Work.count(partition, Work.key < now, consistent_read=True)
        found.append(Counted(which, Work.count(partition, consistent_read=True), overdue))
    return found


def page(me: Staff, campus: str, which: WorkList, after: str = "", limit: int = PAGE) -> Page:
    """One list, the longest overdue first. `after` is `next` of the page before. Raises RoleRequired."""
    if which not in mine(me):
        raise RoleRequired
    beyond = Work.key > after if after else None
    items = list(Work.query(Work.partition(campus, which), beyond, limit=limit + 1, consistent_read=True))
    more = len(items) > limit
    return Page(rows(items[:limit]), items[limit - 1].key if more else "")


def now(me: Staff, campus: str) -> list[Row]:
    """My work now: what I have claimed, then what is nobody's, each by the day it is due; at most a page."""
    items = [
        item
        for which in mine(me)
        if which not in SUPERVISED
        for item in Work.query(Work.partition(campus, which), limit=PAGE, consistent_read=True)
        if item.claimed_by in ("", me.id)
    ]
    ordered = sorted(items, key=lambda item: (item.claimed_by != me.id, item.key))
    return rows(ordered[:PAGE])


def ageing(me: Staff, campus: str) -> list[Row]:
    """Everything of my lists that has stood still for longer than the hospital's days, the longest first."""
    limit = clock.stamp(clock.now() - dt.timedelta(days=desk_settings.chosen(campus).ageing_days))
    items = [item for which in mine(me) for item in Work.query(Work.partition(campus, which)) if item.since < limit]
    return rows(sorted(items, key=lambda item: item.since)[:LONGEST_AGEING])


def by_number(number: str) -> Application:
    """The application with that number for people. Raises NotFound."""
    taken = Number.find(number)
    found = Application.find(taken.application) if taken else None
    if found is None:
        raise refusals.NotFound
    return found


def rows(items: Iterable[Work]) -> list[Row]:
    """The items with their applications, in the same order."""
    listed = list(items)
    known = {one.id: one for one in _applications({item.application for item in listed})}
    return [Row(item, known[item.application]) for item in listed if item.application in known]


def _applications(ids: set[str]) -> Iterator[Application]:
    return iter(Application.batch_get(sorted(ids), consistent_read=True)) if ids else iter(())


def _now() -> str:
    return clock.stamp(clock.now())
