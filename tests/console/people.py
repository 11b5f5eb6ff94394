"""What the console's tests do as people: sign in, open an application, answer what is asked, look for faults with axe."""

import datetime as dt
import itertools
import secrets
import uuid

from chalicelib.kernel import clock
from chalicelib.kernel.idempotency import once

SERIOUS = {"serious", "critical"}
CUT = """() => [...document.querySelectorAll('main *, dialog[open] *')]
  .filter(one => one.clientWidth > 0 && !one.closest('.sr, .t-button') && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'hidden')
  .map(one => one.outerHTML.slice(0, 120))"""
_numbers = itertools.count(1)


def token():
    return f"{secrets.token_hex(3)}{next(_numbers)}"


def request():
    return once("demo", "POST /staff/members", uuid.uuid4().hex, b"{}")


def a_minute_ago():
    return clock.now() - dt.timedelta(seconds=95)


def sign_in(page, person):
    """Both steps, as somebody does who is enrolled."""
    page.get_by_label("工号").fill(person.number)
    page.get_by_label("密码").fill(person.password)
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("动态验证码").fill(person.code())
    page.get_by_role("button", name="登录").click()
    page.get_by_role("navigation", name="功能").wait_for()
    return page


def find(page, made):
    """An application, by the number that somebody typed or scanned."""
    page.get_by_role("link", name="我的待办").click()
    page.get_by_label("查找申请").fill(made.number)
    page.get_by_role("button", name="查找").click()
    page.get_by_role("heading", name=made.number).wait_for()
    return page


def press(page, name):
    """A button of the page itself."""
    page.locator("main").get_by_role("button", name=name, exact=False).first.click()


def dialog(page):
    """The question that is open."""
    box = page.get_by_role("dialog")
    box.wait_for()
    return box


def confirm(page, name):
    """Answer it; it closes."""
    box = dialog(page)
    box.get_by_role("button", name=name, exact=True).click()
    box.wait_for(state="hidden")


def told(page, words):
    """What the console says was done."""
    page.get_by_role("status").get_by_text(words).wait_for()


def faults(page, axe):
    """What axe-core finds serious or critical: rule and where."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in found["violations"] if one["impact"] in SERIOUS]


def cut(page):
    """What does not fit: the page beside its window, words beside their box."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*([f"the page is {wide} px too wide"] if wide > 0 else []), *page.evaluate(CUT)]
