"""The talk with the service desk on a phone: hours honestly told, each line sent once, and who has it."""

import pytest

from chalicelib.chat import answering
from chalicelib.chat.models import id_of
from chalicelib.staff.roles import Role
from sandbox.hurry import bring_forward
from sandbox.story import wait_for
from tests.miniprogram.desks import clerk, service_hours
from tests.miniprogram.phone import PATIENCE, choose, without
from tests.miniprogram.visits import Regular, agree
from tests.staff.people import once

TALK = "chat/pages/talk/index"
ASK = "请输入您的问题"


@pytest.fixture(scope="module", autouse=True)
def hours(world):
    """Of both campuses."""
    service_hours()


@pytest.fixture
def me(world):
    """Somebody with a patient."""
    return Regular(world).comes_first()


@pytest.fixture
def desk(world):
    return clerk(Role.SERVICE, name="小张")


@pytest.fixture
def colleague(world):
    return clerk(Role.SERVICE, name="小李")


def talk_of(one):
    return id_of(one.phone.get("/me")["account"])


def said(one):
    """What the patient wrote, as the back end has it."""
    return [each["words"] for each in one.phone.get("/chat", campus="east")["lines"] if each["by"] == "patient"]


def say(phone, words):
    phone.fill(ASK, words).tap("发送")
    agree(phone, words)
    return phone


def test_a_question_is_answered_while_the_page_is_open_and_a_hand_over_is_told(phones, me, desk, colleague):
    phone = phones(me.user).open().tap("在线客服").see("人工客服在线").see("急症请到急诊")
    phone.tap("发送").see("请先输入内容")
    say(phone, "请问病历复印要带什么").see("客服会尽快回复").see("正在等候客服接入")
    talk = talk_of(me)
    answering.take(desk, talk, once())
    answering.say(desk, talk, "请带患者和代理人的身份证原件。", once())
    phone.see("客服已接入").see("身份证原件").see("客服正在为您服务")
    answering.hand_over(desk, talk, colleague.number, once())
    answering.say(colleague, talk, "还需要关系证明。", once())
    phone.see("还需要关系证明").see("已转给同事继续为您服务")
    phone.shot("chat-talk")
    assert phone.wide() == []
    answering.close(colleague, talk, once())
    phone.see("本次咨询已结束").see("咨询院区")


def test_outside_the_hours_the_page_says_so_and_keeps_the_words(phones, me):
    phone = phones(me.user).open(TALK)
    choose(phone, "咨询院区", "西院区")
    phone.see("现在不在人工服务时间").see("每天 03:00–03:01")
    say(phone, "想问明天的门诊").see("留言已收到").see("03:00 后回复")
    phone.shot("chat-closed")


def test_tapping_twice_sends_once(phones, me):
    phone = phones(me.user).open(TALK).see("人工客服在线").fill(ASK, "停车怎么收费")
    phone.tap_twice("发送")
    agree(phone, "客服会尽快回复")
    assert said(me) == ["停车怎么收费"]
    assert phone.page.get_by_label(ASK).input_value() == ""


def test_without_a_network_the_words_stay_and_are_sent_once_when_it_is_back(phones, me):
    phone = phones(me.user).open(TALK)
    say(phone, "第一句").see("客服会尽快回复")
    phone.offline().fill(ASK, "第二句").tap("发送").see("内容已保留").see("网络不通畅")
    assert phone.page.get_by_label(ASK).input_value() == "第二句"
    phone.shot("chat-offline")
    phone.offline(off=False).tap("发送").gone("内容已保留")
    wait_for(lambda: said(me) == ["第一句", "第二句"], "没有发送", PATIENCE)
    phone.gone("恢复后会自动更新")


def test_an_answer_that_lay_unread_comes_as_a_message_that_opens_the_talk(phones, me, desk):
    phone = phones(me.user).open(TALK)
    say(phone, "检查报告几天出").see("客服会尽快回复").open("pages/mine/index").see("长辈模式")
    talk = talk_of(me)
    answering.take(desk, talk, once())
    answering.say(desk, talk, "一般两个工作日。", once())
    bring_forward(answering.UNREAD, talk)
    wait_for(lambda: me.phone.get("/messages")["messages"], "没有通知", PATIENCE)
    phone.open("pages/messages/index").tap("咨询回复提醒", part=True).see("一般两个工作日")


def test_with_the_chat_switched_off_the_page_leads_elsewhere(phones):
    phone = phones()
    without(phone, "chat")
    phone.open().see("评价与意见")
    assert not phone.sees("在线客服")
    phone.open(TALK).see("暂未开放在线客服")
