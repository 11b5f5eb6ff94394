"""The auditor of the desk's side tells whatever does not add up of what is promised and given, and nothing else."""

import pytest

from chalicelib.copies import desk_auditor, electronic, forms, scheduling, shipping
from chalicelib.copies.desk_settings import DeskSettings
from chalicelib.copies.given.models import Electronic, ElectronicState, Invoice, InvoiceState, Verified
from chalicelib.copies.models import Application, Waybill
from chalicelib.copies.pickup import codes
from chalicelib.copies.pickup.codes import Holder
from chalicelib.copies.pickup.models import HalfHour, HandOverCode
from chalicelib.copies.pickup.settings import PickUpSettings, Place
from chalicelib.copies.states import State
from chalicelib.kernel import clock, ids
from chalicelib.kernel.tables import Unit
from chalicelib.staff.roles import Role
from chalicelib.vault.models import Paper as VaultPaper
from sandbox.express import Express
from tests.copies import desk
from tests.copies.applicants import RECIPIENT
from tests.planting import changed, missing, planted
from tests.staff.people import on_duty

SENDER = {"phone": "027-88880000", "province": "滨江省", "city": "滨江市", "address": "医院路1号"}


def problems() -> list[str]:
    return list(desk_auditor.problems({one.id: one for one in Application.scan(consistent_read=True)}))


@pytest.fixture(autouse=True)
def adds_up(world):
    """After every test everything adds up."""
    yield
    assert problems() == []


@pytest.fixture(scope="module")
def express(world, tmp_path_factory):
    world.choose(DeskSettings, sender=SENDER)
    with Express(tmp_path_factory.mktemp("express")).serving() as party:
        yield world.meet(party)


@pytest.fixture
def me(world):
    return on_duty(Role.COPY_DESK)


@pytest.fixture
def place(world):
    made = Place(id=ids.new(), name="复印窗口", address="门诊楼一层", capacity=2, weekdays=range(1, 8))
    world.choose(PickUpSettings, places=[made.model_dump(mode="json")])
    return made


@pytest.fixture
def proposed(me, place):
    """A half hour is held for it."""
    return scheduling.propose(me, desk.application(State.TO_SCHEDULE).id, "", None, desk.request())


@pytest.fixture
def shipped(me, express):
    """A carrier has it."""
    found = desk.application(State.TO_SHIP, delivery="express")
    found.update([Application.recipient.set(forms.sealed(found.id, "recipient", RECIPIENT))])
    shipping.order(me, found.id, "sf", desk.request())
    return shipping.hand_to_carrier(me, found.id, desk.request())


@pytest.fixture
def given(me):
    """Given as an electronic copy."""
    found = desk.application(State.TO_GIVE_ONLINE, delivery="online", pages={"1": {desk.STAY: 3}})
    electronic.upload(me, found.id)
    VaultPaper(copy_of(found).paper).update([VaultPaper.state.set("sealed"), VaultPaper.pages.set(3)])
    return electronic.give(me, found.id, desk.request())


@pytest.fixture
def coded(proposed):
    """Whoever brings the code gets the copies."""
    with Unit() as unit:
        codes.issue(unit, proposed.id, Holder.APPLICANT)
    return proposed


def half_hour(found: Application) -> HalfHour:
    bare = HalfHour.at(found.time["place"], found.time["half"])
    return HalfHour.get(bare.day, bare.start, consistent_read=True)


def waybill(found: Application) -> Waybill:
    return Waybill.get(f"sf#{found.parcel['waybill']}", consistent_read=True)


def copy_of(found: Application) -> Electronic:
    return Electronic.get(found.id, 1, consistent_read=True)


def invoice(application: str, nth: int = 1, state: InvoiceState = InvoiceState.ISSUED) -> Invoice:
    return Invoice(application, nth, number=ids.new(), state=state.value, amount=100, at=clock.stamp(clock.now()))


@pytest.mark.parametrize("what", ["proposed", "shipped", "given", "coded"])
def test_whatever_the_deeds_left_is_told_nothing_of(request, what):
    request.getfixturevalue(what)
    assert problems() == []


# ---- half hours


def test_more_that_come_than_fit_in_are_told(me, place, proposed, world):
    half = half_hour(proposed)
    scheduling.propose(me, desk.application(State.TO_SCHEDULE).id, "", proposed.time["half"], desk.request())
    world.choose(PickUpSettings, places=[place.model_copy(update={"capacity": 1}).model_dump(mode="json")])
    assert problems() == [f"{half.day} {half.start}: 2 come, 1 fit in"]
    world.choose(PickUpSettings, places=[place.model_dump(mode="json")])


