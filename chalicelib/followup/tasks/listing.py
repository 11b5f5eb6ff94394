"""The lists that people work from: overdue, today, coming, done; counted by group without reading anything else."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from chalicelib.followup import groups
from chalicelib.followup.models import Task, Work
from chalicelib.followup.tasks import making
from chalicelib.kernel import clock
from chalicelib.staff.sessions import Staff

PAGE = 50


class Which(StrEnum):
    """Which of a group's tasks."""

    OVERDUE = "overdue"  # due before today
    TODAY = "today"
    COMING = "coming"
    DONE = "done"  # in a month


class Counted(NamedTuple):
    """One group's."""

    group: str
    overdue: int
    today: int
    coming: int
    done: int  # this month


class Page(NamedTuple):
    """Some of a list, and where the next begin (empty: there are none)."""

    tasks: list[Task]
    next: str


def counted(group: str, now: dt.datetime | None = None) -> Counted:
    """How much of each there is."""
    today = clock.local(now or clock.now()).date()
    begins, ends = (clock.stamp(clock.at(today + dt.timedelta(days=ahead), 0)) for ahead in (0, 1))
    lies = f"open#{group}"
    overdue = Work.count(lies, Work.place < begins, consistent_read=True)
    until_tonight = Work.count(lies, Work.place < ends, consistent_read=True)
    whole = Work.count(lies, consistent_read=True)
    done = Work.count(making.done_list(group, today), consistent_read=True)
    return Counted(group, overdue, until_tonight - overdue, whole - until_tonight, done)


def page(me: Staff, group: str, which: Which, month: str = "", after: str = "", limit: int = PAGE) -> Page:
    """One list, the earliest first, what is done the latest first. Raises AnotherGroup."""
    groups.require(me, group)
    today = clock.today()
    begins, ends = (clock.stamp(clock.at(today + dt.timedelta(days=ahead), 0)) for ahead in (0, 1))
    first, last = {Which.OVERDUE: ("0", begins), Which.TODAY: (begins, ends), Which.COMING: (ends, "9")}.get(which, ("0", "9"))
    done = which is Which.DONE
    lies = f"done#{group}#{month or f'{today:%Y-%m}'}" if done else f"open#{group}"
    if after and done:
        last = after
    elif after:
        first = f"{after}~"
    beyond = Work.place.between(first, last)
    found = list(Work.query(lies, beyond, limit=limit + 1, scan_index_forward=not done, consistent_read=True))
    found = [one for one in found if one.place not in (after, last)]
    here = found[:limit]
    return Page(_tasks([one.task for one in here]), here[-1].place if len(found) > limit else "")


def _tasks(names: list[str]) -> list[Task]:
    known = {one.id: one for one in Task.batch_get(names, consistent_read=True)} if names else {}
    return [known[name] for name in names if name in known]
