"""What everybody of the desk may look at: lists, statistics, what has stood still; and how it looks when there is nothing."""

import datetime as dt

import pytest

from chalicelib.copies.models import Work
from chalicelib.copies.states import State
from chalicelib.kernel import clock
from chalicelib.staff.roles import Role
from tests.console import cases, people


def test_statistics_say_how_long_each_step_takes_and_how_content_people_are(at_desk, look_at):
    page = at_desk(Role.SERVICE)
    page.get_by_role("link", name="复印统计").click()
    page.get_by_role("heading", name="各环节耗时").wait_for()
    look_at(page, "statistics")


def test_what_stands_still_is_in_the_ageing_list(at_desk, look_at):
    long_ago = clock.stamp(clock.now() - dt.timedelta(days=12))
    made = cases.standing(State.CHASING, since=long_ago)
    page = at_desk(Role.STORE_ROOM)
    page.get_by_role("link", name="滞留清单").click()
    page.get_by_role("link", name=made.number).wait_for()
    page.get_by_text("12 天").first.wait_for()
    look_at(page, "ageing")


def test_a_list_counts_what_waits_and_opens_by_keys(at_desk, look_at):
    made = cases.standing(State.TO_COPY, **cases.READY)
    page = at_desk(Role.COPY_DESK)
    page.get_by_role("navigation", name="功能").get_by_role("link", name="待复印").click()
    page.get_by_role("link", name=made.number).wait_for()
    look_at(page, "list")
    page.get_by_role("link", name=made.number).focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="领取").wait_for()
    assert next(iter(Work.query(Work.partition("east", made_list(made)))), None)


def made_list(made):
    from chalicelib.copies.states import LIST_OF

    return LIST_OF[made.stands]


@pytest.mark.parametrize("role", [Role.SECOND_REVIEWER, Role.MEDICAL_AFFAIRS, Role.SERVICE])
def test_a_campus_without_work_says_so(at_desk, look_at, role):
    page = at_desk(role)
    page.get_by_label("院区").select_option("west")
    page.get_by_text("没有待办的申请").wait_for()
    look_at(page, f"empty-{role.value}")


def test_a_number_that_nobody_has_is_told_plainly(at_desk, look_at):
    page = at_desk(Role.SERVICE)
    page.get_by_label("查找申请").fill("20261121999999")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("alert").wait_for()
    look_at(page, "not-found")


def test_the_service_desk_sees_how_an_application_stands_and_what_was_done(at_desk, look_at):
    made = cases.standing(State.SENT_BACK)
    page = people.find(at_desk(Role.SERVICE), made)
    page.get_by_role("heading", name="办理经过").wait_for()
    look_at(page, "service")
