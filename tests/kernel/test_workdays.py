"""Working days by the national calendar, and the hospital's own days."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.copies.settings import CopiesSettings
from chalicelib.kernel import workdays

PLAIN = CopiesSettings()


def test_national_holidays_and_make_up_days_count_as_the_state_council_says():
    assert not workdays.is_workday(dt.date(2026, 10, 1), PLAIN)  # a Thursday
    assert workdays.is_workday(dt.date(2026, 10, 10), PLAIN)  # a Saturday that is worked
    assert not workdays.is_workday(dt.date(2026, 11, 21), PLAIN)


def test_ten_working_days_over_the_national_day_take_long():
    assert workdays.after(dt.date(2026, 9, 25), 10, PLAIN) == dt.date(2026, 10, 15)


def test_the_hospital_may_close_and_open_as_it_chooses():
    own = CopiesSettings(holidays=frozenset({"2026-11-23"}), workdays=frozenset({"2026-11-21"}))
    assert not workdays.is_workday(dt.date(2026, 11, 23), own)
    assert workdays.is_workday(dt.date(2026, 11, 21), own)


def test_of_years_that_nobody_has_published_weekends_are_off():
    assert workdays.is_workday(dt.date(2099, 1, 1), PLAIN)  # a Thursday, as far as anybody knows
    assert not workdays.is_workday(dt.date(2099, 1, 3), PLAIN)


def test_no_days_later_is_the_day_itself():
    assert workdays.after(dt.date(2026, 11, 21), 0, PLAIN) == dt.date(2026, 11, 21)


@given(st.dates(dt.date(2025, 1, 1), dt.date(2026, 11, 1)), st.integers(1, 30))
def test_after_so_many_working_days_exactly_so_many_lie_between(day, number):
    then = workdays.after(day, number, PLAIN)
    assert workdays.is_workday(then, PLAIN)
    assert workdays.between(day, then, PLAIN) == number
