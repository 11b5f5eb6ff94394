"""Enrolling: one patient into one version of a plan because of one stay or visit, once, whoever comes first."""

import datetime as dt
from typing import NamedTuple

from chalicelib.followup import people, settings
from chalicelib.followup.documents import Kind
from chalicelib.followup.models import Document, Enrolment, Of, OptOut
from chalicelib.followup.people import Somebody
from chalicelib.followup.plans import matching
from chalicelib.followup.plans.shapes import Plan, Step
from chalicelib.followup.states import DocumentState
from chalicelib.gateways.his.encounters import Encounter
from chalicelib.kernel import agenda, clock, facts, ids
from chalicelib.kernel.tables import Unit

STEP = "followup.step"  # the agenda's kind
ENROLLED = "followup.enrolled"  # the fact's


class Running(NamedTuple):
    """A plan that enrols, in the version that does."""

    id: str
    version: int
    plan: Plan


class _Not(Exception):
    """Nothing to do: enrolled before, in this plan already, or not wanted."""


def identity(plan: str, encounter: str) -> str:
    """The id of that enrolment: a plan has one of a stay or visit, however often it is found."""
    return ids.derived("followup-enrolment", plan, encounter)


def enrol(running: Running, encounter: Encounter, who: Somebody, now: dt.datetime, by: str = "") -> bool:
    """Enrol with an agenda item for each step, all or nothing; whether that was done.

    Not done for the dead, for who opted out, for who is in this plan already, and when every step would be too late.
    """
    day = matching.anchor(encounter)
    steps = {one.id: when for one in running.plan.steps if (when := due(one, day, now)) is not None}
    if not who.alive or not steps:
        return False
    name = identity(running.id, encounter.id)
    made = Enrolment(name, plan=running.id, plan_version=running.version, patient=who.patient or "", his=who.his, by=by)
    made.encounter, made.department, made.doctor = encounter.id, encounter.department, encounter.doctor
    made.anchor, made.since = day.isoformat(), clock.stamp(now)
    made.steps = {one.id for one in running.plan.steps} - steps.keys() or None
    try:
        with Unit() as unit:
            _admit(unit, running, made, who)
            for step, when in steps.items():
                agenda.later(unit, STEP, f"{name}.{step}", when)
            about = {"plan": running.id, "department": encounter.department, "doctor": encounter.doctor}
            facts.tell(unit, ENROLLED, name, 1, **about)
    except _Not:
        return False
    return True


def _admit(unit: Unit, running: Running, made: Enrolment, who: Somebody) -> None:
    unit.put(made, condition=Enrolment.id.does_not_exist(), otherwise=_Not)
    unit.put(place(made), condition=Of.whose.does_not_exist(), otherwise=_Not)
    unit.put(Of(who.whose, f"enrolment#{made.id}"))
    for key in who.keys:
        unit.check(OptOut, key, condition=OptOut.whose.does_not_exist(), otherwise=_Not)
    if who.patient:  # enrolled before anybody used the mini program for them
        unit.check(Of, people.key("", who.his), f"plan#{running.id}", condition=Of.whose.does_not_exist(), otherwise=_Not)
    unit.check(Document, Kind.PLAN.value, running.id, condition=Document.state == DocumentState.ACTIVE.value, otherwise=_Not)


def place(enrolment: Enrolment) -> Of:
    """The one place that a patient has in a plan."""
    return Of(people.key(enrolment.patient, enrolment.his), f"plan#{enrolment.plan}")


def due(step: Step, anchor: dt.date, now: dt.datetime) -> dt.datetime | None:
    """When the step is to be done; now when its hour has passed on its day or lately; None when it is too late for it."""
    chosen = settings.chosen()
    when = clock.at(anchor + dt.timedelta(days=step.day), chosen.hour)
    if when >= now:
        return when
    return now if clock.local(now).date() <= anchor + dt.timedelta(days=step.day + chosen.late_days) else None
