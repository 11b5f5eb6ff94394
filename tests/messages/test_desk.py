"""The service desk: why a message was sent, how one would read, and whom to ring."""

import datetime as dt
import uuid

import pytest

from chalicelib.accounts.sessions import sign
from chalicelib.kernel import clock
from chalicelib.messages import auditor, calls, privacy
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Call, Item, Reason
from chalicelib.staff.roles import Role
from tests.client import call
from tests.messages.town import NOON, PHONE
from tests.staff.people import on_duty, token_of

LATER = NOON + dt.timedelta(minutes=31)


@pytest.fixture(autouse=True)
def books_add_up(clinic):
    yield
    assert auditor.problems(clinic.now) == []


@pytest.fixture
def service(clinic):
    return on_duty(Role.SERVICE)


def ask(app, staff, method, route, body=None, **more):
    return call(app, method, f"/desk{route}", body, token=token_of(staff), key=uuid.uuid4().hex, **more)


@pytest.fixture
def unread(clinic):
    """A clinic that was stopped, told to somebody who does not look."""
    me, patient = clinic.someone()
    clinic.allow(me, Kind.STOPPED)
    item = clinic.tell(Kind.STOPPED, patient, me)
    clinic.send(item)
    clinic.wake(LATER)
    return me, item


def test_staff_read_why_a_message_went_another_way(clinic, app, service):
    me, patient = clinic.someone()
    item = clinic.tell(Kind.BOOKED, patient, me, reference="visit-1")
    clinic.send(item)
    for query in ({"reference": "visit-1"}, {"patient": patient}, {"hour": item.told, "kind": "booked", "channel": "wechat"}):
        found = ask(app, service, "GET", "/messages", query=query).body["messages"]
        told = next(one for one in found if one["id"] == item.id)
        by_wechat = next(one for one in told["tries"] if one["channel"] == "wechat")
        assert (by_wechat["state_words"], by_wechat["why"]) == ("已改用下一种方式", "没有订阅次数")
    assert ask(app, service, "GET", "/messages", query={"reference": "visit-1", "state": "unknown"}).body["messages"] == []
    one = ask(app, service, "GET", "/messages/{message}", message=item.id)
    assert one.body["title"] == "挂号成功通知"
    assert "欧阳" not in str(one.body)


def test_staff_must_say_which_messages(clinic, app, service):
    assert ask(app, service, "GET", "/messages").code == "say_which_messages"


def test_patients_and_other_staff_do_not_come_in(clinic, app):
    reviewer = on_duty(Role.REVIEWER)
    assert ask(app, reviewer, "GET", "/calls").status == 403
    me = clinic.account()
    assert call(app, "GET", "/desk/calls", token=sign(me.account, 1).token).status in {401, 403}


def test_a_template_is_previewed_as_it_would_be_cut(clinic, app, service):
    kinds = ask(app, service, "GET", "/message-kinds").body["kinds"]
    assert next(one for one in kinds if one["kind"] == "stopped")["ladder"] == ["wechat", "sms", "call"]
    wanted = {
        "kind": "booked",
        "values": {"department": "心" * 30, "name": "欧阳测试", "time": "2026-11-24 09:30"},
        "day": "2026-11-24",
    }
    told = ask(app, service, "PUT", "/message-kinds", wanted).body
    assert (told["wechat"]["就诊科室"], told["sms"], told["problem"]) == ("心" * 20, ["11月24日09:30"], "")
    wrong = ask(app, service, "PUT", "/message-kinds", wanted | {"kind": "refunded"}).body
    assert wrong["problem"] == "缺少内容或格式不符：退费金额"
    assert ask(app, service, "PUT", "/message-kinds", wanted | {"kind": "nothing"}).status == 422


def test_urgent_news_that_nobody_opened_is_for_the_call_list(clinic, app, service, unread):
    _, item = unread
    (one,) = ask(app, service, "GET", "/calls").body["calls"]
    assert (one["id"], one["name"], one["why"], one["state"]) == (item.id, "*阳测试", "重要消息未读", "open")


def test_urgent_news_that_was_opened_is_not(clinic, app, service):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.STOPPED)
    item = clinic.tell(Kind.STOPPED, patient, me)
    clinic.send(item)
    assert call(app, "POST", "/messages/{message}", token=sign(me.account, 1).token, message=item.id).status == 200
    clinic.wake(LATER)
    assert Call.find(item.id) is None
    told = ask(app, service, "GET", "/messages/{message}", message=item.id).body
    assert told["opened"]


