"""Clinics and their numbers as the HIS has them, taken in every minute.

The HIS says which numbers there are, when and where; who of our patients holds one is said here alone. A number that is
taken back leaves only if it is free. Whatever patients were told and is no longer so, `replacing` brings to them.
"""

import datetime as dt

from chalicelib.gateways.his import clinics as his_clinics
from chalicelib.gateways.his.clinics import HisSlot, Pool, SlotStatus
from chalicelib.kernel import clock, log, refusals
from chalicelib.kernel.tables import Unit
from chalicelib.registration import finding, numbering, replacing, settings, stopping
from chalicelib.registration.models import (
    SEGMENT_MINUTES,
    Clinic,
    ClinicId,
    Segment,
    SegmentId,
    Watermark,
    clinic_id,
    half_of,
)

WATERMARK = "clinics"
GIVEN = frozenset({SlotStatus.FREE, SlotStatus.BUSY, SlotStatus.TENTATIVE})


def sync() -> None:
    """Take in what changed since the last time; what could not be taken in comes again the next time. Raises HisAway."""
    mark = Watermark.find(WATERMARK)
    changes = his_clinics.changed(clock.read(mark.until) if mark else None)
    results = [_taken_in(one) for one in changes.items]
    if all(results):
        Watermark(WATERMARK, until=clock.stamp(changes.until)).save()


def _taken_in(one: his_clinics.Clinic) -> bool:
    try:
        take_in(one)
    except refusals.Refusal as refusal:  # somebody was faster
        log.warning("clinic_not_taken_in", clinic=one.id, code=refusal.code)
        return False
    return True


def take_in(one: his_clinics.Clinic) -> None:
    """Bring our copy of a clinic to what the HIS has; an older state changes nothing. Killed midway, it is done again."""
    row, at = Clinic.find(one.id), clock.stamp(one.at)
    if row is not None and row.at >= at:
        return
    day = clock.local(one.start).date()
    here = clinic_id(one.department, day.isoformat(), one.id)
    if row is not None and row.id != here:
        _leave(row)
        row = None
    if row is None:
        by = "" if one.active else stopping.BY_HIS
        _begin(one, Clinic(one.id, id=here, at=at, running=one.active, stopped_by=by, reason=one.comment))
        return
    if not one.active:
        stopping.stop_by_his(row, one.comment)
    else:
        if not row.running and row.stopped_by == stopping.BY_HIS:
            stopping.resume(row)
        _segments(row, one)
    Clinic(one.id).update([Clinic.at.set(at)], condition=Clinic.id == here)


def _begin(one: his_clinics.Clinic, row: Clinic) -> None:
    """A clinic that we did not have: all of it in one write. One that does not run gives no numbers."""
    with Unit() as unit:
        unit.put(row, condition=(Clinic.his.does_not_exist()) | (Clinic.id != row.id))
        for name, slots in _by_segment(one).items() if one.active else ():
            fresh = numbering.filled(_segment(row, one, name), slots, sellable(one))
            unit.put(fresh, condition=Segment.own.does_not_exist())


def _leave(row: Clinic) -> None:
    """The HIS moved it to another day or department: to its patients that is a stop."""
    stopping.stop_by_his(row, "门诊日期调整")
    for segment in finding.segments(ClinicId(row.id)):
        stopping.close(segment)
        for holder in segment.held.values():
            stopping.end(holder, "门诊日期调整")


def _segments(row: Clinic, one: his_clinics.Clinic) -> None:
    there = {segment.id: segment for segment in finding.segments(ClinicId(row.id))}
    wanted = _by_segment(one)
    moved = {
        number: holder
        for segment in there.values()
        for number, holder in segment.held.items()
        if number not in {slot.number for slot in wanted.get(segment.id, [])}
    }
    row = Clinic.get(row.his, consistent_read=True)
    for name, slots in wanted.items():
        known = there.get(name)
        fresh = _segment(row, one, name)
        if known is None:
            numbering.filled(fresh, slots, sellable(one), elsewhere=frozenset(moved)).save(condition=Segment.own.does_not_exist())
        else:
            numbering.update(known, fresh, slots, sellable(one), elsewhere=frozenset(moved))
    for name, segment in there.items():
        if name not in wanted:
            numbering.withdraw(segment)
    numbering.follow(ClinicId(row.id), moved, wanted)
    for segment in finding.segments(ClinicId(row.id)):
        replacing.reconcile(segment)


def sellable(one: his_clinics.Clinic) -> frozenset[Pool]:
    """Which pools we may give numbers from ⚙."""
    shared = settings.chosen(one.campus).shared_numbers
    return frozenset({Pool.ALLOTTED, Pool.SHARED} if shared else {Pool.ALLOTTED})


def _by_segment(one: his_clinics.Clinic) -> dict[SegmentId, list[HisSlot]]:
    found: dict[SegmentId, list[HisSlot]] = {}
    for slot in one.slots:
        if slot.status in GIVEN:
            found.setdefault(SegmentId(f"{clock.local(begins(slot.start)):%H%M}"), []).append(slot)
    return found


def begins(mark: dt.datetime) -> dt.datetime:
    """When the segment of a mark begins: on the half hour."""
    return mark - dt.timedelta(minutes=mark.minute % SEGMENT_MINUTES, seconds=mark.second, microseconds=mark.microsecond)


def _segment(row: Clinic, one: his_clinics.Clinic, name: SegmentId) -> Segment:
    day = clock.local(one.start).date()
    start = clock.at(day, int(name[:2]), int(name[2:]))
    bare = Segment.at(ClinicId(row.id), name)
    instead_of, stand_in, stand_ins_name = row.stand_in or ("", "", "")
    stands_in = bool(instead_of) and one.doctor == instead_of  # until the HIS names somebody else
    return Segment(
        bare.day,
        bare.own,
        his=one.id,
        department=one.department,
        department_name=one.department_name,
        campus=one.campus,
        campus_name=one.campus_name,
        doctor=stand_in if stands_in else one.doctor or "",
        doctor_name=stand_ins_name if stands_in else one.doctor_name,
        grade=one.grade,
        kind=one.kind.value,
        room=one.room,
        fee=one.fee,
        date=day.isoformat(),
        half=half_of(start).value,
        start=clock.stamp(start),
        end=clock.stamp(start + dt.timedelta(minutes=SEGMENT_MINUTES)),
        running=row.running,
        numbers={},
    )
