"""Stays and visits as the HIS tells them, every minute: who is in hospital again, who left, whom a plan's rule enrols."""

import datetime as dt

from chalicelib.followup import documents, people, settings
from chalicelib.followup.documents import Kind
from chalicelib.followup.models import Cursor
from chalicelib.followup.plans import building, enrolling, matching, stopping
from chalicelib.followup.plans.enrolling import Running
from chalicelib.followup.plans.shapes import Scene
from chalicelib.followup.states import DocumentState
from chalicelib.gateways.his import encounters
from chalicelib.gateways.his.encounters import Encounter
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.kernel import clock, facts, log, refusals
from chalicelib.kernel.facts import AlreadySeen
from chalicelib.kernel.tables import Unit

CURSOR = "encounters"
FIRST_LOOK = dt.timedelta(hours=1)
DISCHARGED = "followup.discharged"  # the fact's kind: told once a stay, of patients whom we know


def poll() -> None:
    """Take in what changed since the last look. What could not be taken in comes again with the next one."""
    cursor = Cursor.find(CURSOR)
    try:
        changes = encounters.changed(clock.read(cursor.until) if cursor else clock.now() - FIRST_LOOK)
    except HisAway:
        log.info("encounters_not_followed")
        return
    plans = running()
    taken = [_taken_in(one, plans) for one in changes.items]
    if all(taken):
        Cursor(CURSOR, until=clock.stamp(changes.until)).save()


def _taken_in(encounter: Encounter, plans: list[Running]) -> bool:
    try:
        take_in(encounter, plans)
    except refusals.NotFound:  # a patient whom the HIS does not have any more will not come back with the next look
        log.warning("encounter_of_nobody", encounter=encounter.id)
    except (refusals.Refusal, HisAway) as refusal:
        log.warning("encounter_not_taken_in", encounter=encounter.id, code=refusal.code)
        return False
    return True


def take_in(encounter: Encounter, plans: list[Running], now: dt.datetime | None = None) -> None:
    """What one stay or visit means: twice is once. Raises HisAway."""
    now, scene = now or clock.now(), matching.scene(encounter)
    if scene is None:
        return
    ours = people.known(encounter.patient)
    if scene is Scene.INPATIENT:
        stopping.readmitted(ours or "", encounter.patient, encounter.id)
    if clock.local(now).date() - matching.anchor(encounter) > dt.timedelta(days=settings.chosen().newest_days):
        return
    if scene is Scene.DISCHARGED and ours:
        _tell(encounter, ours)
    wanted = [one for one in plans if matching.fits(one.plan.rule, encounter)]
    if wanted:
        who = people.somebody(encounter.patient)
        for one in wanted:
            enrolling.enrol(one, encounter, who, now)


def running() -> list[Running]:
    """Every plan that enrols, in its newest version."""
    found = [one for one in documents.all_of(Kind.PLAN) if one.state == DocumentState.ACTIVE and int(one.version)]
    return [Running(one.id, int(one.version), building.published(one.id, int(one.version))) for one in found]


def _tell(encounter: Encounter, patient: str) -> None:
    try:
        with Unit() as unit:
            facts.once(unit, DISCHARGED, encounter.id)
            about = {"patient": patient, "department": encounter.department, "doctor": encounter.doctor}
            facts.tell(unit, DISCHARGED, encounter.id, 1, **about)
    except AlreadySeen:
        return
