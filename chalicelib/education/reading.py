"""Reading: by diagnosis, test, drug, season; commercial content only for whoever consents to it."""

from chalicelib.accounts import consents
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.sessions import Patient
from chalicelib.education import refused, writing
from chalicelib.education.models import Issue
from chalicelib.education.states import IssueState, Tag
from chalicelib.education.writing import Page, Row
from chalicelib.kernel import clock, refusals

SHORTEST_PREFIX, LONGEST_PREFIX = 3, 7  # of an ICD-10 code
ISSUES = 20


def latest(after: str) -> Page:
    """Everything, the latest first."""
    return writing.page(writing.EVERYTHING, after)


def about(tag: Tag, value: str) -> list[Row]:
    """What is about that; a diagnosis finds what was written for it and for the group it belongs to, the nearer first."""
    if tag is not Tag.DIAGNOSIS:
        return writing.page(writing.tagged(tag, value), "").rows
    code = value.strip().upper()[:LONGEST_PREFIX]
    prefixes = [code[:length] for length in range(len(code), SHORTEST_PREFIX - 1, -1) if code[length - 1] != "."]
    found = [row for prefix in prefixes for row in writing.page(writing.tagged(tag, prefix), "").rows]
    return list({row.article.id: row for row in found}.values())


def offers(me: Patient) -> list[Row]:
    """Commercial content. Raises OptInNeeded without a consent to it."""
    if not consents.given(me.account, Purpose.MARKETING):
        raise refused.OptInNeeded
    return writing.page(f"commercial#{writing.EVERYTHING}", "").rows


def article(me: Patient, which: str) -> Row:
    """What patients read now. Raises NotFound, OptInNeeded."""
    found = writing.known(which)
    if not found.live:
        raise refusals.NotFound
    row = Row(found, writing.revision(found, int(found.live)))
    if row.revision.commercial and not consents.given(me.account, Purpose.MARKETING):
        raise refused.OptInNeeded
    return row


def issues() -> list[Issue]:
    """The weekly issues that are out, the latest first."""
    this = clock.today().isocalendar().year
    found = [one for year in (this, this - 1) for one in Issue.query(str(year), scan_index_forward=False, limit=ISSUES)]
    return [one for one in found if one.state == IssueState.OUT][:ISSUES]
