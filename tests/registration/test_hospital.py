"""With the played HIS: clinics come in, bookings go out, and the hospital changes its mind."""

import datetime as dt
import itertools

import pytest

from chalicelib.gateways.his import appointments
from chalicelib.gateways.his import clinics as his_clinics
from chalicelib.gateways.his.appointments import Standing
from chalicelib.kernel import audit, clock
from chalicelib.messages import outbox
from chalicelib.messages.models import Item
from chalicelib.registration import (
    changing,
    delivering,
    finding,
    records,
    refused,
    replacing,
    rescheduling,
    stopping,
    syncing,
    visiting,
)
from chalicelib.registration.models import Clinic, Delivery, Registration, Segment, clinic_id
from chalicelib.registration.states import Money, State
from tests.registration import people
from tests.registration.people import drain, facts, fresh, hold, pay, pump, request

_people = itertools.count(10)


@pytest.fixture(autouse=True)
def calm(his):
    yield
    his.calm()


@pytest.fixture(scope="module")
def names(his):
    """Doctors' clinics of tomorrow morning, one a test."""
    tomorrow = f"c{his.today() + dt.timedelta(days=1):%Y%m%d}-"
    kept = [one for one in his.store.all("Schedule") if one["id"].startswith(tomorrow) and one["id"].endswith("-am")]
    return iter([one["id"] for one in kept if "PractitionerRole" in one["actor"][0]["reference"]])


@pytest.fixture
def clinic(names) -> his_clinics.Clinic:
    """A clinic of a doctor of its own for each test; paid for."""
    found = next(found for name in names if (found := his_clinics.get(name)) and found.fee)
    syncing.take_in(found)
    return found


@pytest.fixture
def there(clinic) -> Segment:
    return segments(clinic)[0]


@pytest.fixture
def me(world):
    return people.somebody(f"p{next(_people):04d}")


@pytest.fixture
def other(world):
    return people.somebody(f"p{next(_people):04d}")


def segments(one: his_clinics.Clinic) -> list[Segment]:
    return finding.segments(clinic_id(one.department, clock.local(one.start).date().isoformat(), one.id))


def confirmed(who, there: Segment) -> Registration:
    made = hold(who, there)
    pay(made)
    pump()
    return records.known(made.id)


def take_in(one: his_clinics.Clinic) -> None:
    """The next minute's sync, of this clinic."""
    found = his_clinics.get(one.id)
    assert found is not None
    syncing.take_in(found)
    pump()


def told(who) -> list[Item]:
    return [one for one in Item.scan(consistent_read=True) if one.patient == who.patient]


# ---- clinics come in


def test_every_number_of_ours_is_free_in_a_segment_of_half_an_hour(clinic):
    ours = {slot.number for slot in clinic.slots if slot.pool == "allotted"}
    found = segments(clinic)
    assert set().union(*[one.free for one in found]) == ours
    for one in found:
        assert clock.read(one.end) - clock.read(one.start) == dt.timedelta(minutes=30)
        assert all(one.start <= mark < one.end for mark, _, _ in one.numbers.values())
    assert [one.id for one in found][:2] == ["0800", "0830"]


def test_taking_the_same_state_in_again_changes_nothing(clinic, me):
    hold(me, segments(clinic)[0])
    before = [one.to_dynamodb_dict() for one in segments(clinic)]
    Clinic(clinic.id).update([Clinic.at.set("")])
    take_in(clinic)
    assert [one.to_dynamodb_dict() for one in segments(clinic)] == before


def test_an_older_state_changes_nothing(his, clinic):
    older = his_clinics.get(clinic.id)
    his.move_room(clinic.id, "room-cardiology-1")
    take_in(clinic)
    syncing.take_in(older)
    assert segments(clinic)[0].room != older.room


def test_a_number_that_is_taken_back_leaves_only_if_it_is_free(his, clinic, there, me):
    made = hold(me, there)
    for number in sorted(there.free)[:2]:
        slot = his.store.get("Slot", there.mark(number).slot)
        his.store.put({**slot, "status": "entered-in-error"})
    take_in(clinic)
    now = fresh(there)
    assert now.held == {int(made.number): made.id}
    assert now.free == set(sorted(there.free)[2:]) or (now.free or set()) == set(sorted(there.free)[2:])


def test_what_we_sold_stays_sold_when_the_his_shows_the_slot_busy(his, clinic, there, me):
    made = confirmed(me, there)
    take_in(clinic)
    assert fresh(there).held == {int(made.number): made.id}
    assert int(made.number) not in (fresh(there).free or set())


# ---- bookings go out


