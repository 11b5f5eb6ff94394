"""在线客服: several patients at one desk, each answered, handed over, closed; nobody is answered twice."""

import pytest

from chalicelib.chat import answering, talking
from chalicelib.chat.states import ChatState
from chalicelib.kernel import audit, clock
from chalicelib.staff.roles import Role
from tests.console import cases, patients, people
from tests.console.patients import Writer


@pytest.fixture
def quiet(desk_world):
    """Nobody else waits."""
    from chalicelib.chat.models import Chat, Listed

    for table in (Chat, Listed):
        for one in table.scan(consistent_read=True):
            one.delete()


@pytest.fixture
def desk(at_desk, quiet):
    """Somebody of the service desk, at its page."""

    def sit(name):
        page = at_desk(Role.SERVICE, name=name)
        page.get_by_role("link", name="在线客服").click()
        page.get_by_role("heading", name="在线客服").wait_for()
        return page

    return sit


def log(page):
    return page.get_by_role("log")


def opens(page, name):
    page.get_by_role("link", name=name).click()
    page.get_by_role("region", name="会话记录").get_by_role("heading", name=name).wait_for()


def says(page, words):
    page.get_by_label("回复内容").fill(words)
    page.keyboard.press("Enter")
    log(page).get_by_text(words).wait_for()


def test_several_patients_are_answered_at_one_desk_by_keys_alone(desk, look_at):
    first, second = Writer("欧阳春晓"), Writer("司徒立冬")
    first.writes("请问明天周末门诊开吗")
    second.writes("CT 报告在哪里取")
    page = desk("何服务")
    page.get_by_role("link", name="*徒立冬").wait_for()
    page.keyboard.press("n")
    log(page).get_by_text("请问明天周末门诊开吗").wait_for()
    page.keyboard.press("c")
    people.told(page, "已接待")
    says(page, "周末上午开诊，请提前预约")
    assert "周末上午开诊，请提前预约" in first.reads()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    log(page).get_by_text("CT 报告在哪里取").wait_for()
    page.keyboard.press("c")
    page.get_by_label("回复内容").fill("还没写完的答复")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    log(page).get_by_text("周末上午开诊").wait_for()
    first.writes("好的，谢谢")
    log(page).get_by_text("好的，谢谢").wait_for()
    page.get_by_text("待回复").first.wait_for()
    look_at(page, "chat")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    log(page).get_by_text("CT 报告在哪里取").wait_for()
    assert page.get_by_label("回复内容").input_value() == "还没写完的答复"


def test_of_two_who_take_one_conversation_one_has_it_and_the_other_is_told_who(desk, look_at, staffed):
    somebody = Writer("慕容清明")
    somebody.writes("住院押金怎么退")
    page = desk("何服务")
    opens(page, "*容清明")
    answering.take(staffed.on_duty("赵先接", Role.SERVICE), somebody.chat, patients.request())
    page.get_by_role("button", name="接待").or_(page.get_by_text("赵先接 接待中")).first.wait_for()
    if page.get_by_role("button", name="接待").count():
        page.keyboard.press("c")
    page.get_by_text("赵先接").first.wait_for()
    look_at(page, "chat-taken")
    assert page.get_by_label("回复内容").count() == 0
    assert talking.known(somebody.chat).stands is ChatState.TAKEN


def test_a_conversation_is_handed_to_a_colleague_who_goes_on(desk, look_at):
    somebody = Writer("诸葛小满")
    somebody.writes("医保卡丢了怎么办")
    here, there = desk("何服务"), desk("孙接手")
    opens(here, "*葛小满")
    here.keyboard.press("c")
    says(here, "请稍等，我为您转接")
    here.keyboard.press("Escape")
    here.keyboard.press("h")
    people.dialog(here).get_by_label("同事工号").fill("nobody")
    people.dialog(here).get_by_role("button", name="转接", exact=True).click()
    people.dialog(here).get_by_role("alert").get_by_text("没有找到该工号").wait_for()
    look_at(here, "chat-handing-over")
    people.dialog(here).get_by_label("同事工号").fill(there.person.number)
    people.confirm(here, "转接")
    people.told(here, "已转接")
    opens(there, "*葛小满")
    log(there).get_by_text("请稍等，我为您转接").wait_for()
    says(there, "请到医保窗口挂失，我把流程发给您")
    there.keyboard.press("Escape")
    there.keyboard.press("e")
    people.confirm(there, "结束会话")
    people.told(there, "会话已结束")
    assert talking.known(somebody.chat).stands is ChatState.CLOSED
    there.get_by_role("navigation", name="会话列表").get_by_role("link", name="已结束的会话").click()
    there.get_by_role("row").filter(has_text="*葛小满").get_by_role("link", name="查看会话").wait_for()
    look_at(there, "chat-closed")
    there.get_by_role("row").filter(has_text="*葛小满").get_by_role("link", name="查看会话").click()
    there.get_by_text("再次留言时会重新排队").wait_for()
    assert "chat.read" in {one.act for one in audit.entries(clock.today(), there.person.staff)}


def test_who_is_cut_off_is_told_so_and_what_came_meanwhile_is_there_afterwards(desk, look_at, windows):
    somebody = Writer("东方白露")
    somebody.writes("发热门诊在几楼")
    page = desk("何服务")
    opens(page, "*方白露")
    page.keyboard.press("c")
    people.told(page, "已接待")
    page.context.set_offline(True)
    page.get_by_role("alert").get_by_text("连接中断").first.wait_for()
    somebody.writes("我已经到门口了")
    look_at(page, "chat-cut-off")
    page.context.set_offline(False)
    log(page).get_by_text("我已经到门口了").wait_for()
    cases.until(lambda: page.get_by_text("连接中断").count() == 0)
    windows.complaints.clear()  # the browser's own words about the cut


def test_the_service_desk_is_for_its_people_alone(window, staffed, desk_world):
    page = window()
    page.goto(f"{desk_world['front']}/console/chat")
    people.sign_in(page, staffed.person("杨医务", Role.MEDICAL_AFFAIRS))
    people.told(page, "您的岗位不能使用该页面")
    assert page.get_by_role("link", name="在线客服").count() == 0
