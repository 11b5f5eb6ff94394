"""Showing words of ratings to other patients: with the writer's yes, after WeChat's content check, and else by a person.

Only what others will read is sent to the check. Complaints, anonymous text and words that stay with staff never leave us.
"""

import contextlib

from chalicelib.accounts import identity
from chalicelib.feedback import rating, refused, settings
from chalicelib.feedback.models import Listed, Rating
from chalicelib.feedback.states import NEXT_SHOWING, Showing
from chalicelib.gateways.wechat import content
from chalicelib.gateways.wechat.content import Verdict
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Unit
from chalicelib.staff import acting
from chalicelib.staff.sessions import Staff

SAYS = {Verdict.FINE: Showing.SHOWN, Verdict.UNSURE: Showing.TO_DECIDE, Verdict.RISKY: Showing.TO_DECIDE}
PAGE = 50


def check(fact: Fact) -> None:
    """Ask WeChat about words that are to be shown. Whatever it is not sure of, or does not answer, a person decides."""
    found = Rating.find(fact.subject)
    if found is None or found.showing != Showing.CHECKING:
        return
    openid = identity.openid_of(AccountId(found.account))
    verdict = content.check(openid, rating.words(found)) if openid else Verdict.UNSURE
    with contextlib.suppress(refused.ChangedMeanwhile), Unit() as unit:  # checked by another meanwhile, or forgotten
        _move(unit, found, SAYS[verdict])


def decide(me: Staff, which: str, once: Once, *, show: bool) -> Rating:
    """Show it, or withhold it. Raises NotFound, NotNow, ChangedMeanwhile."""
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        found = rating.known(which)
        to = Showing.SHOWN if show else Showing.WITHHELD
        if to not in NEXT_SHOWING[Showing(found.showing)]:
            raise refused.NotNow
        with acting.deed(me, f"feedback.rating_{to}", found.id, once) as unit:
            _move(unit, found, to)
    return rating.known(which)


def _move(unit: Unit, found: Rating, to: Showing) -> None:
    unit.update(
        Rating(found.id),
        [Rating.showing.set(to.value), Rating.version.set(int(found.version) + 1)],
        condition=(Rating.showing == found.showing) & (Rating.version == int(found.version)),
        otherwise=refused.ChangedMeanwhile,
    )
    if found.showing == Showing.TO_DECIDE:
        unit.delete(Listed(to_decide_at(found.campus), _key(found)))
    if found.showing == Showing.SHOWN:
        unit.delete(Listed(shown_of(found.department), _key(found)))
    if to is Showing.TO_DECIDE:
        unit.put(Listed(to_decide_at(found.campus), _key(found)))
    if to is Showing.SHOWN:
        unit.put(Listed(shown_of(found.department), _key(found)))


def _key(found: Rating) -> str:
    return f"{found.answered}#{found.id}"


def shown_of(department: str) -> str:
    """The list of what others may read about a department."""
    return f"shown#{department}"


def to_decide_at(campus: str) -> str:
    """The list of what a person decides about."""
    return f"to_decide#{campus}"


def shown(department: str) -> list[Rating]:
    """What others may read about a department, the latest first. Nothing once the hospital has switched it off."""
    if not settings.chosen().shown:
        return []
    return _listed(shown_of(department), latest_first=True)


def to_decide(campus: str) -> list[Rating]:
    """What waits for a decision, the longest first."""
    return _listed(to_decide_at(campus), latest_first=False)


def _listed(which: str, *, latest_first: bool) -> list[Rating]:
    keys = [one.id for one in Listed.query(which, limit=PAGE, scan_index_forward=not latest_first)]
    found = {one.id: one for one in Rating.batch_get(keys)} if keys else {}
    return [found[key] for key in keys if key in found]


def forget(unit: Unit, found: Rating) -> None:
    """Add to a transaction that nobody reads it any more."""
    unit.delete(Listed(rating.said_at(found.campus), _key(found)))
    if found.showing == Showing.TO_DECIDE:
        unit.delete(Listed(to_decide_at(found.campus), _key(found)))
    if found.showing == Showing.SHOWN:
        unit.delete(Listed(shown_of(found.department), _key(found)))
