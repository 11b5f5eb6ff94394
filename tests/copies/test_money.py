"""The price, the bill, the prepayment, the surplus; withdrawn, closed, reopened; never a fen astray."""

import datetime as dt

import pytest
import time_machine

from chalicelib.copies import (
    applying,
    bills,
    claiming,
    ending,
    paying,
    rating,
    refused,
    retrieving,
    reviewing,
    withdrawing,
)
from chalicelib.copies.models import Applicant, Application, BillState, What
from chalicelib.copies.states import Delivery, Money, State
from chalicelib.copies.tariff import Tariff
from chalicelib.kernel import clock
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.tables import Unit
from chalicelib.payments.models import Order
from chalicelib.staff.roles import Role
from tests import paid
from tests.copies import applicants, desk
from tests.copies.applicants import RECIPIENT, now, pay, pump, refunds_arrive, request
from tests.staff.people import on_duty

PAGE = 50


@pytest.fixture
def me(town):
    return applicants.account()


@pytest.fixture
def everyone(world):
    return on_duty(Role.REVIEWER, Role.STORE_ROOM, Role.COPY_DESK)


def approved(town, me, everyone, *, express=False, copies=1, kind=Applicant.PATIENT):
    found = town.ready(me, kind)
    if express:
        applying.choose_delivery(me, found.id, Delivery.EXPRESS, RECIPIENT)
    if copies > 1:
        applying.choose_parts(me, found.id, ["discharge_record"], copies, certified=False)
    from chalicelib.copies import submitting

    submitting.submit(me, found.id, request(me))
    pump()
    claiming.claim(everyone, found.id, desk.request())
    reviewing.approve(everyone, found.id, desk.request())
    pump()
    return now(found)


def counted(found, everyone, pages):
    claiming.claim(everyone, found.id, desk.request())
    stays = [one["id"] for one in now(found).stays]
    retrieving.fetch(everyone, found.id, stays, desk.request())
    retrieving.count(everyone, found.id, dict.fromkeys(stays, pages), desk.request())
    pump()
    return now(found)


def priced(town, me, everyone, pages=20, **how):
    return counted(approved(town, me, everyone, **how), everyone, pages)


def lapse_unpaid(found):
    """The order's time is over, and WeChat Pay says that nobody paid."""
    bill = bills.still_open(found.id)
    order = Order.get(bill.order, consistent_read=True)
    closing_facts(order)
    pump()


def closing_facts(order):
    from chalicelib.kernel import facts
    from chalicelib.payments.models import OrderState

    order.update([Order.state.set(OrderState.CLOSED.value)])
    with Unit() as unit:
        facts.tell(unit, "payment.closed", order.id, 99, purpose=order.purpose, reference=order.reference)


def test_pages_are_counted_priced_paid_and_copied(town, me, everyone):
    found = priced(town, me, everyone, pages=20, copies=2)
    assert (found.stands, found.money_stands) == (State.AWAITING_PAYMENT, Money.DUE)
    bill = bills.still_open(found.id)
    assert (int(bill.amount), bill.what) == (20 * 2 * PAGE, What.PRICE)
    pay(found)
    assert (now(found).stands, int(now(found).paid)) == (State.TO_COPY, 2000)


def test_postage_is_part_of_the_price(town, me, everyone, choose):
    choose(tariff=Tariff(postage={"其他": 2000, "浙江": 1200}).model_dump())
    found = priced(town, me, everyone, pages=20, express=True)
    assert found.price["1"]["postage"] == 1200
    assert int(bills.still_open(found.id).amount) == 20 * PAGE + 1200


def test_where_the_hospital_says_so_it_is_free(town, me, everyone, choose):
    choose(free_for=["patient"])
    found = priced(town, me, everyone)
    assert (found.stands, found.money_stands) == (State.TO_COPY, Money.FREE)
    assert bills.of(found.id) == []


