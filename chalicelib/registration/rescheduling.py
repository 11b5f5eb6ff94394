"""Rescheduling: the new place is won before the old one is let go."""

from chalicelib.accounts.sessions import Patient
from chalicelib.directory import functions
from chalicelib.directory.settings import Function
from chalicelib.kernel import refusals
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.registration import booking, changing, moving, places, quotas, records, refused, relocating, settings
from chalicelib.registration.models import ClinicId, Registration, RegistrationId, Segment, SegmentId


def reschedule(me: Patient, registration: RegistrationId, clinic: ClinicId, segment: SegmentId, once: Once) -> Registration:
    """Move to another segment: the old place is freed in the very transaction that wins the new one.

    Only for the same fee within a campus: the order that was paid stays the registration's own. Who wants another fee cancels,
    is refunded, and books again. Raises what `hold` raises of the new place, and TooLateToChange, NotChangeable, SamePlace,
    OtherFee, OtherCampus, ChangedMeanwhile.
    """
    lost: set[int] = set()
    for _ in range(booking.TRIES):
        found = changing.mine(me, registration)
        there = places.find(clinic, segment)
        functions.require(Function.RESCHEDULE, there.campus)
        try:
            _may_move(found, there, once)
            number = places.pick(there, lost)
            if found.shared or number in (there.shared or ()):
                moving.move(me, found, there, number, once)
            else:
                _move(me, found, there, number, once)
        except Repeated:
            return records.known(registration)
        except places.NumberGone:
            lost.add(number)
        except quotas.Moved:
            continue
        else:
            return records.known(registration)
    raise refusals.Busy


def _may_move(found: Registration, there: Segment, once: Once) -> None:
    if found.stands not in changing.MOVED or found.moving or not changing.changeable(found):
        once.raise_if_done()
        raise changing.why_not(found, changing.MOVED)
    if (found.clinic, found.segment) == (there.clinic, there.id):
        once.raise_if_done()
        raise refused.SamePlace
    if found.campus != there.campus:
        raise refused.OtherCampus
    if int(found.fee) != int(there.fee):
        raise refused.OtherFee
    places.still_open(there)


def _move(me: Patient, found: Registration, there: Segment, number: int, once: Once) -> None:
    unit = changing.begin(me, found, once)
    relocating.relocate(unit, found, there, number)  # named first: of several reasons the patient reads that the state changed
    quotas.swap(unit, found.patient, found.session, there.session, settings.chosen(there.campus))
    places.take(unit, there, number, RegistrationId(found.id))
    places.give_back(unit, found)
    once.commit(unit)
