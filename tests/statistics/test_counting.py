"""Every fact counts once, in its month and place; every rate has its denominator; nothing is searched."""

import datetime as dt
import io
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from chalicelib import subscriptions
from chalicelib.directory import catalogue, lists
from chalicelib.directory.models import Hospital
from chalicelib.feedback import asking, rating
from chalicelib.feedback.rating import Answer
from chalicelib.feedback.states import About
from chalicelib.kernel import clock, facts, ids
from chalicelib.kernel.facts import AlreadySeen
from chalicelib.kernel.tables import Unit
from chalicelib.statistics import counting, exporting, reporting, words
from chalicelib.statistics.measures import COUNTED, RATES, Measure
from chalicelib.statistics.models import Count
from chalicelib.statistics.reporting import By
from chalicelib.statistics.settings import StatisticsSettings
from tests import hospital
from tests.hospital import CARDIOLOGY, DOCTOR, EAST, PSYCHIATRY
from tests.registration import people
from tests.staff.people import once

MONTH = "2026-11"
MIDMONTH = dt.datetime(2026, 11, 15, 4, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def november(world):
    hospital.opened()
    with time_machine.travel(MIDMONTH, tick=False) as now:
        yield now
    for one in Count.scan():
        one.delete()


def told(kind, purpose="", **about):
    with Unit() as unit:
        return facts.tell(unit, kind, ids.new(), 1, purpose=purpose, **about)


def happens(kind, purpose="", **about):
    fact = told(kind, purpose, **about)
    counting.count(fact)
    return fact


def share(key, rows):
    [row] = rows
    return next((one.part, one.whole, one.percent) for one in row.shares if one.rate.key == key)


def department(which=CARDIOLOGY):
    return [row for row in reporting.of_month(By.DEPARTMENT, MONTH) if row.id == which]


def test_a_fact_counts_for_the_hospital_the_campus_the_department_and_the_doctor():
    happens("registration.seen", department=CARDIOLOGY, doctor=DOCTOR)
    for by, name in ((By.CAMPUS, "东院区"), (By.DEPARTMENT, "心血管内科"), (By.DOCTOR, "李医生")):
        [row] = reporting.of_month(by, MONTH)
        assert (row.name, row.times(Measure.SEEN)) == (name, 1)
    [row] = reporting.trend(MONTH, MONTH)
    assert row.times(Measure.SEEN) == 1


def test_a_fact_that_comes_twice_counts_once():
    fact = happens("registration.seen", department=CARDIOLOGY)
    with pytest.raises(AlreadySeen):
        counting.count(fact)
    assert department()[0].times(Measure.SEEN) == 1


def test_many_at_once_are_all_counted_and_each_once():
    several = [told("registration.seen", department=CARDIOLOGY) for _ in range(8)] * 2

    def try_it(fact):
        try:
            counting.count(fact)
        except AlreadySeen:
            return 0
        return 1

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(try_it, several)) == 8
    assert department()[0].times(Measure.SEEN) == 8


def test_the_month_is_the_hospitals_and_not_londons(november):
    november.move_to(dt.datetime(2026, 10, 31, 16, 30, tzinfo=dt.UTC))  # 1 November, 00:30 in Shanghai
    fact = told("registration.seen", department=CARDIOLOGY)
    november.move_to(dt.datetime(2026, 12, 2, tzinfo=dt.UTC))  # and counted a month late
    counting.count(fact)
    assert [row.id for row in reporting.trend("2026-10", "2026-12")] == [MONTH]


def test_every_rate_has_its_part_and_its_whole():
    for _ in range(3):
        happens("followup.asked", department=CARDIOLOGY)
    happens("followup.answered", department=CARDIOLOGY)
    assert share("answered", department()) == (1, 3, 33.3)
    assert share("tasks", department()) == (0, 0, None)  # nothing to divide by is not nought


def test_satisfaction_is_the_mean_and_the_share_of_four_and_five_stars():
    for stars in ("5", "4", "2"):
        happens(
            "feedback.rated", department=CARDIOLOGY, doctor=DOCTOR, occasion="visit", score_department=stars, score_doctor="5"
        )
    [row] = department()
    score = next(one for one in row.scores if one.measure is Measure.DEPARTMENT)
    assert (score.answers, score.mean, score.good) == (3, 3.67, 66.7)
    unasked = next(one for one in row.scores if one.measure is Measure.SERVICE)
    assert (unasked.answers, unasked.mean) == (0, None)


def test_what_the_patient_rated_is_what_is_counted():
    who = people.somebody()
    where = {"campus": EAST, "department": CARDIOLOGY, "doctor": DOCTOR}
    seen = told("registration.seen", patient=who.patient, account=who.me.account, **where)
    asking.visited(seen)
    counting.count(seen)
    rating.rate(who.me, ids.derived("rating", "visit", seen.subject), Answer(dict.fromkeys(About, 4), "", show=False), once())
    from tests import pumping

    [fact] = [one for one in pumping.facts(ids.derived("rating", "visit", seen.subject)) if one.kind == "feedback.rated"]
    counting.count(fact)
    assert share("rated", department()) == (1, 1, 100.0)
    assert [one.mean for one in department()[0].scores] == [4.0] * 4