def test_the_price_is_told_with_its_last_day(town, me, everyone):
    from chalicelib.messages import outbox
    from chalicelib.messages.models import Item

    found = priced(town, me, everyone, pages=20)
    items = [one for one in Item.scan(consistent_read=True) if (one.reference, one.kind) == (found.id, "copy_priced")]
    assert [outbox.values_of(one)["amount"] for one in items] == ["10.00元"]
    assert all(one.account == me.account for one in items)


# ---- prepaid


def test_prepaid_the_surplus_goes_back_by_itself(town, me, everyone, choose):
    choose(pay="prepay")
    found = approved(town, me, everyone)
    assert found.stands is State.AWAITING_PREPAYMENT
    assert int(pay(found).amount) == 5000
    assert now(found).stands is State.APPROVED
    done = counted(now(found), everyone, pages=20)
    assert done.stands is State.TO_COPY
    assert refunds_arrive(found) == 5000 - 20 * PAGE
    assert int(now(found).back) == 4000
    assert bills.of(found.id)[0].returned == 4000


def test_prepaid_too_little_asks_for_the_rest_alone(town, me, everyone, choose):
    choose(pay="prepay")
    found = approved(town, me, everyone)
    pay(found)
    done = counted(now(found), everyone, pages=150)
    assert done.stands is State.AWAITING_PAYMENT
    bill = bills.still_open(found.id)
    assert (bill.what, int(bill.amount)) == (What.TOP_UP, 150 * PAGE - 5000)
    pay(found)
    assert now(found).stands is State.TO_COPY


def test_prepaid_to_the_fen_nothing_moves(town, me, everyone, choose):
    choose(pay="prepay")
    found = approved(town, me, everyone)
    pay(found)
    assert counted(now(found), everyone, pages=100).stands is State.TO_COPY
    assert refunds_arrive(found) == 0


def test_two_copies_prepay_twice(town, me, everyone, choose):
    choose(pay="prepay")
    found = approved(town, me, everyone, copies=2)
    assert int(bills.still_open(found.id).amount) == 10000


# ---- not paid


def test_priced_and_unpaid_it_is_reminded_of(town, me, everyone):
    from chalicelib.messages.models import Item

    found = priced(town, me, everyone)
    with time_machine.travel(clock.now() + dt.timedelta(days=4, hours=1), tick=True):
        done = applicants.drain(clock.now())
    assert done.count(bills.REMIND) == 2
    assert len([one for one in Item.scan(consistent_read=True) if (one.reference, one.kind) == (found.id, "copy_priced")]) >= 2


def test_unpaid_it_is_closed_and_reopened_in_one_tap_at_the_same_price(town, me, everyone):
    found = priced(town, me, everyone)
    first = bills.still_open(found.id)
    lapse_unpaid(found)
    closed = now(found)
    assert (closed.stands, closed.money_stands) == (State.CLOSED_UNPAID, Money.LAPSED)
    assert desk.lists(found) == []
    again = request(me, "the-same-key-00000004")
    paying.reopen(me, found.id, again)
    reopened = paying.reopen(me, found.id, again)
    bill = bills.still_open(found.id)
    assert (reopened.stands, int(bill.amount)) == (State.AWAITING_PAYMENT, int(first.amount))
    assert bill.order != first.order
    pay(found)
    assert now(found).stands is State.TO_COPY


def test_what_is_not_closed_is_not_reopened(town, me, everyone):
    found = priced(town, me, everyone)
    with pytest.raises(refused.NotPayable):
        paying.reopen(me, found.id, request(me))


def test_a_prepayment_that_nobody_pays_is_reopened_as_one(town, me, everyone, choose):
    choose(pay="prepay")
    found = approved(town, me, everyone)
    lapse_unpaid(found)
    assert now(found).stands is State.CLOSED_UNPAID
    assert paying.reopen(me, found.id, request(me)).stands is State.AWAITING_PREPAYMENT


# ---- withdrawn


