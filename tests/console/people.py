"""What the console's tests do as people: sign in, look for faults with axe, keep a picture."""

import datetime as dt
import itertools
import secrets
import uuid

from chalicelib.kernel import clock
from chalicelib.kernel.idempotency import once

SERIOUS = {"serious", "critical"}
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


def faults(page, axe):
    """What axe-core finds serious or critical: rule and where."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in found["violations"] if one["impact"] in SERIOUS]
