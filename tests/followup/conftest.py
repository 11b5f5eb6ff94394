"""The town: a hospital that admits and discharges, people with the mini program and without, staff who follow up."""

import datetime as dt
import itertools

import pytest
import time_machine

from chalicelib.directory import catalogue, sync
from chalicelib.followup import auditor
from chalicelib.kernel import clock
from sandbox.calls import Calls
from sandbox.his import His
from tests.followup.town import Town


@pytest.fixture(scope="module", autouse=True)
def afternoon():
    """Steps have their hour: it is two in the afternoon of a working day whenever these tests run."""
    with time_machine.travel(clock.at(dt.date(2026, 11, 24), 14), tick=True):
        yield


@pytest.fixture(scope="module")
def his(world, tmp_path_factory):
    with His(tmp_path_factory.mktemp("his"), days=1).serving() as party:
        world.meet(party)
        party.newcomers = itertools.count(100)  # of its patients, whom nobody here knows yet
        catalogue.forget_cached()
        sync.sync()
        yield party


@pytest.fixture(scope="module")
def device(world, his, tmp_path_factory):
    with Calls(tmp_path_factory.mktemp("calls")).serving() as party:
        yield world.meet(party)


@pytest.fixture
def town(world, his):
    """Everything adds up after each test."""
    there = Town(world, his)
    yield there
    his.calm()
    there.retire_plans()
    assert list(auditor.problems()) == []


@pytest.fixture
def choose(world):
    """⚙ for one test; afterwards as before."""
    from chalicelib.followup.settings import FollowUpSettings
    from chalicelib.kernel import settings
    from chalicelib.kernel.choices import Chosen

    def chosen(**choices):
        world.choose(FollowUpSettings, **choices)

    yield chosen
    for one in Chosen.query(f"{FollowUpSettings.room}#{settings.HOSPITAL}"):
        one.delete()
    settings.forget_cached()
