"""统计报表: every rate beside what it is made of, as a chart and as a table, and as a workbook."""

import io
import re
import zipfile

import pytest

from chalicelib.kernel import audit, clock
from chalicelib.staff.roles import Role
from chalicelib.statistics.measures import Measure
from chalicelib.statistics.models import Count
from chalicelib.statistics.words import earlier
from tests.console import people

MONTHS = 12
DEPARTMENTS = ("cardiology", "orthopedics", "respiratory", "pediatrics")
LEADER = Role.FOLLOW_UP_LEAD


def _figures(nth):
    """A month's, a little better than the one before."""
    seen = 400 + 13 * nth
    rated = 90 + 11 * nth
    return {
        Measure.BOOKED: (seen + 60, 0, 0),
        Measure.SEEN: (seen, 0, 0),
        Measure.NO_SHOW: (30 - nth, 0, 0),
        Measure.DISCHARGED: (80 + nth, 0, 0),
        Measure.ENROLLED: (50 + 2 * nth, 0, 0),
        Measure.ASKED: (120 + nth, 0, 0),
        Measure.ANSWERED: (70 + 3 * nth, 0, 0),
        Measure.RATED_VISIT: (rated, 0, 0),
        Measure.HOSPITAL: (rated, rated * 4 + nth, rated - 9),
        Measure.DEPARTMENT: (rated, rated * 4 + 2 * nth, rated - 12),
        Measure.PAID: (seen, seen * 2500, 0),
    }


@pytest.fixture(scope="package")
def counted(desk_world):
    """A year of work, as the facts of it were counted."""
    this = f"{clock.today():%Y-%m}"
    for nth in range(MONTHS):
        month = earlier(this, MONTHS - 1 - nth)
        for measure, sums in _figures(nth).items():
            _write(Count.of_hospital(month, measure), sums)
    for nth, department in enumerate(DEPARTMENTS):
        for measure, sums in _figures(3 * nth).items():
            _write(Count.of_one("department", department, this, measure), sums)
    for hour in range(8, 17):
        _write(Count.of_hospital(this, f"hour_{hour:02d}"), (60 - 5 * abs(hour - 9), 0, 0))
    return this


def _write(one, sums):
    one.times, one.total, one.good = sums
    one.save()


@pytest.fixture
def report(at_desk, counted):
    page = at_desk(LEADER)
    page.get_by_role("link", name="统计报表").click()
    page.get_by_role("heading", name="满意度").wait_for()
    return page


def test_a_year_is_a_chart_and_each_rate_says_what_it_is_made_of(report, look_at, counted):
    report.get_by_label("指标").select_option("问卷应答率")
    report.get_by_text("实名问卷：已答 ÷ 已发").wait_for()
    last = earlier(counted, 1)  # this month's grow while others work
    row = report.get_by_role("region", name="比率").get_by_role("row", name=last)
    assert row.get_by_role("cell").all_inner_texts() == [last, "100", "130", "76.9%"]
    report.get_by_role("img", name="问卷应答率图，数值见表格").locator("text").filter(has_text="76.9%").wait_for()
    look_at(report, "report")


def test_departments_stand_beside_each_other_in_the_chosen_month(report, look_at, counted):
    report.get_by_role("navigation", name="分组").get_by_role("link", name="按科室").click()
    report.get_by_label("指标").select_option("就诊评价率")
    report.get_by_label("评价对象").select_option("科室")
    report.get_by_role("cell", name="心血管内科").first.wait_for()
    assert report.get_by_role("img", name="就诊评价率图").locator("text").filter(has_text="骨科").count() == 1
    assert re.search(r"by=department", report.url)
    look_at(report, "report-departments")
    report.get_by_role("button", name="上个月").click()
    report.get_by_text("该月份没有数据").wait_for()
    look_at(report, "report-empty")


def test_a_rate_without_a_whole_is_no_number(report, counted):
    report.get_by_label("指标").select_option("复印办结率")
    row = report.get_by_role("region", name="比率").get_by_role("row", name=earlier(counted, 2))
    row.get_by_text("—").wait_for()
    assert row.get_by_role("cell").all_inner_texts()[1:] == ["0", "0", "—"]


def test_the_workbook_is_taken_away_and_that_is_written_down(report, counted):
    with report.expect_download() as taken:
        people.press(report, "导出 Excel")
    people.told(report, "报表已导出")
    assert taken.value.suggested_filename == f"统计报表-{counted}.xlsx"
    book = zipfile.ZipFile(io.BytesIO(taken.value.path().read_bytes()))
    assert "问卷应答率" in book.read("xl/sharedStrings.xml").decode()
    assert "statistics.exported" in {one.act for one in audit.entries(clock.today(), report.person.staff)}


def test_figures_are_for_leaders_and_the_office_alone(window, staffed, desk_world):
    page = window()
    page.goto(f"{desk_world['front']}/console/statistics")
    people.sign_in(page, staffed.person("周库房", Role.STORE_ROOM))
    people.told(page, "您的岗位不能使用该页面")
    assert page.get_by_role("link", name="统计报表").count() == 0
