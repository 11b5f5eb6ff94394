"""Express: ordered once whatever the carrier answers, followed until it is signed, mended when it comes back or is lost."""

import datetime as dt

import pytest
import time_machine

import app as xinglin
from chalicelib.copies import acting, copying, following, forms, parcels, shipping
from chalicelib.copies.desk_settings import DeskSettings
from chalicelib.copies.forms import RecipientForm
from chalicelib.copies.models import Application, Waybill
from chalicelib.copies.parcels import FOLLOW, ParcelState
from chalicelib.copies.recalling import What
from chalicelib.copies.states import State
from chalicelib.gateways.express.carriers import CARRIERS
from chalicelib.kernel import clock
from chalicelib.staff.roles import Role
from sandbox.express import Express
from tests.client import call
from tests.copies import desk
from tests.staff.people import on_duty

HOME = RecipientForm(name="赵铁柱", phone="13911112222", province="远山省", city="远山市", county="南区", address="幸福路3号")
SENDER = {"phone": "027-88880000", "province": "滨江省", "city": "滨江市", "county": "江岸区", "address": "医院路1号"}


@pytest.fixture(scope="module")
def party(world, tmp_path_factory):
    world.choose(DeskSettings, sender=SENDER)
    with Express(tmp_path_factory.mktemp("express")).serving() as played:
        yield world.meet(played)


@pytest.fixture
def sf(party, world):
    yield party
    party.calm()
    party.pace, party.ahead, party.pushes, party.unreachable, party.checked = 0, 0.0, "", "", ""
    world.meet(party)


@pytest.fixture
def me(world):
    return on_duty(Role.COPY_DESK)


@pytest.fixture
def found(world, sf):
    made = desk.application(State.TO_SHIP, delivery="express")
    made.update([Application.recipient.set(forms.sealed(made.id, "recipient", HOME))])
    return made


def order(me, found):
    return shipping.order(me, found.id, "sf", desk.request())


def sent(me, found):
    order(me, found)
    return shipping.hand_to_carrier(me, found.id, desk.request())


def orders(sf):
    return sorted(key for key, _ in sf.book("orders").items())


def move(sf, found, what):
    sf.move(desk.now(found).parcel["waybill"], what)
    following.follow(found.id, desk.now(found).parcel["waybill"])
    return desk.now(found)


def test_a_courier_is_ordered_and_the_waybill_is_there(me, found, sf):
    done = order(me, found)
    assert (done.stands, done.parcel["state"]) == (State.TO_SHIP, ParcelState.ORDERED)
    assert Waybill.find(f"sf#{done.parcel['waybill']}").application == found.id
    assert len(desk.due(found, FOLLOW)) == 1


def test_the_address_is_sealed_and_the_label_is_neutral(me, found, sf):
    done = order(me, found)
    text = str(done.attribute_values)
    assert not any(word in text for word in ("赵铁柱", "13911112222", "幸福路"))
    asked = sf.book("orders")[done.parcel["order"]]["asked"]
    assert [one["name"] for one in asked["cargoDetails"]] == ["文件"]
    assert "病历" not in str(asked)


def test_handed_to_the_courier_followed_and_signed_it_is_over(me, found, sf):
    assert sent(me, found).stands is State.HANDED_TO_CARRIER
    assert move(sf, found, "collected").parcel["standing"] == "collected"
    done = move(sf, found, "signed")
    assert done.stands is State.COMPLETED
    assert done.handed[0]["how"] == "express"
    assert desk.lists(found) == []


def test_the_courier_took_it_though_nobody_said_so(me, found, sf):
    order(me, found)
    assert move(sf, found, "collected").stands is State.HANDED_TO_CARRIER


def test_ordered_twice_is_one_order(me, found, sf):
    before = len(orders(sf))
    order(me, found)
    with pytest.raises(shipping.OrderedAlready):
        order(me, found)
    with pytest.raises(shipping.OrderedAlready):
        shipping.send_by_hand(me, found.id, "ems", "1234567890123", desk.request())
    assert len(orders(sf)) == before + 1


