"""The electronic invoice: issued once for what was kept, taken back after a refund, the rest issued again."""

import pytest

from chalicelib.copies import invoicing
from chalicelib.copies.given.models import InvoiceState
from chalicelib.copies.models import Application, Bill, BillState, What
from chalicelib.copies.states import State
from chalicelib.kernel import clock, ids
from sandbox.invoices import Invoices
from tests.copies import desk
from tests.registration import people

PRICE = {
    "1": {"copying": 600, "certification": 0, "postage": 1500, "free": "", "total": 2100, "tariff": 1, "pages": 12, "copies": 1}
}


@pytest.fixture(scope="module")
def party(world, tmp_path_factory):
    with Invoices(tmp_path_factory.mktemp("invoices")).serving() as played:
        yield world.meet(played)


@pytest.fixture
def platform(party, world):
    yield party
    party.calm()
    party.pace, party.refusing, party.closed, party.busy = 0, "", False, ""
    world.meet(party)


@pytest.fixture
def found(world, platform):
    return paid()


def paid(state=State.COMPLETED, amount=2100, **fields):
    fields = {"paid": amount, "money": "settled", "price": PRICE, "patient": people.patient(name="赵铁柱"), **fields}
    made = desk.application(state, **fields)
    now = clock.stamp(clock.now())
    moments = {"opened": now, "expires": now}
    if amount:
        Bill(
            made.id, ids.new(), what=What.PRICE.value, amount=amount, state=BillState.PAID.value, at_counter=True, **moments
        ).save()
    return made


def refund(found, amount):
    Application(found.id).update([Application.back.set(amount), Application.money.set("refunded")])


def states(found):
    return [one.state for one in invoicing.of(found.id)]


def numbers(platform, found):
    return [one.number for one in invoicing.of(found.id) if one.number in platform.book("bills")]


def test_on_completion_the_invoice_is_issued_with_what_was_charged(found, platform):
    invoicing.settle(found.id)
    (invoice,) = invoicing.of(found.id)
    assert (invoice.state, int(invoice.amount)) == (InvoiceState.ISSUED, 2100)
    assert invoice.serial
    asked = platform.book("bills")[invoice.number]["asked"]
    assert asked["payer"] == {"kind": "person", "name": "赵铁柱"}
    assert [(one["name"], one["amount"]) for one in asked["lines"]] == [("病历复印费", 600), ("邮寄费", 1500)]


def test_asked_again_it_is_the_same_invoice(found, platform):
    for _ in range(3):
        invoicing.settle(found.id)
    assert states(found) == [InvoiceState.ISSUED]


def test_the_applicant_gets_a_link_for_some_minutes(found, platform):
    with pytest.raises(invoicing.NoInvoice):
        invoicing.link(found.id, 1)
    invoicing.settle(found.id)
    assert invoicing.link(found.id, 1).url.startswith(platform.url)
    platform.feel("down", times=1)
    with pytest.raises(invoicing.InvoicesSilent):
        invoicing.link(found.id, 1)


def test_a_refund_red_flushes_and_the_rest_is_issued_again(found, platform):
    invoicing.settle(found.id)
    refund(found, 1500)
    invoicing.settle(found.id)
    assert states(found) == [InvoiceState.FLUSHED]
    (due,) = desk.due(found, invoicing.SETTLE)
    invoicing.settle(found.id, int(due.about["tries"]))
    assert states(found) == [InvoiceState.FLUSHED, InvoiceState.ISSUED]
    asked = platform.book("bills")[invoicing.of(found.id)[1].number]["asked"]
    assert (asked["total"], asked["replaces"]) == (600, invoicing.of(found.id)[0].number)


def test_a_whole_refund_leaves_no_invoice(found, platform):
    invoicing.settle(found.id)
    refund(found, 2100)
    invoicing.settle(found.id)
    invoicing.settle(found.id)
    assert states(found) == [InvoiceState.FLUSHED]


@pytest.mark.parametrize("mood", ["down", "lost", "error", "slow"])
def test_a_platform_that_is_away_is_asked_again_and_issues_once(found, platform, mood):
    platform.feel(mood, times=1, seconds=2.5)
    invoicing.settle(found.id)
    assert states(found) == [InvoiceState.ISSUING]
    (due,) = desk.due(found, invoicing.SETTLE)
    invoicing.settle(found.id, int(due.about["tries"]))
    assert states(found) == [InvoiceState.ISSUED]
    assert len(numbers(platform, found)) == 1


def test_a_bill_that_is_issued_later_is_asked_about(found, platform):
    platform.pace = -1
    invoicing.settle(found.id)
    assert states(found) == [InvoiceState.ISSUING]
    platform.settle(invoicing.of(found.id)[0].number)
    invoicing.settle(found.id)
    assert states(found) == [InvoiceState.ISSUED]


def test_what_the_platform_refuses_waits_for_people(found, platform):
    platform.refusing = "赵铁柱"
    invoicing.settle(found.id)
    assert states(found) == [InvoiceState.REFUSED]
    assert invoicing.of(found.id)[0].problem == "payer-refused"
    invoicing.settle(found.id)
    assert states(found) == [InvoiceState.REFUSED]
    with pytest.raises(invoicing.NoInvoice):
        invoicing.again(paid().id)


def test_two_workers_at_once_issue_one(found, platform):
    desk.at_once([lambda: invoicing.settle(found.id)] * 4)
    assert len(invoicing.of(found.id)) == 1
    assert len(numbers(platform, found)) == 1


def test_nothing_is_issued_while_money_still_moves_or_for_nothing(platform, world):
    for one in (paid(money="refunding"), paid(State.TO_COPY), paid(amount=0)):
        invoicing.settle(one.id)
        assert invoicing.of(one.id) == []
