"""The door: the first sign-in, a wrong password, one's own password, being idle, being signed out, a server that is silent."""

from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from chalicelib.copies.states import State
from chalicelib.staff import governing
from chalicelib.staff.roles import Role
from tests.console import cases, people

GOOD = "银杏叶落满地-2026"
BETTER = "梧桐细雨黄昏后-2026"


def test_the_first_sign_in_enrols_an_authenticator_and_sets_a_password_of_ones_own(staffed, window, look_at):
    number, one_time = staffed.newcomer("陈初来", Role.REVIEWER)
    page = window()
    look_at(page, "sign-in")
    page.get_by_label("工号").fill(number)
    page.get_by_label("密码").fill(one_time)
    page.get_by_role("button", name="下一步").click()
    secret = page.locator("code").inner_text().replace(" ", "")
    page.get_by_alt_text("验证器绑定二维码").wait_for()
    page.get_by_label("动态验证码").fill(pyotp.TOTP(secret).now())
    page.get_by_label("新密码", exact=False).first.fill(GOOD)
    page.get_by_label("再输入一次新密码").fill(GOOD)
    look_at(page, "enrol")
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="我的待办").wait_for()


def test_a_wrong_password_is_told_in_the_hospitals_words(staffed, window):
    person = staffed.person("刘误", Role.SERVICE)
    page = window()
    page.get_by_label("工号").fill(person.number)
    page.get_by_label("密码").fill("not-the-password")
    page.get_by_role("button", name="下一步").click()
    assert "工号或密码不正确" in page.get_by_role("alert").inner_text()


def test_i_change_my_own_password_and_the_old_one_opens_nothing(at_desk, look_at):
    page = at_desk(Role.STORE_ROOM, name="韩换密")
    page.get_by_role("link", name="我的账号").click()
    page.get_by_text("本次登录").wait_for()
    look_at(page, "account")
    page.get_by_label("当前密码").fill(page.person.password)
    page.get_by_label("新密码", exact=False).first.fill(BETTER)
    page.get_by_label("再输入一次新密码").fill(GOOD)
    page.get_by_role("button", name="修改密码").click()
    assert "不一致" in page.get_by_role("alert").inner_text()
    page.get_by_label("再输入一次新密码").fill(BETTER)
    page.get_by_role("button", name="修改密码").click()
    people.told(page, "密码已修改")
    page.get_by_role("button", name="退出", exact=True).click()
    page.get_by_role("heading", name="杏林工作台").wait_for()
    page.get_by_label("工号").fill(page.person.number)
    page.get_by_label("密码").fill(page.person.password)
    page.get_by_role("button", name="下一步").click()
    assert "不正确" in page.get_by_role("alert").inner_text()


def test_whoever_leaves_the_desk_is_signed_out_and_told_why(at_desk):
    page = at_desk(Role.REVIEWER, name="李审核")
    page.clock.install()
    page.reload()  # signs out: nothing is kept
    people.sign_in(page, _later(page))
    page.clock.fast_forward("16:00")
    page.get_by_text("长时间没有操作，已自动退出").wait_for()
    assert page.get_by_role("navigation", name="功能").count() == 0


def _later(page):
    """A code serves once: the next half minute's."""
    person = page.person
    person.code = lambda: pyotp.TOTP(person.secret).at(_next())
    return person


def _next():
    import time

    return int(time.time()) + 30


def test_a_sign_in_that_was_ended_elsewhere_leads_back_to_the_door(at_desk, staffed):
    page = at_desk(Role.REVIEWER, name="李审核")
    page.wait_for_load_state("networkidle")
    governing.give_roles(staffed.security(), page.person.staff, [Role.COPY_DESK])
    page.keyboard.press("r")  # read anew; or the page had noticed by itself
    page.get_by_role("heading", name="杏林工作台").wait_for()
    assert "登录" in page.get_by_role("status").last.inner_text()


def test_a_server_that_is_silent_is_told_and_nothing_is_done_twice(at_desk, look_at):
    made = cases.standing(State.FORM_CHECKED)
    page = people.find(at_desk(Role.REVIEWER, name="李审核"), made)
    page.route("**/claim", lambda route: route.abort())
    people.press(page, "领取")
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "重试不会重复办理" in alert.inner_text()
    look_at(page, "silent")
    page.unroute("**/claim")
    people.press(page, "领取")
    page.get_by_role("button", name="退回补正").wait_for()
    assert cases.now(made) is State.IN_REVIEW


def test_a_page_that_could_not_be_read_offers_to_try_again(at_desk):
    page = at_desk(Role.REVIEWER, name="李审核")
    page.route("**/desk/copies/now*", lambda route: route.abort())
    page.get_by_role("button", name="刷新").click()
    page.get_by_role("button", name="重试").wait_for()
    page.unroute("**/desk/copies/now*")
    page.get_by_role("button", name="重试").click()
    page.get_by_role("alert").wait_for(state="detached")


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDIT_ADMIN])
def test_nothing_personal_stays_in_the_browser_or_in_an_address(at_desk, role):
    page = at_desk(role)
    for link in page.get_by_role("navigation", name="功能").get_by_role("link").all():
        link.click()
        page.wait_for_load_state("networkidle")
        assert parse_qs(urlsplit(page.url).query).keys() <= {"campus"}
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []
    assert page.evaluate("[...document.scripts].filter(one => !one.src).length") == 0


def test_the_console_is_served_under_a_policy_without_inline_scripts(window, desk_world):
    import urllib3

    said = urllib3.request("GET", desk_world["front"] + "/console/copies/ageing").headers
    policy = dict(part.strip().split(" ", 1) for part in said["Content-Security-Policy"].split(";"))
    assert (policy["default-src"], policy["script-src"], policy["frame-ancestors"]) == ("'none'", "'self'", "'none'")
