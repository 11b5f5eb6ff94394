"""Booking: a patient wins a number, and holds it while the fee is paid."""

from chalicelib.accounts.sessions import Patient
from chalicelib.directory import functions
from chalicelib.directory.settings import Function
from chalicelib.kernel import refusals
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.tables import Unit
from chalicelib.registration import locking, places, quotas, records, settings
from chalicelib.registration.models import ClinicId, Registration, RegistrationId, Segment, SegmentId
from chalicelib.registration.records import Wish

TRIES = 5


def hold(me: Patient, wish: Wish, clinic: ClinicId, segment: SegmentId, once: Once) -> Registration:
    """Take one number and open the order that pays for it: all rows or none.

    The lowest free number, another after a lost race, TRIES times, then Busy. Where nothing is to be paid the registration is
    confirmed at once. The same request again answers what it made. A sold-out segment costs one read and no write.
    Raises SegmentFull, ClinicStopped, NotOpenYet, ClosedForBooking, SameSession, DayCapReached, MonthCapReached, PayOnline,
    and what sign-in, access and consents refuse.
    """
    registration = RegistrationId(once.id("registration"))
    lost: set[int] = set()
    for _ in range(TRIES):
        there = places.find(clinic, segment)
        functions.require(Function.REGISTRATION, there.campus)
        try:
            _answer_repetition(there, registration, once)
            places.still_open(there)
            number = places.pick(there, lost)
            if number in (there.shared or ()):
                return locking.hold(me, wish, there, number, once)
            return win(me, wish, there, number, once)
        except Repeated as again:
            return records.known(again.subject)
        except places.NumberGone:
            lost.add(number)
        except quotas.Exceeded:
            raise quotas.why(wish.patient, there.session, settings.chosen(there.campus)) from None
    raise refusals.Busy


def _answer_repetition(segment: Segment, registration: RegistrationId, once: Once) -> None:
    if registration in segment.held.values():
        once.raise_if_done()


def win(me: Patient, wish: Wish, segment: Segment, number: int, once: Once) -> Registration:
    """One transaction: may this caller, is the patient within the limits, is the number free; then all of it is written."""
    made = records.drafted(me, wish, segment, number, once)
    unit = Unit()
    once.remember(unit, made.id)
    records.require(unit, me, wish)
    quotas.take(unit, made.patient, made.session, settings.chosen(segment.campus))
    places.take(unit, segment, number, RegistrationId(made.id))
    records.write(unit, made)
    once.commit(unit)
    return made
