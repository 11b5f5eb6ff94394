"""Whether everything adds up: for tests that kill, for restores, for nights. Reads whole tables."""

from collections import defaultdict
from collections.abc import Iterator

from chalicelib.copies import desk_auditor, records
from chalicelib.copies.models import Application, Bill, BillState, Of, Paper, PaperState, Step, Work
from chalicelib.copies.states import LIST_OF, OPEN, OVER, Money, State
from chalicelib.payments.models import Order, OrderState
from chalicelib.vault.models import Paper as VaultPaper
from chalicelib.vault.models import PaperState as VaultState

STANDS_FOR = {  # the states an order may be in, by its bill's
    BillState.OPEN: {OrderState.AWAITING, OrderState.CLOSING, OrderState.PAID, OrderState.CLOSED, OrderState.AT_WINDOW},
    BillState.PAID: {OrderState.PAID, OrderState.AT_WINDOW},
    BillState.CLOSED: {OrderState.CLOSED},
}
WAITS_FOR_MONEY = frozenset({State.AWAITING_PREPAYMENT, State.AWAITING_PAYMENT})
FROM = {PaperState.SEALED: {VaultState.SEALED}, PaperState.DESTROYED: {VaultState.DESTROYING, VaultState.DESTROYED}}


def problems() -> Iterator[str]:
    """What is wrong, in words; nothing when all is whole. Meant for a room at rest: a deed under way is not a problem."""
    applications = {one.id: one for one in Application.scan(consistent_read=True)}
    yield from _work(applications)
    yield from _money(applications)
    yield from _papers(applications)
    yield from _history(applications)
    yield from _lists(applications)
    yield from desk_auditor.problems(applications)


def _work(applications: dict[str, Application]) -> Iterator[str]:
    """Every open application lies in exactly one list, the one that follows from its state."""
    lies: dict[str, list[Work]] = defaultdict(list)
    for item in Work.scan(consistent_read=True):
        lies[item.application].append(item)
    for one in applications.values():
        here = lies.pop(one.id, [])
        if len(here) != (1 if one.stands in OPEN else 0):
            yield f"{one.id} ({one.state}) lies in {len(here)} work lists"
            continue
        for item in here:
            where = LIST_OF[one.stands]
            if where is None or item.list != Work.partition(one.campus, where):
                yield f"{one.id} ({one.state}) lies in {item.list}"
            if (item.list, item.key) != (one.work, one.work_key) or item.state != one.state or item.claimed_by != one.claimed_by:
                yield f"{one.id}: its work item says otherwise than itself"
    for gone in lies:
        yield f"{gone} lies in a work list and is no application"


def _money(applications: dict[str, Application]) -> Iterator[str]:
    orders = {one.id: one for one in Order.scan(consistent_read=True) if one.purpose == records.PURPOSE}
    bills: dict[str, list[Bill]] = defaultdict(list)
    for bill in Bill.scan(consistent_read=True):
        bills[bill.application].append(bill)
        if bill.application not in applications:
            yield f"bill {bill.order} is of no application"
        yield from _bill(bill, orders.pop(bill.order, None))
    for order in orders.values():
        yield f"order {order.id} is of no bill"
    for one in applications.values():
        yield from _sums(one, bills[one.id])


def _bill(bill: Bill, order: Order | None) -> Iterator[str]:
    if bill.at_counter:
        if order is not None:
            yield f"bill {bill.order} is taken at the counter and has an order"
        return
    if order is None:
        yield f"bill {bill.order} has no order"
        return
    if order.reference != bill.application or int(order.amount) != int(bill.amount):
        yield f"bill {bill.order}: its order is for something else"
    if OrderState(order.state) not in STANDS_FOR[BillState(bill.state)]:
        yield f"bill {bill.order} is {bill.state}, its order {order.state}"
    if int(order.refunded) != int(bill.back):
        yield f"bill {bill.order}: {int(bill.back)} asked back, {int(order.refunded)} of its order"


def _sums(one: Application, bills: list[Bill]) -> Iterator[str]:
    paid = sum(int(bill.amount) for bill in bills if bill.state == BillState.PAID)
    back = sum(int(bill.back) for bill in bills)
    if (paid, back) != (int(one.paid), int(one.back)):
        yield f"{one.id}: bills say {paid} paid and {back} back, itself {int(one.paid)} and {int(one.back)}"
    open_ = [bill for bill in bills if bill.state == BillState.OPEN]
    if len(open_) > 1:
        yield f"{one.id} has {len(open_)} open bills"
    if one.stands in WAITS_FOR_MONEY and not open_:
        yield f"{one.id} waits for money that nobody is asked for"
    if open_ and one.stands not in WAITS_FOR_MONEY | OVER | {State.HALTED}:
        yield f"{one.id} ({one.state}) goes on with an open bill"
    if one.stands is State.COMPLETED and not _covered(one):
        yield f"{one.id} was given and is not paid"
    if one.stands in (State.WITHDRAWN, State.REFUSED) and paid and one.money_stands in (Money.DUE, Money.NONE):
        yield f"{one.id} is {one.state}, {paid} were paid, its money says {one.money}"


def _covered(one: Application) -> bool:
    asked: int = sum(price["total"] for price in one.price.values())
    return int(one.paid) - int(one.back) >= asked


def _papers(applications: dict[str, Application]) -> Iterator[str]:
    theirs = {one.id: one for one in VaultPaper.scan(consistent_read=True) if one.purpose == records.PURPOSE}
    for paper in Paper.scan(consistent_read=True):
        if paper.application not in applications:
            yield f"paper {paper.paper} is of no application"
        there = theirs.get(paper.paper)
        if there is None or there.reference != paper.application:
            yield f"paper {paper.paper} is not the vault's, or another's"
        elif VaultState(there.state) not in FROM.get(PaperState(paper.state), set(VaultState)):
            yield f"paper {paper.paper} is {paper.state} here and {there.state} in the vault"
    for there in theirs.values():
        if there.reference not in applications:
            yield f"the vault's paper {there.id} is of no application"


def _history(applications: dict[str, Application]) -> Iterator[str]:
    seen: dict[str, list[Step]] = defaultdict(list)
    for step in Step.scan(consistent_read=True):
        seen[step.application].append(step)
    for one in applications.values():
        steps = sorted(seen.pop(one.id, []), key=lambda step: int(step.version))
        if [int(step.version) for step in steps] != list(range(1, int(one.version) + 1)):
            yield f"{one.id}: its history has gaps"
        elif steps[-1].state != one.state:
            yield f"{one.id} is {one.state}, its history ends with {steps[-1].state}"
    for gone in seen:
        yield f"{gone} has a history and is no application"


def _lists(applications: dict[str, Application]) -> Iterator[str]:
    """Each is in the list of its account and of its bound patient, and in no other's."""
    listed = {(one.owner, one.key.partition("#")[2]) for one in Of.scan(consistent_read=True)}
    theirs = {(f"account#{one.account}", one.id) for one in applications.values() if one.account}
    theirs |= {(f"patient#{one.patient}", one.id) for one in applications.values() if one.patient}
    for owner, missed in sorted(theirs - listed):
        yield f"{missed} is not in the list of {owner}"
    for owner, there in sorted(listed - theirs):
        if there not in applications or owner.startswith(("account#", "patient#")):
            yield f"{there} is in the list of {owner} and not theirs"
