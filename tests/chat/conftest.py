"""The service desk at noon. Everything adds up after each test."""

import datetime as dt

import pytest
import time_machine

from chalicelib.chat import auditor
from chalicelib.chat.models import Chat, Line, Listed
from chalicelib.staff.roles import Role
from tests import hospital
from tests.registration import people
from tests.staff.people import on_duty

NOON = dt.datetime(2026, 11, 23, 4, tzinfo=dt.UTC)


@pytest.fixture(scope="module", autouse=True)
def opened(world):
    hospital.opened()


@pytest.fixture
def noon():
    """The clock stands at noon in Shanghai, until a test moves it."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def me(world):
    return people.somebody()


@pytest.fixture
def other(world):
    return people.somebody()


@pytest.fixture
def desk(world):
    return on_duty(Role.SERVICE, name="小张")


@pytest.fixture
def colleague(world):
    return on_duty(Role.SERVICE, name="小李")


@pytest.fixture(autouse=True)
def adds_up(world):
    yield
    assert list(auditor.problems()) == []
    for table in (Chat, Line, Listed):
        for one in table.scan(consistent_read=True):
            one.delete()
