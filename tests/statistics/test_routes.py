"""Through the desk's door."""

import base64

import pytest

from chalicelib.kernel import audit, clock, facts, ids
from chalicelib.kernel.tables import Unit
from chalicelib.staff.roles import Role
from chalicelib.statistics import counting
from tests import hospital
from tests.client import call
from tests.hospital import CARDIOLOGY
from tests.staff.people import on_duty, token_of


@pytest.fixture(autouse=True)
def opened(world):
    hospital.opened()


def asked(app, staff, route, **query):
    return call(app, "GET", route, token=token_of(staff), query={"month": f"{clock.today():%Y-%m}", **query})


def test_a_leader_reads_the_month_by_department(app, world):
    with Unit() as unit:
        fact = facts.tell(unit, "registration.confirmed", ids.new(), 1, department=CARDIOLOGY)
    counting.count(fact)
    report = asked(app, on_duty(Role.MEDICAL_AFFAIRS), "/desk/statistics", by="department").body
    [row] = report["rows"]
    assert row["name"] == "心血管内科"
    assert row["counts"][0] == {"key": "booked", "title": "线上挂号", "times": 1}
    assert next(rate for rate in row["rates"] if rate["key"] == "no_show")["percent"] == 0.0
    assert sum(report["hours"]) == 1
    assert report["saved"]["booking_minutes"] is None
    assert [row["id"] for row in asked(app, on_duty(Role.SERVICE), "/desk/statistics").body["rows"]] == [f"{clock.today():%Y-%m}"]


def test_taking_the_workbook_away_is_written_down(app):
    leader = on_duty(Role.FOLLOW_UP_LEAD)
    book = asked(app, leader, "/desk/statistics/workbook").body
    assert base64.b64decode(book["content"])[:2] == b"PK"
    assert book["name"].endswith(".xlsx")
    assert [one.act for one in audit.entries(clock.today(), leader.id)] == ["statistics.exported"]


def test_who_reviews_copies_reads_no_figures(app):
    assert asked(app, on_duty(Role.REVIEWER), "/desk/statistics").code == "role_required"


def test_a_month_that_is_none_is_refused(app):
    assert asked(app, on_duty(Role.SERVICE), "/desk/statistics", month="2026-13").code == "invalid"
