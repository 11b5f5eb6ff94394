"""What the patient may change: cancel with a refund, move to another time, decide about what the hospital replaced."""

import contextlib

from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.cards import access
from chalicelib.cards.models import Level
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.payments import orders
from chalicelib.registration import records, refused, settings, transitions
from chalicelib.registration.models import Registration, RegistrationId
from chalicelib.registration.states import COMING, State

GIVEN_UP = frozenset({State.HELD, State.PAID_AWAITING_HOSPITAL, *COMING})  # what a patient may cancel
MOVED = frozenset({State.HELD, *COMING})  # what a patient may reschedule


def mine(me: Patient, registration: str, level: Level = Level.BOOK) -> Registration:
    """The registration, if the caller may do this for its patient. Raises NotFound: strangers learn nothing."""
    found = records.known(registration)
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
    return records.known(registration)


def _cancel(me: Patient, found: Registration, once: Once) -> None:
    if found.stands not in GIVEN_UP or found.moving or not changeable(found):
        once.raise_if_done()
        raise why_not(found, GIVEN_UP)
    unit = begin(me, found, once)
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
        unit = begin(me, found, once)
        transitions.step(unit, found, State.CONFIRMED, Registration.changed.remove(), quietly="yes")
        once.commit(unit)
    return records.known(registration)


def refund(me: Patient, registration: RegistrationId, once: Once) -> Registration:
    """Decline what the hospital changed: the place is given up and the fee comes back, whatever the cut-off."""
    with contextlib.suppress(Repeated):
        found = mine(me, registration)
        if found.stands is not State.REPLACED:
            once.raise_if_done()
            raise refused.NothingToDecide
        _cancel(me, found, once)
    return records.known(registration)


def require(unit: Unit, me: Patient, found: Registration) -> None:
    """What a change asks of its caller: signed in, and allowed for this patient."""
    still_signed_in(unit, me)
    access.require(unit, me, PatientId(found.patient), Level.BOOK)


def begin(me: Patient, found: Registration, once: Once) -> Unit:
    """A Unit that changes a registration at its patient's word."""
    unit = Unit()
    once.remember(unit, found.id)
    require(unit, me, found)
    return unit


def why_not(found: Registration, possible: frozenset[State]) -> refusals.Refusal:
    """Why it cannot be changed now, where these states could be."""
    if found.moving or found.stands in (State.LOCKING, State.PAID_AWAITING_HOSPITAL):
        return refused.StillAsking()
    return refused.TooLateToChange() if found.stands in possible else refused.NotChangeable()
