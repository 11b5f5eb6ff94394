"""Whole ways, from the first tap to the stars: who applies, how it is paid, how it is given. After each step everything adds up."""

import pytest

from chalicelib.copies import (
    applying,
    auditor,
    bills,
    claiming,
    collecting,
    copying,
    finding,
    following,
    handing_over,
    paying,
    rating,
    retrieving,
    reviewing,
    rules,
    scheduling,
    shipping,
    submitting,
)
from chalicelib.copies.availability import Take
from chalicelib.copies.collecting import CollectorForm
from chalicelib.copies.copying import Checked
from chalicelib.copies.desk_settings import DeskSettings
from chalicelib.copies.handing_over import Shown
from chalicelib.copies.models import Applicant, BillState
from chalicelib.copies.pickup.codes import Holder
from chalicelib.copies.pickup.settings import PickUpSettings, Place
from chalicelib.copies.rules import Confirmation
from chalicelib.copies.states import Delivery, State
from chalicelib.gateways.his.systems import Identity
from chalicelib.kernel import facts
from chalicelib.kernel.tables import Unit
from chalicelib.payments.models import Order, OrderState, Refund
from chalicelib.staff.roles import Role
from sandbox.express import Express
from tests import paid
from tests.copies import applicants, desk
from tests.copies.applicants import RECIPIENT, now, pay, pump, refunds_arrive, request
from tests.staff.people import on_duty

ONLINE = [kind for kind in Applicant if kind is not Applicant.PUBLIC_BODY]
COLLECTOR = CollectorForm(name="柳代领", kind=Identity.PASSPORT, number="E12345678")
SENDER = {"phone": "027-88880000", "province": "滨江省", "city": "滨江市", "address": "医院路1号"}


@pytest.fixture(scope="module")
def sf(hospital, world, tmp_path_factory):
    """A window to fetch copies at, and a carrier."""
    place = Place(id="window", name="窗口", address="一层", weekdays=range(1, 8))
    world.choose(PickUpSettings, places=[place.model_dump(mode="json")])
    world.choose(DeskSettings, sender=SENDER, invoices=False)
    with Express(tmp_path_factory.mktemp("express")).serving() as party:
        yield world.meet(party)


@pytest.fixture
def me(town, sf):
    return applicants.account()


class Room:
    """The record room; after every deed of it everything must add up."""

    def __init__(self, sf):
        self.sf = sf
        self.first = on_duty(Role.REVIEWER, Role.STORE_ROOM, Role.COPY_DESK)
        self.other = on_duty(Role.SECOND_REVIEWER, Role.COPY_DESK)

    def does(self, found, deed, *about, who=None, **more):
        deed(who or self.first, found.id, *about, desk.request(), **more)
        pump()
        assert list(auditor.problems()) == []
        return now(found)

    def approves(self, found):
        self.does(found, claiming.claim)
        if Confirmation.CALL_BACK in rules.of(1, found.who).confirm:
            self.does(found, reviewing.call_back, "0990-8801234", "属实")
        done = self.does(found, reviewing.approve)
        if done.stands is State.AWAITING_SECOND_REVIEW:
            self.does(found, claiming.claim, who=self.other)
            done = self.does(found, reviewing.approve, who=self.other)
        return done

    def counts(self, found, pages):
        stays = retrieving.open_stays(now(found))
        self.does(found, claiming.claim)
        self.does(found, retrieving.fetch, stays)
        return self.does(found, retrieving.count, dict.fromkeys(stays, pages))

    def copies(self, found):
        pages = now(found).pages[str(int(now(found).round))]
        numbers = finding.numbers(now(found))
        self.does(found, claiming.claim)
        self.does(found, copying.copied, dict(pages), stamped=True)
        seen = {stay: Checked(count, numbers.get(stay, "")[-4:], name_matches=True) for stay, count in pages.items()}
        return self.does(found, copying.check, seen, who=self.other)

    def gives(self, me, found, how):
        """By that way, until the applicant holds them."""
        if how == "express":
            self.does(found, shipping.order, "sf")
            self.does(found, shipping.hand_to_carrier)
            return self.signed(found)
        self.does(found, scheduling.propose, "window", None)
        with Unit() as unit:
            scheduling.accept(unit, now(found))
        pump()
        if how == "collector":
            code, holder, tail = collecting.name_collector(me, found.id, COLLECTOR), Holder.COLLECTOR, COLLECTOR.number[-6:]
        else:
            code, holder = collecting.my_code(me, found.id), Holder.APPLICANT
            tail = handing_over.holder_of(now(found), holder)[-6:]
        return self.does(found, handing_over.hand_over, Shown(holder, code, tail))

    def signed(self, found):
        waybill = now(found).parcel["waybill"]
        for what in ("collected", "signed"):
            self.sf.move(waybill, what)
            following.follow(found.id, waybill)
        pump()
        assert list(auditor.problems()) == []
        return now(found)


