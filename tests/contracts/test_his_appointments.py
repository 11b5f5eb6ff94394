"""Appointments at the HIS: delivered once whatever happens on the way, locked truly, followed to the end of the visit."""

import datetime as dt
import itertools
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.gateways.his import appointments, clinics
from chalicelib.gateways.his.appointments import Accepted, Paid, Refused, Standing, Wanted, Why, Wish
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.kernel import clock
from chalicelib.kernel.money import Fen
from sandbox.his import His
from sandbox.his.outcomes import Refuse

_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def his(world, tmp_path_factory) -> Iterator[His]:
    with His(tmp_path_factory.mktemp("his"), days=2, shared=("west",)).serving() as party:
        world.meet(party)
        yield party


@pytest.fixture(autouse=True)
def calm(his):
    yield
    his.calm()


def clinic_of(his: His, department: str) -> clinics.Clinic:
    found = clinics.get(f"c{his.today() + dt.timedelta(days=1):%Y%m%d}-{department}-am")
    assert found is not None
    return found


def free_slot(his: His, department: str = "cardiology") -> clinics.HisSlot:
    free = [slot for slot in clinic_of(his, department).slots if slot.status == "free" and slot.pool != "window"]
    return free[0]


@pytest.fixture
def slot(his) -> clinics.HisSlot:
    return free_slot(his)


@pytest.fixture
def shared_slot(his) -> clinics.HisSlot:
    return free_slot(his, "pediatrics")


def wanted(slot: clinics.HisSlot, **other) -> Wanted:
    wish = {"version": 1, "status": Wish.BOOKED, "patient": "p0001", "number": f"reg{next(_numbers)}"}
    return Wanted(slots=(slot.id,), start=slot.start, end=slot.end, **(wish | other))


def later(wish: Wanted, status: Wish, **other) -> Wanted:
    return wish._replace(version=wish.version + 1, status=status, **other)


def from_now() -> dt.datetime:
    time.sleep(0.003)  # the HIS's stamps are whole milliseconds
    return clock.now() + appointments.searching.OVERLAP


def status_of(his: His, slot: clinics.HisSlot) -> str:
    return his.store.get("Slot", slot.id)["status"]


def test_a_booking_is_accepted_and_takes_its_slot(his, slot):
    wish = wanted(slot)
    accepted = appointments.put(wish)
    assert isinstance(accepted, Accepted)
    assert accepted.standing is Standing.BOOKED
    assert status_of(his, slot) == "busy"
    there = appointments.get(wish.number)
    assert (there.id, there.version, there.patient, there.slots) == (accepted.id, 1, "p0001", (slot.id,))


def test_the_same_booking_delivered_twice_is_one_appointment_and_one_write(his, slot):
    wish = wanted(slot)
    first, second = appointments.put(wish), appointments.put(wish)
    assert first == second
    assert his.store.get("Appointment", first.id)["meta"]["versionId"] == "1"


def test_a_lost_answer_is_settled_by_putting_the_same_again(his, slot):
    wish = wanted(slot)
    his.feel("lost", "/fhir/Appointment", times=1)
    with pytest.raises(HisAway) as away:
        appointments.put(wish)
    assert away.value.sent
    assert isinstance(appointments.put(wish), Accepted)
    assert len([one for one in his.store.all("Appointment") if wish.number in json.dumps(one)]) == 1


def test_an_older_wish_that_comes_late_changes_nothing(his, slot):
    wish = wanted(slot)
    appointments.put(wish)
    appointments.put(later(wish, Wish.CANCELLED, why=Why.PATIENT))
    late = appointments.put(wish)
    assert isinstance(late, Accepted)
    assert late.standing is Standing.CANCELLED


def test_a_cancelled_appointment_frees_its_slot_and_says_why(his, slot):
    wish = wanted(slot)
    appointments.put(wish)
    appointments.put(later(wish, Wish.CANCELLED, why=Why.PATIENT))
    assert status_of(his, slot) == "free"
    assert appointments.get(wish.number).why is Why.PATIENT


def test_a_cancellation_that_arrives_before_the_booking_wins(his, slot):
    wish = wanted(slot)
    cancelled = appointments.put(later(wish, Wish.CANCELLED, why=Why.OTHER))
    assert cancelled.standing is Standing.CANCELLED
    assert appointments.put(wish).standing is Standing.CANCELLED
    assert status_of(his, slot) == "free"


