"""What the patient may change: cancel with a refund, move to another time, decide about what the hospital replaced."""

import contextlib

from pynamodb.expressions.update import Action

from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.cards import access
from chalicelib.cards.models import Level
from chalicelib.directory import functions
from chalicelib.directory.settings import Function
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.payments import orders
from chalicelib.registration import booking, places, quotas, refused, reminding, settings, transitions
from chalicelib.registration.models import ClinicId, OfPatient, Registration, RegistrationId, Segment, SegmentId
from chalicelib.registration.states import COMING, State

GIVEN_UP = frozenset({State.HELD, State.PAID_AWAITING_HOSPITAL, *COMING})  # what a patient may cancel
MOVED = frozenset({State.HELD, *COMING})  # what a patient may reschedule


def mine(me: Patient, registration: str, level: Level = Level.BOOK) -> Registration:
    """The registration, if the caller may do this for its patient. Raises NotFound: strangers learn nothing."""
    found = booking.known(registration)
    if not access.allowed(me.account, PatientId(found.patient), level):
        raise refusals.NotFound
    return found


def changeable(registration: Registration) -> bool:
    """Whether the cut-off still lies ahead. An unpaid hold, and what the hospital itself changed, can always be given up."""
    if registration.stands in (State.HELD, State.REPLACED):
        return True
    mark = clock.read(registration.mark)
    return clock.now() < settings.chosen(registration.campus).changeable_until(mark)


def cancel(me: Patient, registration: RegistrationId, once: Once) -> Registration:
    """Give the place back and have the fee refunded, in one transaction; an unpaid order is closed.

    Raises TooLateToChange, NotChangeable, ChangedMeanwhile, NotFound.
    """
    with contextlib.suppress(Repeated):
        _cancel(me, mine(me, registration), once)
    return booking.known(registration)


def _cancel(me: Patient, found: Registration, once: Once) -> None:
    if found.stands not in GIVEN_UP or found.moving or not changeable(found):
        once.raise_if_done()
        raise _why_not(found, GIVEN_UP)
    unit = _unit(me, found, once)
    if found.stands is State.HELD:
        orders.ask_close(unit, orders.OrderId(found.order))
    transitions.end(unit, found, State.CANCELLED)
    once.commit(unit)


def keep(me: Patient, registration: RegistrationId, once: Once) -> Registration:
    """Accept what the hospital changed. Raises NothingToDecide, ChangedMeanwhile, NotFound."""
    with contextlib.suppress(Repeated):
        found = mine(me, registration)
        if found.stands is not State.REPLACED:
            once.raise_if_done()
            raise refused.NothingToDecide
        unit = _unit(me, found, once)
        transitions.step(unit, found, State.CONFIRMED, Registration.changed.remove(), quietly="yes")
        once.commit(unit)
    return booking.known(registration)


def refund(me: Patient, registration: RegistrationId, once: Once) -> Registration:
    """Decline what the hospital changed: the place is given up and the fee comes back, whatever the cut-off."""
    with contextlib.suppress(Repeated):
        found = mine(me, registration)
        if found.stands is not State.REPLACED:
            once.raise_if_done()
            raise refused.NothingToDecide
        _cancel(me, found, once)
    return booking.known(registration)


def reschedule(me: Patient, registration: RegistrationId, clinic: ClinicId, segment: SegmentId, once: Once) -> Registration:
    """Move to another segment: the old place is freed in the very transaction that wins the new one.

    Only for the same fee within a campus: the order that was paid stays the registration's own. Who wants another fee cancels,
    is refunded, and books again. Raises what `hold` raises of the new place, and TooLateToChange, NotChangeable, SamePlace,
    OtherFee, OtherCampus, ChangedMeanwhile.
    """
    functions.require(Function.RESCHEDULE)
    lost: set[int] = set()
    for _ in range(booking.TRIES):
        found = mine(me, registration)
        there = places.find(clinic, segment)
        try:
            _may_move(found, there, once)
            number = places.pick(there, lost)
            if found.shared or number in (there.shared or ()):
                from chalicelib.registration import moving

                moving.move(me, found, there, number, once)
            else:
                _move(me, found, there, number, once)
        except Repeated:
            return booking.known(registration)
        except places.NumberGone:
            lost.add(number)
        except quotas.Moved:
            continue
        else:
            return booking.known(registration)
    raise refusals.Busy


def _may_move(found: Registration, there: Segment, once: Once) -> None:
    if found.stands not in MOVED or found.moving or not changeable(found):
        once.raise_if_done()
        raise _why_not(found, MOVED)
    if (found.clinic, found.segment) == (there.clinic, there.id):
        once.raise_if_done()
        raise refused.SamePlace
    if found.campus != there.campus:
        raise refused.OtherCampus
    if int(found.fee) != int(there.fee):
        raise refused.OtherFee
    places.still_open(there)


def _move(me: Patient, found: Registration, there: Segment, number: int, once: Once) -> None:
    unit = _unit(me, found, once)
    written(unit, found, there, number)  # named first: of several reasons the patient reads that the state changed
    quotas.swap(unit, found.patient, found.session, there.session, settings.chosen(there.campus))
    places.take(unit, there, number, RegistrationId(found.id))
    places.give_back(unit, found)
    once.commit(unit)


def written(unit: Unit, found: Registration, there: Segment, number: int, *more: Action) -> None:
    """The registration's own rows when it moves to another place."""
    told = places.told(there, number)
    if told.date != found.date:
        unit.delete(OfPatient.of(found.patient, found.date, found.id))
        unit.put(OfPatient.of(found.patient, told.date, found.id))
    actions = [*places.written(told), *more]
    if found.stands in COMING:
        transitions.deliver(unit, found)
        reminding.plan(unit, Registration(found.id, **told._asdict()))
        actions.append(Registration.changed.remove())
    if found.stands is State.REPLACED:
        transitions.step(unit, found, State.CONFIRMED, *actions)
    else:
        transitions.change(unit, found, "rescheduled", *actions)


def require(unit: Unit, me: Patient, found: Registration) -> None:
    """What a change asks of its caller: signed in, and allowed for this patient."""
    still_signed_in(unit, me)
    access.require(unit, me, PatientId(found.patient), Level.BOOK)


def _unit(me: Patient, found: Registration, once: Once) -> Unit:
    unit = Unit()
    once.remember(unit, found.id)
    require(unit, me, found)
    return unit


def _why_not(found: Registration, possible: frozenset[State]) -> refusals.Refusal:
    if found.moving or found.stands in (State.LOCKING, State.PAID_AWAITING_HOSPITAL):
        return refused.StillAsking()
    return refused.TooLateToChange() if found.stands in possible else refused.NotChangeable()
