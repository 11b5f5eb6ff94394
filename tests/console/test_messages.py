"""消息: why something was sent or not, how it would read, and whom to ring."""

import datetime as dt

import pytest

from chalicelib.kernel import clock, ids
from chalicelib.kernel.tables import Unit
from chalicelib.messages import calls, explaining, outbox
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Call, Item, Reason, State
from chalicelib.staff.roles import Role
from tests.console import cases, patients, people
from tests.registration.people import somebody

DESK = Role.SERVICE
PHONE = "15412345678"  # reserved at the hospital by everybody here


def told(name="欧阳停诊"):
    """A clinic of tomorrow does not run: urgent news for somebody without any grant for WeChat."""
    who, reference = somebody(his_id=None, name=name), ids.new()
    tomorrow = clock.today() + dt.timedelta(days=1)
    values = {
        "name": name,
        "department": "心血管内科",
        "doctor": "李医生",
        "time": f"{tomorrow} 09:30",
        "reason": "医生临时有急诊手术",
    }
    with Unit() as unit:
        outbox.tell(
            unit,
            kind=Kind.STOPPED,
            patient=who.patient,
            account=None,
            reference=reference,
            version=1,
            day=tomorrow,
            values=values,
        )
    return Item.find(outbox.item_id(Kind.STOPPED, reference, 1))


@pytest.fixture
def unread(desk_world):
    """Nobody has opened it in time."""
    item = told()
    with Unit() as unit:
        calls.open_(unit, item, Reason.UNREAD, clock.now())
    return item


def at_calls(page):
    page.get_by_role("link", name="电话通知").first.click()
    page.get_by_role("heading", name="电话通知").wait_for()
    return page


def opened(page, item):
    """The call, from the list."""
    page.locator(f"a[href*='{item.id}']").click()
    page.get_by_role("heading", name="停诊通知").wait_for()
    return page


def test_the_desk_reads_why_a_message_went_another_way(at_desk, look_at):
    item = told()
    cases.until(lambda: {one.state for one in explaining.explain(item.id).tries} == {State.SENT, State.DROPPED})
    page = at_desk(DESK)
    page.get_by_role("link", name="消息查询").click()
    page.locator(f"a[href*='{item.id}']").wait_for()
    page.get_by_role("row").filter(has=page.locator(f"a[href*='{item.id}']")).get_by_text(
        "账号已注销"
    ).wait_for()  # WeChat knows nobody of that name
    look_at(page, "messages")
    page.locator(f"a[href*='{item.id}']").click()
    first = page.get_by_role("region", name="接收人 1")
    first.get_by_text("微信订阅消息").wait_for()
    first.get_by_text("短信", exact=True).wait_for()
    look_at(page, "message")


def test_news_is_found_by_what_it_is_about(at_desk, look_at):
    item = told()
    page = at_desk(DESK)
    page.get_by_role("link", name="消息查询").click()
    page.get_by_label("查询方式").select_option("按业务编号")
    page.get_by_label("业务编号", exact=False).last.fill(item.reference)
    people.press(page, "查询")
    page.locator(f"a[href*='{item.id}']").wait_for()
    page.get_by_label("查询方式").select_option("按就诊人编号")
    page.get_by_label("就诊人编号", exact=True).fill("nobody")
    people.press(page, "查询")
    page.get_by_role("alert").wait_for()
    look_at(page, "messages-not-found")


def test_somebody_claims_a_call_reads_whom_to_ring_and_says_what_came_of_it(at_desk, look_at, unread):
    page = at_calls(at_desk(DESK, name="何致电"))
    page.get_by_text("重要消息未读").first.wait_for()
    look_at(page, "calls")
    opened(page, unread)
    page.get_by_text("领取后显示姓名").wait_for()
    assert page.get_by_text(PHONE).count() == 0
    page.keyboard.press("c")
    people.told(page, "已领取，请致电")
    page.get_by_text(PHONE).wait_for()
    page.get_by_text("医生临时有急诊手术").wait_for()
    look_at(page, "call")
    page.keyboard.press("d")
    people.dialog(page).get_by_label("备注").fill("家属接听，改约下周")
    people.confirm(page, "登记结果")
    people.told(page, "结果已登记")
    assert Call.find(unread.id).result == "reached"
    assert page.get_by_text(PHONE).count() == 0
    page.keyboard.press("b")
    page.get_by_role("navigation", name="电话通知").get_by_role("link", name="已结束").click()
    page.get_by_role("row").filter(has=page.locator(f"a[href*='{unread.id}']")).get_by_text("已告知本人或家属").wait_for()


def test_of_two_who_claim_one_call_one_has_it_and_the_other_is_told_who(at_desk, look_at, unread, staffed):
    page = opened(at_calls(at_desk(DESK)), unread)
    page.get_by_text("领取后显示姓名").wait_for()
    calls.claim(staffed.on_duty("郑先拨", DESK), unread.id, patients.request())
    page.keyboard.press("c")
    page.get_by_role("alert").get_by_text("郑先拨").wait_for()
    page.get_by_text("郑先拨 正在办理").wait_for()
    look_at(page, "call-taken")
    assert page.get_by_text(PHONE).count() == 0


def test_how_a_kind_is_told_and_how_it_would_read(at_desk, look_at):
    page = at_desk(DESK)
    page.get_by_role("link", name="消息查询").click()
    page.get_by_role("navigation", name="消息").get_by_role("link", name="消息模板").click()
    page.get_by_role("link", name="停诊通知").click()
    page.get_by_role("heading", name="预览：停诊通知").wait_for()
    page.get_by_label("说明").fill("医生外出抢救，号源改到周四")
    people.press(page, "预览")
    page.get_by_role("definition").filter(has_text="号源改到周四").wait_for()
    look_at(page, "message-kinds")
    page.get_by_label("按敏感科室预览（隐去科室）").check()
    page.get_by_text("您有一项就诊提醒").first.wait_for()
    page.get_by_role("link", name="退费通知").click()
    page.get_by_role("heading", name="预览：退费通知").wait_for()
    page.get_by_label("金额").fill("")
    people.press(page, "预览")
    page.get_by_role("alert").get_by_text("退费金额").wait_for()


def test_messages_are_for_the_desk_and_the_follow_up_centre_alone(window, staffed, desk_world):
    page = window()
    page.goto(f"{desk_world['front']}/console/messages/calls")
    people.sign_in(page, staffed.person("杨医务", Role.MEDICAL_AFFAIRS))
    people.told(page, "您的岗位不能使用该页面")
    assert page.get_by_role("link", name="消息查询").count() == 0
