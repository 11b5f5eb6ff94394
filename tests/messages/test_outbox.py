"""A journey tells the outbox within its own transaction."""

import datetime as dt

import pytest

from chalicelib.kernel import ids
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.messages import outbox
from chalicelib.messages.models import Item, Wanted
from chalicelib.messages.outbox import Kind

DAY = dt.date(2026, 11, 24)


def told(reference, version=1, **more):
    about = {
        "kind": Kind.BOOKED,
        "patient": PatientId("p1"),
        "account": AccountId("a1"),
        "reference": reference,
        "version": version,
        "day": DAY,
        "values": {"name": "王小明", "department": "心内科", "time": "2026-11-24 09:30"},
    } | more
    with Unit() as unit:
        outbox.tell(unit, **about)
    return Item.find(outbox.item_id(about["kind"], reference, version))


def test_told_twice_is_one_piece_of_news_and_the_first_words_stay(world):
    reference = ids.new()
    first = told(reference)
    with Unit() as unit:
        unit.update(first, [Item.state.set(Wanted.ADDRESSED.value)])
    second = told(reference, values={"name": "别人"})
    assert second.state == Wanted.ADDRESSED
    assert outbox.values_of(second)["name"] == "王小明"


def test_what_is_told_is_sealed(world):
    item = told(ids.new())
    assert "王小明".encode() not in item.values
    assert outbox.values_of(item) == {"name": "王小明", "department": "心内科", "time": "2026-11-24 09:30"}


def test_news_is_worth_sending_at_least_until_its_day_is_over(world):
    far = told(ids.new(), day=dt.date(2099, 1, 1))
    assert far.expires == "2099-01-01T16:00:00.000Z"


def test_a_value_that_no_template_knows_is_a_fault(world):
    with pytest.raises(outbox.UnknownValue):
        told(ids.new(), values={"diagnosis": "高血压"})
