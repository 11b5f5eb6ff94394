"""What the hospital says of our appointments: taken, arrived, seen, passed, no-show, stopped, returned at the window.

All of it is the HIS's word; its silence means nothing.
"""

from chalicelib.gateways.his import appointments
from chalicelib.gateways.his.appointments import HisAppointment, Standing, Why
from chalicelib.kernel import clock, log, refusals
from chalicelib.kernel.tables import Unit
from chalicelib.registration import refused, stopping, transitions
from chalicelib.registration.models import Registration, RegistrationId, Watermark
from chalicelib.registration.states import NEXT, State

WATERMARK = "appointments"
SAID = {
    Standing.TAKEN: State.TAKEN,
    Standing.ARRIVED: State.ARRIVED,
    Standing.SEEN: State.SEEN,
    Standing.NO_SHOW: State.NO_SHOW,
}
PASSABLE = frozenset({Standing.BOOKED, Standing.TAKEN, Standing.ARRIVED})
ENDED = {Why.HOSPITAL: State.STOPPED, Why.WINDOW: State.RETURNED_AT_WINDOW}


def poll() -> None:
    """Take in what changed since the last time; what could not be taken in comes again the next time. Raises HisAway."""
    mark = Watermark.find(WATERMARK)
    changes = appointments.changed(clock.read(mark.until) if mark else clock.at(clock.today(), 0))
    results = [_taken_in(one) for one in changes.items]
    if all(results):
        Watermark(WATERMARK, until=clock.stamp(changes.until)).save()


def _taken_in(one: HisAppointment) -> bool:
    try:
        take_in(one)
    except refusals.Refusal as refusal:
        log.warning("appointment_not_taken_in", registration=one.number, code=refusal.code)
        return False
    return True


def take_in(one: HisAppointment) -> None:
    """Bring a registration to what the hospital says. Said again, or late, it changes nothing."""
    found = Registration.find(one.number)
    to = _said(one)
    if found is None or to is None or to not in NEXT[found.stands]:
        return
    if found.moving:
        raise refused.StillAsking
    if to is State.STOPPED:
        stopping.end(RegistrationId(found.id), found.reason or "医院停诊")
        return
    with Unit() as unit:
        if to is State.RETURNED_AT_WINDOW:
            transitions.end(unit, found, to, free=False)
        else:
            transitions.step(unit, found, to, money=None, **_visit(found, to))


def _visit(found: Registration, to: State) -> dict[str, str]:
    """Whose visit it was, for the rooms that ask how it was."""
    if to is not State.SEEN:
        return {}
    names = ("patient", "account")
    return {"day": found.date} | {name: getattr(found, name) for name in names if getattr(found, name)}


def _said(one: HisAppointment) -> State | None:
    if one.standing is Standing.CANCELLED:
        return ENDED.get(one.why) if one.why else None
    if one.passed and one.standing in PASSABLE:
        return State.PASSED
    return SAID.get(one.standing)
