"""A copy of everything that is held about me: made once, read by me, gone after some days."""

import datetime as dt
import json

import pytest
import time_machine

from chalicelib.kernel import clock, refusals
from chalicelib.kernel.idempotency import once
from chalicelib.privacy import asking, gathering
from chalicelib.privacy.jobs import jobs
from chalicelib.privacy.models import Asked, Part
from chalicelib.privacy.settings import chosen
from tests import pumping
from tests.registration import people


@pytest.fixture
def asked(me, key):
    return asking.ask_copy(me.me, once(me.me.account, "POST /me/copies", key, b"{}"))


def test_it_has_a_section_of_every_room_and_what_i_booked(me, asked):
    booked = people.hold(me, people.segment())
    assert asking.copy(me.me, asked.id) == ""
    pumping.pump(jobs, times=2)
    document = json.loads(asking.copy(me.me, asked.id))
    assert set(document) == {room.__name__.split(".")[1] for room in gathering.ROOMS}
    assert [one["id"] for one in document["registration"]["registrations"]] == [booked.id]


def test_the_same_request_twice_is_one_copy(me, asked, key):
    again = asking.ask_copy(me.me, once(me.me.account, "POST /me/copies", key, b"{}"))
    assert again.id == asked.id
    assert len(list(Asked.query(me.me.account))) == 1


def test_it_stands_sealed_and_long_ones_in_pieces(me, asked):
    asking.keep(asked, "独一无二" * 40_000, 1)
    parts = list(Part.query(asked.id))
    assert len(parts) == 3
    assert all("独一无二".encode() not in part.sealed for part in parts)
    assert asking.copy(me.me, asked.id) == "独一无二" * 40_000


def test_after_some_days_it_is_gone_and_i_am_told_so(me, asked):
    pumping.pump(jobs)
    with time_machine.travel(clock.now() + dt.timedelta(days=chosen().copy_kept_days, minutes=1)), pytest.raises(asking.CopyGone):
        asking.copy(me.me, asked.id)


def test_a_stranger_does_not_learn_that_it_is_there(asked, world):
    with pytest.raises(refusals.NotFound):
        asking.copy(people.account(), asked.id)


def test_signed_out_i_get_none(me, key):
    from chalicelib.accounts import sessions

    sessions.sign_out_everywhere(me.me)
    with pytest.raises(refusals.Unauthenticated):
        asking.ask_copy(me.me, once(me.me.account, "POST /me/copies", key, b"{}"))
    assert list(Asked.query(me.me.account)) == []


def test_a_deletion_is_no_copy_to_be_read(me, key):
    left = asking.ask_deletion(me.me, once(me.me.account, "POST /me/deletion", key, b"{}"), understood=True)
    with pytest.raises(refusals.NotFound):
        asking.copy(me.me, left.id)
