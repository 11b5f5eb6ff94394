"""Rescheduling to or from a shared number: the HIS has to say yes before the old place is let go.

The registration keeps its place and notes the one that is asked for; the HIS moves the appointment or refuses. Killed, or
left without an answer, in between: the agenda asks the HIS how it stands, and goes the same way.
"""

import datetime as dt

from chalicelib.accounts.sessions import Patient
from chalicelib.cards import patients
from chalicelib.gateways.his import appointments
from chalicelib.gateways.his.appointments import Refused
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.kernel import agenda, clock
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.registration import changing, delivering, locking, places, quotas, refused, relocating, settings, transitions
from chalicelib.registration.models import ClinicId, Registration, RegistrationId, Segment, SegmentId
from chalicelib.registration.records import known
from chalicelib.registration.states import COMING

SETTLE = "registration.settle_move"


def move(me: Patient, found: Registration, there: Segment, number: int, once: Once) -> None:
    """Ask the HIS for the new number, then move. Raises NumberGone when somebody else has it, NoNewHold, NotChangeable."""
    if found.stands not in COMING:
        raise refused.NotChangeable
    his_id = patients.person(PatientId(found.patient)).his_id
    if his_id is None:
        raise locking.NotKnownYet
    asking = _ask(me, found, there, number)
    mark = there.mark(number)
    wanted = delivering.wanted(asking, his_id)._replace(slots=(mark.slot,), start=clock.read(mark.mark), end=clock.read(mark.end))
    try:
        outcome = appointments.put(wanted)
    except HisAway as away:
        if not away.sent:
            _stay(asking, free=True)
        raise locking.NoNewHold from None
    if isinstance(outcome, Refused):
        _stay(asking, free=False)
        raise places.NumberGone
    unit = Unit()
    once.remember(unit, asking.id)
    _go(unit, asking, there, number)
    once.commit(unit)


def _ask(me: Patient, found: Registration, there: Segment, number: int) -> Registration:
    note = {"clinic": there.clinic, "segment": there.id, "number": number, "session": found.session}
    with Unit() as unit:
        changing.require(unit, me, found)
        quotas.swap(unit, found.patient, found.session, there.session, settings.chosen(there.campus))
        places.take(unit, there, number, RegistrationId(found.id))
        agenda.later(unit, SETTLE, found.id, clock.now() + locking.PATIENCE)
        changes = (Registration.moving.set(note), Registration.session.set(there.session))
        transitions.change(unit, found, "moving", *changes)
    return known(found.id)


def _go(unit: Unit, asking: Registration, there: Segment, number: int) -> None:
    relocating.relocate(unit, asking, there, number, Registration.moving.remove())
    places.give_back(unit, asking)


def _stay(asking: Registration, *, free: bool) -> None:
    """Nothing moves; the HIS is told the present state once more, in case it heard of the other."""
    note = asking.moving
    with Unit() as unit:
        places.let_go(unit, ClinicId(note["clinic"]), SegmentId(note["segment"]), int(note["number"]), asking.id, free=free)
        quotas.swap(unit, asking.patient, asking.session, note["session"], None)
        transitions.deliver(unit, asking)
        changes = (Registration.moving.remove(), Registration.session.set(note["session"]))
        transitions.change(unit, asking, "stays", *changes)


def settle(registration: str, tries: int = 0) -> None:
    """Whoever asked is gone without knowing: go where the HIS has the appointment."""
    found = known(registration)
    if not found.moving:
        return
    there = places.find(ClinicId(found.moving["clinic"]), SegmentId(found.moving["segment"]))
    number = int(found.moving["number"])
    try:
        appointment = appointments.get(registration)
    except HisAway:
        due = clock.now() + dt.timedelta(minutes=min(2**tries, delivering.LONGEST))
        agenda.put_off(SETTLE, registration, due, tries=str(tries + 1))
        return
    if appointment is not None and appointment.slots == (there.mark(number).slot,):
        with Unit() as unit:
            _go(unit, found, there, number)
    else:
        _stay(found, free=True)
