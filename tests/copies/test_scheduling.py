"""When copies are fetched: proposed, accepted or countered, held all the while, let go when it lapses."""

import datetime as dt

import pytest
import time_machine

from chalicelib.copies import acting, desk_settings, scheduling
from chalicelib.copies.desk_settings import DeskSettings
from chalicelib.copies.models import Application
from chalicelib.copies.pickup import times
from chalicelib.copies.pickup.models import HalfHour
from chalicelib.copies.pickup.settings import PickUpSettings, Place
from chalicelib.copies.states import State
from chalicelib.kernel import clock, ids
from chalicelib.kernel.tables import Unit
from chalicelib.staff.roles import Role
from tests.copies import desk
from tests.staff.people import on_duty

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def me(world):
    return on_duty(Role.COPY_DESK)


@pytest.fixture
def place(world):
    made = Place(id=ids.new(), name="复印窗口", address="门诊楼一层", capacity=1, weekdays=range(1, 8))
    world.choose(PickUpSettings, places=[made.model_dump(mode="json")])
    return made


def holders(place):
    return {one for item in HalfHour.scan(consistent_read=True) if item.day.startswith(place.id) for one in item.holders or ()}


def propose(me, found, half=None):
    return scheduling.propose(me, found.id, "", half, desk.request())


def accept(found):
    with Unit() as unit:
        scheduling.accept(unit, desk.now(found))


def counter(found, place, half):
    with Unit() as unit:
        scheduling.counter(unit, desk.now(found), place.id, half)


def another(place, found):
    return next(
        half.id for half in times.calendar(place, clock.now()) if half.id != desk.now(found).time.get("half") and not half.full
    )


def test_the_desk_proposes_the_quietest_time_and_the_place_is_held(me, place):
    quiet = times.proposal(place, clock.now()).id
    found = propose(me, desk.application(State.TO_SCHEDULE))
    assert (found.stands, found.time["half"], found.time["by"]) == (State.TIME_PROPOSED, quiet, "staff")
    assert holders(place) == {found.id}


def test_accepted_it_stands_and_the_evening_before_is_reminded_of(me, place):
    found = propose(me, desk.application(State.TO_SCHEDULE), list(times.calendar(place, clock.now()))[-1].id)
    accept(found)
    assert desk.now(found).stands is State.TO_PICK_UP
    half = desk.now(found).time["half"]
    assert len(desk.due(found, scheduling.REMIND)) == 1
    scheduling.remind(found.id, half)
    assert desk.facts(found)[-1].kind == "copies.pick_up_near"
    with pytest.raises(Exception, match="copies_not_now"):
        accept(found)


def test_the_applicant_proposes_another_time_and_the_desk_agrees(me, place):
    found = propose(me, desk.application(State.TO_SCHEDULE))
    wanted = another(place, found)
    counter(found, place, wanted)
    now = desk.now(found)
    assert (now.stands, now.time["half"], now.time["by"]) == (State.TIME_COUNTERED, wanted, "applicant")
    assert sum(1 for item in HalfHour.scan(consistent_read=True) if found.id in (item.holders or ())) == 1
    assert scheduling.agree(me, found.id, desk.request()).stands is State.TO_PICK_UP


def test_the_desk_may_propose_once_more_instead(me, place):
    found = propose(me, desk.application(State.TO_SCHEDULE))
    counter(found, place, another(place, found))
    wanted = another(place, found)
    again = propose(me, found, wanted)
    assert (again.stands, again.time["half"]) == (State.TIME_PROPOSED, wanted)
    assert holders(place) == {found.id}


def test_where_the_hospital_trusts_the_calendar_a_chosen_time_stands_at_once(world, me, place):
    world.choose(DeskSettings, times_need_staff=False)
    found = propose(me, desk.application(State.TO_SCHEDULE))
    counter(found, place, another(place, found))
    assert desk.now(found).stands is State.TO_PICK_UP
    world.choose(DeskSettings, times_need_staff=True)
    assert desk_settings.chosen("east").times_need_staff


def test_thirty_two_at_once_for_the_last_place_of_a_half_hour_and_one_has_it(me, place):
    half = times.proposal(place, clock.now()).id
    found = [desk.application(State.TO_SCHEDULE) for _ in range(32)]
    outcomes = desk.at_once([lambda one=one: counter(one, place, half) for one in found])
    assert sum(outcome is None for outcome in outcomes) == 1
    assert len(holders(place)) == 1
    (winner,) = [one for one in found if desk.now(one).stands is State.TIME_COUNTERED]
    assert holders(place) == {winner.id}


def test_a_time_that_is_not_offered_is_refused_and_nothing_changes(me, place):
    found = desk.application(State.TO_SCHEDULE)
    with pytest.raises(times.NoSuchTime):
        propose(me, found, "20200101-0900")
    with pytest.raises(times.NoSuchPlace):
        scheduling.propose(me, found.id, "elsewhere", None, desk.request())
    assert desk.now(found).stands is State.TO_SCHEDULE
    assert holders(place) == set()


def test_nobody_came_reminded_then_back_to_the_shelf_and_the_place_is_free(me, place):
    found = propose(me, desk.application(State.TO_SCHEDULE))
    accept(found)
    half, start = desk.now(found).time["half"], times.start_of(desk.now(found).time["half"])
    scheduling.missed(found.id, half)
    assert desk.now(found).stands is State.TO_PICK_UP
    with time_machine.travel(start + dt.timedelta(days=4), tick=True):
        scheduling.missed(found.id, half)
        assert desk.facts(found)[-1].kind == "copies.pick_up_missed"
    with time_machine.travel(start + dt.timedelta(days=16), tick=True):
        scheduling.missed(found.id, half)
        assert desk.now(found).stands is State.RETURNED_TO_SHELF
        assert holders(place) == set()
        assert scheduling.take_down(me, found.id, desk.request()).stands is State.TO_SCHEDULE


def test_a_time_that_was_changed_is_not_missed(me, place):
    found = propose(me, desk.application(State.TO_SCHEDULE))
    old = desk.now(found).time["half"]
    counter(found, place, another(place, found))
    scheduling.agree(me, found.id, desk.request())
    with time_machine.travel(times.start_of(old) + dt.timedelta(days=20), tick=True):
        scheduling.missed(found.id, old)
        assert desk.now(found).stands is State.TO_PICK_UP


def test_letting_go_frees_the_half_hour(me, place):
    found = propose(me, desk.application(State.TO_SCHEDULE))
    with Unit() as unit:
        actions = scheduling.let_go(unit, found)
        unit.update(Application(found.id), actions)
    assert holders(place) == set()
    with Unit() as unit:
        assert scheduling.let_go(unit, desk.now(found)) == []


@pytest.mark.parametrize("state", sorted(set(State) - {State.TO_SCHEDULE, State.TIME_COUNTERED}))
def test_no_time_is_proposed_in_any_other_state(me, place, state):
    with pytest.raises(acting.DoneMeanwhile):
        propose(me, desk.application(state))
