"""The copy desk: as many pages as were priced, each stamped and dated; then a second person looks at every page."""

import hmac
from collections.abc import Mapping
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.copies import acting, finding, recalling, retrieving, revoking, scheduling, transitions
from chalicelib.copies.models import Application
from chalicelib.copies.recalling import What
from chalicelib.copies.states import CHECKED, READY_FOR, Delivery, State
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Staff

TAIL = 4  # characters of the admission number that the second person types from the page


class PagesDiffer(refusals.Conflict):
    """Not as many pages as were priced: somebody has miscounted."""

    code, message = "copies_pages_differ", "复印页数与计价页数不一致，请重新清点；如计页有误，请选择“更正页数”重新计价"


class NotStamped(refusals.Invalid):
    """Copies without stamp and date prove nothing."""

    code, message = "copies_not_stamped", "请在每一页加盖复印证明章并注明日期后再提交"


class SecondPerson(refusals.Forbidden):
    """Who copied does not check."""

    code, message = "copies_second_person", "核对须由复印者以外的人员进行，请交由其他同事核对"


class NotMatching(refusals.Invalid):
    """What the second person typed from the pages is not what is applied for."""

    code, message = "copies_not_matching", "核对内容与申请不符：请逐页核对姓名、住院号和页数；如发现他人页面，请立即登记错页"


class Checked(NamedTuple):
    """What the second person saw on every page of one stay."""

    pages: int  # of one copy
    number_tail: str  # the last characters of the admission number
    name_matches: bool


def copied(me: Staff, application: str, pages: Mapping[str, int], once: Once, *, stamped: bool) -> Application:
    """So many pages a copy were made, stamped and dated. Raises PagesDiffer, NotStamped, DoneMeanwhile."""
    found = acting.known(application)
    acting.require(found, State.COPYING, State.REPRINTING)
    if not stamped:
        raise NotStamped
    if dict(pages) != of_round(found):
        raise PagesDiffer
    done = [Application.copied_by.set(me.id), Application.copied_at.set(clock.stamp(clock.now()))]
    with acting.deed(me, found, "copied", once) as unit:
        transitions.step(unit, found, State.CHECKING, *done, by=me.id)
    return acting.known(application)


def correct_pages(me: Staff, application: str, pages: Mapping[str, int], why: str, once: Once) -> Application:
    """The store room had miscounted: priced anew, a surplus goes back, a lack is asked for. Raises PagesUnlikely."""
    found = acting.known(application)
    acting.require(found, State.COPYING)
    counted = retrieving.likely(pages, of_round(found))
    done = Application.pages.set({**found.pages, str(int(found.round)): counted})
    with acting.deed(me, found, "pages_corrected", once, acting.reason(why)) as unit:
        transitions.step(unit, found, State.COUNTED, done, by=me.id, pages=str(sum(counted.values())))
    return acting.known(application)


def check(me: Staff, application: str, seen: Mapping[str, Checked], once: Once) -> Application:
    """A second person has looked at name and admission number on every page: ready, by the way that was chosen.

    Raises SecondPerson, NotMatching, DoneMeanwhile.
    """
    found = acting.known(application)
    acting.require(found, State.CHECKING)
    if me.id == found.copied_by:
        raise SecondPerson
    if not _all_match(found, seen):
        raise NotMatching
    done = [Application.checked_by.set(me.id)]
    with acting.deed(me, found, "checked", once) as unit:
        transitions.step(unit, found, READY_FOR[Delivery(found.delivery)], *done, by=me.id)
    return acting.known(application)


def fault(me: Staff, application: str, what: What, words: str, once: Once) -> Application:
    """The second person found a fault of ours: printed again free of charge; another patient's page is an incident."""
    found = acting.known(application)
    acting.require(found, State.CHECKING)
    return _again(me, found, what, words, once)


def reprint(me: Staff, application: str, what: What, words: str, once: Once) -> Application:
    """The same after copies were ready: an error of ours is put right free of charge, whenever it is found."""
    found = acting.known(application)
    acting.require(found, *REPRINTABLE)
    return _again(me, found, what, words, once)


REPRINTABLE = CHECKED | {State.CARRIER_TROUBLE, State.REST_AWAITED, State.COMPLETED}


def of_round(found: Application) -> dict[str, int]:
    """The pages of one copy in this round, stay by stay."""
    pages: dict[str, int] = found.pages.get(str(int(found.round)), {})
    return dict(pages)


def _again(me: Staff, found: Application, what: What, words: str, once: Once) -> Application:
    said = acting.reason(words)
    entry = recalling.entry(me, what, said, settled=what is not What.WRONG_PATIENT)
    changes: list[Action] = [
        Application.incidents.set([*found.incidents, entry]),
        Application.reprints.set(int(found.reprints) + 1),
        Application.checked_by.set(""),
    ]
    with acting.deed(me, found, "reprinted", once, f"{what} {said}") as unit:
        revoking.revoke(unit, found)
        transitions.step(
            unit, found, State.REPRINTING, *changes, *scheduling.let_go(unit, found), by=me.id, claim=me.id, what=what.value
        )
    return acting.known(found.id)


def _all_match(found: Application, seen: Mapping[str, Checked]) -> bool:
    numbers = finding.numbers(found)
    pages = of_round(found)
    if set(seen) != set(pages):
        return False
    return all(
        one.name_matches and one.pages == pages[stay] and _same_tail(numbers.get(stay, ""), one.number_tail)
        for stay, one in seen.items()
    )


def _same_tail(number: str, tail: str) -> bool:
    """A record whose number we do not know is checked by name alone."""
    return not number or hmac.compare_digest(number[-TAIL:].encode(), tail.strip().encode())
