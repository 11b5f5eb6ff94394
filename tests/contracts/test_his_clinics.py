"""Clinics at the HIS: sessions with time-marked numbers, and everything that can happen to them."""

import datetime as dt
import time
from collections.abc import Iterator

import pytest

from chalicelib.gateways.his import clinics
from chalicelib.gateways.his.clinics import Clinic, Kind, Pool, SlotStatus
from chalicelib.gateways.his.outcomes import Unusable
from chalicelib.kernel import clock
from sandbox.his import His
from sandbox.his.outcomes import Refuse


@pytest.fixture(scope="module")
def his(world, tmp_path_factory) -> Iterator[His]:
    with His(tmp_path_factory.mktemp("his"), days=2).serving() as party:
        world.meet(party)
        yield party


@pytest.fixture(scope="module")
def all_clinics(his) -> list[Clinic]:
    return clinics.changed(None).items


def of(his: His, doctor: str, half: str = "am", ahead: int = 1) -> str:
    """The id of a clinic that runs, of that doctor or department."""
    day = his.today() + dt.timedelta(days=ahead)
    return f"c{day:%Y%m%d}-{doctor}-{half}"


def of_some_doctor(his: His, department: str) -> str:
    named = [
        one["id"]
        for one in his.store.all("Schedule")
        if any(f"room-{department}-2" in actor["reference"] for actor in one["actor"])
    ]
    return next(name for name in named if name.startswith(f"c{his.today() + dt.timedelta(days=1):%Y%m%d}"))


def changed_since(moment: dt.datetime) -> dict[str, Clinic]:
    return {one.id: one for one in clinics.changed(moment + clinics.searching.OVERLAP).items}


def from_now() -> dt.datetime:
    time.sleep(0.003)  # the HIS's stamps are whole milliseconds
    return clock.now()


def test_every_clinic_that_the_his_holds_is_told_once(his, all_clinics):
    assert sorted(one.id for one in all_clinics) == sorted(one["id"] for one in his.store.all("Schedule"))


def test_a_doctors_clinic_tells_who_where_when_and_for_how_much(his, all_clinics):
    name = of_some_doctor(his, "cardiology")
    clinic = next(one for one in all_clinics if one.id == name)
    assert (clinic.campus, clinic.campus_name) == ("east", "东院区")
    assert (clinic.department, clinic.department_name, clinic.room) == ("cardiology", "心血管内科", "门诊楼2层A区2诊室")
    assert clinic.doctor in {"d001", "d002", "d003", "d004", "d005"}
    assert clinic.doctor_name
    assert (clinic.grade, int(clinic.fee)) in {("主任医师", 5000), ("副主任医师", 3000), ("主治医师", 1550)}
    assert clock.local(clinic.start).date() == his.today() + dt.timedelta(days=1)


def test_a_departments_clinic_has_no_doctor_and_is_general(his, all_clinics):
    clinic = next(one for one in all_clinics if one.id == of(his, "orthopedics"))
    assert (clinic.doctor, clinic.doctor_name, clinic.grade, clinic.kind, clinic.fee) == (None, "", "", Kind.GENERAL, 1000)


def test_a_free_clinic_costs_nothing(his, all_clinics):
    assert next(one for one in all_clinics if one.id == of(his, "convenience")).fee == 0


def test_numbers_are_unique_in_a_clinic_in_order_of_their_marks_and_within_the_session(all_clinics):
    for clinic in all_clinics:
        assert [slot.number for slot in clinic.slots] == list(range(1, len(clinic.slots) + 1))
        assert [slot.start for slot in clinic.slots] == sorted(slot.start for slot in clinic.slots)
        assert clinic.start <= clinic.slots[0].start
        assert clinic.slots[-1].end <= clinic.end + dt.timedelta(minutes=15)


def test_the_windows_own_numbers_are_told_apart_from_ours(all_clinics):
    pools = {slot.pool for clinic in all_clinics for slot in clinic.slots}
    assert pools == {Pool.ALLOTTED, Pool.WINDOW}


def test_a_stopped_clinic_is_told_with_its_reason_and_can_be_resumed(his):
    since, name = from_now(), of(his, "neurology")
    his.stop_clinic(name, "设备检修")
    stopped = changed_since(since)[name]
    assert (stopped.active, stopped.comment) == (False, "设备检修")
    assert {slot.status for slot in stopped.slots} == {SlotStatus.UNAVAILABLE}
    his.resume_clinic(name)
    assert changed_since(since)[name].active


