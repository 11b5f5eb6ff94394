"""The honest clock: medians of what really happened, by no scan."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.copies import timing
from chalicelib.copies.models import Spent
from chalicelib.copies.states import State
from chalicelib.kernel import clock
from chalicelib.kernel.facts import AlreadySeen, Fact

pytestmark = pytest.mark.usefixtures("world")
HOUR = 3600


def left(state: State, seconds: float, *, days_ago: int = 0, key: str = "") -> None:
    at = clock.now() - dt.timedelta(days=days_ago)
    since = clock.stamp(at - dt.timedelta(seconds=seconds))
    about = {"was": state.value, "since": since}
    number = f"{state}{seconds}{days_ago}{key}"
    timing.left(Fact(id=number, kind="copies.x", subject="a", version=1, at=clock.stamp(at), about=about))


@pytest.fixture(autouse=True)
def empty(world):
    yield
    for one in Spent.scan():
        one.delete()


def test_the_median_is_that_of_what_happened(world):
    for number, hours in enumerate((1, 2, 3, 50, 90)):
        left(State.IN_REVIEW, hours * HOUR, key=f"m{number}")
    assert abs(timing.median(State.IN_REVIEW).total_seconds() - 3 * HOUR) < 0.3 * 3 * HOUR


def test_what_is_older_than_thirty_days_does_not_count(world):
    left(State.COPYING, HOUR, days_ago=31)
    assert timing.median(State.COPYING) is None


def test_nothing_is_said_before_anything_happened(world):
    assert timing.median(State.CHECKING) is None
    assert timing.words(None) == ""


def test_the_same_fact_counts_once(world):
    left(State.TO_SHIP, HOUR, key="once")
    with pytest.raises(AlreadySeen):
        left(State.TO_SHIP, HOUR, key="once")
    assert [int(one.times) for one in Spent.query(State.TO_SHIP.value)] == [1]


@given(st.floats(1, 400 * 86400))
def test_a_length_falls_into_the_bucket_that_tells_it_to_a_quarter(seconds):
    number = timing.bucket(dt.timedelta(seconds=seconds))
    upper = timing.FIRST * timing.GROWS**number
    assert seconds <= upper * 1.000001
    assert number == 0 or seconds > upper / timing.GROWS / 1.000001


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (dt.timedelta(seconds=20), "约1分钟"),
        (dt.timedelta(minutes=35), "约35分钟"),
        (dt.timedelta(hours=5), "约5小时"),
        (dt.timedelta(days=3), "约3天"),
    ],
)
def test_a_length_is_told_as_people_say_it(length, words):
    assert timing.words(length) == words
