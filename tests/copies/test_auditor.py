"""The auditor of the room tells whatever does not add up of an application, and nothing else."""

import contextlib
from collections.abc import Iterator

import pytest

from chalicelib.copies import auditor, bills, claiming, retrieving, reviewing, withdrawing
from chalicelib.copies.models import Application, BillState, Of, Paper, PaperState, Step, Work
from chalicelib.copies.states import LIST_OF, Money, State
from chalicelib.kernel.tables import Table
from chalicelib.payments.models import Order, OrderState
from chalicelib.staff.roles import Role
from chalicelib.vault.models import Paper as VaultPaper
from chalicelib.vault.models import PaperState as VaultState
from tests.copies import applicants, desk
from tests.copies.applicants import now, pay, pump, request
from tests.planting import changed, missing, planted
from tests.staff.people import on_duty


def problems() -> list[str]:
    return sorted(auditor.problems())


@pytest.fixture
def me(town):
    return applicants.account()


@pytest.fixture
def checked(town, me):
    """Handed in, and checked by the machine: in the list of the reviewers."""
    return town.submitted(me)


@pytest.fixture
def priced(checked):
    """Counted, and waiting for 10 yuan."""
    clerk = on_duty(Role.REVIEWER, Role.STORE_ROOM)
    stays = [one["id"] for one in checked.stays]
    for deed, *about in (
        (claiming.claim,),
        (reviewing.approve,),
        (claiming.claim,),
        (retrieving.fetch, stays),
        (retrieving.count, dict.fromkeys(stays, 20)),
    ):
        deed(clerk, checked.id, *about, desk.request())
    pump()
    return now(checked)


@pytest.fixture
def paid(priced):
    pay(priced)
    return now(priced)


@pytest.fixture
def withdrawn(me, paid):
    """What was paid is on its way back."""
    withdrawing.withdraw(me, paid.id, request(me))
    pump()
    return now(paid)


@pytest.fixture
def bill(priced):
    return bills.still_open(priced.id)


@pytest.fixture
def order(bill):
    return Order.find(bill.order)


@pytest.fixture
def slot(checked):
    """One of its papers, sealed."""
    return next(iter(Paper.query(checked.id, consistent_read=True)))


def work(found: Application) -> Work:
    return Work.get(found.work, found.work_key, consistent_read=True)


def last(found: Application) -> Step:
    return Step.get(found.id, int(found.version), consistent_read=True)


def copied(item: Table, **fields: object) -> Table:
    """Another of the same."""
    other = type(item)(**item.attribute_values)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


@contextlib.contextmanager
def standing(found: Application, state: State, **fields: object) -> Iterator[None]:
    """It stands there, and its history and its work list agree."""
    where = Work.partition(found.campus, LIST_OF[state]) if LIST_OF[state] else ""
    listed = [copied(work(found), list=where, state=state.value)] if where else []
    lies = {"work": where, "work_key": found.work_key if where else ""}
    with (
        missing(work(found)),
        planted(*listed),
        changed(last(found), state=state.value),
        changed(found, state=state.value, **lies, **fields),
    ):
        yield


@pytest.mark.parametrize("state", ["checked", "priced", "paid", "withdrawn"])
def test_whatever_the_deeds_left_is_told_nothing_of(town, request, state):
    town.draft(applicants.account())
    request.getfixturevalue(state)
    assert problems() == []


# ---- the work lists


def test_an_open_application_in_no_list_is_told(checked):
    with missing(work(checked)):
        assert problems() == [f"{checked.id} (form_checked) lies in 0 work lists"]


def test_an_application_in_two_lists_is_told(checked):
    with planted(copied(work(checked), list="east#copy")):
        assert problems() == [f"{checked.id} (form_checked) lies in 2 work lists"]


