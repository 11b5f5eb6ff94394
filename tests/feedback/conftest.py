"""The room at work. Everything adds up after each test."""

import pytest

from chalicelib.feedback import auditor
from chalicelib.gateways.wechat import token
from chalicelib.staff.roles import Role
from sandbox.wechat import Wechat
from tests import hospital
from tests.registration import people
from tests.staff.people import on_duty


@pytest.fixture(scope="module", autouse=True)
def opened(world):
    hospital.opened()


@pytest.fixture(scope="module")
def wechat(world, tmp_path_factory):
    with Wechat(tmp_path_factory.mktemp("wechat")).serving() as party:
        token.forget_cached()
        yield world.meet(party)


@pytest.fixture
def me(world):
    return people.somebody()


@pytest.fixture
def other(world):
    return people.somebody()


@pytest.fixture
def office(world):
    return on_duty(Role.SERVICE)


@pytest.fixture
def cardiology(world):
    """Whoever answers for the heart department."""
    return on_duty(Role.FEEDBACK, department=hospital.CARDIOLOGY)


@pytest.fixture(autouse=True)
def adds_up(world):
    yield
    assert list(auditor.problems()) == []