def test_the_his_holds_my_paid_booking(me, there):
    made = confirmed(me, there)
    at_his = appointments.get(made.id)
    assert (at_his.standing, at_his.slots) == (Standing.BOOKED, (made.slot,))
    assert int(Delivery.get(made.id).delivered) == int(made.version)


def test_an_allotted_booking_survives_a_his_that_is_away(his, me, there):
    his.feel("down")
    made = confirmed(me, there)
    assert made.stands is State.CONFIRMED
    his.calm()
    assert appointments.get(made.id) is None
    drain(clock.now() + dt.timedelta(minutes=2))
    assert appointments.get(made.id).standing is Standing.BOOKED


def test_an_answer_that_was_lost_makes_one_appointment(his, me, there):
    his.feel("lost", on="/Appointment", times=1)
    made = confirmed(me, there)
    his.calm()
    drain(clock.now() + dt.timedelta(minutes=40))
    named = [one for one in his.store.all("Appointment") if made.id in str(one["identifier"])]
    assert len(named) == 1


def test_a_cancelled_booking_frees_the_slot_at_the_his(his, me, there):
    made = confirmed(me, there)
    changing.cancel(me.me, made.id, request(me))
    pump()
    assert appointments.get(made.id).standing is Standing.CANCELLED
    assert his.store.get("Slot", made.slot)["status"] == "free"


def test_a_moved_booking_is_moved_at_the_his(his, me, clinic, there):
    made = confirmed(me, there)
    elsewhere = segments(clinic)[2]
    now = rescheduling.reschedule(me.me, made.id, elsewhere.clinic, elsewhere.id, request(me))
    pump()
    assert appointments.get(made.id).slots == (now.slot,)
    assert his.store.get("Slot", made.slot)["status"] == "free"


def test_who_takes_a_number_before_the_his_heard_that_it_was_given_back_is_not_refused(his, me, other, there):
    made = confirmed(me, there)
    his.feel("down")
    changing.cancel(me.me, made.id, request(me))
    pump()
    his.calm()
    second = confirmed(other, there)
    assert second.number == made.number
    drain(clock.now() + dt.timedelta(minutes=5))
    pump()
    assert records.known(second.id).stands is State.CONFIRMED
    assert appointments.get(second.id).standing is Standing.BOOKED


def test_two_who_took_each_others_place_while_the_his_was_away_both_get_there(his, me, other, clinic):
    first, second, third = segments(clinic)[:3]
    for one in (first, second, third):
        Segment(one.day, one.own).update([Segment.free.set({min(one.free)})])
    a, b = confirmed(me, first), confirmed(other, second)
    his.feel("down")
    for who, made, there in ((other, b, third), (me, a, second), (other, b, first)):
        rescheduling.reschedule(who.me, made.id, there.clinic, there.id, request(who))
    pump()
    his.calm()
    for minutes in range(1, 40, 3):
        drain(clock.now() + dt.timedelta(minutes=minutes))
        pump()
    for made in (a, b):
        now = records.known(made.id)
        assert now.stands is State.CONFIRMED
        assert (appointments.get(now.id).standing, appointments.get(now.id).slots) == (Standing.BOOKED, (now.slot,))


def test_a_refusal_by_the_hospital_ends_it_and_the_fee_comes_back(his, me, there):
    his.refuse_next("patient-unknown")
    made = confirmed(me, there)
    pump()
    now = records.known(made.id)
    assert (now.stands, now.fee_stands) == (State.REFUSED_BY_HOSPITAL, Money.REFUNDING)
    assert int(now.number) not in (fresh(there).free or set())
    assert "refused" in {one.kind for one in told(me)}


def test_a_new_patient_is_delivered_once_the_his_knows_him(world, there):
    from chalicelib.cards.models import PersonItem

    newcomer = people.somebody(None)
    made = confirmed(newcomer, there)
    assert (made.stands, appointments.get(made.id)) == (State.CONFIRMED, None)
    PersonItem(newcomer.patient).update([PersonItem.his_id.set("p0099")])
    drain(clock.now() + dt.timedelta(minutes=2))
    assert appointments.get(made.id).patient == "p0099"


# ---- the visit


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("taken", State.TAKEN),
        ("arrived", State.ARRIVED),
        ("seen", State.SEEN),
        ("noshow", State.NO_SHOW),
        ("passed", State.PASSED),
    ],
)
def test_the_visit_follows_what_the_hospital_says(his, me, there, step, state):
    made = confirmed(me, there)
    his.mark(made.id, step)
    for _ in range(2):
        visiting.poll()
    assert records.known(made.id).stands is state


