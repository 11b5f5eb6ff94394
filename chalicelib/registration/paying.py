"""What payments tell us, and what a registration makes of it. Each fact acts once; whatever comes late finds its place."""

from chalicelib.kernel import facts
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.tables import Unit
from chalicelib.registration import reminding, transitions
from chalicelib.registration.models import Registration
from chalicelib.registration.records import known
from chalicelib.registration.states import OVER, Money, State

CONSUMER = "registration.paying"


def paid(fact: Fact) -> None:
    """The fee has come: confirm, or ask the hospital; give it back when the registration is over."""
    registration = known(fact.about["reference"])
    with Unit() as unit:
        facts.once(unit, CONSUMER, fact.id)
        if registration.stands is State.HELD:
            _confirm(unit, registration)
        elif registration.stands in OVER and registration.fee_stands in (Money.DUE, Money.LAPSED):
            transitions.pay_back(unit, registration)
            transitions.change(unit, registration, "paid_late", money=Money.REFUNDING)


def _confirm(unit: Unit, registration: Registration) -> None:
    transitions.deliver(unit, registration)
    if registration.shared:
        transitions.step(unit, registration, State.PAID_AWAITING_HOSPITAL, money=Money.PAID)
    else:
        reminding.plan(unit, registration)
        transitions.step(unit, registration, State.CONFIRMED, money=Money.PAID)


def closed(fact: Fact) -> None:
    """Nobody can pay any more, as WeChat Pay said: a place that was still held comes back."""
    registration = known(fact.about["reference"])
    with Unit() as unit:
        facts.once(unit, CONSUMER, fact.id)
        if registration.stands is State.HELD:
            transitions.end(unit, registration, State.EXPIRED, money=Money.LAPSED)
        elif registration.fee_stands is Money.DUE:
            transitions.change(unit, registration, "lapsed", money=Money.LAPSED)


def refunded(fact: Fact) -> None:
    """The fee is back with its payer."""
    _money(fact, Money.REFUNDED, "refunded")


def stuck(fact: Fact) -> None:
    """The refund needs the cashier; the patient sees that it takes longer."""
    _money(fact, Money.REFUND_STUCK, "refund_stuck")


def _money(fact: Fact, to: Money, happened: str) -> None:
    registration = known(fact.about["reference"])
    if fact.about.get("cause", transitions.REFUND_CAUSE) != transitions.REFUND_CAUSE:
        return  # payments sent back by itself what came after the order was closed
    awaited = {Money.REFUNDED: (Money.REFUNDING, Money.REFUND_STUCK), Money.REFUND_STUCK: (Money.REFUNDING,)}[to]
    with Unit() as unit:
        facts.once(unit, CONSUMER, fact.id)
        if registration.fee_stands in awaited:
            transitions.change(unit, registration, happened, money=to)
