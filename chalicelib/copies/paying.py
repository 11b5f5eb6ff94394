"""What payments tell us, and what an application makes of it. Each fact acts once; whatever comes late finds its place."""

import datetime as dt

from chalicelib.accounts.sessions import Patient
from chalicelib.copies import bills, deeds, pricing, records, refused, settings, telling, transitions
from chalicelib.copies.models import Application, Bill, BillState, What
from chalicelib.copies.states import OVER, Money, State
from chalicelib.kernel import facts
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit

CONSUMER = "copies.paying"
STRAY = "stray"  # payments sent back by itself what came after the order was closed
AWAITING = frozenset({State.AWAITING_PREPAYMENT, State.AWAITING_PAYMENT})


def prepay(unit: Unit, found: Application) -> dt.datetime | None:
    """In the transaction of a yes: ⚙ ask for the prepayment; until when. None where nothing is prepaid."""
    chosen = settings.chosen(found.campus)
    if chosen.pay != "prepay" or found.who in chosen.free_for or pricing.credit_of(found):
        return None
    return pricing.ends(bills.open_one(unit, found, What.PREPAYMENT, chosen.prepay * int(found.copies)))


def paid(fact: Fact) -> None:
    """A bill is paid: go on; give it back when the application is over."""
    found, bill = records.known(fact.about["reference"]), _bill(fact)
    with Unit() as unit:
        facts.once(unit, CONSUMER, fact.id)
        if bill is not None and bill.state == BillState.OPEN:
            take(unit, found, bill)


def take(unit: Unit, found: Application, bill: Bill, *, by: str = transitions.MACHINE) -> None:
    """The money of an open bill has come (also: to the cashier, in the cashier's own deed)."""
    amount = int(bill.amount)
    got = Application.paid.set(int(found.paid) + amount)
    if found.stands in OVER:
        bills.move(unit, found, bill, BillState.PAID, Bill.back.set(amount), owed=True)
        back = bills.straight_back(unit, bill)
        money = Money.REFUNDING if back else None
        transitions.change(unit, found, "paid_late", got, Application.back.set(int(found.back) + amount), money=money)
        return
    bills.move(unit, found, bill, BillState.PAID)
    if found.stands in AWAITING:
        transitions.step(unit, found, after(found), got, money=Money.SETTLED, by=by)
    else:  # halted meanwhile
        transitions.change(unit, found, "paid_while_halted", got, money=Money.SETTLED)


def after(found: Application) -> State:
    """Where it goes on when what was asked is paid."""
    if found.stands is State.AWAITING_PAYMENT:
        return State.TO_COPY
    return State.APPROVED_IN_PART if found.left_out else State.APPROVED


def closed(fact: Fact) -> None:
    """Nobody can pay it any more: what was waiting for it is closed unpaid, and can be reopened in one tap."""
    found, bill = records.known(fact.about["reference"]), _bill(fact)
    with Unit() as unit:
        facts.once(unit, CONSUMER, fact.id)
        if bill is not None and bill.state == BillState.OPEN:
            bills.move(unit, found, bill, BillState.CLOSED)
            if found.stands in AWAITING:
                transitions.step(unit, found, State.CLOSED_UNPAID, money=Money.LAPSED)
            elif found.money_stands is Money.DUE:
                transitions.change(unit, found, "bill_closed", money=Money.LAPSED)


def counter_bill_ends(application: str, order: str) -> None:
    """Nobody came to the cashier in time."""
    found, bill = records.known(application), Bill.find(application, order)
    if bill is None or bill.state != BillState.OPEN:
        return
    with Unit() as unit:
        bills.move(unit, found, bill, BillState.CLOSED)
        if found.stands in AWAITING:
            transitions.step(unit, found, State.CLOSED_UNPAID, money=Money.LAPSED)


def remind(application: str, order: str) -> None:
    """It is still to be paid."""
    found, bill = records.known(application), Bill.find(application, order)
    if found.stands in AWAITING and bill is not None and bill.state == BillState.OPEN:
        telling.remind_to_pay(found, bill)


def reopen(me: Patient, application: str, once: Once) -> Application:
    """One tap: the same price, another bill. Raises NotPayable."""
    found = records.mine(me, application)
    if deeds.done_before(found, once, (State.CLOSED_UNPAID,), refused.NotPayable):
        return found
    with deeds.deed(me, found, once) as unit:
        open_again(unit, found, by=transitions.APPLICANT)
    return records.known(found.id)


def open_again(unit: Unit, found: Application, *, by: str) -> None:
    """Another bill for what is still owed (of what was never counted: the prepayment)."""
    if str(int(found.round)) in found.price:
        to, what, amount = State.AWAITING_PAYMENT, pricing.what(found), pricing.total(found.price) - pricing.credit_of(found)
    else:
        to, what = State.AWAITING_PREPAYMENT, What.PREPAYMENT
        amount = settings.chosen(found.campus).prepay * int(found.copies)
    bill = bills.open_one(unit, found, what, amount)
    transitions.step(unit, found, to, Application.closed.set(""), by=by, money=Money.DUE, due=pricing.ends(bill))


def unstuck(application: str) -> None:
    """Back among those that wait for money after a halt: perhaps it came meanwhile, perhaps its bill was closed."""
    found = records.known(application)
    if found.stands not in AWAITING or bills.still_open(found.id):
        return
    with Unit() as unit:
        if found.money_stands is Money.SETTLED:
            transitions.step(unit, found, after(found))
        else:
            transitions.step(unit, found, State.CLOSED_UNPAID, money=Money.LAPSED if found.money_stands is Money.DUE else None)


def returned(fact: Fact) -> None:
    """Money is back with its payer."""
    _returned(fact, Money.REFUNDED, "refunded")


def stuck(fact: Fact) -> None:
    """A refund needs the cashier; the applicant sees that it takes longer."""
    _returned(fact, Money.REFUND_STUCK, "refund_stuck")


def _returned(fact: Fact, to: Money, happened: str) -> None:
    if fact.about.get("cause") == STRAY:
        return
    found, bill = records.known(fact.about["reference"]), _bill(fact)
    amount = int(fact.about["amount"])
    with Unit() as unit:
        facts.once(unit, CONSUMER, fact.id)
        if bill is not None and to is Money.REFUNDED:
            unit.update(bill, [Bill.returned.add(amount)])
        awaited = {Money.REFUNDED: (Money.REFUNDING, Money.REFUND_STUCK), Money.REFUND_STUCK: (Money.REFUNDING,)}[to]
        money = to if found.money_stands in awaited and (to is Money.REFUND_STUCK or _all_back(found, amount)) else None
        transitions.change(unit, found, happened, money=money, amount=str(amount))


def _all_back(found: Application, now: int) -> bool:
    return sum(int(one.returned) for one in bills.of(found.id)) + now >= int(found.back)


def _bill(fact: Fact) -> Bill | None:
    return Bill.find(fact.about["reference"], fact.subject)
