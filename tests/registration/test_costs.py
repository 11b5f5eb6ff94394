"""What a booking costs: counted where requests leave the process."""

import contextlib

import pytest

from chalicelib.kernel import tables
from chalicelib.registration import booking, refused
from tests.registration import people
from tests.registration.people import hold, segment


@contextlib.contextmanager
def counted():
    """Every operation sent to DynamoDB, by name."""
    sent: list[str] = []

    def note(model, **_):
        sent.append(model.name)

    events = tables.connection().client.meta.events
    events.register("before-call.dynamodb", note)
    try:
        yield sent
    finally:
        events.unregister("before-call.dynamodb", note)


@pytest.fixture(autouse=True)
def warm(me):
    """The hospital's settings are remembered for seconds; here they are."""
    hold(me, segment())


def test_a_hold_is_one_read_and_one_transaction(other):
    there, request = segment(), people.request(other)
    with counted() as sent:
        booking.hold(other.me, other.wish, there.clinic, there.id, request)
    assert sent == ["GetItem", "TransactWriteItems"]


def test_a_sold_out_refusal_is_one_read_and_no_write(me, other):
    there = segment(numbers=0)
    with counted() as sent, pytest.raises(refused.SegmentFull):
        booking.hold(other.me, other.wish, there.clinic, there.id, people.request(other))
    assert sent == ["GetItem"]
