"""The room at work: with an expert's clinic tomorrow, and the played HIS where a test asks for it."""

import pytest

from chalicelib.payments.settings import PaymentsSettings
from chalicelib.registration import auditor
from sandbox.his import His
from tests.registration import people
from tests.registration.people import Person


@pytest.fixture(scope="module", autouse=True)
def hospital(world):
    world.vaults.put_secret("xinglin/test/his", {"client_id": "xinglin", "client_secret": "-"})  # a HIS that is away
    world.choose(PaymentsSettings, merchant="1900000001", refunds_apart=0)


@pytest.fixture(scope="module")
def his(world, tmp_path_factory):
    with His(tmp_path_factory.mktemp("his"), days=3).serving() as party:
        yield world.meet(party)


@pytest.fixture
def me(world) -> Person:
    return people.somebody()


@pytest.fixture
def other(world) -> Person:
    return people.somebody()


@pytest.fixture(autouse=True)
def adds_up(world):
    """After every test everything adds up."""
    yield
    assert list(auditor.problems()) == []
