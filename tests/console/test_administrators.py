"""The three administrators: staff let in and moved, the audit log read and proved whole; none of them sees an application."""

import pytest

from chalicelib.staff.roles import Role
from tests.console import cases, people


@pytest.mark.parametrize(
    ("role", "title"), [(Role.SECURITY_ADMIN, "人员管理"), (Role.AUDIT_ADMIN, "审计日志"), (Role.SYSTEM_ADMIN, "我的账号")]
)
def test_administrators_see_their_own_pages_and_no_application(at_desk, look_at, role, title):
    page = at_desk(role, name="冯管理")
    page.get_by_role("heading", name=title).wait_for()
    look_at(page, role.value)
    assert page.get_by_role("link", name="我的待办").count() == 0
    page.evaluate("history.pushState({}, '', '/console/copies/statistics'); dispatchEvent(new PopStateEvent('popstate'))")
    page.get_by_role("heading", name=title).wait_for()


def test_somebody_is_let_in_given_roles_locked_and_seen_off(at_desk, look_at):
    number = f"0{people.token()}"  # first in the list
    page = at_desk(Role.SECURITY_ADMIN, name="周守正")
    page.get_by_role("button", name="新增人员").click()
    box = people.dialog(page)
    box.get_by_label("工号").fill(number)
    box.get_by_label("姓名").fill("许新来")
    box.get_by_label("病案审核员").check()
    assert box.get_by_label("审计管理员").count() == 0
    look_at(page, "admit")
    box.get_by_role("button", name="新增人员").click()
    page.get_by_role("heading", name="一次性密码").wait_for()
    look_at(page, "one-time")
    people.confirm(page, "关闭")
    row = page.get_by_role("row").filter(has_text=number)
    row.get_by_role("button", name="调整岗位").click()
    box = people.dialog(page)
    box.get_by_label("复印室").check()
    people.confirm(page, "调整岗位")
    row.get_by_text("复印室").wait_for()
    row.get_by_role("button", name="锁定").click()
    people.dialog(page).get_by_label("原因").fill("手机遗失")
    people.confirm(page, "锁定")
    page.get_by_role("button", name="已锁定").click()
    page.get_by_role("row").filter(has_text=number).get_by_role("button", name="恢复").click()
    people.dialog(page).get_by_label("原因").fill("已补办")
    people.confirm(page, "恢复")


def test_the_audit_log_is_read_by_actor_in_words_and_proved_whole(at_desk, staffed, look_at):
    made = cases.handed_in(staffed.on_duty("郑留痕", Role.SERVICE))
    page = at_desk(Role.AUDIT_ADMIN)
    page.get_by_role("row").filter(has_text="郑留痕").last.wait_for()
    page.get_by_role("button", name="校验当日日志完整性").click()
    page.get_by_text("条日志链完整").wait_for()
    look_at(page, "audit")
    page.get_by_role("row").filter(has_text="郑留痕").last.get_by_role("button", name="查看").click()
    page.get_by_role("cell", name="窗口录入申请").first.wait_for()
    page.get_by_role("cell", name=made.id).first.wait_for()
    look_at(page, "audit-acts")


def test_every_act_of_the_audit_log_has_words():
    import re
    from pathlib import Path

    source = "\n".join(one.read_text() for one in Path("chalicelib").rglob("*.py"))
    acts = set(re.findall(r'audit\.write\([^,]+, [^,]+, "([a-z_.]+)"', source))
    acts |= {f"copies.{one}" for one in re.findall(r'acting\.deed\(me, found, "([a-z_]+)"', source)}
    words = Path("console/src/staff/acts.ts").read_text()
    assert {one for one in acts if f'"{one}":' not in words} == set()
    assert len(acts) > 50
