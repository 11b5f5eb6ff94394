"""The store room and the copy desk: records fetched or chased, pages counted, copied, looked at by a second person, labelled."""

import pytest

from chalicelib.copies.models import Application
from chalicelib.copies.states import State
from chalicelib.staff.roles import Role
from tests.console import cases, people

FIRST, SECOND = "2026-09-02 心血管内科", "2026-10-11 骨科"


def test_the_store_room_fetches_one_record_chases_the_other_and_gives_the_first_part(at_desk, look_at):
    made = cases.standing(State.APPROVED)
    page = people.find(at_desk(Role.STORE_ROOM), made)
    page.keyboard.press("c")
    row = page.get_by_role("row").filter(has_text=FIRST).first
    row.get_by_role("button", name="登记已取到").click()
    people.told(page, "已登记")
    other = page.get_by_role("row").filter(has_text=SECOND).first
    other.get_by_role("button", name="登记催还").click()
    box = people.dialog(page)
    box.get_by_label("未能取到的原因").select_option("with_coder")
    box.get_by_label("现在由谁保管").fill("编码组")
    box.get_by_label("预计归还日期").fill("2027-01-05")
    look_at(page, "chase")
    people.confirm(page, "登记催还")
    page.get_by_text("病历在编码员处").wait_for()
    look_at(page, "store-room")
    assert cases.now(made) is State.CHASING
    people.press(page, "先提供已有部分")
    people.told(page, "已办理")
    assert cases.now(made) is State.RETRIEVING


def test_the_store_room_counts_pages_and_the_price_follows(at_desk, staffed, look_at):
    made = cases.at_counter(State.RETRIEVING, fetched=cases.READY["fetched"])
    page = people.find(at_desk(Role.STORE_ROOM), made)
    page.keyboard.press("n")
    box = people.dialog(page)
    box.get_by_label(f"{FIRST} 页数").fill("12")
    box.get_by_label(f"{SECOND} 页数").fill("30")
    look_at(page, "count")
    people.confirm(page, "填写页数")
    people.told(page, "页数已提交")
    cases.until(lambda: cases.now(made) is State.AWAITING_PAYMENT)


def test_a_record_that_is_not_to_be_had_is_left_out_with_a_reason(at_desk):
    found = {"stay-1": {"stands": "fetched"}, "stay-2": {"stands": "beyond_retention", "owner": "档案馆"}}
    made = cases.standing(State.CHASING, fetched=found)
    page = people.find(at_desk(Role.STORE_ROOM), made)
    page.get_by_role("row").filter(has_text=SECOND).first.get_by_role("button", name="无法提供").click()
    people.dialog(page).get_by_label("理由").fill("病历已超过保存期限，按规定销毁")
    people.confirm(page, "登记无法提供")
    people.told(page, "已办理")
    assert Application.get(made.id).left_out[0]["stay"] == "stay-2"


def test_the_copy_desk_copies_and_a_second_person_checks_every_page(at_desk, look_at):
    made = cases.standing(State.TO_COPY, **cases.READY)
    first = people.find(at_desk(Role.COPY_DESK, name="钱复印"), made)
    first.keyboard.press("c")
    people.press(first, "复印完成")
    box = people.dialog(first)
    _pages(box, 12, 30)
    assert box.get_by_role("button", name="复印完成").is_disabled()
    box.get_by_label("每页已加盖").check()
    look_at(first, "copied")
    people.confirm(first, "复印完成")
    people.told(first, "已提交核对")
    first.keyboard.press("k")
    _checked(people.dialog(first))
    people.dialog(first).get_by_role("button", name="核对无误").click()
    first.get_by_role("alert").get_by_text("他人").or_(first.get_by_role("alert").get_by_text("其他")).first.wait_for()
    second = people.find(at_desk(Role.COPY_DESK, name="孙核对"), made)
    second.get_by_text("钱复印").first.wait_for()
    second.keyboard.press("k")
    _checked(people.dialog(second))
    look_at(second, "check")
    people.confirm(second, "核对无误")
    people.told(second, "核对完成")
    assert cases.now(made) is State.TO_SCHEDULE


