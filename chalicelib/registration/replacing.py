"""Replaced: the hospital changed doctor, room or time of a clinic. Every patient is told urgently: keep it, or a free refund.

What a patient was told stands in the registration, what holds now in the segment: whatever differs is brought to the
registration, as often as it takes.
"""

import time

from chalicelib.directory import catalogue
from chalicelib.kernel import audit, facts, refusals
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.tables import Unit
from chalicelib.registration import finding, places, records, reminding, transitions
from chalicelib.registration.models import Clinic, ClinicId, Registration, RegistrationId, Segment
from chalicelib.registration.states import COMING, State

REPLACED = "clinic.replaced"
WHAT = {"doctor": "doctor", "room": "room", "mark": "time"}  # field of a registration → what the patient is told changed
QUIET = frozenset({State.HELD, State.PAID_AWAITING_HOSPITAL})  # told with the confirmation


class OtherGrade(refusals.Conflict):
    """A stand-in must be of the same grade: patients paid for it."""

    code, message = "other_grade", "替诊医生须与原医生职称级别相同，请另选医生或办理停诊"


def replace(actor: str, clinic: ClinicId, doctor: str, reason: str) -> None:
    """Let another doctor of the same grade take a clinic over, on an administrator's word; the audit log keeps it.

    Patients then keep their place or are refunded. Raises NotFound, OtherGrade.
    """
    segments = finding.segments(clinic)
    if not segments:
        raise refusals.NotFound
    stand_in, before = catalogue.doctor(doctor), segments[0]
    if before.grade and before.grade not in {post.grade for post in stand_in.posts}:
        raise OtherGrade
    names = [before.doctor, doctor, stand_in.name]
    with Unit() as unit:
        unit.update(Clinic(before.his), [Clinic.stand_in.set(names)], condition=Clinic.id == clinic, otherwise=refusals.NotFound)
        for segment in segments:
            unit.update(
                Segment(segment.day, segment.own),
                [Segment.doctor.set(doctor), Segment.doctor_name.set(stand_in.name)],
                condition=Segment.own.exists(),
            )
        audit.write(unit, actor, REPLACED, clinic, reason)
        facts.tell(unit, REPLACED, clinic, time.time_ns() // 1_000_000, doctor=doctor)


def carry_out(fact: Fact) -> None:
    """Bring every registration of a clinic to what holds now."""
    for segment in finding.segments(ClinicId(fact.subject)):
        reconcile(segment)


def reconcile(segment: Segment) -> None:
    """Bring the registrations of a segment to what holds there now; those that know it already are left alone."""
    for number, holder in segment.held.items():
        _reconcile(segment, number, holder)


def _reconcile(segment: Segment, number: int, holder: RegistrationId) -> None:
    found = records.known(holder)
    as_booked = places.told(segment, number)
    told = as_booked._replace(session=found.session, fee=int(found.fee), shared=bool(found.shared))
    if (found.clinic, found.segment, int(found.number)) != (segment.clinic, segment.id, number):
        return  # it is about to move here, and is told then
    differs = {name for name, value in told._asdict().items() if getattr(found, name) != value}
    if not differs or found.stands not in COMING | QUIET:
        return
    changed = {what for name, what in WHAT.items() if name in differs}
    with Unit() as unit:
        move(unit, found, told, changed)


def move(unit: Unit, found: Registration, told: places.Place, changed: set[str]) -> None:
    """Add to the transaction that this registration is now as `told`; with what `changed` the patient is asked."""
    actions = places.written(told)
    if found.stands in COMING and changed:
        actions.append(Registration.changed.set(changed | set(found.changed or ())))
        reminding.plan(unit, Registration(found.id, **told._asdict()))
        if found.stands is State.CONFIRMED:
            transitions.step(unit, found, State.REPLACED, *actions)
        else:
            transitions.change(unit, found, State.REPLACED.value, *actions)
    else:
        transitions.change(unit, found, "corrected", *actions)