def test_before_copying_withdrawing_is_free(town, me, everyone):
    found = priced(town, me, everyone)
    pay(found)
    done = withdrawing.withdraw(me, found.id, request(me))
    assert (done.stands, done.money_stands) == (State.WITHDRAWN, Money.REFUNDING)
    assert refunds_arrive(found) == 1000
    assert now(found).money_stands is Money.REFUNDED


def test_after_copying_the_postage_comes_back_and_the_copying_does_not(town, me, everyone):
    found = priced(town, me, everyone, express=True)
    pay(found)
    claiming.claim(everyone, found.id, desk.request())
    withdrawing.withdraw(me, found.id, request(me))
    assert refunds_arrive(found) == 2000
    assert int(now(found).paid) - int(now(found).back) == 20 * PAGE


def test_where_the_hospital_chose_so_the_copying_comes_back_too(town, me, everyone, choose):
    choose(copying_returned=True)
    found = priced(town, me, everyone, express=True)
    pay(found)
    claiming.claim(everyone, found.id, desk.request())
    withdrawing.withdraw(me, found.id, request(me))
    assert refunds_arrive(found) == 3000


def test_withdrawn_before_paying_the_bill_is_closed(town, me, everyone):
    found = priced(town, me, everyone)
    again = request(me, "the-same-key-00000005")
    withdrawing.withdraw(me, found.id, again)
    assert withdrawing.withdraw(me, found.id, again).stands is State.WITHDRAWN
    bill = bills.of(found.id)[0]
    assert Order.get(bill.order, consistent_read=True).state == "closing"
    closing_facts(Order.get(bill.order, consistent_read=True))
    pump()
    assert bills.of(found.id)[0].state == BillState.CLOSED


def test_paid_while_withdrawing_the_money_goes_straight_back(town, me, everyone):
    found = priced(town, me, everyone)
    withdrawing.withdraw(me, found.id, request(me))
    bill = bills.still_open(found.id)
    paid.notice(bill.order)
    pump()
    assert refunds_arrive(found) == int(bill.amount)
    assert now(found).money_stands is Money.REFUNDED


def test_the_same_payment_told_twice_is_one(town, me, everyone):
    found = priced(town, me, everyone)
    bill = pay(found)
    fact = Fact(
        id="again", kind="payment.paid", purpose="copies", subject=bill.order, version=2, at="", about={"reference": found.id}
    )
    paying.paid(fact)
    assert int(now(found).paid) == int(bill.amount)


def test_what_was_handed_over_is_not_withdrawn(town, me):
    found = desk.application(State.HANDED_TO_CARRIER, account=me.account)
    with pytest.raises(refused.NotWithdrawable):
        withdrawing.withdraw(me, found.id, request(me))
    applicants.forget_all()


def test_withdrawn_drafts_cost_nothing(town, me):
    found = town.draft(me)
    assert withdrawing.withdraw(me, found.id, request(me)).stands is State.WITHDRAWN


# ---- priced wrongly, refused late, died midway


def test_priced_too_low_it_is_counted_again_and_only_the_difference_is_asked(town, me, everyone):
    found = priced(town, me, everyone, pages=20)
    pay(found)
    claiming.claim(everyone, found.id, desk.request())
    copying_stays = [one["id"] for one in now(found).stays]
    recount(everyone, found, dict.fromkeys(copying_stays, 30))
    assert now(found).stands is State.AWAITING_PAYMENT
    assert int(bills.still_open(found.id).amount) == 10 * PAGE


def recount(who, found, pages):
    """The copy desk finds other pages than were priced."""
    from chalicelib.copies import transitions

    with Unit() as unit:
        transitions.step(unit, now(found), State.COUNTED, Application.pages.set({"1": pages}), by=who.id)
    pump()


def test_priced_too_high_the_difference_goes_back(town, me, everyone):
    found = priced(town, me, everyone, pages=20)
    pay(found)
    claiming.claim(everyone, found.id, desk.request())
    recount(everyone, found, {one["id"]: 12 for one in now(found).stays})
    assert now(found).stands is State.TO_COPY
    assert refunds_arrive(found) == 8 * PAGE