def test_what_the_window_took_back_is_refunded(his, me, there):
    made = confirmed(me, there)
    his.mark(made.id, "returned")
    visiting.poll()
    now = records.known(made.id)
    assert (now.stands, now.fee_stands) == (State.RETURNED_AT_WINDOW, Money.REFUNDING)


def test_silence_of_the_his_makes_nobody_passed(his, me, there):
    made = confirmed(me, there)
    visiting.poll()
    assert records.known(made.id).stands is State.CONFIRMED


# ---- stop-clinic


def test_a_stopped_clinic_refunds_and_tells_everybody_urgently(his, me, other, clinic, there):
    paid, held = confirmed(me, there), hold(other, segments(clinic)[1])
    his.stop_clinic(clinic.id, "医生临时外出")
    take_in(clinic)
    one, two = records.known(paid.id), records.known(held.id)
    assert (one.stands, one.fee_stands, two.stands) == (State.STOPPED, Money.REFUNDING, State.STOPPED)
    for who in (me, other):
        news = [item for item in told(who) if item.kind == "stopped"]
        assert [item.urgent for item in news] == [True]
    assert outbox.values_of(next(item for item in told(me) if item.kind == "stopped"))["reason"] == "医生临时外出，费用原路退回"
    assert appointments.get(paid.id).standing is Standing.CANCELLED
    with pytest.raises(refused.ClinicStopped):
        hold(people.somebody(), there)


def test_a_stop_that_was_killed_midway_is_finished_and_nobody_is_served_twice(clinic, me, other, there):
    made = [confirmed(me, there), confirmed(other, there)]
    stopping.stop("admin", there.clinic, "设备检修")
    stopping.end(made[0].id, "设备检修")  # then it was killed
    pump()
    fact = next(one for one in facts(clinic.id) if one.kind == "clinic.stopped")
    for _ in range(2):
        stopping.carry_out(fact)
    pump()
    for one in made:
        assert [fact.kind for fact in facts(one.id)].count("registration.stopped") == 1
    assert [len([item for item in told(who) if item.kind == "stopped"]) for who in (me, other)] == [1, 1]


def test_an_administrators_stop_stands_in_the_audit_log_and_the_his_does_not_undo_it(clinic, there):
    stopping.stop("admin7", there.clinic, "设备检修")
    pump()
    entries = list(audit.entries(clock.today(), "admin7"))
    assert [(one.act, one.subject, one.reason) for one in entries] == [("clinic.stopped", there.clinic, "设备检修")]
    Clinic(clinic.id).update([Clinic.at.set("")])
    take_in(clinic)
    assert fresh(there).running is False
    with pytest.raises(refused.ClinicStopped):
        stopping.stop("admin7", there.clinic, "again")


def test_a_stop_by_mistake_is_taken_back_by_the_his(his, clinic, there, me):
    his.stop_clinic(clinic.id)
    take_in(clinic)
    his.resume_clinic(clinic.id)
    take_in(clinic)
    assert hold(me, fresh(there)).stands is State.HELD


# ---- replaced


def test_another_doctor_means_keep_or_a_free_refund(his, me, other, clinic, there):
    made, second = confirmed(me, there), confirmed(other, there)
    doctor = next(one["id"] for one in his.store.all("Practitioner") if one["id"] != there.doctor)
    his.replace_doctor(clinic.id, doctor)
    take_in(clinic)
    now = records.known(made.id)
    assert (now.stands, now.doctor, now.changed) == (State.REPLACED, doctor, {"doctor"})
    assert [one.urgent for one in told(me) if one.kind == "replaced"] == [True]
    assert changing.keep(me.me, made.id, request(me)).stands is State.CONFIRMED
    gone = changing.refund(other.me, second.id, request(other))
    assert (gone.stands, gone.fee_stands) == (State.CANCELLED, Money.REFUNDING)
    with pytest.raises(refused.NothingToDecide):
        changing.keep(me.me, made.id, request(me))


def test_after_the_cut_off_what_was_replaced_can_still_be_refunded(his, me, clinic, there):
    made = confirmed(me, there)
    his.move_room(clinic.id, "room-cardiology-1" if "cardiology" not in clinic.department else "room-pediatrics-1")
    take_in(clinic)
    Registration(made.id).update([Registration.mark.set(clock.stamp(clock.now()))])
    assert changing.refund(me.me, made.id, request(me)).stands is State.CANCELLED


