"""Ratings, praise, complaints and suggestions on a phone, and what the hospital answers."""

import pytest

from chalicelib.feedback import handling
from chalicelib.staff.roles import Role
from sandbox import web
from sandbox.hurry import bring_forward
from sandbox.story import wait_for
from tests.miniprogram.desks import clerk
from tests.miniprogram.phone import PATIENCE, choose, without
from tests.miniprogram.visits import Regular, agree
from tests.staff.people import once

LIST = "feedback/pages/list/index"
WRITE = "feedback/pages/write/index?kind=complaint"
CASE = "feedback/pages/case/index?id={}"
RATING = "feedback/pages/rating/index?id={}"


@pytest.fixture
def office(world):
    """The service office."""
    return clerk(Role.SERVICE, name="小郑")


@pytest.fixture(scope="module")
def seen(world):
    """Somebody whom the doctor has seen, and who may rate the visit."""
    return visit_over(Regular(world).comes_first().booked())


def visit_over(one):
    """The doctor has seen the patient; `rating` is what the hospital asks."""
    one.at_hospital("booked")
    web.post(one.urls["his"] + "/_mark", {"appointment": one.registration["id"], "step": "seen"})
    one.rating = wait_for(lambda: next(iter(one.phone.get("/ratings")["ratings"]), None), "没有可评价的就诊", PATIENCE)
    return one


@pytest.fixture
def writer(world):
    """Somebody with a patient."""
    return Regular(world).comes_first()


def complain(one, words="候诊超过两小时，没有人解释", **about):
    said = {"kind": "complaint", "words": words, "campus": "east", **about}
    return one.phone.post("/feedback", said)


# ---- ratings
def test_a_visit_is_rated_from_the_message_and_its_words_are_shown_to_nobody_unless_i_say_so(phones, seen):
    bring_forward("feedback.ask", seen.rating["id"])
    phone = phones(seen.user).open("pages/messages/index")
    wait_for(lambda: told(phone, seen), "没有评价通知", PATIENCE)
    phone.pull().tap("就诊评价提醒", part=True).see("科室 · 心血管内科")
    phone.tap("提交评价").see("没有评分")
    for about in seen.rating["asked"]:
        phone.tap(LABELS[about].format(**seen.rating) + " 4 星 满意")
    phone.fill("想说的话（选填）", "医生讲得很清楚")
    assert phone.find("允许其他患者看到这段话").get_attribute("aria-checked") != "true"
    phone.shot("feedback-rating")
    phone.tap("提交评价")
    agree(phone, "感谢您的评价")
    phone.see("医生讲得很清楚").shot("feedback-rated")
    assert phone.wide() == []
    found = seen.phone.get(f"/ratings/{seen.rating['id']}")
    assert set(found["scores"].values()) == {4}
    assert "医生讲得很清楚" not in shown_words(seen)


LABELS = {"hospital": "医院环境", "department": "科室 · {department}", "doctor": "医生 · {doctor}", "service": "服务流程"}


def told(phone, seen):
    return any(one["reference"] == seen.rating["id"] for one in seen.phone.get("/messages")["messages"])


def shown_words(one, department="cardiology"):
    return [each["words"] for each in one.phone.get(f"/departments/{department}/ratings")["ratings"]]


def test_words_that_others_may_read_stand_on_the_departments_page(phones, world):
    one = visit_over(Regular(world).comes_first().booked())
    words = f"护士很耐心 {one.rating['id'][:4]}"
    phone = phones(one.user).open(LIST).see("待评价").tap("去评价", part=True)
    for about in one.rating["asked"]:
        phone.tap(LABELS[about].format(**one.rating) + " 5 星 很满意")
    phone.fill("想说的话（选填）", words)
    phone.find("允许其他患者看到这段话").tap()
    phone.tap("提交评价")
    agree(phone, "感谢您的评价")
    wait_for(lambda: words in shown_words(one), "没有显示", PATIENCE)
    other = phones().open("directory/pages/department/index?id=cardiology").see("患者评价").see(words)
    other.shot("directory-department-said")
    phone.open(LIST).see("我的意见")
    assert not phone.sees("待评价")


def test_what_was_rated_is_not_rated_again(phones, seen):
    phone = phones(seen.user).open(RATING.format(seen.rating["id"])).see("您的评价")
    assert not phone.sees("提交后不能修改")


