"""The weekly issue: a few published articles together, released by a second person, told to whoever wants it."""

import contextlib
import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.education import pushing, refused, settings, writing
from chalicelib.education.models import Issue
from chalicelib.education.states import IssueState
from chalicelib.kernel import clock, facts, refusals
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.staff import acting
from chalicelib.staff.sessions import Staff


def week_of(day: dt.date) -> str:
    """`2026-W47`: the ISO week, whose year is not always the calendar's."""
    return "{0.year}-W{0.week:02d}".format(day.isocalendar())


def known(week: str) -> Issue:
    """Raises NotFound."""
    found = Issue.find(week[:4], week)
    if found is None:
        raise refusals.NotFound
    return found


def out(week: str) -> Issue:
    """One that patients read. Raises NotFound."""
    found = known(week)
    if found.state != IssueState.OUT:
        raise refusals.NotFound
    return found


def compose(me: Staff, week: str, title: str, articles: list[str], once: Once) -> Issue:
    """Put together, or change, the issue of a week. Raises NotNow, NotPublished, TooManyArticles, ChangedMeanwhile."""
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        if not 0 < len(articles) <= settings.chosen().most_in_issue:
            raise refused.TooManyArticles
        rows = _published(articles)
        before = Issue.find(week[:4], week)
        if before is not None and before.state != IssueState.DRAFT:
            raise refused.NotNow
        version = int(before.version) if before else 0
        made = Issue(week[:4], week, version=version + 1, title=title, articles=articles, by=me.id)
        made.commercial = any(row.revision.commercial for row in rows)
        unchanged = Issue.version == version if before else Issue.week.does_not_exist()
        with acting.deed(me, "education.issue_composed", week, once) as unit:
            unit.put(made, condition=unchanged, otherwise=refused.ChangedMeanwhile)
    return known(week)


def release(me: Staff, week: str, once: Once) -> Issue:
    """Let it out, and tell its readers. Raises OwnWork, NotNow, NotPublished, ChangedMeanwhile, NotFound."""
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        found = known(week)
        if found.by == me.id:
            raise refused.OwnWork
        if found.state != IssueState.DRAFT:
            raise refused.NotNow
        _published(found.articles)
        now = clock.now()
        changes: list[Action] = [
            Issue.state.set(IssueState.OUT.value),
            Issue.released_by.set(me.id),
            Issue.released_at.set(clock.stamp(now)),
            Issue.version.set(int(found.version) + 1),
        ]
        with acting.deed(me, "education.issue_released", week, once) as unit:
            unchanged = Issue.version == int(found.version)
            unit.update(Issue(found.year, week), changes, condition=unchanged, otherwise=refused.ChangedMeanwhile)
            pushing.begin(unit, pushing.ISSUE, week, now)
            facts.tell(unit, "education.issue_out", week, int(found.version) + 1)
    return known(week)


def _published(articles: list[str]) -> list[writing.Row]:
    rows = writing.rows(articles)
    if len(rows) != len(articles):
        raise refused.NotPublished
    return rows


def of_year(year: str) -> list[Issue]:
    """All of a year, the latest first."""
    return list(Issue.query(year, scan_index_forward=False))
