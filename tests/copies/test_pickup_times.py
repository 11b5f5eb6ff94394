"""Half hours of a pick-up place: how many fit in, what is offered first."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.copies.pickup import settings, times
from chalicelib.copies.pickup.models import HalfHour, HalfHourId
from chalicelib.copies.pickup.settings import Hours, PickUpSettings, Place
from chalicelib.kernel import clock, ids
from chalicelib.kernel.tables import Unit

MONDAY = clock.at(dt.date(2026, 11, 23), 7)
QUIET = HalfHourId("20261123-1000")


@pytest.fixture
def place(world) -> Place:
    made = Place(id=ids.new(), name="复印窗口", address="门诊楼一层", capacity=2)
    world.choose(PickUpSettings, places=[made.model_dump(mode="json")])
    return made


def take(place: Place, half: HalfHourId, application: str = "") -> str:
    application = application or ids.new()
    with Unit() as unit:
        times.take(unit, place, half, application)
    return application


def holders(place: Place, half: HalfHourId) -> set[str]:
    bare = HalfHour.at(place.id, half)
    found = HalfHour.find(bare.day, bare.start)
    return set((found.holders if found else None) or ())


def test_the_first_offer_is_off_peak(place):
    assert times.proposal(place, MONDAY).id == "20261123-0930"
    assert next(times.calendar(place, MONDAY)).peak


def test_the_emptiest_quiet_half_hour_of_the_next_days_is_offered(place):
    take(place, HalfHourId("20261123-0930"))
    assert times.proposal(place, MONDAY).id == "20261123-1000"


def test_peak_hours_are_offered_when_nothing_quiet_is_left(world):
    narrow = Place(id=ids.new(), name="窗口", address="一层", capacity=1, hours=[Hours(opens="0800", closes="0900")])
    world.choose(PickUpSettings, places=[narrow.model_dump(mode="json")], days_ahead=1)
    assert times.proposal(narrow, MONDAY).id == "20261124-0800"  # two hours' notice leave none on Monday
    take(narrow, HalfHourId("20261124-0800"))
    take(narrow, HalfHourId("20261124-0830"))
    with pytest.raises(times.NothingFree):
        times.proposal(narrow, MONDAY)
    world.choose(PickUpSettings, days_ahead=10)


def test_a_full_half_hour_is_refused_and_given_back_it_is_free_again(place):
    first = take(place, QUIET)
    second = take(place, QUIET)
    with pytest.raises(times.HalfHourFull):
        take(place, QUIET)
    with Unit() as unit:
        times.give_back(unit, place.id, QUIET, first)
    third = take(place, QUIET)
    assert holders(place, QUIET) == {second, third}


def test_the_same_application_takes_one_place_however_often_it_asks(place):
    mine = take(place, QUIET)
    take(place, QUIET)
    take(place, QUIET, mine)
    assert len(holders(place, QUIET)) == 2


def test_thirty_two_at_once_for_the_last_place_and_one_has_it(place):
    take(place, QUIET)

    def attempt(_: int) -> bool:
        try:
            take(place, QUIET)
        except Exception:  # noqa: BLE001 - whatever refuses: full, or busy
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        won = sum(pool.map(attempt, range(32)))
    assert won == 1
    assert len(holders(place, QUIET)) == 2


def test_no_time_on_closed_days_weekends_past_moments_or_beside_the_grid(world, place):
    for wrong in ("20261122-0900", "20261123-0945", "20261123-1200", "20261123-0700", "20261223-0900", "20261123-08xx", "x"):
        with pytest.raises(times.NoSuchTime):
            times.require_open(place, HalfHourId(wrong), MONDAY)
    assert times.require_open(place, QUIET, MONDAY) == clock.at(dt.date(2026, 11, 23), 10)
    world.choose(PickUpSettings, closed=["2026-11-23"])
    with pytest.raises(times.NoSuchTime):
        times.require_open(place, QUIET, MONDAY)
    world.choose(PickUpSettings, closed=[])


def test_the_calendar_shows_the_load(place):
    take(place, QUIET)
    shown = {half.id: half.taken for half in times.calendar(place, MONDAY)}
    assert shown[QUIET] == 1
    assert sum(shown.values()) == 1
    assert min(shown) == "20261123-0900"  # two hours' notice


def test_a_place_that_is_no_place_is_refused(place):
    assert times.place(place.id).name == "复印窗口"
    with pytest.raises(times.NoSuchPlace):
        times.place("elsewhere")
    assert settings.chosen().places[0].id == place.id
