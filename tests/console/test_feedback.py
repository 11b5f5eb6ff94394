"""意见与评价: the service office and the departments bring each case to its answer."""

import datetime as dt

from chalicelib.feedback import cases as room
from chalicelib.feedback import handling, rating
from chalicelib.feedback.states import CaseKind, CaseState, Showing
from chalicelib.kernel import audit, clock
from chalicelib.staff.roles import Role
from tests.console import patients, people
from tests.console.patients import DEPARTMENT


def days(number):
    return (clock.today() + dt.timedelta(days=number)).isoformat()


def opened(page, case):
    """The case, from whichever list has it."""
    page.get_by_role("link", name=case.number).click()
    page.get_by_role("heading", name=case.number).wait_for()
    return page


def office(at_desk, **named):
    page = at_desk(Role.SERVICE, **named)
    page.get_by_role("link", name="意见与评价").click()
    page.get_by_role("heading", name="意见与评价").wait_for()
    return page


def listed(page, words):
    page.get_by_role("navigation", name="意见与评价列表").get_by_role("link", name=words).click()


def test_a_caller_s_complaint_is_registered_given_to_its_department_and_answered_there(at_desk, look_at):
    page = office(at_desk)
    page.keyboard.press("n")
    page.get_by_label("反映内容").fill("护士站电话一上午无人接听")
    page.get_by_label("涉及科室").select_option("心血管内科")
    page.get_by_label("回访电话").fill("13900002222")
    look_at(page, "feedback-register")
    people.press(page, "登记意见")
    people.told(page, "意见已登记")
    page.get_by_role("heading", name="办理经过").wait_for()
    number = page.get_by_role("heading", level=1).inner_text()
    page.keyboard.press("a")
    people.dialog(page).get_by_label("转给").select_option("心血管内科")
    people.dialog(page).get_by_label("给科室的说明").fill("请三日内核实")
    look_at(page, "feedback-assigning")
    people.confirm(page, "转科室办理")
    people.told(page, "已转科室办理")

    theirs = at_desk(Role.FEEDBACK, name="马护长", department=DEPARTMENT)
    theirs.get_by_role("heading", name="意见与评价").wait_for()
    assert theirs.get_by_role("link", name="待受理").count() == 0
    theirs.get_by_role("link", name=number).click()
    theirs.get_by_text("请三日内核实").wait_for()
    theirs.keyboard.press("d")
    people.dialog(theirs).get_by_label("答复内容").fill("已增设专线并安排专人接听，感谢您的意见")
    people.confirm(theirs, "答复")
    people.told(theirs, "已答复，请按回访电话告知反映人")
    look_at(theirs, "feedback-case")
    assert theirs.get_by_role("button", name="答复").count() == 0


def test_what_is_overdue_comes_first_and_is_marked(at_desk, look_at):
    late, early = patients.complains("多收了一次检查费", due=days(-3)), patients.complains("取药窗口排队太久", due=days(-9))
    patients.complains("李医生非常耐心，特此感谢", kind=CaseKind.PRAISE)
    page = office(at_desk)
    listed(page, "已逾期")
    page.get_by_role("link", name=late.number).wait_for()
    numbers = page.locator("tbody a").all_inner_texts()
    assert numbers.index(early.number) < numbers.index(late.number)
    look_at(page, "feedback-overdue")
    page.locator("tbody a").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="办理经过").wait_for()


def test_the_number_to_call_back_stands_behind_a_button_and_the_look_is_written_down(at_desk):
    made = patients.complains(phone="13977778888")
    page = at_desk(Role.SERVICE, name="何回访")
    page.get_by_role("link", name="意见与评价").click()
    listed(page, "待受理")
    opened(page, made)
    assert page.get_by_text("13977778888").count() == 0
    page.keyboard.press("l")
    people.dialog(page).get_by_text("审计日志").wait_for()
    people.confirm(page, "查看回访电话")
    page.get_by_text("13977778888").wait_for()
    assert "feedback.phone_seen" in {one.act for one in audit.entries(clock.today(), page.person.staff)}


def test_a_department_hands_back_what_is_not_its_own(at_desk):
    made = patients.complains("停车场收费不合理")
    page = office(at_desk)
    listed(page, "待受理")
    opened(page, made)
    page.keyboard.press("a")
    people.dialog(page).get_by_label("转给").select_option("心血管内科")
    people.confirm(page, "转科室办理")
    theirs = at_desk(Role.FEEDBACK, name="马护长", department=DEPARTMENT)
    opened(theirs, made)
    theirs.keyboard.press("s")
    people.dialog(theirs).get_by_label("退回原因").fill("停车场由后勤管理，不属于本科室")
    people.confirm(theirs, "退回服务中心")
    people.told(theirs, "已退回服务中心")
    assert room.known(made.id).stands is CaseState.REGISTERED


def test_of_two_who_answer_one_case_one_wins_and_the_other_is_told_who(at_desk, look_at, staffed):
    made = patients.complains("叫号屏坏了两天")
    page = office(at_desk)
    listed(page, "待受理")
    opened(page, made)
    page.keyboard.press("d")
    people.dialog(page).get_by_label("答复内容").fill("已报修")
    handling.answer(staffed.on_duty("周先答", Role.SERVICE), made.id, "叫号屏今日已修好", patients.request())
    people.dialog(page).get_by_role("button", name="答复", exact=True).click()
    page.get_by_role("alert").get_by_text("周先答").wait_for()
    page.get_by_text("叫号屏今日已修好").wait_for()
    look_at(page, "feedback-conflict")
    assert page.get_by_role("dialog").count() == 0


def test_an_anonymous_case_shows_nobody_and_can_be_answered(at_desk, look_at):
    made = patients.complains("药房窗口态度生硬", anonymous=True)
    page = office(at_desk)
    listed(page, "待受理")
    opened(page, made)
    page.get_by_text("匿名意见不含姓名").wait_for()
    page.get_by_text("没有留电话").wait_for()
    look_at(page, "feedback-anonymous")
    page.keyboard.press("d")
    people.dialog(page).get_by_label("答复内容").fill("已约谈当班药师并加强培训")
    people.confirm(page, "答复")
    people.told(page, "可凭查询码查看")


def test_words_of_a_rating_are_shown_to_others_or_withheld_by_a_person(at_desk, look_at):
    fine, doubtful = patients.rates("医生讲解很清楚，推荐"), patients.rates("加我微信买药", stars=1)
    page = office(at_desk)
    listed(page, "待决定公开")
    row = page.get_by_role("row").filter(has_text="推荐").last
    row.wait_for()
    look_at(page, "feedback-undecided")
    row.get_by_role("button", name="公开", exact=True).click()
    people.confirm(page, "公开")
    people.told(page, "已公开")
    page.get_by_role("row").filter(has_text="买药").last.get_by_role("button", name="不公开").click()
    people.confirm(page, "不公开")
    people.told(page, "已设为不公开")
    assert rating.known(fine.id).showing == Showing.SHOWN
    assert rating.known(doubtful.id).showing == Showing.WITHHELD
    listed(page, "就诊评价")
    page.get_by_text("加我微信买药").first.wait_for()
    look_at(page, "feedback-ratings")


def test_whoever_has_nothing_to_do_with_feedback_sees_no_menu_and_is_told_so(window, staffed, desk_world):
    page = window()
    page.goto(f"{desk_world['front']}/console/feedback")
    people.sign_in(page, staffed.person("周库房", Role.STORE_ROOM))
    people.told(page, "您的岗位不能使用该页面")
    assert page.get_by_role("link", name="意见与评价").count() == 0
    assert page.url.endswith("/console/")
