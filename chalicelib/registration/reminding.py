"""Reminders: the evening before and on the day; messages merges several visits of one day into one."""

import datetime as dt
from typing import NamedTuple

from chalicelib.kernel import agenda, clock
from chalicelib.kernel.tables import Unit
from chalicelib.registration import settings, telling
from chalicelib.registration.models import Registration
from chalicelib.registration.states import COMING

REMIND = "registration.remind"


class _Moment(NamedTuple):
    name: str  # "evening", "morning"
    at: dt.datetime


def _moments(registration: Registration) -> list[_Moment]:
    chosen, day = settings.chosen(registration.campus), dt.date.fromisoformat(registration.date)
    return [
        _Moment("evening", clock.at(day - dt.timedelta(days=1), chosen.evening_reminder_hour)),
        _Moment("morning", clock.at(day, chosen.morning_reminder_hour)),
    ]


def plan(unit: Unit, registration: Registration) -> None:
    """Add the reminders that are still to come to the agenda, within the deed that makes the visit certain."""
    now = clock.now()
    for moment in _moments(registration):
        if moment.at > now:
            agenda.later(unit, REMIND, registration.id, moment.at, mark=registration.mark, name=moment.name)


def remind(registration: str, mark: str, name: str) -> None:
    """Tell the patient, unless the visit was given up or moved to another time since the reminder was planned."""
    found = Registration.find(registration)
    if found is None or found.stands not in COMING or found.mark != mark or clock.now() >= clock.read(mark):
        return
    with Unit() as unit:
        telling.remind(unit, found, evening=name == "evening")
