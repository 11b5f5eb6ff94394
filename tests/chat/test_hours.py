"""When somebody answers, on the hospital's wall clock."""

import datetime as dt

import pytest

from chalicelib.chat import hours
from chalicelib.chat.settings import ChatSettings
from chalicelib.kernel import clock

DAY = dt.date(2026, 11, 23)
USUAL, NIGHT, ALWAYS = ChatSettings(), ChatSettings(opens="20:00", closes="02:00"), ChatSettings(opens="08:00", closes="08:00")


def at(hour, minute=0, day=DAY):
    return clock.at(day, hour, minute)


@pytest.mark.parametrize(("moment", "is_open"), [((7, 59), False), ((8, 0), True), ((21, 59), True), ((22, 0), False)])
def test_from_eight_to_ten_at_night(moment, is_open):
    assert hours.is_open(at(*moment), USUAL) is is_open


@pytest.mark.parametrize(("moment", "is_open"), [((19, 59), False), ((20, 0), True), ((1, 59), True), ((2, 0), False)])
def test_over_midnight(moment, is_open):
    assert hours.is_open(at(*moment), NIGHT) is is_open


def test_the_same_time_means_always():
    assert all(hours.is_open(at(hour), ALWAYS) for hour in range(24))
    assert hours.words(ALWAYS) == "全天"


def test_before_opening_it_is_today_and_after_closing_tomorrow():
    assert hours.opens_next(at(6), USUAL) == at(8)
    assert hours.opens_next(at(23), USUAL) == at(8, day=DAY + dt.timedelta(days=1))
    assert "今天 08:00" in hours.when_back(at(6), USUAL)
    assert "明天 08:00" in hours.when_back(at(23), USUAL)


def test_at_the_end_of_a_month_and_of_a_leap_february():
    assert hours.opens_next(clock.at(dt.date(2028, 2, 29), 23), USUAL) == clock.at(dt.date(2028, 3, 1), 8)
    assert hours.opens_next(clock.at(dt.date(2026, 12, 31), 23), USUAL) == clock.at(dt.date(2027, 1, 1), 8)


def test_every_day_of_a_year_has_the_same_hours():
    for n in range(365):
        day = dt.date(2026, 1, 1) + dt.timedelta(days=n)
        assert [hours.is_open(clock.at(day, hour), USUAL) for hour in (7, 8, 21, 22)] == [False, True, True, False]