def test_pages_that_were_miscounted_are_corrected_and_priced_anew(at_desk):
    made = cases.at_counter(State.COPYING, **cases.READY)
    page = people.find(at_desk(Role.COPY_DESK), made)
    people.press(page, "更正页数")
    box = people.dialog(page)
    _pages(box, 14, 30)
    box.get_by_label("原因").fill("漏数两页")
    people.confirm(page, "更正页数")
    people.told(page, "已办理")
    assert Application.get(made.id).pages["1"] == {"stay-1": 14, "stay-2": 30}


def test_a_missing_page_is_printed_again_free_of_charge(at_desk):
    made = cases.standing(State.CHECKING, **{**cases.READY, "copied_by": "x"})
    page = people.find(at_desk(Role.COPY_DESK), made)
    people.press(page, "发现差错")
    box = people.dialog(page)
    box.get_by_label("差错类型").select_option("missing_page")
    box.get_by_label("原因").fill("骨科第 7 页缺失")
    people.confirm(page, "发现差错")
    people.told(page, "已转重印")
    assert cases.now(made) is State.REPRINTING


def test_another_patients_page_is_recalled_and_the_incident_is_settled_by_medical_affairs(at_desk, look_at):
    made = cases.standing(State.TO_PICK_UP, **cases.READY)
    page = people.find(at_desk(Role.COPY_DESK), made)
    people.press(page, "错页召回")
    people.dialog(page).get_by_label("原因").fill("第 3 页属于另一位患者")
    look_at(page, "recall")
    people.confirm(page, "错页召回")
    people.told(page, "已上报")
    other = people.find(at_desk(Role.MEDICAL_AFFAIRS, name="杨医务"), made)
    other.get_by_text("第 3 页属于另一位患者").first.wait_for()
    look_at(other, "incident")
    people.press(other, "处理结果")
    box = people.dialog(other)
    box.get_by_label("原因").fill("错页已收回，重印正确页面")
    people.confirm(other, "处理结果")
    people.told(other, "已办理")
    assert cases.now(made) is State.REPRINTING


def test_the_label_names_nobody_in_full_and_its_code_finds_the_application(at_desk, look_at):
    made = cases.standing(State.TO_SCHEDULE, **cases.READY)
    page = people.find(at_desk(Role.COPY_DESK), made)
    page.get_by_role("link", name="打印标签").click()
    label = page.get_by_role("region", name="复印件标签")
    label.get_by_role("img").wait_for()
    assert "林小满" not in label.inner_text()
    look_at(page, "label")
    code = label.locator(".code").inner_text()
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation", name="功能").is_visible()
    assert not page.get_by_role("button", name="打印").is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="我的待办").click()
    page.get_by_label("查找申请").wait_for()
    page.keyboard.press("/")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=made.number).wait_for()


@pytest.mark.parametrize(("role", "state"), [(Role.STORE_ROOM, State.RETRIEVING), (Role.COPY_DESK, State.COPYING)])
def test_what_i_claimed_i_lay_back(at_desk, role, state):
    before = {State.RETRIEVING: State.APPROVED, State.COPYING: State.TO_COPY}[state]
    made = cases.standing(before, **cases.READY)
    page = people.find(at_desk(role), made)
    page.keyboard.press("c")
    people.press(page, "放回列表")
    people.told(page, "已放回列表")
    assert cases.now(made) is before


def _pages(box, first, second):
    fields = box.get_by_label("页数").all()
    fields[0].fill(str(first))
    fields[1].fill(str(second))


def _checked(box):
    _pages(box, 12, 30)
    for field, tail in zip(box.get_by_label("住院号末四位").all(), cases.TAILS.values(), strict=True):
        field.fill(tail[-4:])
    for one in box.get_by_label("每页姓名一致").all():
        one.check()
