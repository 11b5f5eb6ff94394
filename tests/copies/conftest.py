"""The town: a hospital with stays and a directory, short messages, people who apply. Everything adds up after each test."""

import pytest

from chalicelib.cards.settings import CardsSettings
from chalicelib.copies import auditor
from chalicelib.copies.desk_settings import DeskSettings
from chalicelib.directory import catalogue, sync
from chalicelib.kernel import settings
from chalicelib.payments.settings import PaymentsSettings
from sandbox.his import His
from sandbox.seed import numbers
from sandbox.sms import Sms
from tests.copies import applicants


@pytest.fixture(scope="module")
def his(world, tmp_path_factory):
    with His(tmp_path_factory.mktemp("his"), days=1).serving() as party:
        yield world.meet(party)


@pytest.fixture(scope="module")
def sms(world, tmp_path_factory):
    with Sms(tmp_path_factory.mktemp("sms")).serving() as party:
        yield world.meet(party)


@pytest.fixture(scope="module")
def hospital(world, his, sms):
    """Open: its departments known, its patients' invented numbers taken, its till ready."""
    catalogue.forget_cached()
    sync.sync()
    world.choose(CardsSettings, accepted_test_region=numbers.REGION)
    world.choose(DeskSettings, invoices=False)
    world.choose(PaymentsSettings, merchant="1900000001", refunds_apart=0)
    return his


@pytest.fixture
def choose(world):
    """⚙ for one test; afterwards as before."""
    from chalicelib.copies.settings import CopiesSettings

    def chosen(**choices):
        world.choose(CopiesSettings, **choices)

    yield chosen
    from chalicelib.kernel.choices import Chosen

    for one in Chosen.query(f"{CopiesSettings.room}#{settings.HOSPITAL}"):
        one.delete()
    settings.forget_cached()


@pytest.fixture
def town(hospital, sms):
    """Who lives there, and what they do."""
    hospital.calm()
    yield applicants.Town(hospital, sms)
    hospital.calm()
    applicants.pump()
    found = list(auditor.problems())
    applicants.forget_all()
    assert found == []