# ---- praise, complaints, suggestions
def test_a_complaint_says_until_when_it_is_answered_and_by_whom(phones, writer):
    phone = phones(writer.user).open().tap("评价与意见").tap("投诉").see("提交投诉")
    phone.tap("提交投诉").see("请先写下您想说的话")
    phone.fill("想说的话", "候诊超过两小时，没有人解释")
    choose(phone, "院区", "东院区")
    phone.shot("feedback-write")
    phone.tap("提交投诉")
    agree(phone, "由谁办理")
    phone.see("医院服务中心").see("最晚答复").see("已登记，等待办理")
    phone.shot("feedback-case")
    [mine] = writer.phone.get("/feedback")["cases"]
    assert mine["kind"] == "complaint"
    phone.back().see("候诊超过两小时")


def test_the_answer_comes_with_a_message_and_can_be_objected_to_once(phones, writer, office):
    case = complain(writer)
    handling.assign(office, case["id"], "cardiology", "请核实", once())
    phone = phones(writer.user).open(CASE.format(case["id"])).see("相关科室").see("科室办理中")
    assert not phone.sees("请核实")
    handling.answer(office, case["id"], "当日两位医生请假，已增派一位，向您致歉。", once())
    wait_for(lambda: writer.phone.get("/messages")["messages"], "没有答复通知", PATIENCE)
    phone.open("pages/messages/index").tap("反馈处理结果通知", part=True).see("已增派一位")
    phone.shot("feedback-answered")
    phone.tap("有异议").tap("提交异议").see("请先说明您不同意的地方")
    phone.fill("请说明您不同意的地方，医院会重新办理", "没有人当面解释").tap("提交异议").see("由谁办理").see("重新办理")
    handling.answer(office, case["id"], "科主任将电话致歉。", once())
    phone.pull().see("科主任将电话致歉").see("已复核过一次")
    assert phone.find("有异议").count() == 0
    phone.tap("满意，办结").see("已办结")
    assert writer.phone.get(f"/feedback/{case['id']}")["state"] == "closed"
    assert phone.wide() == []


def test_tapping_twice_makes_one_case(phones, writer):
    phone = phones(writer.user).open(WRITE).see("提交投诉")
    phone.fill("想说的话", "停车场太小")
    choose(phone, "院区", "东院区")
    phone.tap_twice("提交投诉")
    agree(phone, "由谁办理")
    assert len(writer.phone.get("/feedback")["cases"]) == 1


def test_an_anonymous_word_is_nobodys_and_opens_by_its_code_alone(phones, writer, office):
    phone = phones(writer.user).open(WRITE).see("提交投诉")
    phone.fill("想说的话", "有人插队没人管")
    choose(phone, "院区", "东院区")
    phone.find("匿名提交").tap()
    phone.gone("选填，方便医院回电").tap("提交投诉")
    agree(phone, "查询码只显示这一次")
    phone.shot("feedback-code")
    code = phone.page.locator(".mp-frame.active .code").inner_text()
    phone.tap("复制查询码")
    agree(phone, "查询码已复制")
    phone.tap("我已保存，返回").tap("已保存")
    phone.open(LIST).see("您还没有提交过意见").tap("查看匿名意见")
    phone.tap("查看").see("请先填写查询码")
    phone.fill("查询码", code).tap("查看").see("有人插队没人管").see("医院不知道是谁写的")
    assert writer.phone.get("/feedback")["cases"] == []


def test_without_a_network_what_was_written_stays_and_is_sent_once(phones, writer):
    phone = phones(writer.user).open(WRITE).see("提交投诉")
    phone.fill("想说的话", "饮水机坏了")
    choose(phone, "院区", "东院区")
    phone.offline().tap("提交投诉").tap("允许").see("网络不通畅")
    assert phone.page.get_by_label("想说的话").input_value() == "饮水机坏了"
    phone.offline(off=False).tap("提交投诉")
    agree(phone, "由谁办理")
    assert len(writer.phone.get("/feedback")["cases"]) == 1


def test_with_feedback_switched_off_nothing_is_offered(phones):
    phone = phones()
    without(phone, "feedback")
    phone.open().see("在线客服")
    assert not phone.sees("评价与意见")
    phone.open(LIST).see("暂未开放线上意见登记")
    phone.open(WRITE).see("暂未开放线上意见登记")