def test_an_application_that_is_over_and_lies_in_a_list_is_told(checked):
    lies = work(checked)
    with standing(checked, State.LAPSED), planted(lies):
        assert problems() == [f"{checked.id} (lapsed) lies in 1 work lists"]


def test_an_application_in_a_list_of_another_state_is_told(checked):
    lies = work(checked)
    with missing(lies), planted(copied(lies, list="east#copy")), changed(checked, work="east#copy"):
        assert problems() == [f"{checked.id} (form_checked) lies in east#copy"]


@pytest.mark.parametrize("wrong", [{"state": "in_review"}, {"claimed_by": "somebody"}])
def test_a_work_item_that_says_otherwise_is_told(checked, wrong):
    with changed(work(checked), **wrong):
        assert problems() == [f"{checked.id}: its work item says otherwise than itself"]


def test_an_application_that_does_not_know_where_it_lies_is_told(checked):
    with changed(checked, work_key="elsewhere"):
        assert problems() == [f"{checked.id}: its work item says otherwise than itself"]


def test_a_work_item_of_no_application_is_told(checked):
    with planted(copied(work(checked), key="nothing", application="nothing")):
        assert problems() == ["nothing lies in a work list and is no application"]


# ---- the money


def test_a_bill_without_its_order_is_told(bill, order):
    with missing(order):
        assert problems() == [f"bill {bill.order} has no order"]


def test_an_order_of_no_bill_is_told(order):
    with planted(copied(order, id="another")):
        assert problems() == ["order another is of no bill"]


def test_an_order_of_another_room_is_none_of_its_bills(order):
    with planted(copied(order, id="another", purpose="registration")):
        assert problems() == []


def test_a_bill_of_no_application_is_told(bill):
    with planted(copied(bill, application="nothing", order="another", at_counter=True)):
        assert problems() == ["bill another is of no application"]


def test_a_bill_of_the_counter_with_an_order_is_told(bill):
    with changed(bill, at_counter=True):
        assert problems() == [f"bill {bill.order} is taken at the counter and has an order"]


@pytest.mark.parametrize("wrong", [{"amount": 1}, {"reference": "another"}])
def test_an_order_for_something_else_is_told(bill, order, wrong):
    with changed(order, **wrong):
        assert problems() == [f"bill {bill.order}: its order is for something else"]


@pytest.mark.parametrize("state", [OrderState.AWAITING, OrderState.CLOSING, OrderState.CLOSED])
def test_a_paid_bill_whose_order_is_not_is_told(order, paid, state):
    with changed(order, state=state.value):
        assert problems() == [f"bill {order.id} is paid, its order {state}"]


def test_a_closed_bill_whose_order_can_be_paid_is_told(bill, priced):
    with standing(priced, State.CLOSED_UNPAID), changed(bill, state=BillState.CLOSED.value):
        assert problems() == [f"bill {bill.order} is closed, its order awaiting"]


def test_more_asked_back_of_the_order_than_of_the_bill_is_told(order, paid):
    with changed(order, refunded=300):
        assert problems() == [f"bill {order.id}: 0 asked back, 300 of its order"]


@pytest.mark.parametrize(("wrong", "says"), [({"paid": 900}, "900 and 0"), ({"back": 100}, "1000 and 100")])
def test_an_application_that_says_otherwise_than_its_bills_is_told(paid, wrong, says):
    with changed(paid, **wrong):
        assert problems() == [f"{paid.id}: bills say 1000 paid and 0 back, itself {says}"]


def test_two_open_bills_are_told(priced, bill, order):
    with planted(copied(bill, order="another"), copied(order, id="another")):
        assert problems() == [f"{priced.id} has 2 open bills"]


@pytest.mark.parametrize("state", [State.AWAITING_PAYMENT, State.AWAITING_PREPAYMENT])
def test_an_application_that_waits_for_money_without_a_bill_is_told(paid, state):
    with standing(paid, state):
        assert problems() == [f"{paid.id} waits for money that nobody is asked for"]