def died(found):
    from chalicelib.kernel import facts

    with Unit() as unit:
        facts.tell(unit, "patient.died", found.patient, 1)
    pump()


def test_the_patient_dies_midway_and_a_reviewer_decides(town, me, everyone):
    from chalicelib.copies import medical_affairs

    found = priced(town, me, everyone)
    pay(found)
    died(found)
    halted = now(found)
    assert (halted.stands, halted.halted_from) == (State.HALTED, "to_copy")
    medical_affairs.end(everyone, found.id, "患者已故，请近亲属或法定继承人重新申请", desk.request())
    pump()
    assert now(found).stands is State.REFUSED
    assert refunds_arrive(found) == 1000


def test_a_death_entered_in_error_lets_it_go_on_where_it_was(town, me, everyone):
    from chalicelib.copies import medical_affairs

    found = priced(town, me, everyone)
    died(found)
    paid.notice(bills.still_open(found.id).order)
    pump()
    assert now(found).stands is State.HALTED
    medical_affairs.go_on(everyone, found.id, "系误登记", desk.request())
    pump()
    assert now(found).stands is State.TO_COPY


def test_the_death_of_somebody_who_was_only_typed_halts_the_agent_too(town, me):
    from chalicelib.cards import patients
    from chalicelib.cards.models import Identity

    known = town.bound(applicants.account())
    Identity(patients.his_key("p0000"), subject=known).save()
    found = town.submitted(me, Applicant.AGENT)
    withdrawing.patient_died(Fact(id="y", kind="patient.died", subject=known, version=1, at=""))
    assert now(found).stands is State.HALTED


def test_a_heirs_application_goes_on_whoever_dies(town, me):
    found = town.draft(me, Applicant.HEIR)
    withdrawing.patient_died(Fact(id="x", kind="patient.died", subject=found.patient or "nobody", version=1, at=""))
    assert now(found).stands is State.DRAFT


# ---- afterwards


def test_one_answer_how_it_was(town, me):
    found = desk.application(State.COMPLETED, account=me.account)
    assert int(rating.rate(me, found.id, 5).rating) == 5
    assert int(rating.rate(me, found.id, 5).rating) == 5
    with pytest.raises(refused.RatedAlready):
        rating.rate(me, found.id, 1)
    pump()
    applicants.forget_all()


def test_what_is_not_handed_over_is_not_rated(town, me):
    with pytest.raises(refused.NotNow):
        rating.rate(me, town.draft(me).id, 5)


def test_scans_are_destroyed_when_their_time_is_over_and_proofs_are_not(town, me):
    from chalicelib.copies import evidence
    from chalicelib.vault.models import Paper as VaultPaper

    found = town.ready(me, Applicant.AGENT)
    withdrawing.withdraw(me, found.id, request(me))
    pump()
    with time_machine.travel(clock.now() + dt.timedelta(days=29), tick=True):
        applicants.drain(clock.now())

    def states():
        return {
            VaultPaper.get(one.paper, consistent_read=True).state
            for one in evidence.papers_of(found.id)
            if one.kind.endswith("_id")
        }

    assert states() == {"sealed"}
    with time_machine.travel(clock.now() + dt.timedelta(days=31), tick=True):
        applicants.drain(clock.now())
    assert states() == {"destroying"}
    for one in evidence.papers_of(found.id):
        if VaultPaper.get(one.paper, consistent_read=True).state == "destroying":
            applicants.destroyed(one)
    kept = [one for one in evidence.papers_of(found.id) if one.kind == "mandate"]
    assert VaultPaper.get(kept[0].paper, consistent_read=True).state == "sealed"


def test_money_under_way_keeps_the_scans(town, me, everyone):
    found = priced(town, me, everyone)
    pay(found)
    withdrawing.withdraw(me, found.id, request(me))
    assert ending.unsettled(now(found))
    refunds_arrive(found)
    assert not ending.unsettled(now(found))
