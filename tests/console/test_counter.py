"""The counter: somebody who walked in is entered, their paper taken, mended, handed in."""

from chalicelib.copies.models import Application, Number
from chalicelib.copies.states import State
from chalicelib.staff.roles import Role
from tests.console import cases, people
from tests.vault import photos


def test_a_walk_in_is_entered_with_the_paper_mended_and_handed_in(at_desk, look_at, tmp_path):
    name, number, began, department, admission = cases.somebody()
    sides = [tmp_path / "front.jpg", tmp_path / "back.jpg"]
    for seed, side in enumerate(sides, 1):
        side.write_bytes(photos.jpeg(seed=seed))
    page = at_desk(Role.SERVICE, name="吴窗口")
    page.get_by_role("link", name="窗口登记").click()
    page.get_by_role("heading", name="窗口登记").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("button", name="保存并上传材料").is_disabled()
    page.get_by_label("姓名").fill(name)
    page.get_by_label("证件号码").fill(number)
    page.get_by_label("入院或就诊日期").fill(began)
    page.get_by_label("住院号或门诊号").fill("ZY999999")
    page.get_by_label("科室").fill(department)
    page.get_by_label("用途").select_option("insurance")
    page.get_by_role("group").get_by_role("checkbox").first.wait_for()
    look_at(page, "counter")
    page.get_by_role("button", name="保存并上传材料").click()
    people.told(page, "已保存")
    page.get_by_role("button", name="提交申请").wait_for()
    people.press(page, "提交申请")
    page.get_by_role("alert").wait_for()
    page.get_by_role("link", name="重新录入").click()
    page.get_by_role("heading", name="重新录入").wait_for()
    assert page.get_by_label("姓名").input_value() == ""
    page.get_by_label("姓名").fill(name)
    page.get_by_label("证件号码").fill(number)
    page.get_by_label("住院号或门诊号").fill(admission)
    look_at(page, "entered-anew")
    page.get_by_role("button", name="保存并上传材料").click()
    page.get_by_role("button", name="提交申请").wait_for()
    page.get_by_label("文件").set_input_files(sides)
    page.get_by_role("button", name="上传", exact=True).click()
    people.told(page, "正在检查和加密")
    page.get_by_text("已齐").wait_for()
    look_at(page, "counter-papers")
    people.press(page, "提交申请")
    people.told(page, "已提交")
    title = page.get_by_role("heading", level=1).inner_text()
    made = Application.get(Number.get(title).application)
    cases.until(lambda: cases.now(made) is State.FORM_CHECKED)


def test_a_public_body_is_asked_for_its_name_and_published_phone(at_desk, look_at):
    page = at_desk(Role.SERVICE)
    page.get_by_role("link", name="窗口登记").click()
    page.wait_for_load_state("networkidle")
    page.get_by_label("申请人身份").select_option("public_body")
    page.get_by_label("单位名称").wait_for()
    page.get_by_label("领取方式").select_option("express")
    page.get_by_label("详细地址").wait_for()
    look_at(page, "counter-body")
