"""Whom a plan would enrol, shown before it does; and a targeted draw: as many of them as staff want, by chance."""

import datetime as dt
import random
from collections import Counter
from typing import NamedTuple

from chalicelib.followup import documents, people, settings
from chalicelib.followup.documents import Kind
from chalicelib.followup.models import Enrolment
from chalicelib.followup.people import Somebody
from chalicelib.followup.plans import building, enrolling, matching
from chalicelib.followup.plans.enrolling import Running
from chalicelib.followup.plans.shapes import Rule
from chalicelib.followup.states import DocumentState
from chalicelib.gateways.his import encounters
from chalicelib.gateways.his.encounters import Encounter
from chalicelib.kernel import audit, clock, masks, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Staff, still_on_duty

SHOWN = 50
MOST_DRAWN = 100
_random = random.SystemRandom()


class TooFarBack(refusals.Invalid):
    """Before the days that the hospital allows, or after today, or ends before it begins."""

    code, message = "followup_days", "日期范围有误：请选择近期的起止日期，且开始日期不晚于结束日期"


class NotRunning(refusals.Conflict):
    """The plan enrols nobody just now."""

    code, message = "followup_plan_not_running", "该方案未启用，请先发布并启用方案"


class Row(NamedTuple):
    """One whom the rule fits, masked."""

    encounter: str
    name: str
    department: str
    ward: str
    day: dt.date
    known: bool  # to the mini program
    enrolled: bool


class Rehearsal(NamedTuple):
    """How many, by department; and the first of them."""

    fits: int
    enrolled: int
    by_department: dict[str, int]
    rows: list[Row]


def rehearse(me: Staff, plan: str, first: dt.date, last: dt.date) -> Rehearsal:
    """Whom the draft's rule would enrol of the stays and visits of those days. Nobody is enrolled; who looked is written down.

    Raises TooFarBack, HisAway, OffDuty.
    """
    rule = building.draft(plan).rule
    with Unit() as unit:
        still_on_duty(unit, me)
        audit.write(unit, me.id, "followup.plan_rehearsed", plan, f"{first}/{last}")
    found = fitting(rule, first, last)
    enrolled = _enrolled(plan, found)
    rows = [_row(one, people.somebody(one.patient), enrolled=one.id in enrolled) for one in found[:SHOWN]]
    return Rehearsal(len(found), len(enrolled), dict(Counter(one.department for one in found)), rows)


def draw(me: Staff, plan: str, first: dt.date, last: dt.date, most: int, once: Once) -> int:
    """Enrol so many by chance of those whom the published rule fits and who are not enrolled; how many were.

    Raises TooFarBack, NotRunning, HisAway, Repeated, OffDuty.
    """
    head = documents.known(Kind.PLAN, plan)
    once.raise_if_done()
    if head.state != DocumentState.ACTIVE:
        raise NotRunning
    running = Running(plan, int(head.version), building.published(plan, int(head.version)))
    found = fitting(running.plan.rule, first, last)
    enrolled = _enrolled(plan, found)
    left = [one for one in found if one.id not in enrolled]
    unit = Unit()
    once.remember(unit, plan)
    still_on_duty(unit, me)
    audit.write(unit, me.id, "followup.plan_drawn", plan, f"{first}/{last} {most}")
    once.commit(unit)
    chosen = _random.sample(left, min(most, len(left)))
    return sum(enrolling.enrol(running, one, people.somebody(one.patient), clock.now(), me.id) for one in chosen)


def fitting(rule: Rule, first: dt.date, last: dt.date) -> list[Encounter]:
    """The stays and visits whose day lies there and whom the rule fits, the newest first. Raises TooFarBack, HisAway."""
    today = clock.today()
    if not today - dt.timedelta(days=settings.chosen().draw_days) <= first <= last <= today:
        raise TooFarBack
    changed = encounters.changed(clock.at(first, 0)).items
    found = [one for one in changed if first <= matching.anchor(one) <= last and matching.fits(rule, one)]
    return sorted(found, key=lambda one: (matching.anchor(one), one.id), reverse=True)


def _enrolled(plan: str, found: list[Encounter]) -> set[str]:
    """Which of these stays brought somebody into the plan already."""
    names = {enrolling.identity(plan, one.id): one.id for one in found}
    return {names[one.id] for one in Enrolment.batch_get(sorted(names), consistent_read=True)} if names else set()


def _row(encounter: Encounter, who: Somebody, *, enrolled: bool) -> Row:
    name = masks.name(who.name) if who.name else ""
    day, known = matching.anchor(encounter), who.patient is not None
    return Row(encounter.id, name, encounter.department, encounter.ward, day, known, enrolled)
