"""Answers that must be read: taken by one, read in full, closed with words; whoever has another role sees none of it."""

import pytest

from chalicelib.followup.alarms import raising
from chalicelib.followup.models import Alarm
from chalicelib.staff.roles import Role
from tests.console import follow_ups, people
from tests.console.follow_ups import ADVICE, CARDIOLOGY


def opened(page, made):
    """That alarm, by its link in the list."""
    page.get_by_role("link", name="异常回答", exact=True).click()
    page.locator(f"a[href$='{made.id}']").click()
    page.get_by_role("button", name="查看回答").wait_for()
    return page


def test_an_alarm_is_taken_read_and_closed(at_desk, look_at):
    made = follow_ups.alarm()
    raising.escalate(made.id)
    page = at_desk(Role.FOLLOW_UP, department=CARDIOLOGY)
    page.get_by_role("link", name="异常回答", exact=True).click()
    row = page.get_by_role("row").filter(has=page.locator(f"a[href$='{made.id}']"))
    row.get_by_text("已升级到").wait_for()  # at night nobody reads, and it is at the leader by now
    look_at(page, "followup-alarms")
    opened(page, made)
    people.press(page, "接手")
    people.told(page, "已接手")
    people.press(page, "查看回答")
    page.get_by_text("超过20分钟", exact=True).wait_for()
    page.get_by_text(ADVICE).wait_for()
    page.get_by_text("15412345678").wait_for()
    look_at(page, "followup-alarm")
    people.press(page, "登记处理结果")
    people.dialog(page).get_by_label("处理结果").fill("已电话联系，患者由120送至急诊")
    people.confirm(page, "登记处理结果")
    people.told(page, "处理结果已登记")
    assert Alarm.get(made.id, consistent_read=True).state == "closed"
    assert page.locator(f"a[href$='{made.id}']").count() == 0


def test_of_two_who_take_an_alarm_the_second_is_told_who(at_desk, look_at):
    made = follow_ups.alarm()
    nurse = opened(at_desk(Role.FOLLOW_UP, name="林护士", department=CARDIOLOGY), made)
    doctor = opened(at_desk(Role.CLINICIAN, name="钱医生", department=CARDIOLOGY), made)
    people.press(nurse, "接手")
    people.told(nurse, "已接手")
    people.press(doctor, "接手")
    doctor.get_by_role("alert").get_by_text("林护士").wait_for()
    doctor.get_by_text("林护士 正在处理").wait_for()
    assert doctor.get_by_role("button", name="登记处理结果").count() == 0
    look_at(doctor, "followup-alarm-taken")


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.SECURITY_ADMIN])
def test_whoever_does_not_follow_up_sees_no_menu_and_is_led_away(at_desk, role):
    page, theirs = at_desk(role, name="冯别人"), "我的待办" if role is Role.REVIEWER else "人员管理"
    page.get_by_role("heading", name=theirs).wait_for()
    assert page.get_by_role("link", name="异常回答").count() == 0
    assert page.get_by_role("link", name="随访任务").count() == 0
    page.evaluate("history.pushState({}, '', '/console/followup/alarms'); dispatchEvent(new PopStateEvent('popstate'))")
    page.get_by_role("heading", name=theirs).wait_for()


def test_another_departments_task_is_refused_in_plain_words(at_desk):
    name = follow_ups.task("其他科室的随访")
    page = at_desk(Role.FOLLOW_UP, name="骨科护士", department="orthopedics")
    page.evaluate(f"history.pushState({{}}, '', '/console/followup/tasks/{name}'); dispatchEvent(new PopStateEvent('popstate'))")
    page.get_by_text("这是其他科室的随访").wait_for()
