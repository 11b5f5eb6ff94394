"""Stop-clinic 停诊: no more numbers, every patient told urgently and refunded in full. Killed midway, the rest follows."""

import datetime as dt

from chalicelib.kernel import agenda, audit, clock, facts, log, refusals
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.tables import Unit
from chalicelib.payments import orders
from chalicelib.payments.refused import NotAwaiting
from chalicelib.registration import finding, records, refused, transitions
from chalicelib.registration.models import Clinic, ClinicId, Registration, RegistrationId, Segment
from chalicelib.registration.states import STOPPABLE, State

STOPPED, CARRY_ON = "clinic.stopped", "registration.stop_on"
PAUSE = dt.timedelta(minutes=1)
BY_HIS = "his"


def stop(actor: str, clinic: ClinicId, reason: str) -> None:
    """Stop a clinic on an administrator's word; the audit log keeps who and why. `reason` is read by the patients.

    Raises NotFound, ClinicStopped when that was done before.
    """
    segments = finding.segments(clinic)
    if not segments:
        raise refusals.NotFound
    row = Clinic.find(segments[0].his)
    if row is None or row.id != clinic:
        raise refusals.NotFound
    with Unit() as unit:
        _stop(unit, row, actor, reason)
        audit.write(unit, actor, "clinic.stopped", clinic, reason)


def stop_by_his(row: Clinic, reason: str) -> None:
    """Stop a clinic because the HIS says so. Said again it changes nothing."""
    if row.running:
        with Unit() as unit:
            _stop(unit, row, BY_HIS, reason)


def _stop(unit: Unit, row: Clinic, actor: str, reason: str) -> None:
    stops = int(row.stops) + 1
    unit.update(
        Clinic(row.his),
        [Clinic.running.set(False), Clinic.stops.set(stops), Clinic.stopped_by.set(actor), Clinic.reason.set(reason)],
        condition=(Clinic.running == True) & (Clinic.stops == int(row.stops)),  # noqa: E712 - pynamodb's condition
        otherwise=refused.ClinicStopped,
    )
    facts.tell(unit, STOPPED, row.his, stops, clinic=row.id)


def carry_out(fact: Fact) -> None:
    """Close the segments, then end every registration; as often as told, each patient once."""
    _carry_out(fact.subject, fact.about["clinic"])


def carry_on(his: str, clinic: str) -> None:
    """Go on where the last go ended."""
    _carry_out(his, clinic)


def _carry_out(his: str, clinic: str) -> None:
    row = Clinic.find(his)
    if row is None or (row.running and row.id == clinic):
        return  # it runs again
    for segment in finding.segments(ClinicId(clinic)):
        close(segment)
    left = [holder for segment in finding.segments(ClinicId(clinic)) for holder in segment.held.values()]
    undecided = [holder for holder in left if not end(holder, row.reason)]
    if undecided:
        log.info("stop_carries_on", left=len(undecided))
        agenda.put_off(CARRY_ON, his, clock.now() + PAUSE, clinic=clinic)


def close(segment: Segment) -> None:
    """Give no more numbers of a segment: a hold that races this either won before or fails."""
    Segment(segment.day, segment.own).update([Segment.running.set(False)], condition=Segment.own.exists())


def end(registration: RegistrationId, reason: str) -> bool:
    """End one registration because its clinic does not run. Whoever is past it (seen, gone) is left alone.

    False when the HIS is still being asked about it: come again when that is settled.
    """
    found = records.known(registration)
    if found.moving or found.stands is State.LOCKING:
        return False
    if found.stands not in STOPPABLE:
        return True
    try:
        _end(found, reason, close=found.stands is State.HELD)
    except NotAwaiting:  # paid or closing at this very moment: payments tells us, and it is settled then
        _end(found, reason, close=False)
    return True


def _end(found: Registration, reason: str, *, close: bool) -> None:
    with Unit() as unit:
        if close:
            orders.ask_close(unit, orders.OrderId(found.order))
        transitions.end(unit, found, State.STOPPED, Registration.reason.set(reason))


def resume(row: Clinic) -> None:
    """Let a clinic that the HIS stopped run again: new numbers only, whoever was told stays told."""
    Clinic(row.his).update(
        [Clinic.running.set(True), Clinic.reason.set(""), Clinic.stopped_by.set("")],
        condition=(Clinic.running == False) & (Clinic.stopped_by == BY_HIS),  # noqa: E712 - pynamodb's condition
    )
    for segment in finding.segments(ClinicId(row.id)):
        Segment(segment.day, segment.own).update([Segment.running.set(True)], condition=Segment.own.exists())