def test_only_the_first_answer_to_a_case_counts_and_silence_is_no_content():
    happens("feedback.answered", department=CARDIOLOGY, first="yes", in_time="no")
    happens("feedback.answered", department=CARDIOLOGY, first="no", in_time="yes")
    assert share("in_time", department()) == (0, 1, 0.0)
    happens("feedback.closed", department=CARDIOLOGY, content="yes")
    happens("feedback.closed", department=CARDIOLOGY, content="silent")
    assert share("content", department()) == (1, 2, 50.0)


def test_a_visit_that_the_hospital_changed_and_the_patient_kept_is_booked_once():
    happens("registration.confirmed", department=CARDIOLOGY, was="held")
    happens("registration.confirmed", department=CARDIOLOGY, was="replaced")
    assert department()[0].times(Measure.BOOKED) == 1


def test_money_is_counted_in_fen():
    happens("payment.paid", "registration", amount="2500", reference="r")
    happens("payment.paid", "copies", amount="1001", reference="c")
    happens("refund.done", "registration", amount="2500", reference="r")
    [row] = reporting.trend(MONTH, MONTH)
    assert (row.sums[Measure.PAID].times, row.sums[Measure.PAID].total) == (2, 3501)
    assert row.sums[Measure.REFUNDED].total == 2500


def test_minutes_are_said_to_be_saved_only_where_the_hospital_measured_its_window(world):
    happens("registration.confirmed", department=CARDIOLOGY)
    [row] = reporting.trend(MONTH, MONTH)
    assert reporting.saved(row).booking_minutes is None
    world.choose(StatisticsSettings, booking_minutes=42)
    assert reporting.saved(row).booking_minutes == 42
    world.choose(StatisticsSettings, booking_minutes=0)


def test_a_year_of_months_is_one_query_and_ordered(november):
    for month in (1, 12, 6):
        november.move_to(dt.datetime(2026, month, 3, tzinfo=dt.UTC))
        happens("registration.seen")
    assert [row.id for row in reporting.trend("2026-01", "2026-12")] == ["2026-01", "2026-06", "2026-12"]
    assert [row.id for row in reporting.trend("2026-02", "2026-11")] == ["2026-06"]


@pytest.mark.parametrize(
    ("month", "number", "before"), [("2026-11", 11, "2025-12"), ("2026-01", 1, "2025-12"), ("2026-12", 0, "2026-12")]
)
def test_months_are_counted_back_over_a_new_year(month, number, before):
    assert words.earlier(month, number) == before


def test_what_is_no_longer_in_the_directory_is_still_counted():
    happens("registration.seen", department="gone", doctor="gone-too")
    [row] = department("gone")
    assert row.name == "（已不在名录中）"


def test_what_is_counted_is_what_is_delivered():
    routed = {key for key, queues in subscriptions.FACTS.items() if "statistics" in queues}
    assert routed == set(COUNTED)


def test_every_rate_is_made_of_what_is_counted():
    counted = set(Measure)
    assert all({rate.part, rate.whole} <= counted for rate in RATES)
    assert len({rate.key for rate in RATES}) == len(RATES)


# ---- Excel

EVIL = ('=HYPERLINK("http://evil")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "http://evil.example", "42")


def renamed(name):
    """A department that bears such a name in the HIS."""
    before = lists.read(catalogue.HOSPITAL, catalogue.adapters.hospital, Hospital(), consistent=True)
    departments = tuple(
        one.model_copy(update={"name": name}) if one.id == PSYCHIATRY else one for one in before.content.departments
    )
    lists.write(
        catalogue.HOSPITAL, catalogue.adapters.hospital, before, before.content.model_copy(update={"departments": departments})
    )
    catalogue.forget_cached()


@pytest.mark.parametrize("name", EVIL)
def test_no_name_becomes_a_formula_or_a_link(name):
    renamed(name)
    happens("registration.seen", department=PSYCHIATRY)
    book = zipfile.ZipFile(io.BytesIO(exporting.workbook(MONTH)))
    sheets = [book.read(one).decode() for one in book.namelist() if one.startswith("xl/worksheets/")]
    assert sheets
    assert not any("<f>" in sheet or "<f " in sheet or "hyperlink" in sheet for sheet in sheets)
    strings = book.read("xl/sharedStrings.xml").decode()
    assert name.strip().replace('"', "&quot;") in strings or name.strip() in strings


def test_the_workbook_holds_the_figures_and_leaves_empty_what_cannot_be_divided():
    happens("followup.asked", department=CARDIOLOGY)
    book = zipfile.ZipFile(io.BytesIO(exporting.workbook(MONTH)))
    strings = book.read("xl/sharedStrings.xml").decode()
    assert "问卷应答率：分母" in strings
    assert "心血管内科" in strings
    sheet = book.read("xl/worksheets/sheet3.xml").decode()
    assert sheet.count("<row ") == 2
    assert "NaN" not in sheet
    assert "#DIV" not in sheet


def test_the_report_of_a_month_without_anything_is_empty_and_no_error():
    assert reporting.of_month(By.DOCTOR, "2030-01") == []
    assert exporting.workbook("2030-01")


def test_now_is_no_part_of_what_is_counted():
    """A fact of last year that is delivered today belongs to last year."""
    with time_machine.travel(dt.datetime(2025, 3, 3, tzinfo=dt.UTC), tick=False):
        fact = told("registration.seen")
    counting.count(fact)
    assert clock.today().year == 2026
    assert [row.id for row in reporting.trend("2025-01", "2026-12")] == ["2025-03"]
