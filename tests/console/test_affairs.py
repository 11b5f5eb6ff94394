"""医务科: sealed originals decided with reasons, secrecy ordered, a halted application taken on."""

from chalicelib.copies.models import Application
from chalicelib.copies.states import State
from chalicelib.staff.roles import Role
from tests.console import cases, people

SEALED = [{"stay": "stay-1", "parts": ["orders"], "original": True, "since": "2026-11-01"}]


def test_medical_affairs_decides_about_sealed_originals(at_desk, look_at):
    made = cases.standing(State.AT_MEDICAL_AFFAIRS, sealed_originals=SEALED)
    page = people.find(at_desk(Role.MEDICAL_AFFAIRS), made)
    page.get_by_text("封存原件").first.wait_for()
    look_at(page, "medical-affairs")
    people.press(page, "封存部分不提供")
    people.dialog(page).get_by_label("理由").fill("封存原件须各方在场方可启封")
    people.confirm(page, "封存部分不提供")
    people.told(page, "决定已登记")
    assert cases.now(made) is State.FORM_CHECKED  # the reviewers go on, without what is held back
    assert Application.get(made.id).left_out[0]["part"] == "orders"


def test_medical_affairs_gives_what_may_be_given(at_desk):
    made = cases.standing(State.AT_MEDICAL_AFFAIRS, sealed_originals=SEALED)
    page = people.find(at_desk(Role.MEDICAL_AFFAIRS), made)
    people.press(page, "决定提供")
    people.dialog(page).get_by_label("理由").fill("患者在场，同意启封")
    people.confirm(page, "决定提供")
    people.told(page, "决定已登记")
    assert cases.now(made) is State.FORM_CHECKED  # the reviewers go on


def test_what_was_refused_is_taken_up_again(at_desk):
    made = cases.standing(State.FORM_CHECKED)
    page = people.find(at_desk(Role.REVIEWER, Role.MEDICAL_AFFAIRS), made)
    page.keyboard.press("c")
    page.get_by_role("button", name="退回补正").wait_for()
    page.keyboard.press("d")
    people.dialog(page).get_by_label("理由（申请人会看到）").fill("材料不足")
    people.confirm(page, "不予提供")
    people.find(page, made)
    people.press(page, "重新受理")
    people.dialog(page).get_by_label("理由").fill("申请人已补充公证书")
    people.confirm(page, "重新受理")
    people.told(page, "决定已登记")
    assert cases.now(made) is State.FORM_CHECKED


def test_secrecy_is_ordered_and_lifted_with_a_reason(at_desk, look_at):
    made = cases.standing(State.AT_MEDICAL_AFFAIRS)
    page = people.find(at_desk(Role.MEDICAL_AFFAIRS), made)
    people.press(page, "登记保密要求")
    people.dialog(page).get_by_label("原因").fill("公安机关函件要求")
    look_at(page, "secrecy")
    people.confirm(page, "登记保密要求")
    people.told(page, "决定已登记")
    people.press(page, "解除保密要求")
    people.dialog(page).get_by_label("原因").fill("期限已满")
    people.confirm(page, "解除保密要求")


def test_a_reviewer_writes_down_what_is_sealed(at_desk, look_at):
    made = cases.standing(State.FORM_CHECKED)
    page = people.find(at_desk(Role.REVIEWER), made)
    page.keyboard.press("c")
    people.press(page, "登记封存")
    box = people.dialog(page)
    box.get_by_role("group").get_by_role("checkbox").first.check()
    look_at(page, "sealing")
    people.confirm(page, "登记封存")
    people.told(page, "封存情况已登记")
    assert Application.get(made.id).sealed_originals[0]["stay"] == "stay-1"


def test_an_application_halted_by_a_death_goes_on_or_ends(at_desk, look_at):
    made = cases.standing(State.HALTED, halted_from="form_checked", reason="患者已故，原申请人的申请资格需重新确认")
    page = people.find(at_desk(Role.REVIEWER), made)
    look_at(page, "halted")
    people.press(page, "继续办理")
    people.dialog(page).get_by_label("理由").fill("申请人为法定继承人，材料齐全")
    people.confirm(page, "继续办理")
    people.told(page, "决定已登记")
    assert cases.now(made) is State.FORM_CHECKED


def test_the_papers_of_a_dispute_are_kept_from_being_destroyed(at_desk, look_at):
    made = cases.standing(State.AT_MEDICAL_AFFAIRS)
    page = people.find(at_desk(Role.MEDICAL_AFFAIRS), made)
    people.press(page, "暂缓销毁材料")
    box = people.dialog(page)
    box.get_by_label("保留至").fill("2030-06-30")
    box.get_by_label("原因").fill("医疗纠纷处理中")
    look_at(page, "papers-kept")
    people.confirm(page, "暂缓销毁材料")
    people.told(page, "决定已登记")
    page.get_by_text("医务科要求保留材料至 2030-06-30").wait_for()