def test_a_doctor_who_stands_in_is_told_with_the_one_he_replaces(his):
    since, name = from_now(), of_some_doctor(his, "surgery")
    before = clinics.get(name)
    other = next(f"d{n:03d}" for n in range(1, 90) if _surgeon(his, f"d{n:03d}") and f"d{n:03d}" != before.doctor)
    his.replace_doctor(name, other)
    after = changed_since(since)[name]
    assert (after.doctor, after.replaces) == (other, before.doctor)
    assert after.doctor_name != before.doctor_name


def _surgeon(his: His, doctor: str) -> bool:
    role = his.store.get("PractitionerRole", f"role-{doctor}")
    return role is not None and role["organization"]["reference"] == "Organization/surgery"


def test_another_room_and_another_time_are_told(his):
    since, name = from_now(), of(his, "urology")
    before = clinics.get(name)
    his.move_room(name, "room-urology-3")
    his.move_time(name, 30)
    after = changed_since(since)[name]
    assert after.room == "门诊楼4层C区3诊室"
    assert after.start == before.start + dt.timedelta(minutes=30)
    assert after.slots[0].start == before.slots[0].start + dt.timedelta(minutes=30)
    assert [slot.id for slot in after.slots] == [slot.id for slot in before.slots]


def test_a_number_sold_at_the_window_is_told_though_the_schedule_did_not_change(his):
    since, name = from_now(), of(his, "ophthalmology")
    before = clinics.get(name)
    window = next(slot for slot in before.slots if slot.pool is Pool.WINDOW)
    his.sell_at_window(window.id)
    after = changed_since(since)
    assert list(after) == [name]
    assert (after[name].version, after[name].slots[window.number - 1].status) == (before.version, SlotStatus.BUSY)
    assert after[name].at > before.at


def test_the_window_cannot_sell_our_numbers(his):
    ours = next(slot for slot in clinics.get(of(his, "ent")).slots if slot.pool is Pool.ALLOTTED)
    with pytest.raises(Refuse, match="slot-busy"):
        his.sell_at_window(ours.id)


def test_a_campus_may_share_its_numbers(his):
    name = of(his, "tcm", "pm")
    his.share_numbers("west")
    assert {slot.pool for slot in clinics.get(name).slots} == {Pool.SHARED, Pool.WINDOW}
    his.share_numbers("west", shared=False)
    assert {slot.pool for slot in clinics.get(name).slots} == {Pool.ALLOTTED, Pool.WINDOW}


def test_an_active_clinic_without_a_fee_is_left_out_but_its_stop_is_told(his):
    name = of(his, "dermatology", "pm")
    schedule = his.there("Schedule", name)
    del schedule["extension"]
    since = from_now()
    his.store.put(schedule)
    changed = clinics.changed(since + clinics.searching.OVERLAP)
    assert (changed.items, changed.unusable) == ([], 1)
    with pytest.raises(Unusable, match="clinic-fee"):
        clinics.get(name)
    his.stop_clinic(name)
    assert changed_since(since)[name].fee is None


def test_a_clinic_stopped_while_it_is_read_is_never_told_half(his, monkeypatch):
    since, name = from_now(), of(his, "rehabilitation")
    his.move_room(name, "room-rehabilitation-2")
    read_slots = clinics._slots

    def stopped_meanwhile(schedules):
        monkeypatch.setattr(clinics, "_slots", read_slots)
        his.stop_clinic(name)
        return read_slots(schedules)

    monkeypatch.setattr(clinics, "_slots", stopped_meanwhile)
    assert changed_since(since) == {}
    assert not changed_since(since)[name].active


def test_a_clinic_that_changes_while_it_is_asked_for_is_asked_for_again(his, monkeypatch):
    name, read_slots = of(his, "gynecology"), clinics._slots

    def stopped_meanwhile(schedules):
        monkeypatch.setattr(clinics, "_slots", read_slots)
        his.stop_clinic(name)
        return read_slots(schedules)

    monkeypatch.setattr(clinics, "_slots", stopped_meanwhile)
    assert not clinics.get(name).active


def test_a_clinic_that_is_not_there_is_none(his):
    assert clinics.get("c20200101-nobody-am") is None


def test_the_next_day_brings_the_clinics_of_one_more_day(his):
    before = {one["id"] for one in his.store.all("Schedule")}
    since, today = from_now(), his.today
    his.today = lambda: today() + dt.timedelta(days=1)
    try:
        new = changed_since(since)
    finally:
        his.today = today
    assert {one["id"] for one in his.store.all("Schedule")} == before | set(new)
    assert {clock.local(one.start).date() for one in new.values()} == {today() + dt.timedelta(days=2)}