@pytest.fixture
def room(sf, world):
    return Room(sf)


def handed_in(town, me, kind, how, copies=1):
    found = town.ready(me, kind)
    if how == "express":
        applying.choose_delivery(me, found.id, Delivery.EXPRESS, RECIPIENT)
    if copies > 1:
        applying.choose_parts(me, found.id, ["discharge_record"], copies, certified=False)
    submitting.submit(me, found.id, request(me))
    pump()
    return now(found)


@pytest.mark.parametrize(
    ("mode", "pages", "how"),
    [
        ("after_pricing", 20, "pick_up"),
        ("after_pricing", 20, "collector"),
        ("after_pricing", 20, "express"),
        ("prepay", 150, "pick_up"),  # a top-up
        ("prepay", 20, "collector"),  # a surplus
        ("prepay", 20, "express"),
    ],
)
def test_paid_either_way_and_given_either_way_it_comes_to_its_end(town, me, room, choose, mode, pages, how):
    choose(pay=mode)
    found = handed_in(town, me, Applicant.AGENT, how)
    room.approves(found)
    if mode == "prepay":
        assert now(found).stands is State.AWAITING_PREPAYMENT
        pay(found)
    room.counts(found, pages)
    if bills.still_open(found.id):
        pay(found)
    refunds_arrive(found)
    room.copies(found)
    done = room.gives(me, found, how)
    assert (done.stands, done.handed[-1]["how"]) == (State.COMPLETED, "express" if how == "express" else "pick_up")
    assert int(done.paid) - int(done.back) == sum(one["total"] for one in done.price.values())
    assert int(rating.rate(me, found.id, 5).rating) == 5
    pump()


@pytest.mark.parametrize("kind", ONLINE)
def test_whoever_applies_holds_the_copies_in_the_end(town, me, room, kind):
    found = handed_in(town, me, kind, "pick_up")
    assert room.approves(found).stands is State.APPROVED
    room.counts(found, 12)
    pay(found)
    room.copies(found)
    assert room.gives(me, found, "pick_up").stands is State.COMPLETED


def test_of_two_stays_the_archived_one_is_given_now_and_the_other_in_a_round_of_its_own(town, me, room):
    found = town.ready(me)
    offered = {one.stay.his: one.stay.id for one in finding.stays(found)}
    archived, unfinished = offered["enc-0000-0"], offered["enc-0000-1"]
    applying.choose_stays(me, found.id, {archived: Take.WHOLE, unfinished: Take.WHOLE}, [])
    submitting.submit(me, found.id, request(me))
    pump()
    room.approves(now(found))
    room.does(found, claiming.claim)
    room.does(found, retrieving.fetch, [archived])
    room.does(found, retrieving.count, {archived: 10})
    pay(found)
    room.copies(found)
    half = room.gives(me, found, "pick_up")
    assert half.stands is State.REST_AWAITED
    assert [one.list for one in desk.lists(found)] == ["east#rest"]
    room.does(found, retrieving.rest_is_there)
    room.counts(found, 6)
    assert int(bills.still_open(found.id).amount) == now(found).price["2"]["total"]
    pay(found)
    room.copies(found)
    done = room.gives(me, found, "pick_up")
    assert (done.stands, [line["round"] for line in done.handed]) == (State.COMPLETED, [1, 2])
    assert int(done.paid) == done.price["1"]["total"] + done.price["2"]["total"]


def test_paid_twice_the_second_payment_goes_back_and_the_application_goes_on_once(town, me, room):
    """The cashier page of the closed bill was still open on another phone."""
    found = handed_in(town, me, Applicant.PATIENT, "pick_up")
    room.approves(found)
    room.counts(found, 20)
    first = bills.still_open(found.id)
    lapsed(first)
    paying.reopen(me, found.id, request(me))
    pay(found)
    paid.notice(first.order)
    pump()
    assert [one.state for one in bills.of(found.id)] == [BillState.CLOSED, BillState.PAID]
    assert (now(found).stands, int(now(found).paid)) == (State.TO_COPY, int(first.amount))
    (back,) = [one for one in Refund.scan(consistent_read=True) if one.reference == found.id]
    assert (back.order, int(back.amount)) == (first.order, int(first.amount))
    assert refunds_arrive(found) == int(first.amount)
    assert (now(found).stands, int(now(found).back)) == (State.TO_COPY, 0)
    room.copies(found)
    assert room.gives(me, found, "pick_up").stands is State.COMPLETED


def lapsed(bill):
    """Its time is over, and WeChat Pay said that nobody had paid."""
    order = Order.get(bill.order, consistent_read=True)
    order.update([Order.state.set(OrderState.CLOSED.value)])
    with Unit() as unit:
        facts.tell(unit, "payment.closed", order.id, 99, purpose=order.purpose, reference=order.reference)
    pump()
