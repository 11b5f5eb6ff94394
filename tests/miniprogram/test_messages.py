"""News on the phone: where it leads, why it did not come, and how many more I take."""

import datetime as dt

import pytest

from chalicelib.kernel import clock
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.messages import outbox
from chalicelib.messages.kinds import Kind
from sandbox.story import Story, wait_for
from sandbox.visitor import Visitor, somebody

SILENT = Story(lambda _line: None)


@pytest.fixture
def me(world, phones):
    """Somebody with a card; `screen` is the phone."""
    visitor = Visitor(world, SILENT, "周先生")
    visitor.sign_in()
    visitor.bind(somebody(world))
    visitor.screen = phones(visitor.phone.user)
    return visitor


def tell(me, kind, reference):
    account = me.phone.get("/me")["account"]
    tomorrow = clock.today() + dt.timedelta(days=1)
    values = {
        "name": "周先生",
        "department": "心血管内科",
        "doctor": "李医生",
        "time": f"{tomorrow} 09:00",
        "place": "三楼",
        "number": "16",
    }
    with Unit() as unit:
        outbox.tell(
            unit,
            kind=kind,
            patient=PatientId(me.patient),
            account=AccountId(account),
            reference=reference,
            version=1,
            day=tomorrow,
            values=values,
        )
    wait_for(lambda: me.phone.get("/messages")["messages"], "没有消息", 90)


def test_news_leads_to_what_it_is_about_and_says_why_wechat_did_not_bring_it(me):
    tell(me, Kind.BOOKED, "some-visit")
    screen = me.screen.open("pages/messages/index").see("挂号成功通知").see("心血管内科")
    screen.shot("messages")
    wait_for(lambda: me.phone.get("/messages")["messages"][0]["why"], "没有说明原因")
    screen.pull().see("您没有允许接收此类微信通知")
    screen.tap("挂号成功通知", part=True)
    wait_for(lambda: screen.at == "registration/pages/detail/index", "没有打开挂号")


def test_nothing_was_told_yet(me):
    me.screen.open("pages/messages/index").see("还没有消息").tap("消息设置").see("接收哪些")


def test_one_more_message_is_allowed_by_a_tap_and_counted(me):
    screen = (
        me.screen.open("messages/pages/settings/index").tap("挂号就诊 查看").tap("就诊提醒 再收一条").tap("允许").see("已同意")
    )
    screen.see("还可收 1 条")
    screen.shot("message-settings")
    (left,) = [one["left"] for one in me.phone.get("/me/templates")["templates"] if one["kind"] == "reminder"]
    assert left == 1


def test_what_i_do_not_want_is_switched_off(me):
    screen = me.screen.open("messages/pages/settings/index").see("短信补发")
    screen.find("短信补发").tap()
    wait_for(lambda: not me.phone.get("/me")["choices"]["sms"], "没有保存", 10)
    screen.find("接收谁的消息", part=True).tap()
    wait_for(lambda: not me.phone.get(f"/patients/{me.patient}")["wants_messages"], "没有保存", 10)
