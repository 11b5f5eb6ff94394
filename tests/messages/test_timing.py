"""Quiet hours, back-off, near visits, and how many go out in a minute."""

import datetime as dt

import pytest

from chalicelib.kernel import clock
from chalicelib.messages import leases, timing
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Lease, Reason
from chalicelib.messages.settings import MessagesSettings
from tests.messages.town import NOON

DAY, NEXT = dt.date(2028, 2, 28), dt.date(2028, 2, 29)  # a leap year's
CHOSEN = MessagesSettings()


@pytest.mark.parametrize(
    ("hour", "minute", "until"),
    [
        (21, 59, None),
        (22, 0, clock.at(NEXT, 7)),
        (23, 59, clock.at(NEXT, 7)),
        (0, 0, clock.at(DAY, 7)),
        (6, 59, clock.at(DAY, 7)),
        (7, 0, None),
        (12, 0, None),
    ],
)
def test_quiet_hours_last_over_midnight(hour, minute, until):
    assert timing.quiet_until(clock.at(DAY, hour, minute), CHOSEN) == until


@pytest.mark.parametrize(("hour", "until"), [(11, None), (12, clock.at(DAY, 14)), (14, None), (23, None)])
def test_a_hospital_may_choose_quiet_hours_within_a_day(hour, until):
    chosen = MessagesSettings(quiet_from=12, quiet_until=14)
    assert timing.quiet_until(clock.at(DAY, hour), chosen) == until


def test_the_same_hour_twice_means_no_quiet_hours():
    assert all(
        timing.quiet_until(clock.at(DAY, hour), MessagesSettings(quiet_from=7, quiet_until=7)) is None for hour in range(24)
    )


def test_tries_become_rarer_up_to_an_hour():
    pauses = [(timing.back_off(tries, NOON) - NOON).total_seconds() / 60 for tries in range(1, 12)]
    assert 0.7 < pauses[0] < 1.3
    assert 5 < pauses[3] < 11
    assert all(40 < pause <= 80 for pause in pauses[7:])


@pytest.mark.parametrize(
    ("day", "near"), [(DAY, True), (NEXT, True), (dt.date(2028, 3, 1), False), (dt.date(2028, 2, 27), False)]
)
def test_today_and_tomorrow_are_near(day, near):
    assert timing.is_near(day, clock.at(DAY, 23), CHOSEN) is near


def test_a_minute_gives_out_what_the_hospital_chose_and_no_more(world):
    world.choose(MessagesSettings, sends_a_minute=50, sends_a_lease=20)
    try:
        leases.forget_held()
        taken = []
        for _ in range(3):  # three workers
            leases.forget_held()
            taken += [leases.take(NOON) for _ in range(20)]
        assert sum(taken) == 40  # a third lease would be above 50
        assert leases.take(NOON + dt.timedelta(minutes=1))
        assert Lease.find(f"{NOON:%Y-%m-%dT%H:%M}").taken == 40
    finally:
        world.choose(MessagesSettings, sends_a_minute=6000, sends_a_lease=20)


def test_what_does_not_fit_into_this_minute_goes_in_a_later_one(world, clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED)
    Lease(f"{NOON:%Y-%m-%dT%H:%M}", taken=6000, until=dt.timedelta(days=1)).save()
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    assert clinic.attempts(item)[0].reason == Reason.LIMIT
    clinic.wake(NOON + dt.timedelta(minutes=2))
    assert len(clinic.received(me)) == 1
