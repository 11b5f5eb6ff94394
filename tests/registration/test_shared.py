"""Shared numbers: the HIS locks, or there is no hold."""

import datetime as dt
import itertools

import pytest

from chalicelib.gateways.his import appointments
from chalicelib.gateways.his import clinics as his_clinics
from chalicelib.gateways.his.appointments import Standing
from chalicelib.kernel import clock
from chalicelib.registration import changing, finding, locking, moving, records, refused, rescheduling, syncing
from chalicelib.registration.models import Quota, Registration, Segment
from chalicelib.registration.settings import RegistrationSettings
from chalicelib.registration.states import State
from sandbox.his import His
from tests.registration import people
from tests.registration.people import drain, fresh, hold, pay, pump, request

_people = itertools.count(10)


@pytest.fixture(scope="module")
def his(world, tmp_path_factory):
    with His(tmp_path_factory.mktemp("his"), days=3, shared=("east", "west")).serving() as party:
        world.meet(party)
        world.choose(RegistrationSettings, shared_numbers=True)
        yield party


@pytest.fixture(autouse=True)
def calm(his):
    yield
    his.calm()


@pytest.fixture(scope="module")
def names(his):
    tomorrow = f"c{his.today() + dt.timedelta(days=1):%Y%m%d}-"
    return iter([one["id"] for one in his.store.all("Schedule") if one["id"].startswith(tomorrow) and one["id"].endswith("-am")])


@pytest.fixture
def clinic(names):
    found = next(found for name in names if (found := his_clinics.get(name)) and found.fee)
    syncing.take_in(found)
    return found


@pytest.fixture
def some(clinic) -> list[Segment]:
    return finding.segments(syncing.clinic_id(clinic.department, clock.local(clinic.start).date().isoformat(), clinic.id))


@pytest.fixture
def there(some) -> Segment:
    return some[0]


@pytest.fixture
def me(world):
    return people.somebody(f"p{next(_people):04d}")


def slot(his, made) -> str:
    return his.store.get("Slot", made.slot)["status"]


def later(minutes: int = 3) -> None:
    drain(clock.now() + dt.timedelta(minutes=minutes))
    pump()


def test_a_hold_locks_the_number_at_the_his(his, me, there):
    made = hold(me, there)
    assert (made.stands, slot(his, made)) == (State.HELD, "busy-tentative")


def test_success_waits_for_the_hospitals_yes(his, me, there):
    made = hold(me, there)
    pay(made)
    his.feel("down")
    pump()
    assert records.known(made.id).stands is State.PAID_AWAITING_HOSPITAL
    his.calm()
    later()
    assert records.known(made.id).stands is State.CONFIRMED
    assert (appointments.get(made.id).standing, slot(his, made)) == (Standing.BOOKED, "busy")


def test_a_number_that_the_window_sold_is_not_given_twice(his, me, there):
    number = min(there.free)
    his.sell_at_window(there.mark(number).slot)
    made = hold(me, there)
    assert int(made.number) != number
    assert number not in (fresh(there).free or ())


def test_a_segment_sold_out_at_the_window_is_full(his, me, there):
    for number in there.free:
        his.sell_at_window(there.mark(number).slot)
    with pytest.raises(refused.SegmentFull):
        hold(me, there)
    assert (Quota.get(me.patient, there.date).taken, fresh(there).held) == (None, {})


def test_when_the_his_is_away_there_is_no_new_hold_and_it_is_said_plainly(his, me, there):
    his.feel("down")
    with pytest.raises(locking.NoNewHold) as no:
        hold(me, there)
    assert no.value.status == 503
    assert "暂时不能挂新号" in no.value.message
    his.calm()
    later()
    assert (fresh(there).free, fresh(there).held) == (there.free, {})