def test_a_promised_half_hour_that_is_not_held_is_told(proposed):
    with missing(half_hour(proposed)):
        assert problems() == [f"{proposed.id} (time_proposed): its half hour is not held, or another is"]


def test_a_half_hour_that_is_held_beside_the_promised_one_is_told(proposed):
    with planted(HalfHour(half_hour(proposed).day, "2330", holders={proposed.id})):
        assert problems() == [f"{proposed.id} (time_proposed): its half hour is not held, or another is"]


def test_a_half_hour_that_is_held_and_was_not_promised_is_told(proposed):
    found = desk.application(State.TO_SCHEDULE)
    with planted(HalfHour(half_hour(proposed).day, "2330", holders={found.id})):
        assert problems() == [f"{found.id} (to_schedule): its half hour is not held, or another is"]


@pytest.mark.parametrize("state", sorted(desk_auditor.NOBODY_COMES))
def test_a_half_hour_for_whom_nobody_comes_is_told(proposed, state):
    with changed(proposed, state=state.value):
        assert problems() == [f"{proposed.id} ({state}) holds a half hour"]


@pytest.mark.parametrize("state", [State.TIME_PROPOSED, State.TIME_COUNTERED, State.TO_PICK_UP])
def test_an_application_to_be_fetched_at_no_time_is_told(world, state):
    found = desk.application(State.TO_SCHEDULE)
    with changed(found, state=state.value):
        assert problems() == [f"{found.id} ({state}) has no half hour"]


def test_a_half_hour_of_no_application_is_told(proposed):
    with planted(HalfHour(half_hour(proposed).day, "2330", holders={"nothing"})):
        assert problems() == ["nothing holds a half hour and is no application"]


# ---- parcels


def test_a_waybill_of_no_application_is_told(world):
    with planted(Waybill("sf#SF1", application="nothing")):
        assert problems() == ["waybill of nothing, which is no application"]


def test_a_waybill_that_stands_for_nothing_is_told(shipped):
    with missing(waybill(shipped)):
        assert problems() == [f"{shipped.id}: its waybill is another's"]


def test_a_waybill_that_is_anothers_is_told(shipped):
    with changed(waybill(shipped), application=desk.application().id):
        assert problems() == [f"{shipped.id}: its waybill is another's"]


def test_what_was_handed_to_a_carrier_without_a_waybill_is_told(shipped):
    with changed(shipped, parcel={}):
        assert problems() == [f"{shipped.id} was handed to a carrier without a waybill"]


# ---- invoices and electronic copies


@pytest.mark.parametrize("state", [InvoiceState.ISSUING, InvoiceState.ISSUED, InvoiceState.FLUSHING])
def test_two_invoices_in_force_are_told(world, state):
    found = desk.application()
    with planted(invoice(found.id), invoice(found.id, 2, state)):
        assert problems() == [f"{found.id} has 2 invoices in force"]


@pytest.mark.parametrize("state", [InvoiceState.FLUSHED, InvoiceState.REFUSED])
def test_an_invoice_beside_one_that_is_not_in_force_is_no_problem(world, state):
    found = desk.application()
    with planted(invoice(found.id, 1, state), invoice(found.id, 2)):
        assert problems() == []


def test_an_invoice_of_no_application_is_told(world):
    with planted(invoice("nothing")):
        assert problems() == ["nothing has 1 invoices in force"]


def test_an_electronic_copy_that_nobody_can_verify_is_told(given):
    with missing(*Verified.scan(Verified.application == given.id)):
        assert problems() == [f"the electronic copy of {given.id} cannot be verified"]


def test_an_electronic_copy_of_no_application_is_told(world):
    made = Electronic("nothing", 1, paper="paper", state=ElectronicState.WANTED.value, at=clock.stamp(clock.now()))
    with planted(made):
        assert problems() == ["the electronic copy of nothing cannot be verified"]


# ---- codes


def test_a_code_of_no_application_is_told(world):
    with planted(HandOverCode("nothing", "applicant", digest="x", issue="x")):
        assert problems() == ["nothing: a hand-over code opens what is over"]


def test_a_code_of_what_was_given_is_told(given):
    with planted(HandOverCode(given.id, "applicant", digest="x", issue="x")):
        assert problems() == [f"{given.id}: a hand-over code opens what is over"]
