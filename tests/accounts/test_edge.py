"""The room's routes, called as API Gateway calls them."""

import pytest

from chalicelib.accounts import sessions
from chalicelib.kernel import clock
from tests.client import call


@pytest.fixture
def signed(app, wechat):
    def sign(user):
        return call(app, "POST", "/sessions", {"code": wechat.login_code(user)}).body["token"]

    return sign


def test_i_sign_in_with_a_code_and_see_my_personal_centre(app, wechat):
    answer = call(app, "POST", "/sessions", {"code": wechat.login_code("路人")})
    assert answer.status == 200
    assert clock.read(answer.body["ends"]) - clock.read(answer.body["server_time"]) <= sessions.LASTS
    me = call(app, "GET", "/me", token=answer.body["token"])
    assert (me.status, me.body["account"], me.body["phone"]) == (200, answer.body["account"], None)


def test_a_used_code_is_a_401_that_says_what_to_do(app, wechat):
    code = wechat.login_code("路人")
    call(app, "POST", "/sessions", {"code": code})
    answer = call(app, "POST", "/sessions", {"code": code})
    assert (answer.status, answer.code) == (401, "login_code_refused")
    assert "重新进入" in answer.body["message"]


@pytest.mark.parametrize("code", ["", "x" * 129, "a b", "中文", "a\n"])
def test_what_is_no_code_never_reaches_wechat(app, wechat, code):
    before = len(wechat.heard())
    assert call(app, "POST", "/sessions", {"code": code}).status == 422
    assert len(wechat.heard()) == before


def test_my_phone_is_shown_masked(app, wechat, signed):
    token = signed("有号")
    wechat.has_phone("有号", "13911112222")
    answer = call(app, "POST", "/me/phone", {"code": wechat.phone_code("有号")}, token=token)
    assert (answer.status, answer.body) == (200, {"phone": "139****2222"})
    assert call(app, "GET", "/me", token=token).body["phone"] == "139****2222"


def test_i_set_my_choices(app, signed):
    token = signed("老人")
    wanted = {"large_type": True, "reminders": True, "education": False, "sms": True}
    assert call(app, "PUT", "/me", wanted, token=token).status == 200
    assert call(app, "GET", "/me", token=token).body["choices"] == wanted


def test_my_address_is_listed_masked_and_edited_in_full(app, signed):
    token = signed("有址")
    full = {"name": "王小明", "phone": "13800001234", "region": "某省某市", "street": "杏林路一号"}
    here = {"token": token, "address": "home"}
    listed = call(app, "PUT", "/me/addresses/{address}", full, **here)
    assert listed.body == {"id": "home", "name": "*小明", "phone": "138****1234", "region": "某省某市"}
    assert call(app, "GET", "/me", token=token).body["addresses"] == [listed.body]
    assert call(app, "GET", "/me/addresses/{address}", **here).body == full
    assert call(app, "DELETE", "/me/addresses/{address}", **here).status == 200
    assert call(app, "GET", "/me/addresses/{address}", **here).code == "no_such_address"


def test_i_read_the_notices_agree_and_withdraw(app, signed):
    token = signed("同意")
    notices = {one["purpose"]: one for one in call(app, "GET", "/notices").body["notices"]}
    assert set(notices) == {"service", "health", "identity", "scans", "marketing"}
    here = {"token": token, "purpose": "identity"}
    version = {"version": notices["identity"]["version"]}
    assert call(app, "PUT", "/me/consents/{purpose}", version, **here).body["given"] is True
    shown = {one["purpose"]: one["given"] for one in call(app, "GET", "/me/consents", token=token).body["consents"]}
    assert shown == {"service": False, "health": False, "identity": True, "scans": False, "marketing": False}
    assert call(app, "DELETE", "/me/consents/{purpose}", **here).body["given"] is False


def test_a_purpose_there_is_not_is_not_found(app, signed):
    assert call(app, "PUT", "/me/consents/{purpose}", {"version": "1"}, token=signed("x"), purpose="all").status == 404


def test_after_signing_out_everywhere_my_token_opens_nothing(app, signed):
    token = signed("退出")
    assert call(app, "DELETE", "/sessions", token=token).status == 200
    for method, route, body in [
        ("GET", "/me", None),
        ("GET", "/me/consents", None),
        ("DELETE", "/sessions", None),
        ("PUT", "/me", {"large_type": True, "reminders": True, "education": False, "sms": True}),
    ]:
        assert call(app, method, route, body, token=token).status == 401


def test_nothing_personal_is_in_a_log_line(app, wechat, signed, capfd):
    token = signed("日志")
    wechat.has_phone("日志", "13911113333")
    call(app, "POST", "/me/phone", {"code": wechat.phone_code("日志")}, token=token)
    call(app, "POST", "/sessions", {"code": "invented"})
    lines = capfd.readouterr().err
    assert '"event": "request"' in lines
    for secret in ("13911113333", wechat.openid("日志"), token, wechat.book("keys")["app_secret"]):
        assert secret not in lines
