"""The desk's sign-in and administration as the console calls them."""

import uuid
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from chalicelib.accounts import sessions as accounts
from chalicelib.kernel import audit, clock
from chalicelib.staff.models import Listed, Member
from chalicelib.staff.roles import Role
from tests.client import call
from tests.staff.conftest import GOOD
from tests.staff.people import member, on_duty, token_of


@pytest.fixture
def desk(world, app):
    def ask(method, route, body=None, me=None, *, token="", key="", query=None, **parameters):
        token = token or (token_of(me) if me else "")
        return call(app, method, route, body, token=token, key=key or uuid.uuid4().hex, query=query, **parameters)

    return ask


def today():
    return clock.today().isoformat()


def test_from_letting_in_to_signing_out(desk):
    security = on_duty(Role.SECURITY_ADMIN)
    newcomer = {"number": "edge-1", "name": "孙岩", "phone": "13800001234", "roles": ["reviewer"]}
    admitted = desk("POST", "/staff/members", newcomer, security)
    assert admitted.status == 201
    step = desk("POST", "/staff/sessions", {"number": "edge-1", "password": admitted.body["one_time_password"]}).body
    assert step["new_password"] is True
    code = pyotp.TOTP(parse_qs(urlsplit(step["enrol"]).query)["secret"][0]).now()
    route = "/staff/sessions/{ticket}/confirmation"
    opened = desk("POST", route, {"code": code, "new_password": GOOD}, ticket=step["ticket"]).body
    assert (opened["name"], opened["roles"], opened["number"]) == ("孙岩", ["reviewer"], "edge-1")
    me = desk("GET", "/staff/me", token=opened["token"]).body
    assert (me["name"], me["phone"], me["enrolled"]) == ("孙岩", "138****1234", True)
    assert len(desk("GET", "/staff/sessions", token=opened["token"]).body["sessions"]) == 1
    again = desk("POST", "/staff/sessions/renewal", token=opened["token"]).body
    assert desk("DELETE", "/staff/sessions/current", token=again["token"]).status == 200
    ended = desk("GET", "/staff/me", token=again["token"])
    assert (ended.status, ended.code, ended.body["message"]) == (401, "sign_in_required", "登录已失效，请重新登录")


def test_a_request_repeated_shows_no_password_again(desk):
    security, newcomer = on_duty(Role.SECURITY_ADMIN), {"number": "edge-2", "name": "重", "roles": []}
    first = desk("POST", "/staff/members", newcomer, security, key="k" * 20).body
    again = desk("POST", "/staff/members", newcomer, security, key="k" * 20).body
    assert first["one_time_password"]
    assert again == {"staff": first["staff"], "one_time_password": None}


@pytest.mark.parametrize(("method", "route"), [("GET", "/staff/me"), ("GET", "/staff/members"), ("GET", "/desk/audit")])
def test_a_patients_token_is_refused(desk, method, route):
    assert desk(method, route, token=accounts.sign("somebody", 1).token).code == "sign_in_required"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SECURITY_ADMIN])
def test_only_the_security_administrator_looks_after_members(desk, role):
    me, other = on_duty(role), member(Role.CASHIER)
    for method, route, body in [
        ("GET", "/staff/members", None),
        ("POST", "/staff/members", {"number": "edge-3", "name": "无", "roles": []}),
        ("PUT", "/staff/members/{staff}/roles", {"roles": ["reviewer"]}),
        ("PUT", "/staff/members/{staff}/state", {"state": "locked", "reason": "无权"}),
        ("POST", "/staff/members/{staff}/reset", {"reason": "无权"}),
    ]:
        parameters = {"staff": other.id} if "{" in route else {}
        assert desk(method, route, body, me, **parameters).code == "role_required"
    assert Member.find(other.id).roles == {"cashier"}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDIT_ADMIN])
def test_only_the_audit_administrator_reads_the_log(desk, role):
    for route in ("/desk/audit", "/desk/audit/check"):
        assert desk("GET", route, me=on_duty(role), query={"day": today()}).code == "role_required"


