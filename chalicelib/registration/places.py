"""Places: a number of a segment goes from `free` to one holder and back, each by one condition on the segment's item."""

import random
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.kernel import clock, refusals
from chalicelib.kernel.tables import Otherwise, Unit
from chalicelib.registration import refused, settings
from chalicelib.registration.models import KEY, ClinicId, Registration, RegistrationId, Segment, SegmentId

_random = random.SystemRandom()


class Place(NamedTuple):
    """A place as the patient is told it; the fields of a registration of the same names."""

    clinic: ClinicId
    segment: SegmentId
    number: int
    shared: bool
    session: str
    mark: str
    end: str
    slot: str
    date: str
    half: str
    department: str
    department_name: str
    campus: str
    campus_name: str
    doctor: str
    doctor_name: str
    kind: str
    room: str
    fee: int


class NumberGone(Exception):
    """Somebody else took this number, or the clinic was stopped, since the segment was read."""


class NotTheHolder(Exception):
    """The number to give back is not this registration's: a fault, or a message that came late."""


def find(clinic: ClinicId, segment: SegmentId) -> Segment:
    """The segment, in one consistent read. Raises NotFound."""
    key = Segment.at(clinic, segment)
    found = Segment.find(key.day, key.own) if len(clinic) == 2 * KEY else None
    if found is None:
        raise refusals.NotFound
    return found


def still_open(segment: Segment) -> None:
    """Raise the refusal that says why nothing of this segment may be booked now, if so."""
    now, chosen, start = clock.now(), settings.chosen(segment.campus), clock.read(segment.start)
    if not segment.running:
        raise refused.ClinicStopped
    if now < chosen.opens(clock.local(start).date()):
        raise refused.NotOpenYet
    if now >= chosen.closes(start):
        raise refused.ClosedForBooking
    if not segment.free:
        raise refused.SegmentFull


def pick(segment: Segment, lost: set[int]) -> int:
    """The lowest free number; after a lost race any other, so that many who come at once do not all want the same."""
    free = {int(number) for number in segment.free or ()}
    return min(free) if not lost else _random.choice(sorted(free - lost or free))


def take(unit: Unit, segment: Segment, number: int, registration: RegistrationId, otherwise: Otherwise = NumberGone) -> None:
    """Give a free number of a running clinic to a registration."""
    unit.update(
        Segment(segment.day, segment.own),
        [Segment.free.delete({number}), Segment.holders[str(number)].set(registration)],
        condition=Segment.free.contains(number) & (Segment.running == True),  # noqa: E712 - pynamodb's condition
        otherwise=otherwise,
    )


def give_back(unit: Unit, registration: Registration, *, free: bool = True) -> None:
    """Take the number from this registration, and from no other. With `free` others may have it.

    Here a wait list would be asked first, and a fair return would let the number wait for a random time.
    """
    clinic, segment = ClinicId(registration.clinic), SegmentId(registration.segment)
    let_go(unit, clinic, segment, int(registration.number), registration.id, free=free)


def let_go(unit: Unit, clinic: ClinicId, segment: SegmentId, number: int, holder: str, *, free: bool) -> None:
    """Take a number from that holder, and from no other."""
    back = [Segment.free.add({number})] if free else []
    unit.update(
        Segment.at(clinic, segment),
        [*back, Segment.holders[str(number)].remove(), Segment.left.add({f"{number}#{holder}"})],
        condition=Segment.holders[str(number)] == holder,
        otherwise=NotTheHolder,
    )


def told(segment: Segment, number: int) -> Place:
    """What a registration repeats of that place."""
    mark = segment.mark(number)
    return Place(
        clinic=segment.clinic,
        segment=segment.id,
        number=number,
        shared=number in (segment.shared or ()),
        session=segment.session,
        mark=mark.mark,
        end=mark.end,
        slot=mark.slot,
        date=segment.date,
        half=segment.half,
        department=segment.department,
        department_name=segment.department_name,
        campus=segment.campus,
        campus_name=segment.campus_name,
        doctor=segment.doctor,
        doctor_name=segment.doctor_name,
        kind=segment.kind,
        room=segment.room,
        fee=int(segment.fee),
    )


def written(place: Place) -> list[Action]:
    """What writes a place into a registration."""
    return [getattr(Registration, name).set(value) for name, value in place._asdict().items()]
