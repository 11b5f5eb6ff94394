"""Shared numbers: a hold is a lock at the HIS. A row of ours first, then the HIS's yes, then the hold.

Killed, or left without an answer, in between: the agenda settles it, and the HIS lets go. A HIS that is away means no new
hold, said plainly.
"""

import datetime as dt

from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.cards import patients
from chalicelib.gateways.his import appointments
from chalicelib.gateways.his.appointments import Refused, Wish
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.kernel import agenda, clock, facts, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.registration import delivering, places, quotas, records, refused, settings, transitions
from chalicelib.registration.models import Delivery, OfPatient, Registration, RegistrationId, Segment
from chalicelib.registration.states import Money, State

SETTLE = "registration.settle_lock"
PATIENCE = dt.timedelta(minutes=2)  # longer than any request lives


class NoNewHold(refusals.Unavailable):
    """The HIS does not answer, and these numbers are its own to lock."""

    code, message = "hospital_away_no_new_hold", "医院号源系统暂时没有响应，暂时不能挂新号，请稍后再试；您已有的挂号不受影响"


class NotKnownYet(refusals.Unavailable):
    """The HIS has not taken this new patient in."""

    code, message = "patient_not_at_hospital_yet", "医院正在为就诊人建立档案，请稍等几分钟再挂号"


def hold(me: Patient, wish: records.Wish, segment: Segment, number: int, once: Once) -> Registration:
    """Have the HIS lock the number, then hold it. Raises NumberGone when somebody else has it, NoNewHold, StillAsking."""
    his_id = patients.person(wish.patient).his_id
    if his_id is None:
        raise NotKnownYet
    asking = _ask(me, wish, segment, number, once)
    try:
        outcome = appointments.put(delivering.wanted(asking, his_id))
    except HisAway as away:
        if not away.sent:
            let_go(asking)
        raise NoNewHold from None
    if isinstance(outcome, Refused):
        let_go(asking, free=False)
        raise places.NumberGone
    return _hold(me, asking, once)


def _ask(me: Patient, wish: records.Wish, segment: Segment, number: int, once: Once) -> Registration:
    """The row that says what the HIS is being asked; the number is out of our other patients' reach."""
    made = records.drafted(me, wish, segment, number, once)
    made.state = State.LOCKING.value
    before = Registration.find(made.id)
    if before is not None and before.stands is not State.UNLOCKED:
        once.raise_if_done()
        raise refused.StillAsking
    made.version = int(before.version) + 1 if before else 1
    unchanged = (Registration.version == before.version) if before else Registration.id.does_not_exist()
    with Unit() as unit:
        records.require(unit, me, wish)
        quotas.take(unit, made.patient, made.session, settings.chosen(segment.campus))
        places.take(unit, segment, number, RegistrationId(made.id))
        unit.put(made, condition=unchanged, otherwise=refused.StillAsking)
        unit.put(OfPatient.of(made.patient, made.date, made.id))
        unit.put(Delivery(made.id, wanted=made.version))
        agenda.later(unit, SETTLE, made.id, clock.now() + PATIENCE)
        facts.tell(unit, "registration.locking", made.id, int(made.version))
    return made


def _hold(me: Patient, asking: Registration, once: Once) -> Registration:
    unit = Unit()
    once.remember(unit, asking.id)
    still_signed_in(unit, me)
    if asking.fee_stands is Money.DUE:
        records.open_order(unit, asking)
        transitions.step(unit, asking, State.HELD)
    else:
        transitions.deliver(unit, asking)
        transitions.step(unit, asking, State.PAID_AWAITING_HOSPITAL)
    once.commit(unit)
    return records.known(asking.id)


def let_go(asking: Registration, *, free: bool = True) -> None:
    """The HIS does not hold it (any more), and neither do we."""
    with Unit() as unit:
        transitions.end(unit, asking, State.UNLOCKED, free=free, money=None)


def settle(registration: str, tries: int = 0) -> None:
    """Whoever asked is gone without knowing: the HIS must let go, then the number is free again."""
    found = Registration.find(registration)
    if found is None or found.stands is not State.LOCKING:
        return
    try:
        there = appointments.get(registration)
        if there is not None:
            his_id = patients.person(PatientId(found.patient)).his_id or there.patient
            unlock = delivering.wanted(found, his_id, int(found.version) + 1)
            appointments.put(_cancelled(unlock))
    except HisAway:
        due = clock.now() + dt.timedelta(minutes=min(2**tries, delivering.LONGEST))
        agenda.put_off(SETTLE, registration, due, tries=str(tries + 1))
        return
    let_go(found)


def _cancelled(wanted: appointments.Wanted) -> appointments.Wanted:
    return wanted._replace(status=Wish.CANCELLED, why=appointments.Why.OTHER, held_until=None)
