"""Messages on the phone: nothing yet, how many more I take, what I do not want."""

import pytest

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