def test_what_was_paid_reaches_the_his_to_the_fen(his, slot):
    paid = Paid("order1", "4200001", Fen(1555), clock.now())
    accepted = appointments.put(wanted(slot, paid=paid))
    payment = next(one for one in his.store.get("Appointment", accepted.id)["extension"] if one["url"].endswith("/payment"))
    values = {part["url"]: part for part in payment["extension"]}
    assert values["amount"]["valueMoney"] == {"value": 15.55, "currency": "CNY"}
    assert values["transaction"]["valueString"] == "4200001"


def test_a_slot_sold_at_the_window_meanwhile_is_refused(his, shared_slot):
    his.sell_at_window(shared_slot.id)
    assert appointments.put(wanted(shared_slot, status=Wish.HELD)) == Refused("slot-busy")


def test_a_hold_locks_the_slot_and_the_window_cannot_sell_it(his, shared_slot):
    held = appointments.put(wanted(shared_slot, status=Wish.HELD, held_until=clock.now() + dt.timedelta(minutes=15)))
    assert held.standing is Standing.HELD
    with pytest.raises(Refuse, match="slot-busy"):
        his.sell_at_window(shared_slot.id)


def test_a_hold_is_confirmed_once_paid(his, shared_slot):
    wish = wanted(shared_slot, status=Wish.HELD, held_until=clock.now() + dt.timedelta(minutes=15))
    appointments.put(wish)
    assert appointments.put(later(wish, Wish.BOOKED)).standing is Standing.BOOKED
    assert status_of(his, shared_slot) == "busy"


def test_a_hold_whose_time_is_up_is_given_back_by_the_his_and_may_be_lost(his, shared_slot):
    wish = wanted(shared_slot, status=Wish.HELD, held_until=clock.now() - dt.timedelta(seconds=5))
    appointments.put(wish)
    assert appointments.get(wish.number).standing is Standing.CANCELLED
    his.sell_at_window(shared_slot.id)
    assert appointments.put(later(wish, Wish.BOOKED)) == Refused("slot-busy")


def test_a_hold_given_back_may_still_be_booked_while_the_slot_is_free(his, shared_slot):
    wish = wanted(shared_slot, status=Wish.HELD, held_until=clock.now() - dt.timedelta(seconds=5))
    appointments.put(wish)
    assert appointments.put(later(wish, Wish.BOOKED)).standing is Standing.BOOKED


def test_a_stopped_clinic_takes_no_bookings_and_gives_up_those_it_has(his):
    slot, other = free_slot(his, "endocrine"), clinic_of(his, "endocrine").slots[7]
    wish = wanted(slot)
    appointments.put(wish)
    his.stop_clinic(f"c{his.today() + dt.timedelta(days=1):%Y%m%d}-endocrine-am")
    assert appointments.put(wanted(other)) == Refused("clinic-stopped")
    assert appointments.put(later(wish, Wish.CANCELLED, why=Why.HOSPITAL)).standing is Standing.CANCELLED
    assert status_of(his, slot) == "busy-unavailable"


def test_a_patient_whom_the_his_does_not_know_is_refused(his, slot):
    assert appointments.put(wanted(slot, patient="p9999")) == Refused("patient-unknown")


def test_a_his_that_refuses_is_believed(his, slot):
    his.refuse_next("patient-blocked")
    assert appointments.put(wanted(slot)) == Refused("patient-blocked")
    assert status_of(his, slot) == "free"


def test_a_his_that_is_down_has_done_nothing_or_we_do_not_know(his, slot):
    his.feel("error", "/fhir/Appointment")
    with pytest.raises(HisAway) as away:
        appointments.put(wanted(slot))
    assert away.value.sent


@pytest.mark.parametrize(
    ("step", "standing"),
    [("taken", Standing.TAKEN), ("arrived", Standing.ARRIVED), ("seen", Standing.SEEN), ("noshow", Standing.NO_SHOW)],
)
def test_what_happens_at_the_hospital_is_told_as_a_change(his, slot, step, standing):
    wish = wanted(slot)
    appointments.put(wish)
    since = from_now()
    his.mark(wish.number, step)
    told = {one.number: one for one in appointments.changed(since).items}
    assert told[wish.number].standing is standing


def test_a_passed_number_is_told_and_the_appointment_stands(his, slot):
    wish = wanted(slot)
    appointments.put(wish)
    his.mark(wish.number, "passed")
    there = appointments.get(wish.number)
    assert there.passed is not None
    assert there.standing is Standing.BOOKED


