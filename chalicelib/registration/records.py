"""One registration: found, drafted as it is when its number is won, written with everything that belongs to it."""

import datetime as dt
from typing import Literal, NamedTuple

from chalicelib.accounts import consents
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.cards import access
from chalicelib.cards.models import Level
from chalicelib.kernel import clock, facts, ids, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.ids import CardId, PatientId
from chalicelib.kernel.money import Fen
from chalicelib.kernel.tables import Unit
from chalicelib.payments import orders
from chalicelib.registration import places, refused, reminding, settings
from chalicelib.registration.models import Delivery, OfPatient, Registration, Segment
from chalicelib.registration.states import Money, State

PURPOSE = "registration"
BILL = "医院挂号费"  # what stands on the payer's bill: no department, others may see it


class Wish(NamedTuple):
    """For whom, with which card, paid where."""

    patient: PatientId
    card: CardId | None = None
    pay: Literal["online", "hospital"] = "online"


def known(registration: str) -> Registration:
    """The registration of that id. Raises NotFound."""
    found = Registration.find(registration)
    if found is None:
        raise refusals.NotFound
    return found


def require(unit: Unit, me: Patient, wish: Wish) -> None:
    """What a booking asks of its caller: signed in, allowed for this patient, separate consent to the use of health data."""
    still_signed_in(unit, me)
    access.require(unit, me, wish.patient, Level.BOOK, wish.card)
    consents.require(unit, me, Purpose.HEALTH)


def drafted(me: Patient, wish: Wish, segment: Segment, number: int, once: Once) -> Registration:
    """The registration as it is when the number is won. Raises PayOnline."""
    chosen, now = settings.chosen(segment.campus), clock.now()
    if wish.pay == "hospital" and not chosen.pay_at_hospital:
        raise refused.PayOnline
    money = Money.NONE if not segment.fee else Money.AT_HOSPITAL if wish.pay == "hospital" else Money.DUE
    made = Registration(
        once.id("registration"),
        state=(State.HELD if money is Money.DUE else State.CONFIRMED).value,
        money=money.value,
        patient=wish.patient,
        account=me.account,
        since=clock.stamp(now),
        **places.told(segment, number)._asdict(),
    )
    if money is Money.DUE:
        made.order = ids.derived("order", made.id)
        made.pay_until = clock.stamp(now + dt.timedelta(minutes=chosen.hold_minutes))
    return made


def write(unit: Unit, made: Registration) -> None:
    """The rows of a new registration."""
    unit.put(made, condition=Registration.id.does_not_exist(), otherwise=refused.ChangedMeanwhile)
    unit.put(OfPatient.of(made.patient, made.date, made.id))
    if made.stands is State.HELD:
        open_order(unit, made)
    else:
        unit.put(Delivery(made.id, wanted=1))
        reminding.plan(unit, made)
    where = {"campus": made.campus, "department": made.department, "doctor": made.doctor}
    facts.tell(unit, f"registration.{made.state}", made.id, 1, clinic=made.clinic, **where)


def open_order(unit: Unit, made: Registration) -> None:
    """The order that pays for it, until the hold ends."""
    orders.open_order(
        unit,
        order=orders.OrderId(made.order),
        purpose=PURPOSE,
        reference=made.id,
        account=ids.AccountId(made.account),
        campus=made.campus,
        amount=Fen(int(made.fee)),
        description=BILL,
        expires=clock.read(made.pay_until),
    )
