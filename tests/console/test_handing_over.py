"""A time on the calendar, the hand-over by code and paper, parcels, electronic copies."""

import pytest

from chalicelib.copies.models import Application
from chalicelib.copies.states import State
from chalicelib.staff.roles import Role
from sandbox.copies import scans
from tests.console import cases, people


def test_a_time_is_proposed_on_the_calendar_the_quietest_first(at_desk, look_at):
    made = cases.standing(State.TO_SCHEDULE, **cases.READY)
    page = people.find(at_desk(Role.COPY_DESK), made)
    page.keyboard.press("t")
    box = people.dialog(page)
    box.get_by_role("button", name="建议").wait_for()
    assert box.get_by_role("button", name="建议").get_attribute("aria-pressed") == "true"
    look_at(page, "calendar")
    free = box.locator("button.half:not([disabled])").nth(5)
    words = free.get_attribute("aria-label").split("，")[0]
    free.click()
    box.get_by_text(f"向申请人提出 {words}").wait_for()
    people.confirm(page, "安排领取时间")
    people.told(page, "时间已提出")
    page.get_by_text(words).first.wait_for()
    assert cases.now(made) is State.TIME_PROPOSED


def test_the_copies_are_given_to_who_brings_the_code_and_the_paper(at_desk, look_at):
    made = cases.standing(State.TO_PICK_UP, **cases.READY)
    code = cases.with_code(made)
    page = people.find(at_desk(Role.COPY_DESK), made)
    page.keyboard.press("h")
    box = people.dialog(page)
    box.get_by_label("8 位领取码").fill("00000000" if code != "00000000" else "11111111")
    box.get_by_label("证件号码后六位").fill(cases.PASSPORT[-6:])
    box.get_by_role("button", name="核验领取码并交付").click()
    box.get_by_role("alert").wait_for()
    assert "领取码不正确" in box.get_by_role("alert").inner_text()
    look_at(page, "hand-over")
    box.get_by_label("8 位领取码").fill(code)
    box.get_by_label("8 位领取码").press("Enter")  # as a scanner ends what it reads
    people.told(page, "已交付")
    assert cases.now(made) is State.COMPLETED


def test_the_code_of_an_application_of_the_counter_is_shown_once_for_its_receipt(at_desk, look_at):
    made = cases.at_counter(State.TO_SCHEDULE, **cases.READY)
    page = people.find(at_desk(Role.COPY_DESK), made)
    people.press(page, "打印领取码")
    code = people.dialog(page).locator("output").inner_text()
    assert len(code) == 8
    look_at(page, "counter-code")
    people.confirm(page, "关闭")
    assert code not in page.content()


def test_what_nobody_fetched_is_taken_down_and_given_another_time(at_desk, look_at):
    made = cases.standing(State.RETURNED_TO_SHELF, **cases.READY)
    page = people.find(at_desk(Role.COPY_DESK), made)
    people.press(page, "取下，重新安排")
    people.told(page, "已办理")
    page.get_by_role("button", name="安排领取时间").wait_for()
    look_at(page, "to-schedule")


def test_a_courier_is_ordered_and_the_waybill_comes_by_itself(at_desk, look_at):
    made = cases.standing(State.TO_SHIP, delivery="express", **cases.READY)
    page = people.find(at_desk(Role.COPY_DESK), made)
    people.press(page, "下单寄件")
    people.confirm(page, "下单寄件")
    people.told(page, "已下单")
    cases.until(lambda: Application.get(made.id).parcel.get("waybill"))
    people.press(page, "刷新")
    page.get_by_text("已下单，待揽收").wait_for()
    look_at(page, "parcel")
    people.press(page, "已交快递员")
    people.told(page, "已交快递员")
    assert cases.now(made) is State.HANDED_TO_CARRIER


def test_any_other_carrier_goes_by_a_waybill_typed_by_hand_and_its_end_is_written_down(at_desk, look_at):
    made = cases.standing(State.TO_SHIP, delivery="express", **cases.READY)
    page = people.find(at_desk(Role.COPY_DESK), made)
    people.press(page, "录入运单号寄出")
    box = people.dialog(page)
    box.get_by_label("快递公司").select_option("ems")
    box.get_by_label("运单号").fill("1234567890123")
    look_at(page, "waybill")
    people.confirm(page, "录入运单号寄出")
    people.told(page, "已交快递员")
    people.press(page, "登记寄件结果")
    box = people.dialog(page)
    box.get_by_label("结果").select_option("returned")
    box.get_by_label("原因").fill("收件人拒收")
    people.confirm(page, "登记寄件结果")
    page.get_by_role("button", name="重新寄出").wait_for()
    look_at(page, "carrier-trouble")
    people.press(page, "改为自取")
    page.get_by_role("button", name="改为自取").wait_for(state="detached")  # the last deed was told in the same words
    assert cases.now(made) is State.TO_SCHEDULE


def test_an_electronic_copy_is_uploaded_sealed_and_given(at_desk, look_at, tmp_path):
    made = cases.standing(State.TO_GIVE_ONLINE, delivery="online", **cases.READY)
    pages = sum(cases.PAGES["1"].values())
    (tmp_path / "copy.pdf").write_bytes(scans.document(made.id, pages))
    page = people.find(at_desk(Role.COPY_DESK), made)
    look_at(page, "online")
    page.get_by_label("上传 PDF").set_input_files(tmp_path / "copy.pdf")
    people.told(page, "文件已上传")
    for _ in range(60):
        people.press(page, "提供给申请人")
        page.wait_for_timeout(1000)
        if cases.now(made) is State.COMPLETED:
            break
    page.get_by_text("已完成").first.wait_for()


@pytest.mark.parametrize("state", [State.HANDED_TO_CARRIER, State.CARRIER_TROUBLE])
def test_a_parcel_under_way_shows_where_it_is(at_desk, look_at, state):
    parcel = {"state": "sent", "carrier": "sf", "waybill": "SF1234567890123", "at": "2026-11-20T02:00:00Z"}
    made = cases.standing(state, delivery="express", parcel=parcel, **cases.READY)
    page = people.find(at_desk(Role.COPY_DESK), made)
    page.get_by_text("SF1234567890123").first.wait_for()
    look_at(page, state.value)