def test_a_later_time_moves_my_place_with_me(his, me, clinic, there):
    made = confirmed(me, there)
    his.move_time(clinic.id, 60)
    take_in(clinic)
    now = records.known(made.id)
    assert (now.stands, now.changed, now.number) == (State.REPLACED, {"time"}, made.number)
    assert clock.read(now.mark) - clock.read(made.mark) == dt.timedelta(hours=1)
    assert now.segment != made.segment
    assert fresh(Segment.at(now.clinic, now.segment)).held == {int(now.number): now.id}


def test_a_stand_in_of_the_same_grade_takes_the_clinic_over(his, me, clinic, there, directory):
    made = confirmed(me, there)
    same, lower = directory(there.grade, besides=there.doctor)
    with pytest.raises(replacing.OtherGrade):
        replacing.replace("admin", there.clinic, lower, "医生出差")
    replacing.replace("admin", there.clinic, same, "医生出差")
    pump()
    assert records.known(made.id).stands is State.REPLACED
    Clinic(clinic.id).update([Clinic.at.set("")])
    take_in(clinic)
    assert records.known(made.id).doctor == same, "the HIS still names the first doctor, the stand-in stays"


@pytest.fixture(scope="module")
def directory(his):
    from chalicelib.directory import catalogue, sync

    sync.sync()
    catalogue.forget_cached()

    def doctors(grade: str, besides: str) -> tuple[str, str]:
        found = catalogue.hospital().doctors
        same = next(one.id for one in found if one.id != besides and {post.grade for post in one.posts} == {grade})
        return same, next(one.id for one in found if grade not in {post.grade for post in one.posts} and one.posts)

    return doctors


# ---- told and reminded


def test_success_is_told_once_with_the_window_to_arrive_in(me, there):
    made = confirmed(me, there)
    news = [one for one in told(me) if one.kind == "booked"]
    assert len(news) == 1
    values = outbox.values_of(news[0])
    mark = clock.local(clock.read(made.mark))
    assert values["time"] == f"{mark:%Y-%m-%d %H:%M}"
    assert values["reason"] == f"{mark - dt.timedelta(minutes=30):%H:%M}-{mark:%H:%M}到达"
    assert values["name"] == "王小明"


def test_i_am_reminded_the_evening_before_and_on_the_day_unless_i_cancelled(me, other, there, time_machine_at):
    made, gone = confirmed(me, there), confirmed(other, there)
    changing.cancel(other.me, gone.id, request(other))
    pump()
    with time_machine_at(clock.at(dt.date.fromisoformat(made.date), 7, 1)):
        due = [one for one in drain(clock.now()) if one.kind == "registration.remind" and one.subject in (made.id, gone.id)]
    assert len(due) >= 2
    assert len([one for one in told(me) if one.kind == "reminder"]) == len([one for one in due if one.subject == made.id])
    assert [one for one in told(other) if one.kind == "reminder"] == []


def test_what_is_still_on_its_way_about_a_visit_is_recalled_when_i_cancel(me, other, there, time_machine_at):
    gone, made = confirmed(me, there), confirmed(other, there)
    with time_machine_at(clock.at(dt.date.fromisoformat(made.date), 7, 1)):
        drain(clock.now())
        changing.cancel(me.me, gone.id, request(me))
        pump()
        standing = {one.kind: bool(one.recalled) for one in told(me) if one.reference == gone.id}
        assert {"booked", "reminder", "cancelled"} <= standing.keys()
        assert standing == {kind: kind in ("booked", "reminder") for kind in standing}
        assert not any(one.recalled for one in told(other))


@pytest.fixture
def time_machine_at():
    import time_machine

    return lambda moment: time_machine.travel(moment, tick=True)


def test_a_delivery_that_is_done_is_not_sent_again(his, me, there):
    made = confirmed(me, there)
    before = len(his.heard())
    delivering.deliver(made.id)
    assert len(his.heard()) == before


def test_every_hint_fits_its_field(me, there):
    from chalicelib.messages.kinds import Kind
    from chalicelib.messages.templates import TEMPLATES, rendered
    from chalicelib.registration import telling

    made = confirmed(me, there)
    made.reason, made.changed, made.money = "医生临时外出参加抢救无法出诊请见谅", {"doctor", "room", "time"}, "refunding"
    for kind in (Kind.BOOKED, Kind.REMINDER, Kind.STOPPED, Kind.REPLACED, Kind.CANCELLED, Kind.REFUNDED, Kind.REFUSED):
        values = telling._values(made, kind)
        shown = rendered(TEMPLATES[kind].fields, [values], dt.date.fromisoformat(made.date))
        assert any(text.endswith(values["reason"]) for text in shown.values()), (kind, shown)