def test_somebody_elses_message_cannot_be_opened(clinic, app, unread):
    _, item = unread
    other = clinic.account()
    assert call(app, "POST", "/messages/{message}", token=sign(other.account, 1).token, message=item.id).status == 404
    assert Item.find(item.id).opened is None


def test_only_the_owner_of_a_call_reads_whom_to_ring(clinic, app, service, unread):
    _, item = unread
    other = on_duty(Role.SERVICE)
    before = ask(app, service, "GET", "/calls/{call}", call=item.id).body
    assert (before["full_name"], before["phone"], before["values"]) == ("", "", {})
    mine = ask(app, service, "POST", "/calls/{call}", {"deed": "claim"}, call=item.id).body
    assert (mine["full_name"], mine["phone"], mine["values"]["就诊人"]) == ("欧阳测试", PHONE, "欧阳测试")
    late = ask(app, other, "POST", "/calls/{call}", {"deed": "claim"}, call=item.id)
    assert (late.code, late.body["message"]) == ("call_taken", "这条电话通知已由测试员工处理，请选择其他通知")
    (listed,) = ask(app, other, "GET", "/calls").body["calls"]
    assert (listed["owner"], listed["mine"]) == ("测试员工", False)
    assert ask(app, other, "GET", "/calls/{call}", call=item.id).body["phone"] == ""


def test_a_call_is_laid_back_taken_by_another_and_ended_once(clinic, app, service, unread):
    _, item = unread
    other = on_duty(Role.SERVICE)
    ask(app, service, "POST", "/calls/{call}", {"deed": "claim"}, call=item.id)
    assert ask(app, service, "POST", "/calls/{call}", {"deed": "release"}, call=item.id).body["state"] == "open"
    ask(app, other, "POST", "/calls/{call}", {"deed": "claim"}, call=item.id)
    result = {"deed": "done", "result": "reached", "note": "家属已知晓"}
    assert ask(app, service, "POST", "/calls/{call}", result, call=item.id).code == "call_taken"
    assert ask(app, other, "POST", "/calls/{call}", result, call=item.id).body["state"] == "done"
    assert ask(app, other, "POST", "/calls/{call}", result, call=item.id).code == "call_taken"
    assert ask(app, service, "GET", "/calls").body["calls"] == []
    ended = ask(app, service, "GET", "/calls", query={"day": clock.today().isoformat()}).body["calls"]
    assert item.id in {one["id"] for one in ended}


def test_a_message_opened_late_ends_the_call_that_nobody_has_made(clinic, app, service, unread):
    me, item = unread
    calls.opened(me.account, item.id)
    calls.opened(me.account, item.id)
    assert Call.find(item.id).state == "read"
    assert ask(app, service, "GET", "/calls").body["calls"] == []
    calls.find_unread(item.id, LATER)
    assert Call.find(item.id).state == "read"


def test_what_nobody_could_be_told_by_any_channel_is_for_the_call_list(clinic):
    me, patient = clinic.someone(phone="+8613900007711")
    clinic.sms.refuse("+8613900007711")
    item = clinic.tell(Kind.STOPPED, patient, me)
    clinic.send(item)
    assert clinic.states(item) == ["sms fallen_back", "wechat fallen_back"]
    assert Call.find(item.id).reason.startswith("FailedOperation")


def test_news_that_is_over_is_nobodys_call(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.STOPPED)
    item = clinic.tell(Kind.STOPPED, patient, me, expires=NOON + dt.timedelta(minutes=20))
    clinic.send(item)
    clinic.wake(LATER)
    assert Call.find(item.id) is None
    assert Reason.UNREAD not in {one.reason for one in clinic.attempts(item)}


def test_whoever_taps_on_a_message_comes_with_its_name(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.STOPPED, times=2)
    items = [clinic.tell(Kind.STOPPED, patient, me, page=page, reference=page) for page in ("pages/visit?id=1", "pages/visit")]
    clinic.send(*items)
    assert [one["page"] for one in clinic.received(me)] == [f"pages/visit?id=1&m={items[0].id}", f"pages/visit?m={items[1].id}"]


def test_a_call_about_a_deleted_account_no_longer_names_it(clinic, unread):
    me, item = unread
    assert Call.find(item.id).account == me.account
    for _ in range(2):
        privacy.forget(me.account)
    assert Call.find(item.id).account == ""


def test_a_call_that_is_none_is_refused_plainly(clinic, app, service):
    assert ask(app, service, "POST", "/calls/{call}", {"deed": "claim"}, call="nothing").code == "no_such_call"