@pytest.mark.parametrize("mood", ["lost", "slow"])
def test_an_answer_that_is_lost_or_late_is_settled_by_asking_and_never_ordered_twice(me, found, sf, mood):
    sf.feel(mood, times=2, seconds=2.5)
    waiting = order(me, found)
    assert waiting.parcel["state"] == ParcelState.ORDERING
    (due,) = desk.due(found, shipping.SETTLE)
    before = len(orders(sf))
    shipping.settle(found.id, due.about["order"], int(due.about["tries"]))
    assert desk.now(found).parcel["state"] == ParcelState.ORDERED
    assert len(orders(sf)) == before


def test_a_carrier_that_is_away_is_asked_again_until_it_answers(me, found, sf, world, monkeypatch):
    monkeypatch.setenv("XINGLIN_EXPRESS_URL", "http://127.0.0.1:9")
    from chalicelib.kernel import settings

    settings.deployment.cache_clear()
    waiting = order(me, found)
    assert waiting.parcel["state"] == ParcelState.ORDERING
    (due,) = desk.due(found, shipping.SETTLE)
    shipping.settle(found.id, due.about["order"], int(due.about["tries"]))
    assert len(desk.due(found, shipping.SETTLE)) == 2
    world.meet(sf)
    shipping.settle(found.id, due.about["order"], int(due.about["tries"]))
    assert desk.now(found).parcel["state"] == ParcelState.ORDERED
    shipping.settle(found.id, due.about["order"], 2)
    assert orders(sf).count(due.about["order"]) == 1


def test_an_address_that_the_carrier_does_not_serve_is_said_and_goes_by_another(me, found, sf):
    sf.unreachable = "幸福路"
    no = order(me, found)
    assert (no.parcel["state"], no.parcel["code"]) == (ParcelState.REFUSED, "unreachable")
    done = shipping.send_by_hand(me, found.id, "other", "ZZ 1234 567890", desk.request())
    assert (done.stands, done.parcel["waybill"]) == (State.HANDED_TO_CARRIER, "ZZ1234567890")
    assert shipping.arrived(me, found.id, desk.request()).stands is State.COMPLETED


def test_a_waybill_is_one_parcels_and_is_checked(me, found, sf):
    with pytest.raises(shipping.BadWaybill):
        shipping.send_by_hand(me, found.id, "ems", "12", desk.request())
    with pytest.raises(shipping.NoSuchCarrier):
        shipping.send_by_hand(me, found.id, "pigeon", "12", desk.request())
    other = desk.application(State.TO_SHIP, delivery="express")
    shipping.send_by_hand(me, other.id, "ems", "1999999999999", desk.request())
    with pytest.raises(parcels.WaybillTaken):
        shipping.send_by_hand(me, found.id, "ems", "1999999999999", desk.request())
    assert desk.now(found).stands is State.TO_SHIP


def test_a_cancelled_order_stands_no_more_and_another_may_be_made(me, found, sf):
    first = order(me, found).parcel["order"]
    assert shipping.cancel(me, found.id, desk.request()).parcel == {"tries": 1}
    assert sf.book("orders")[first]["cancelled"]
    second = order(me, found).parcel
    assert (second["state"], second["order"] != first) == (ParcelState.ORDERED, True)
    with pytest.raises(shipping.NotOrdered):
        shipping.cancel(me, desk.application(State.TO_SHIP).id, desk.request())


def test_what_came_back_is_sent_again_as_another_parcel(me, found, sf):
    old = sent(me, found).parcel["waybill"]
    move(sf, found, "returning")
    trouble = move(sf, found, "signed")
    assert (trouble.stands, trouble.parcel["state"]) == (State.CARRIER_TROUBLE, ParcelState.RETURNED)
    assert [item.list for item in desk.lists(found)] == ["east#ship"]
    shipping.send_again(me, found.id, desk.request())
    assert order(me, found).parcel["waybill"] != old


def test_what_is_lost_is_printed_again_free(me, found, sf):
    sent(me, found)
    assert move(sf, found, "lost").stands is State.CARRIER_TROUBLE
    with pytest.raises(Exception, match="copies_not_now"):
        shipping.send_again(me, found.id, desk.request())
    again = copying.reprint(me, found.id, What.LOST, "快递遗失", desk.request())
    assert again.stands is State.REPRINTING