def test_a_lock_whose_answer_was_lost_is_let_go(his, me, there):
    his.feel("lost", on="/Appointment", times=3)
    key = "lost-lock-" + "k" * 16
    with pytest.raises(locking.NoNewHold):
        hold(me, there, key)
    his.calm()
    with pytest.raises(refused.StillAsking):
        hold(me, there, key)
    later()
    assert fresh(there).held == {}
    assert his.store.get("Slot", there.mark(min(there.free)).slot)["status"] == "free"
    assert hold(me, there, key).stands is State.HELD


def test_killed_between_the_lock_and_the_hold_everything_is_let_go(his, me, there, monkeypatch):
    """The process ends after the HIS said yes."""

    class Killed(BaseException):
        pass

    def killed(*_):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(locking, "_hold", killed)
        with pytest.raises(Killed):
            hold(me, there)
    assert fresh(there).held != {}
    later()
    assert fresh(there).held == {}
    assert his.store.get("Slot", there.mark(min(there.free)).slot)["status"] == "free"


def test_a_hold_that_is_not_paid_is_unlocked_at_the_his(his, me, clinic, there):
    made = hold(me, there)
    drain(clock.now() + dt.timedelta(minutes=16))
    pump()
    assert records.known(made.id).stands is State.EXPIRED
    assert slot(his, made) == "free"
    syncing.take_in(his_clinics.get(clinic.id))
    assert fresh(there).free == there.free, "free again once the HIS says so"


def test_what_the_windows_sell_leaves_our_list_and_what_they_free_comes_back(his, clinic, there):
    number = min(there.free)
    his.sell_at_window(there.mark(number).slot)
    syncing.take_in(his_clinics.get(clinic.id))
    assert number not in (fresh(there).free or ())


def test_what_costs_nothing_also_waits_for_the_hospitals_yes(his, me, there):
    Segment(there.day, there.own).update([Segment.fee.set(0)])
    made = hold(me, there)
    assert made.stands is State.PAID_AWAITING_HOSPITAL
    pump()
    assert records.known(made.id).stands is State.CONFIRMED


def confirmed(me, there) -> Registration:
    made = hold(me, there)
    pay(made)
    pump()
    return records.known(made.id)


def test_i_move_when_the_his_says_yes(his, me, some):
    made = confirmed(me, some[0])
    now = rescheduling.reschedule(me.me, made.id, some[1].clinic, some[1].id, request(me))
    pump()
    assert (now.stands, now.segment) == (State.CONFIRMED, some[1].id)
    assert (slot(his, made), slot(his, now)) == ("free", "busy")
    assert fresh(some[0]).held == {}


def test_i_stay_when_the_his_says_no(his, me, some):
    made = confirmed(me, some[0])
    for number in some[1].free:
        his.sell_at_window(some[1].mark(number).slot)
    with pytest.raises(refused.SegmentFull):
        rescheduling.reschedule(me.me, made.id, some[1].clinic, some[1].id, request(me))
    pump()
    now = records.known(made.id)
    assert (now.stands, now.segment, now.moving) == (State.CONFIRMED, made.segment, None)
    assert slot(his, made) == "busy"


@pytest.mark.parametrize("mood", ["lost", "down"])
def test_a_move_without_an_answer_ends_where_the_his_has_me(his, me, some, mood):
    made = confirmed(me, some[0])
    his.feel(mood, on="/Appointment", times=0)
    with pytest.raises(locking.NoNewHold):
        rescheduling.reschedule(me.me, made.id, some[1].clinic, some[1].id, request(me))
    his.calm()
    later()
    now = records.known(made.id)
    assert not now.moving
    assert appointments.get(made.id).slots == (now.slot,)
    assert slot(his, now) == "busy"


def test_while_the_his_is_asked_for_another_place_nothing_else_changes(his, me, some):
    made = confirmed(me, some[0])
    moving._ask(me.me, made, some[1], min(some[1].free))
    with pytest.raises(refused.StillAsking):
        changing.cancel(me.me, made.id, request(me))
    moving.settle(made.id)
    assert records.known(made.id).segment == made.segment
    assert records.known(made.id).moving is None
