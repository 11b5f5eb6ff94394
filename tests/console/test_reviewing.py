"""The reviewers' day: papers looked at, decisions made, colleagues not overrun."""

from chalicelib.copies.models import Application
from chalicelib.copies.states import State
from chalicelib.staff.roles import Role
from tests.console import cases, people


def test_a_clean_application_is_reviewed_in_six_keys(at_desk, look_at):
    made = cases.standing(State.FORM_CHECKED)
    page = at_desk(Role.REVIEWER, name="李审核")
    page.get_by_role("link", name=made.number).wait_for()
    look_at(page, "my-work")
    page.get_by_role("link", name=made.number).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="领取").wait_for()
    page.keyboard.press("c")
    page.get_by_role("button", name="退回补正").wait_for()
    look_at(page, "review")
    page.keyboard.press("a")
    people.dialog(page)
    page.keyboard.press("Enter")
    people.told(page, "已同意")
    assert cases.now(made) is State.APPROVED


def test_i_look_at_the_paper_beside_the_data_larger_and_turned_and_send_it_back_by_name(at_desk, staffed, look_at):
    made = cases.handed_in(staffed.on_duty("吴窗口", Role.SERVICE))
    page = people.find(at_desk(Role.REVIEWER), made)
    assert page.get_by_role("button", name="查看：").first.is_disabled()
    people.press(page, "领取")
    page.get_by_role("button", name="退回补正").wait_for()
    page.keyboard.press("l")
    picture = page.get_by_alt_text("（带水印）")
    picture.wait_for()
    before = picture.bounding_box()
    page.keyboard.press("z")
    assert picture.bounding_box()["width"] > before["width"]
    page.keyboard.press("t")
    assert "rotate(90deg)" in picture.get_attribute("style")
    look_at(page, "paper")
    page.get_by_role("button", name="显示完整信息").click()
    people.confirm(page, "显示完整信息")
    page.get_by_text("患者证件号码").wait_for()
    look_at(page, "particulars")
    page.keyboard.press("s")
    box = people.dialog(page)
    box.get_by_label("身份证", exact=False).first.check()
    look_at(page, "send-back")
    assert box.get_by_role("button", name="退回补正").is_disabled()
    box.get_by_placeholder("原因").fill("照片反光，号码看不清")
    people.confirm(page, "退回补正")
    people.told(page, "已退回")
    assert cases.now(made) is State.SENT_BACK
    assert Application.get(made.id).mend[0]["why"] == "照片反光，号码看不清"


def test_i_approve_in_part_and_say_what_is_left_out_and_why(at_desk, look_at):
    made = cases.standing(State.FORM_CHECKED)
    page = people.find(at_desk(Role.REVIEWER), made)
    page.keyboard.press("c")
    page.get_by_role("button", name="部分同意").wait_for()
    page.keyboard.press("p")
    box = people.dialog(page)
    box.get_by_label("骨科 全部").check()
    box.get_by_placeholder("原因").fill("病历仍在质控")
    look_at(page, "approve-part")
    people.confirm(page, "部分同意")
    people.told(page, "已同意")
    assert cases.now(made) is State.APPROVED_IN_PART
    assert Application.get(made.id).left_out == [{"stay": "stay-2", "part": "", "why": "病历仍在质控"}]


def test_i_refuse_with_a_reason_that_the_applicant_reads(at_desk):
    made = cases.standing(State.FORM_CHECKED)
    page = people.find(at_desk(Role.REVIEWER), made)
    page.keyboard.press("c")
    page.get_by_role("button", name="退回补正").wait_for()
    page.keyboard.press("d")
    people.dialog(page).get_by_label("理由（申请人会看到）").fill("申请人与患者的关系无法核实")
    people.confirm(page, "不予提供")
    people.told(page, "申请人会收到通知")
    assert Application.get(made.id).reason == "申请人与患者的关系无法核实"


def test_what_i_cannot_decide_i_lay_back_or_refer(at_desk):
    made = cases.standing(State.FORM_CHECKED)
    page = people.find(at_desk(Role.REVIEWER), made)
    page.keyboard.press("c")
    page.get_by_role("button", name="放回列表").click()
    people.told(page, "已放回列表")
    assert cases.now(made) is State.FORM_CHECKED
    page.keyboard.press("c")
    page.get_by_role("button", name="转医务科").click()
    people.dialog(page).get_by_label("原因").fill("家属间有争议")
    people.confirm(page, "转医务科")
    people.told(page, "已转医务科")
    assert cases.now(made) is State.AT_MEDICAL_AFFAIRS


def test_of_two_reviewers_at_once_the_second_is_told_who_has_it(at_desk, look_at):
    made = cases.standing(State.FORM_CHECKED)
    pages = [people.find(at_desk(Role.REVIEWER, name=name), made) for name in ("王先手", "赵后到")]
    for page in pages:
        page.get_by_role("button", name="领取").wait_for()
    people.press(pages[0], "领取")
    pages[0].get_by_role("button", name="退回补正").wait_for()
    people.press(pages[1], "领取")
    pages[1].get_by_role("alert").wait_for()
    assert "王先手" in pages[1].get_by_role("alert").inner_text()
    look_at(pages[1], "conflict")
    assert pages[1].get_by_role("button", name="退回补正").count() == 0


def test_a_second_reviewer_decides_what_asks_for_two_pairs_of_eyes(at_desk, look_at):
    made = cases.standing(State.AWAITING_SECOND_REVIEW, second_why=["department"], reviewer="x")
    page = people.find(at_desk(Role.SECOND_REVIEWER), made)
    page.get_by_text("涉及敏感科室").wait_for()
    look_at(page, "second-review")
    page.keyboard.press("c")
    page.get_by_role("button", name="退回补正").wait_for()
    page.keyboard.press("a")
    people.confirm(page, "同意")
    people.told(page, "已同意")
    assert cases.now(made) is State.APPROVED


def test_a_public_body_is_called_back_before_the_decision(at_desk):
    made = cases.standing(State.FORM_CHECKED, kind="public_body")
    page = people.find(at_desk(Role.REVIEWER), made)
    page.keyboard.press("c")
    page.get_by_role("button", name="登记回拨核实").click()
    box = people.dialog(page)
    box.get_by_label("回拨的单位电话").fill("0990-12345678")
    box.get_by_label("对方核实结果").fill("办公室确认有此函件")
    people.confirm(page, "登记回拨核实")
    people.told(page, "回拨结果已登记")
    assert "call_back" in " ".join(Application.get(made.id).confirmed)