def test_a_number_returned_at_the_window_is_told_and_cannot_be_booked_again(his, slot):
    wish = wanted(slot)
    appointments.put(wish)
    his.mark(wish.number, "returned")
    there = appointments.get(wish.number)
    assert (there.standing, there.why) == (Standing.CANCELLED, Why.WINDOW)
    assert appointments.put(later(wish, Wish.BOOKED)) == Refused("returned-at-window")
    assert status_of(his, slot) == "free"


def test_an_arrival_is_not_undone_by_a_late_wish_of_ours(his, slot):
    wish = wanted(slot)
    appointments.put(wish)
    his.mark(wish.number, "passed")
    his.mark(wish.number, "arrived")
    paid = Paid("order2", "4200002", Fen(1000), clock.now())
    assert appointments.put(later(wish, Wish.BOOKED, paid=paid)).standing is Standing.ARRIVED
    there = appointments.get(wish.number)
    assert (there.version, there.passed is not None) == (2, True)
    assert status_of(his, slot) == "busy"


def test_who_has_taken_the_number_cannot_cancel_any_more(his, slot):
    wish = wanted(slot)
    appointments.put(wish)
    his.mark(wish.number, "taken")
    assert appointments.put(later(wish, Wish.CANCELLED, why=Why.PATIENT)) == Refused("already-taken")


def test_a_change_between_our_reading_and_our_writing_is_read_again(his, slot, monkeypatch):
    wish = wanted(slot)
    appointments.put(wish)
    find, marked = appointments._find, []

    def interrupted(number):
        node = find(number)
        if not marked:
            marked.append(his.mark(number, "arrived"))
        return node

    monkeypatch.setattr(appointments, "_find", interrupted)
    assert appointments.put(later(wish, Wish.BOOKED)).standing is Standing.ARRIVED


def test_a_his_that_never_rests_is_left_for_later(his, slot, monkeypatch):
    wish = wanted(slot)
    appointments.put(wish)
    find = appointments._find

    def interrupted(number):
        node = find(number)
        his.mark(number, "passed")
        return node

    monkeypatch.setattr(appointments, "_find", interrupted)
    with pytest.raises(HisAway) as away:
        appointments.put(later(wish, Wish.BOOKED))
    assert not away.value.sent


def test_a_server_that_leaves_the_resource_out_of_its_answer_is_asked_for_it(his, slot, monkeypatch):
    call, wish = appointments.client._call, wanted(slot)

    def bare(method, url, headers, body=None, *, conditional=False):
        answer = call(method, url, headers, body, conditional=conditional)
        return answer if method == "GET" else answer._replace(node=appointments.Node({}))

    monkeypatch.setattr(appointments.client, "_call", bare)
    assert isinstance(appointments.put(wish), Accepted)
    assert appointments.put(later(wish, Wish.CANCELLED, why=Why.OTHER)).standing is Standing.CANCELLED


def test_what_the_window_sells_is_not_told_as_ours(his, shared_slot):
    since = from_now()
    his.sell_at_window(shared_slot.id)
    told = appointments.changed(since)
    assert (told.items, told.unusable) == ([], 0)


def test_everything_we_write_is_valid_fhir(slot):
    from fhir.resources.R4B.appointment import Appointment

    paid = Paid("order3", "4200003", Fen(0), clock.now())
    for wish in (
        wanted(slot, paid=paid),
        wanted(slot, status=Wish.HELD, held_until=clock.now()),
        wanted(slot, status=Wish.CANCELLED),
    ):
        Appointment.model_validate(json.loads(appointments.client.dumped(appointments._resource(wish))))


def test_of_many_holds_of_one_slot_at_once_one_is_accepted(his, shared_slot):
    wishes = [wanted(shared_slot, status=Wish.HELD, held_until=clock.now() + dt.timedelta(minutes=15)) for _ in range(8)]
    with ThreadPoolExecutor(8) as at_once:
        answers = list(at_once.map(appointments.put, wishes))
    assert sum(isinstance(answer, Accepted) for answer in answers) == 1
    assert answers.count(Refused("slot-busy")) == 7


def test_the_books_survive_a_restart(tmp_path):
    with His(tmp_path, days=1).serving() as first:
        name = first.sell_at_window(next(one["id"] for one in first.store.all("Slot") if one["id"].endswith("-5")))
        held, secrets = first.held_by(name), first.provision()
    with His(tmp_path, days=1).serving() as again:
        assert again.store.get("Appointment", name)["status"] == "booked"
        assert again.held_by(name) == held != set()
        assert again.provision() == secrets
