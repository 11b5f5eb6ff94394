"""Two editors. Everything adds up after each test."""

import pytest

from chalicelib.education import auditor
from chalicelib.education.models import Article, Issue, Listed, Reader, Revision
from chalicelib.staff.roles import Role
from tests.registration import people
from tests.staff.people import on_duty


@pytest.fixture
def me(world):
    return people.somebody()


@pytest.fixture
def writer(world):
    return on_duty(Role.EDITOR, name="小王")


@pytest.fixture
def second(world):
    return on_duty(Role.EDITOR, name="小赵")


@pytest.fixture(autouse=True)
def adds_up(world):
    yield
    assert list(auditor.problems()) == []
    for table in (Article, Issue, Listed, Reader, Revision):
        for one in table.scan(consistent_read=True):
            one.delete()
