"""The numbers of a segment as the HIS gives and takes them, against holds that come at the same moment."""

from collections.abc import Iterable

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition

from chalicelib.gateways.his.clinics import HisSlot, Pool, SlotStatus
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.tables import Unit
from chalicelib.registration import places, replacing
from chalicelib.registration.models import ClinicId, RegistrationId, Segment, SegmentId
from chalicelib.registration.records import known

TRIES = 5
FOLLOW = ("doctor", "doctor_name", "grade", "room", "department_name", "campus_name", "fee")


def filled(segment: Segment, slots: list[HisSlot], pools: frozenset[Pool], *, elsewhere: frozenset[int] = frozenset()) -> Segment:
    """A segment that we did not have, with its numbers; those of `elsewhere` are held in another segment of the clinic."""
    segment.numbers = numbers_of(slots)
    free: set[float] = {slot.number for slot in slots if slot.pool in pools and slot.status is SlotStatus.FREE}
    segment.free = free - elsewhere or None
    segment.shared = _shared(slots) or None
    return segment


def update(there: Segment, fresh: Segment, slots: list[HisSlot], pools: frozenset[Pool], *, elsewhere: frozenset[int]) -> None:
    """Bring a segment to what the HIS has. Raises Busy when holds keep coming in between: the next minute tries again.

    An allotted number that we know is ours whatever the HIS says of it; a shared one is free when the HIS says so. Numbers
    of `elsewhere` are held in another segment of the clinic.
    """
    for _ in range(TRIES):
        numbers = numbers_of(slots) | {str(number): there.numbers[str(number)] for number in there.held if _gone(number, slots)}
        free = _free(there, slots, pools) - elsewhere
        before = set(there.free or ())
        actions = [getattr(Segment, name).set(getattr(fresh, name)) for name in FOLLOW]
        shared = _shared(slots) | {number for number in there.held if number in (there.shared or ())}
        actions += [
            Segment.numbers.set(numbers),
            Segment.free.set(free) if free else Segment.free.remove(),
            Segment.shared.set(shared) if shared else Segment.shared.remove(),
        ]
        try:
            Segment(there.day, there.own).update(actions, condition=_unchanged(before))
        except UpdateError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise
            there.refresh(consistent_read=True)
        else:
            return
    raise refusals.Busy


def withdraw(there: Segment) -> None:
    """The HIS has no numbers in it any more: what is free goes, what is held stays until its holder moves or ends."""
    update(there, there, [], frozenset(), elsewhere=frozenset())


def follow(clinic: ClinicId, moved: dict[int, RegistrationId], wanted: dict[SegmentId, list[HisSlot]]) -> None:
    """Move the holders of numbers that now lie in another segment; a number that is nowhere stays with its holder."""
    for name, slots in wanted.items():
        for slot in slots:
            if slot.number in moved:
                _follow(places.find(clinic, name), slot.number, moved[slot.number])


def _follow(there: Segment, number: int, holder: RegistrationId) -> None:
    found = known(holder)
    if (found.clinic, int(found.number)) != (there.clinic, number) or found.segment == there.id:
        return
    with Unit() as unit:
        places.give_back(unit, found, free=False)
        unit.update(
            Segment(there.day, there.own),
            [Segment.holders[str(number)].set(holder)],
            condition=Segment.holders[str(number)].does_not_exist(),
        )
        told = places.told(there, number)._replace(session=found.session, shared=bool(found.shared), fee=int(found.fee))
        replacing.move(unit, found, told, {"time"})


def numbers_of(slots: Iterable[HisSlot]) -> dict[str, list[str]]:
    """Numbers as a segment keeps them."""
    return {str(slot.number): [clock.stamp(slot.start), clock.stamp(slot.end), slot.id] for slot in slots}


def _shared(slots: list[HisSlot]) -> set[float]:
    return {slot.number for slot in slots if slot.pool is Pool.SHARED}


def _gone(number: int, slots: list[HisSlot]) -> bool:
    return number not in {slot.number for slot in slots}


def _free(there: Segment, slots: list[HisSlot], pools: frozenset[Pool]) -> set[float]:
    before, free = there.free or set(), set[float]()
    for slot in slots:
        if slot.number in there.held or slot.pool not in pools:
            continue
        ours = slot.pool is Pool.ALLOTTED and str(slot.number) in there.numbers
        if (slot.number in before) if ours else slot.status is SlotStatus.FREE:
            free.add(slot.number)
    return free


def _unchanged(before: set[float]) -> Condition:
    return (Segment.free == before) if before else Segment.free.does_not_exist()