def test_the_applicant_may_fetch_them_instead(me, found, sf):
    done = shipping.collect_instead(me, found.id, desk.request())
    assert (done.stands, done.delivery) == (State.TO_SCHEDULE, "pick_up")
    other = desk.application(State.TO_SHIP, parcel={"state": "ordering"})
    with pytest.raises(shipping.OrderedAlready):
        shipping.collect_instead(me, other.id, desk.request())


def test_a_parcel_without_any_end_becomes_trouble(me, found, sf):
    sent(me, found)
    waybill = desk.now(found).parcel["waybill"]
    with time_machine.travel(clock.now() + dt.timedelta(days=31), tick=True):
        following.follow(found.id, waybill)
    assert desk.now(found).parcel["state"] == ParcelState.SILENT
    assert desk.now(found).stands is State.CARRIER_TROUBLE
    assert move(sf, found, "signed").stands is State.COMPLETED


def test_a_carrier_that_is_silent_about_the_way_is_asked_again(me, found, sf, world, monkeypatch):
    sent(me, found)
    monkeypatch.setenv("XINGLIN_EXPRESS_URL", "http://127.0.0.1:9")
    from chalicelib.kernel import settings

    settings.deployment.cache_clear()
    before = len(desk.due(found, FOLLOW))
    following.follow(found.id, desk.now(found).parcel["waybill"])
    assert desk.now(found).stands is State.HANDED_TO_CARRIER
    assert len(desk.due(found, FOLLOW)) >= before
    world.meet(sf)


def test_a_bell_makes_us_ask_and_a_strangers_bell_does_nothing(me, found, sf):
    sent(me, found)
    waybill = desk.now(found).parcel["waybill"]
    before = {one.id for one in desk.due(found, FOLLOW)}
    following.rung("sf", frozenset({waybill, "SF0000000000000"}))
    new = [one for one in desk.due(found, FOLLOW) if one.id not in before]
    assert [one.about["waybill"] for one in new] == [waybill]
    following.follow(found.id, waybill)
    assert desk.now(found).stands is State.HANDED_TO_CARRIER  # the bell is not believed


def test_a_withdrawn_parcel_is_cancelled_at_the_carrier(me, found, sf):
    number = order(me, found).parcel["order"]
    Application(found.id).update([Application.state.set(State.WITHDRAWN.value)])
    shipping.abandon(found.id)
    assert sf.book("orders")[number]["cancelled"]


def test_by_hand_people_say_what_became_of_it(me, found, sf):
    shipping.send_by_hand(me, found.id, "ems", "1888888888888", desk.request())
    trouble = shipping.trouble(me, found.id, "returned", "地址不详", desk.request())
    assert trouble.stands is State.CARRIER_TROUBLE
    assert CARRIERS["ems"].hotline == "11183"
    assert following.steps(trouble) == []


@pytest.mark.parametrize("state", sorted(set(State) - {State.TO_SHIP}))
def test_nothing_is_sent_in_any_other_state(me, sf, state):
    other = desk.application(state)
    for deed in (
        lambda: shipping.order(me, other.id, "sf", desk.request()),
        lambda: shipping.send_by_hand(me, other.id, "ems", "1777777777777", desk.request()),
        lambda: shipping.hand_to_carrier(me, other.id, desk.request()),
    ):
        with pytest.raises(acting.DoneMeanwhile):
            deed()


def test_through_the_door_sf_rings_and_nonsense_is_no_bell(me, found, sf):
    sent(me, found)
    waybill = desk.now(found).parcel["waybill"]
    push = {"Body": {"WaybillRoute": [{"mailno": waybill, "orderid": "x", "opCode": "80", "acceptTime": "2026-11-21 10:00:00"}]}}
    answer = call(xinglin.app, "POST", "/express/sf/pushes", push)
    assert (answer.status, answer.body["return_code"]) == (200, "0000")
    assert waybill in {due.about["waybill"] for due in desk.due(found, FOLLOW)}
    assert desk.now(found).stands is State.HANDED_TO_CARRIER
    assert call(xinglin.app, "POST", "/express/sf/pushes", "nonsense").status == 400