def test_an_application_that_goes_on_with_an_open_bill_is_told(priced):
    with standing(priced, State.TO_COPY):
        assert problems() == [f"{priced.id} (to_copy) goes on with an open bill"]


def test_copies_that_were_given_and_not_paid_are_told(priced):
    with standing(priced, State.COMPLETED):
        assert problems() == [f"{priced.id} was given and is not paid"]


def test_copies_that_were_given_and_paid_are_no_problem(paid):
    with standing(paid, State.COMPLETED):
        assert problems() == []


@pytest.mark.parametrize("money", [Money.DUE, Money.NONE])
@pytest.mark.parametrize("state", [State.WITHDRAWN, State.REFUSED])
def test_money_of_what_was_not_given_that_nobody_gives_back_is_told(paid, state, money):
    with standing(paid, state, money=money.value):
        assert problems() == [f"{paid.id} is {state}, 1000 were paid, its money says {money}"]


# ---- the papers


def test_a_paper_that_the_vault_does_not_have_is_told(slot):
    with missing(VaultPaper(slot.paper)):
        assert problems() == [f"paper {slot.paper} is not the vault's, or another's"]


def test_a_paper_that_is_anothers_in_the_vault_is_told(town, me, slot):
    another = town.draft(me)
    with changed(VaultPaper.find(slot.paper), reference=another.id):
        assert problems() == [f"paper {slot.paper} is not the vault's, or another's"]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (PaperState.SEALED, VaultState.REJECTED),
        (PaperState.SEALED, VaultState.DESTROYED),
        (PaperState.DESTROYED, VaultState.SEALED),
    ],
)
def test_a_paper_that_stands_otherwise_in_the_vault_is_told(slot, here, there):
    with changed(slot, state=here.value), changed(VaultPaper.find(slot.paper), state=there.value):
        assert problems() == [f"paper {slot.paper} is {here} here and {there} in the vault"]


def test_a_paper_of_the_vault_of_no_application_is_told(slot):
    with planted(copied(VaultPaper.find(slot.paper), id="another", reference="nothing")):
        assert problems() == ["the vault's paper another is of no application"]


def test_a_paper_of_no_application_is_told(slot):
    with planted(copied(slot, application="nothing")):
        assert f"paper {slot.paper} is of no application" in problems()


# ---- history and lists


def test_a_step_that_is_missing_from_the_history_is_told(checked):
    with missing(Step(checked.id, 1)):
        assert problems() == [f"{checked.id}: its history has gaps"]


def test_a_step_that_the_application_does_not_know_is_told(checked):
    with planted(copied(last(checked), version=int(checked.version) + 1)):
        assert problems() == [f"{checked.id}: its history has gaps"]


def test_a_history_that_ends_elsewhere_is_told(checked):
    with changed(last(checked), state="submitted"):
        assert problems() == [f"{checked.id} is form_checked, its history ends with submitted"]


def test_a_history_of_no_application_is_told(checked):
    with planted(copied(last(checked), application="nothing")):
        assert problems() == ["nothing has a history and is no application"]


@pytest.mark.parametrize("whose", ["account", "patient"])
def test_an_application_that_its_owner_does_not_find_is_told(checked, whose):
    owner = f"{whose}#{getattr(checked, whose)}"
    with missing(Of(owner, checked.key())):
        assert problems() == [f"{checked.id} is not in the list of {owner}"]


@pytest.mark.parametrize("owner", ["account#stranger", "patient#stranger"])
def test_an_application_in_a_strangers_list_is_told(checked, owner):
    with planted(Of(owner, checked.key())):
        assert problems() == [f"{checked.id} is in the list of {owner} and not theirs"]


def test_a_list_that_names_no_application_is_told(checked):
    with planted(Of("stay#enc-1", f"{checked.began}#nothing")):
        assert problems() == ["nothing is in the list of stay#enc-1 and not theirs"]
