"""Bills of an application: opened as orders of payments (at the counter: taken by the cashier), paid, closed, given back."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.copies import records, refused, settings
from chalicelib.copies.models import Application, Bill, BillState, Till, What
from chalicelib.kernel import agenda, clock, ids
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.money import Fen
from chalicelib.kernel.tables import Unit
from chalicelib.payments import orders, refunds

REMIND, COUNTER_ENDS = "copies.pay_remind", "copies.counter_bill_ends"
WORDS = "医院病案复印费"  # what stands on the payer's bill: no department, others may see it


def of(application: str) -> list[Bill]:
    """Every bill, in the order in which they were opened."""
    return sorted(Bill.query(application, consistent_read=True), key=lambda one: (one.opened, one.order))


def open_one(unit: Unit, found: Application, what: What, amount: int) -> Bill:
    """Ask for so much, with reminders and an end. The order is derived from how many came before: asked at once twice is asked once."""
    chosen, nth = settings.chosen(found.campus), len(of(found.id)) + 1
    expires = clock.now() + dt.timedelta(days=chosen.pay_within)
    made = Bill(
        found.id,
        ids.derived("copies order", found.id, str(nth)),
        what=what.value,
        round=int(found.round),
        amount=amount,
        at_counter=not found.account,
        opened=records.now(),
        expires=clock.stamp(expires),
    )
    unit.put(made, condition=Bill.order.does_not_exist(), otherwise=refused.ChangedMeanwhile)
    if made.at_counter:
        unit.put(_at_till(found, made))
        agenda.later(unit, COUNTER_ENDS, found.id, expires, order=made.order)
        return made
    orders.open_order(
        unit,
        order=orders.OrderId(made.order),
        purpose=records.PURPOSE,
        reference=found.id,
        account=AccountId(found.account),
        campus=found.campus,
        amount=Fen(amount),
        description=WORDS,
        expires=expires,
    )
    for days in chosen.remind_after:
        agenda.later(unit, REMIND, found.id, clock.now() + dt.timedelta(days=days), order=made.order)
    return made


def still_open(application: str) -> Bill | None:
    """The bill that waits to be paid: at most one at a time."""
    return next((one for one in of(application) if one.state == BillState.OPEN), None)


def move(unit: Unit, found: Application, bill: Bill, to: BillState, *actions: Action, owed: bool = False) -> None:
    """An open bill is paid, or closed; `owed`: and what was paid is given back."""
    awaited = Bill.state == BillState.OPEN.value
    unit.update(bill, [Bill.state.set(to.value), *actions], condition=awaited, otherwise=refused.ChangedMeanwhile)
    if bill.at_counter and not owed:
        unit.delete(_at_till(found, bill))


def close(unit: Unit, found: Application, bill: Bill) -> None:
    """Let nobody begin to pay it. The transaction fails when it is being paid at this moment."""
    if bill.at_counter:
        move(unit, found, bill, BillState.CLOSED)
    else:
        orders.ask_close(unit, orders.OrderId(bill.order))


def give_back(unit: Unit, found: Application, amount: int, cause: str) -> list[Action]:
    """Ask so much back of what was paid, the latest bill first; the changes that it makes to the application.

    What was paid at the counter goes back there: it is written down, and the cashier's list shows it. Same cause, same refund.
    """
    left = amount
    for bill in reversed([one for one in of(found.id) if one.state == BillState.PAID]):
        part = min(left, int(bill.amount) - int(bill.back))
        if part <= 0:
            continue
        unit.update(
            bill,
            [Bill.back.set(int(bill.back) + part)],
            condition=Bill.back == bill.back,
            otherwise=refused.ChangedMeanwhile,
        )
        if not _ask_back(unit, bill, part, cause):
            unit.put(_at_till(found, bill))
        left -= part
    if left:
        msg = "more to give back than was paid"
        raise ValueError(msg)
    return [Application.back.set(int(found.back) + amount)]


def straight_back(unit: Unit, bill: Bill) -> bool:
    """What came when the application was over goes back whole. False when it lies at the counter."""
    return _ask_back(unit, bill, int(bill.amount), "late")


def _ask_back(unit: Unit, bill: Bill, amount: int, cause: str) -> bool:
    if not bill.at_counter:
        refunds.ask(unit, order=bill.order, amount=Fen(amount), reason="病案复印退费", cause=f"copies-{cause}")
    return not bill.at_counter


def settled(unit: Unit, found: Application, bill: Bill) -> None:
    """Whatever was owed of a counter's bill has been given back."""
    unit.delete(_at_till(found, bill))


def _at_till(found: Application, bill: Bill) -> Till:
    return Till(found.campus, bill.order, application=found.id)
