"""What happens midway: a process that dies at any moment, parties that are away, an applicant who dies."""

import datetime as dt

import pytest

from chalicelib.copies import (
    acting,
    claiming,
    collecting,
    copying,
    desk_auditor,
    forms,
    invoicing,
    retrieving,
    reviewing,
    scheduling,
    shipping,
    withdrawing,
)
from chalicelib.copies.copying import Checked
from chalicelib.copies.desk_settings import DeskSettings
from chalicelib.copies.forms import RecipientForm
from chalicelib.copies.models import Application
from chalicelib.copies.pickup.models import HalfHour
from chalicelib.copies.pickup.settings import PickUpSettings, Place
from chalicelib.copies.states import Delivery, State
from chalicelib.kernel import clock, settings
from chalicelib.kernel.idempotency import Repeated
from chalicelib.staff.roles import Role
from sandbox.express import Express
from sandbox.invoices import Invoices
from tests.copies import applicants, desk
from tests.staff.people import on_duty
from tests.vault.machine import Machine

SENDER = {"phone": "027-88880000", "province": "滨江省", "city": "滨江市", "address": "医院路1号"}
HOME = RecipientForm(name="赵铁柱", phone="13911112222", province="远山省", city="远山市", address="幸福路3号")


@pytest.fixture(scope="module", autouse=True)
def parties(world, tmp_path_factory):
    place = Place(id="window", name="窗口", address="一层", weekdays=range(1, 8))
    world.choose(PickUpSettings, places=[place.model_dump(mode="json")])
    world.choose(DeskSettings, sender=SENDER)
    with Express(tmp_path_factory.mktemp("e")).serving() as sf, Invoices(tmp_path_factory.mktemp("i")).serving() as bills:
        world.meet(sf)
        world.meet(bills)
        yield sf, bills


@pytest.fixture
def me(world):
    roles = [Role.REVIEWER, Role.STORE_ROOM, Role.COPY_DESK, Role.MEDICAL_AFFAIRS]
    return on_duty(*roles)


def walk(me, second, found):
    """Every deed of the desk up to the agreed time, each tried until it is done."""
    stay = found.stays[0]["id"]
    return [
        ("claimed", lambda once: claiming.claim(me, found.id, once)),
        ("approved", lambda once: reviewing.approve(me, found.id, once)),
        ("fetching", lambda once: claiming.claim(me, found.id, once)),
        ("fetched", lambda once: retrieving.fetch(me, found.id, [stay], once)),
        ("counted", lambda once: retrieving.count(me, found.id, {stay: 3}, once)),
        ("copying", lambda once: claiming.claim(me, found.id, once)),
        ("copied", lambda once: copying.copied(me, found.id, {stay: 3}, once, stamped=True)),
        ("checked", lambda once: copying.check(second, found.id, {stay: Checked(3, "", name_matches=True)}, once)),
        ("proposed", lambda once: scheduling.propose(me, found.id, "window", None, once)),
    ]


def test_killed_before_or_after_any_write_every_deed_is_done_once(world, me, monkeypatch):
    machine = Machine(monkeypatch)
    second = on_duty(Role.COPY_DESK)
    found = desk.application(State.FORM_CHECKED, rules=1, account="", kind="public_body", confirmed={"call_back": ["", ""]})
    for name, deed in walk(me, second, found):
        if name == "copying":
            Application(found.id).update([Application.state.set(State.TO_COPY.value)])
            moved = desk.lists(found)[0]
            assert moved.list == "east#machine"
        before = int(desk.now(found).version)
        key = f"{name}-{found.id}"
        writes = [number for number in range(1, 12) if _dies(machine, deed, key, number, before, found)]
        _again(deed, key)
        assert int(desk.now(found).version) == before + 1, name
        assert writes, name
        assert len(desk.lists(found)) == 1
    assert len(desk.audited(found)) == 9
    assert list(desk_auditor.problems({one.id: one for one in Application.scan()})) == []


def _dies(machine, deed, key, number, before, found):
    """Killed after its nth call; whether it came so far."""
    done = int(desk.now(found).version) > before
    if not done:
        with machine.dying(number, after=number % 2 == 0):
            deed(desk.request(key))
    return not done


def _again(deed, key):
    """The clerk presses once more."""
    once = desk.request(key)
    try:
        once.raise_if_done()
        deed(once)
    except (Repeated, acting.DoneMeanwhile):
        return


def test_killed_while_ordering_a_courier_there_is_one_courier(world, me, monkeypatch, parties):
    sf, _ = parties
    machine = Machine(monkeypatch)
    for number in range(1, 16):
        found = desk.application(State.TO_SHIP, delivery=Delivery.EXPRESS.value)
        found.update([Application.recipient.set(forms.sealed(found.id, "recipient", HOME))])
        with machine.dying(number, after=True):
            shipping.order(me, found.id, "sf", desk.request())
        for due in desk.due(found, shipping.SETTLE):
            shipping.settle(found.id, due.about["order"], int(due.about["tries"]))
        asked = [key for key, _ in sf.book("orders").items() if key == desk.now(found).parcel.get("order")]
        state = desk.now(found).parcel.get("state")
        assert (state, len(asked)) in ((None, 0), ("ordered", 1))


def test_killed_while_an_invoice_is_issued_there_is_one_invoice(world, me, monkeypatch, parties):
    from tests.copies.test_invoicing import paid

    _, bills = parties
    machine = Machine(monkeypatch)
    for number in range(1, 10):
        found = paid()
        with machine.dying(number, after=number % 2 == 1):
            invoicing.settle(found.id)
        for tries in range(3):
            invoicing.settle(found.id, tries)
        (invoice,) = invoicing.of(found.id)
        assert (invoice.state, invoice.number in bills.book("bills")) == ("issued", True)


def test_withdrawn_with_a_time_agreed_the_half_hour_is_free_and_no_code_opens_anything(me):
    applicant = applicants.account()
    found = desk.application(State.TO_SCHEDULE, account=applicant.account)
    scheduling.propose(me, found.id, "window", None, desk.request())
    code = collecting.my_code(applicant, found.id)
    withdrawing.withdraw(applicant, found.id, applicants.request(applicant))
    from chalicelib.copies import handing_over
    from chalicelib.copies.pickup.codes import Holder

    with pytest.raises(acting.DoneMeanwhile):
        handing_over.hand_over(me, found.id, handing_over.Shown(Holder.APPLICANT, code, "123456"), desk.request())
    assert not desk.now(found).time.get("half")
    assert all(found.id not in (one.holders or ()) for one in HalfHour.scan(consistent_read=True))


def test_a_carrier_that_was_away_at_night_is_settled_in_the_morning(world, me, monkeypatch, parties):
    sf, _ = parties
    found = desk.application(State.TO_SHIP, delivery=Delivery.EXPRESS.value)
    found.update([Application.recipient.set(forms.sealed(found.id, "recipient", HOME))])
    sf.feel("down", times=3)
    shipping.order(me, found.id, "sf", desk.request())
    for _ in range(4):
        latest = max(desk.due(found, shipping.SETTLE), key=lambda due: due.due)
        shipping.settle(found.id, latest.about["order"], int(latest.about["tries"]))
    assert desk.now(found).parcel["state"] == "ordered"
    assert clock.read(latest.due) < clock.now() + dt.timedelta(hours=2)
    sf.calm()
    settings.forget_cached()