def test_the_security_administrator_gives_roles_locks_and_resets(desk):
    security, other = on_duty(Role.SECURITY_ADMIN), member(Role.CASHIER)
    assert desk("PUT", "/staff/members/{staff}/roles", {"roles": ["store_room"]}, security, staff=other.id).status == 200
    assert desk("POST", "/staff/members/{staff}/reset", {"reason": "换手机"}, security, staff=other.id).body["one_time_password"]
    state = {"state": "locked", "reason": "手机丢失"}
    assert desk("PUT", "/staff/members/{staff}/state", state, security, staff=other.id).status == 200
    assert desk("PUT", "/staff/members/{staff}/state", state, security, staff=other.id).code == "staff_changed_meanwhile"
    assert (
        desk("PUT", "/staff/members/{staff}/roles", {"roles": ["store_room"]}, security, staff=security.id).code == "not_oneself"
    )
    mixed = {"roles": ["audit_admin", "store_room"]}
    assert desk("PUT", "/staff/members/{staff}/roles", mixed, security, staff=other.id).code == "roles_exclude"
    found = Member.find(other.id)
    assert (found.roles, found.state) == ({"store_room"}, "locked")


def test_members_are_listed_masked(desk):
    security = on_duty(Role.SECURITY_ADMIN)
    desk("POST", "/staff/members", {"number": "edge-4", "name": "列", "phone": "13900005678", "roles": []}, security)
    shown = desk("GET", "/staff/members", me=security, query={"state": "active"}).body["members"]
    mine = next(one for one in shown if one["number"] == "edge-4")
    assert (mine["name"], mine["phone"], mine["roles"], mine["of_his"]) == ("列", "139****5678", [], False)
    assert desk("GET", "/staff/members", me=security, query={"state": "gone"}).code == "invalid"


def test_the_audit_administrator_reads_who_did_what_and_stands_in_the_log_himself(desk):
    security, auditor, other = on_duty(Role.SECURITY_ADMIN, name="安全员"), on_duty(Role.AUDIT_ADMIN), member(Role.CASHIER)
    desk("PUT", "/staff/members/{staff}/roles", {"roles": ["service"]}, security, staff=other.id)
    actors = desk("GET", "/desk/audit", me=auditor, query={"day": today()}).body["actors"]
    assert {"actor": security.id, "name": "安全员", "acts": 1} in actors
    (act,) = desk("GET", "/desk/audit", me=auditor, query={"day": today(), "actor": security.id}).body["acts"]
    assert (act["act"], act["subject"], act["reason"]) == ("staff.roles_given", other.id, "service")
    read = [(one.act, one.subject) for one in audit.entries(clock.today(), auditor.id)]
    assert read == [("audit.day_read", today()), ("audit.read", f"{today()}#{security.id}")]


def test_a_changed_entry_of_the_log_is_found(desk):
    auditor, security = on_duty(Role.AUDIT_ADMIN), on_duty(Role.SECURITY_ADMIN)
    check = ("GET", "/desk/audit/check", None, auditor)
    desk("PUT", "/staff/members/{staff}/roles", {"roles": []}, security, staff=member(Role.CASHIER).id)
    whole = desk(*check, query={"day": today()}).body
    assert whole["whole"] is True
    assert whole["chains"] >= 2
    entry = next(iter(audit.entries(clock.today(), security.id)))
    entry.update([audit.Entry.subject.set("somebody-else")])
    broken = desk(*check, query={"day": today()}).body
    assert broken["whole"] is False
    assert security.id in broken["problems"][0]
    entry.update([audit.Entry.subject.set(entry.subject)])


def test_nobody_is_listed_twice_after_a_repeated_letting_in(desk):
    security, newcomer = on_duty(Role.SECURITY_ADMIN), {"number": "edge-5", "name": "一", "roles": []}
    for _ in range(2):
        desk("POST", "/staff/members", newcomer, security, key="m" * 20)
    assert [one.number for one in Listed.query("active") if one.number == "edge-5"] == ["edge-5"]
