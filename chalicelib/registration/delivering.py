"""What the HIS is to hold: its outbox has one item a registration; a worker sends the present state until the HIS has it.

It rests neither on a queue's retention nor on order: whatever comes, the newest state is what is sent. Sending twice is
sending once. Only a refusal by the HIS ends it.
"""

import datetime as dt

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.cards import patients
from chalicelib.gateways.his import appointments
from chalicelib.gateways.his.appointments import Accepted, Refused, Wanted, Why, Wish
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.kernel import agenda, clock, log
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.money import Fen
from chalicelib.kernel.tables import Unit
from chalicelib.payments.models import Order
from chalicelib.registration import reminding, transitions
from chalicelib.registration.models import ClinicId, Delivery, Registration, Segment, SegmentId
from chalicelib.registration.records import known
from chalicelib.registration.states import COMING, OVER, Money, State

DELIVER = "registration.deliver"
LONGEST = 30  # minutes between two tries
REFUSABLE = COMING | {State.PAID_AWAITING_HOSPITAL}
BUSY = "slot-busy"
WORDS = {
    BUSY: "该号源已被占用",
    "slot-gone": "该号源已被医院收回",
    "clinic-stopped": "该门诊已停诊",
    "patient-unknown": "医院未找到就诊人档案",
}
LOCK_BEYOND = dt.timedelta(minutes=10)  # the HIS lets go by itself this long after the hold should have ended


def deliver(registration: str, tries: int = 0, behind: frozenset[str] = frozenset()) -> None:
    """Send what the HIS does not have yet. A HIS that is away is asked again later, less and less often.

    `behind` are the registrations that wait for this one to leave their number.
    """
    row = Delivery.find(registration)
    if row is None or int(row.delivered) >= int(row.wanted):
        return
    found = known(registration)
    person = patients.person(PatientId(found.patient))
    if found.moving:  # the HIS is being asked for another place: first that is settled
        later(registration, tries)
        return
    if person.his_id is None:  # a new patient whom the HIS has not taken in yet
        later(registration, tries)
        return
    try:
        outcome = appointments.put(wanted(found, person.his_id))
    except HisAway:
        later(registration, tries)
        return
    if isinstance(outcome, Accepted):
        _accepted(found)
    elif outcome.reason == BUSY and (leaving := _leaving(found)):
        if behind & leaving:
            _step_aside(found, person.his_id)
        for one in leaving - behind:
            deliver(one, behind=behind | {registration})
        later(registration, tries)
    else:
        _refused(found, outcome)


def _leaving(found: Registration) -> set[str]:
    """Who of ours had this number before, when the HIS has not been told yet that he left."""
    there = Segment.find(*_key(found))
    mine = f"{int(found.number)}#"
    before = [one.removeprefix(mine) for one in (there.left or ()) if one.startswith(mine)] if there else []
    rows = Delivery.batch_get(set(before) - {found.id}, consistent_read=True)
    return {row.registration for row in rows if int(row.delivered) < int(row.wanted)}


def _step_aside(found: Registration, his_id: str) -> None:
    """Two wait for each other's number: this one gives its own back at the HIS and is sent anew, as a newer version."""
    aside = wanted(found, his_id)._replace(status=Wish.CANCELLED, why=Why.OTHER, paid=None)
    try:
        appointments.put(aside)
    except HisAway:
        return
    with Unit() as unit:
        transitions.deliver(unit, found)
        transitions.change(unit, found, "corrected")


def _key(found: Registration) -> tuple[str, str]:
    there = Segment.at(ClinicId(found.clinic), SegmentId(found.segment))
    return there.day, there.own


def later(registration: str, tries: int) -> None:
    """Come again."""
    log.metric("HisDeliveryPutOff")
    due = clock.now() + dt.timedelta(minutes=min(2**tries, LONGEST))
    agenda.put_off(DELIVER, registration, due, tries=str(tries + 1))


def wanted(found: Registration, his_id: str, version: int | None = None) -> Wanted:
    """The registration as the HIS is to hold it."""
    wish = _wish(found)
    return Wanted(
        number=found.id,
        version=version or int(found.version),
        status=wish,
        patient=his_id,
        slots=(found.slot,),
        start=clock.read(found.mark),
        end=clock.read(found.end),
        paid=_paid(found) if wish is Wish.BOOKED else None,
        held_until=clock.read(found.pay_until) + LOCK_BEYOND if wish is Wish.HELD and found.pay_until else None,
        why=_why(found) if wish is Wish.CANCELLED else None,
    )


def _wish(found: Registration) -> Wish:
    if found.stands in (State.LOCKING, State.HELD):
        return Wish.HELD
    return Wish.CANCELLED if found.stands in OVER else Wish.BOOKED


def _why(found: Registration) -> Why:
    return {State.CANCELLED: Why.PATIENT, State.STOPPED: Why.HOSPITAL}.get(found.stands, Why.OTHER)


def _paid(found: Registration) -> appointments.Paid | None:
    if found.fee_stands is not Money.PAID:
        return None
    order = Order.find(found.order)
    if order is None or not order.paid_at:
        return None
    return appointments.Paid(order.id, order.transaction or "", Fen(int(order.amount)), clock.read(order.paid_at))


def _accepted(found: Registration) -> None:
    version = int(found.version)
    unit = Unit()
    unit.update(Delivery(found.id), [Delivery.delivered.set(version)], condition=_newer(version), otherwise=_Overtaken)
    if found.stands is State.PAID_AWAITING_HOSPITAL:
        reminding.plan(unit, found)
        transitions.step(unit, found, State.CONFIRMED)
    try:
        unit.commit()
    except _Overtaken:
        return


def _refused(found: Registration, outcome: Refused) -> None:
    """The HIS said no: an end for what was to be booked; of what is over anyway the HIS needs to hear no more."""
    log.warning("his_refused_registration", registration=found.id, reason=outcome.reason)
    version = int(found.version)
    with Unit() as unit:
        if found.stands in REFUSABLE and outcome.reason == Why.WINDOW:
            transitions.end(unit, found, State.RETURNED_AT_WINDOW, free=False)
        elif found.stands in REFUSABLE:
            reason = WORDS.get(outcome.reason, "医院未能确认该号源")
            transitions.end(unit, found, State.REFUSED_BY_HOSPITAL, Registration.reason.set(reason), free=False)
        else:
            done: list[Action] = [Delivery.delivered.set(version), Delivery.refused.set(outcome.reason)]
            unit.update(Delivery(found.id), done)


class _Overtaken(Exception):
    """A newer state was delivered meanwhile."""


def _newer(version: int) -> Condition:
    newer: Condition = Delivery.delivered.does_not_exist() | (Delivery.delivered < version)
    return newer
