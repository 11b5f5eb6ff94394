"""The cashier: takes and gives back the money of applications that were entered at the counter."""

from typing import NamedTuple

from chalicelib.copies import acting, bills, paying, refused, transitions
from chalicelib.copies.models import Application, Bill, BillState, Till
from chalicelib.copies.states import Money, State
from chalicelib.kernel import refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Staff

MOST = 200  # rows: whoever has more to settle settles these first


class NotAtCounter(refusals.Conflict):
    """The applicant pays, and is paid back, by WeChat."""

    code, message = "copies_not_at_counter", "该费用由申请人在小程序支付或原路退回，窗口不能收退"


class NothingToGiveBack(refusals.Conflict):
    """Nothing was asked back, or it was given already."""

    code, message = "copies_nothing_to_give_back", "该账单没有待退金额，请刷新后查看"


class Waiting(NamedTuple):
    """Something to take or to give back at the till."""

    application: Application
    bill: Bill


def waiting(campus: str) -> list[Waiting]:
    """What is to be taken or given back at a campus's till, the longest open first."""
    items = list(Till.query(campus, consistent_read=True, limit=MOST))
    known = {one.id: one for one in Application.batch_get(sorted({item.application for item in items}), consistent_read=True)}
    owed = {
        (one.application, one.order): one
        for one in Bill.batch_get([(item.application, item.order) for item in items], consistent_read=True)
    }
    found = [Waiting(known[item.application], owed[item.application, item.order]) for item in items]
    return sorted(found, key=lambda one: (one.bill.opened, one.bill.order))


def take(me: Staff, application: str, order: str, once: Once) -> Application:
    """The money of an open bill is in the till. Raises NotPayable, NotAtCounter."""
    found, bill = acting.known(application), _at_counter(application, order)
    if bill.state != BillState.OPEN:
        raise refused.NotPayable
    with acting.deed(me, found, "paid_at_counter", once, f"{order} {int(bill.amount)}") as unit:
        paying.take(unit, found, bill, by=me.id)
    return acting.known(application)


def give_back(me: Staff, application: str, order: str, once: Once) -> Application:
    """What was asked back of a bill has left the till, all of it, once. Raises NothingToGiveBack, NotAtCounter."""
    found, bill = acting.known(application), _at_counter(application, order)
    left = int(bill.back) - int(bill.returned)
    if left <= 0:
        raise NothingToGiveBack
    others = [one for one in bills.of(application) if one.order != order]
    all_back = all(int(one.returned) >= int(one.back) for one in others)
    money = Money.REFUNDED if all_back and found.money_stands in (Money.REFUNDING, Money.REFUND_STUCK) else None
    with acting.deed(me, found, "paid_back_at_counter", once, f"{order} {left}") as unit:
        same = (Bill.returned == bill.returned) & (Bill.back == bill.back)
        unit.update(bill, [Bill.returned.set(int(bill.back))], condition=same, otherwise=NothingToGiveBack)
        bills.settled(unit, found, bill)
        transitions.change(unit, found, "refunded", by=me.id, money=money, amount=str(left))
    return acting.known(application)


def reopen(me: Staff, application: str, once: Once) -> Application:
    """Closed unpaid, and now somebody stands here with the money: the same price, another bill. Raises NotPayable."""
    found = acting.known(application)
    if found.stands is not State.CLOSED_UNPAID or found.account:
        raise refused.NotPayable
    with acting.deed(me, found, "reopened", once) as unit:
        paying.open_again(unit, found, by=me.id)
    return acting.known(application)


def _at_counter(application: str, order: str) -> Bill:
    bill = Bill.find(application, order)
    if bill is None:
        raise refusals.NotFound
    if not bill.at_counter:
        raise NotAtCounter
    return bill
