"""Questionnaires: built beside a phone that behaves, published; alarm rules signed by another hand; anonymous surveys with their code."""

import json
import secrets

from chalicelib.followup import documents
from chalicelib.followup.asks import surveys
from chalicelib.followup.documents import Kind
from chalicelib.followup.models import Document
from chalicelib.followup.questionnaires import building, reading, rules
from chalicelib.staff.roles import Role
from tests.console import follow_ups, people
from tests.console.follow_ups import CARDIOLOGY
from tests.followup.town import WELL, questionnaire, request


def lead(at_desk, name=""):
    return at_desk(Role.FOLLOW_UP_LEAD, name=name)


def listed(page):
    page.get_by_role("link", name="随访问卷", exact=True).click()
    page.get_by_role("heading", name="随访问卷").wait_for()
    return page


def opened(page, name, tab=""):
    """That questionnaire, by its link in the list."""
    listed(page).locator(f"a[href$='{name}']").click()
    page.get_by_role("complementary", name="手机预览").wait_for()
    if tab:
        page.get_by_role("navigation", name="随访问卷").get_by_role("link", name=tab).click()
    return page


def built(title):
    """The one with that title."""
    return next(one for one in documents.all_of(Kind.QUESTIONNAIRE) if one.title == title)


def published(document, title):
    """One that stands, of this document."""
    name = building.create(follow_ups.town().lead, document.model_copy(update={"title": title}), request())
    building.publish(follow_ups.town().lead, name, request())
    return name


def test_a_questionnaire_is_built_beside_its_phone_and_published(at_desk, look_at):
    title = f"骨科出院随访 {secrets.token_hex(2)}"
    page = listed(lead(at_desk))
    page.get_by_role("link", name="新建问卷").click()
    page.get_by_label("问卷名称").fill(title)
    page.get_by_label("填写说明").fill("请按实际情况填写")
    page.get_by_label("题目文字").fill("伤口有没有渗液")
    page.get_by_label("选项 1", exact=True).fill("没有")
    page.get_by_label("选项 1 分值").fill("0")
    page.get_by_label("选项 2", exact=True).fill("有")
    page.get_by_label("选项 2 分值").fill("5")
    add = page.get_by_role("group", name="添加题目")
    add.get_by_role("button", name="量表").press("Enter")
    page.keyboard.type("疼痛程度")  # the new question's words have the focus
    page.get_by_label("计入总分").check()
    page.get_by_role("button", name="添加条件").click()
    page.get_by_label("比较值").select_option("有")
    add.get_by_role("button", name="数字").click()
    page.get_by_label("题目文字").fill("今天的体温")
    page.get_by_label("最小值").fill("34")
    page.get_by_label("最大值").fill("43")
    page.get_by_label("单位").fill("℃")
    add.get_by_role("button", name="文字").click()
    page.get_by_label("题目文字").fill("还有什么想说的")
    page.get_by_label("必填").uncheck()
    phone = page.get_by_role("complementary", name="手机预览")
    assert phone.get_by_text("疼痛程度").count() == 0
    phone.get_by_role("radio", name="有", exact=True).click()
    phone.get_by_role("radiogroup", name="疼痛程度").get_by_role("radio", name="3", exact=True).click()
    phone.get_by_text("当前总分 8").wait_for()
    phone.get_by_label("今天的体温").fill("50")
    phone.get_by_role("button", name="提交").click()
    phone.get_by_text("不能大于 43").wait_for()
    look_at(page, "followup-builder")
    phone.get_by_label("今天的体温").fill("36.6")
    phone.get_by_label("今天的体温").blur()
    phone.get_by_text("填写完整，可以提交").wait_for()
    phone.get_by_role("radio", name="没有", exact=True).click()
    assert phone.get_by_text("疼痛程度").count() == 0
    page.get_by_role("button", name="保存", exact=True).click()
    people.told(page, "已保存")
    page.get_by_role("heading", name=title).wait_for()
    page.get_by_role("button", name="发布", exact=True).click()
    people.confirm(page, "发布")
    people.told(page, "已发布第 1 版")
    asked = reading.questions(building.published(built(title).id, 1))
    assert [one.kind.value for one in asked] == ["choice", "scale", "number", "text"]
    assert (asked[0].points, asked[1].counts, asked[1].when[0].question) == ({"a1": 0, "a2": 5}, True, "q1")
    assert (asked[2].least, asked[2].most, asked[2].unit, asked[3].required) == (34, 43, "℃", False)


def test_what_the_editor_does_not_touch_comes_back_as_it_was(at_desk):
    name = published(questionnaire(), f"不改动的问卷 {secrets.token_hex(2)}")
    before = json.loads(Document.get(Kind.QUESTIONNAIRE.value, name).draft)
    page = opened(lead(at_desk), name)
    page.get_by_label("填写说明").fill("新的说明")
    page.get_by_role("button", name="保存", exact=True).click()
    people.told(page, "已保存")
    after = json.loads(Document.get(Kind.QUESTIONNAIRE.value, name, consistent_read=True).draft)
    page.get_by_text("有未发布的修改").wait_for()
    assert after.pop("description") == "新的说明"
    for one in after["item"]:
        one.setdefault("enableBehavior", None)
    assert [one["linkId"] for one in after["item"]] == [one["linkId"] for one in before["item"]]
    assert reading.questions(building.draft(name)) == reading.questions(building.published(name, 1))


def test_what_cannot_work_is_said_with_the_questions_name(at_desk, look_at):
    page = listed(lead(at_desk))
    page.get_by_role("link", name="新建问卷").click()
    page.get_by_label("问卷名称").fill("不完整的问卷")
    page.get_by_label("题目文字").fill("睡得好吗")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("alert").get_by_text("第 1 题“睡得好吗”至少要有两个选项").wait_for()
    look_at(page, "followup-builder-problems")
    page.get_by_role("link", name="返回列表").click()
    people.dialog(page).get_by_text("有未保存的修改").wait_for()
    people.confirm(page, "放弃修改")
    page.get_by_role("heading", name="随访问卷").wait_for()


def test_of_two_who_write_the_second_is_told_and_loses_nothing_unasked(at_desk):
    name = published(questionnaire(), f"两人修改的问卷 {secrets.token_hex(2)}")
    one, other = opened(lead(at_desk, "赵随访"), name), opened(lead(at_desk, "李随访"), name)
    for page, words in ((one, "赵写的说明"), (other, "李写的说明")):
        page.get_by_label("填写说明").fill(words)
        page.get_by_role("button", name="保存", exact=True).click()
    other.get_by_role("alert").get_by_text("内容已被他人修改").wait_for()
    assert other.get_by_label("填写说明").input_value() == "李写的说明"
    other.get_by_role("button", name="读取最新内容").click()
    other.get_by_role("complementary", name="手机预览").get_by_text("赵写的说明").wait_for()


def test_alarm_rules_are_written_by_one_and_signed_by_another(at_desk, look_at):
    name = published(questionnaire(), f"需要预警的问卷 {secrets.token_hex(2)}")
    page = opened(lead(at_desk), name, "预警规则")
    page.get_by_role("button", name="添加规则").click()
    page.get_by_label("规则名称").fill("持续胸痛")
    page.get_by_label("条件题目").select_option("胸痛持续多久")
    page.get_by_label("比较值").select_option("超过20分钟")
    page.get_by_label("建议患者").select_option("拨打 120")
    page.get_by_label("给患者的建议").fill("请立即拨打120，不要自行驾车。")
    page.get_by_role("button", name="保存规则").click()
    people.told(page, "规则已保存")
    page.get_by_text("等待临床医生签署").first.wait_for()
    assert page.get_by_role("button", name="签署规则").count() == 0
    doctor = opened(at_desk(Role.CLINICIAN, department=CARDIOLOGY), name, "预警规则")
    look_at(doctor, "followup-rules")
    people.press(doctor, "签署规则")
    people.confirm(doctor, "签署规则")
    people.told(doctor, "已签署")
    doctor.get_by_text("规则第 1 版（问卷第 1 版）").first.wait_for()
    assert rules.in_force(name, 1)[1][0].when[0].value == "long"


def test_a_clinician_does_not_sign_what_they_wrote(at_desk):
    name = published(questionnaire(), f"自己编写的规则 {secrets.token_hex(2)}")
    page = opened(at_desk(Role.CLINICIAN, department=CARDIOLOGY), name, "预警规则")
    assert page.get_by_role("button", name="保存", exact=True).count() == 0
    page.get_by_role("button", name="添加规则").click()
    page.get_by_label("规则名称").fill("疼痛很重")
    page.get_by_label("条件题目").select_option("疼痛程度（0 不痛，10 最痛）")
    page.get_by_label("比较", exact=True).select_option("大于等于")
    page.get_by_label("比较值").fill("8")
    page.get_by_label("给患者的建议").fill("请尽快到门诊就诊。")
    page.get_by_role("button", name="保存规则").click()
    people.told(page, "规则已保存")
    people.press(page, "签署规则")
    box = people.dialog(page)
    box.get_by_role("button", name="签署规则").click()
    box.get_by_text("规则须由编写人以外的临床医生签署").wait_for()


def test_an_anonymous_survey_is_printed_answered_counted_and_ended(at_desk, look_at):
    name, title = follow_ups.watched(), f"病区满意度 {secrets.token_hex(2)}"
    page = opened(lead(at_desk), name, "匿名调查")
    page.get_by_role("button", name="新建匿名调查").click()
    box = people.dialog(page)
    box.get_by_label("调查名称").fill(title)
    box.get_by_label("科室").select_option("心血管内科")
    box.get_by_role("button", name="新建匿名调查").click()
    page.get_by_role("img", name="匿名调查二维码").wait_for()
    look_at(page, "followup-poster")
    page.get_by_role("button", name="完成").click()
    made = next(one for one in documents.all_of(Kind.SURVEY) if one.title == title)
    page.get_by_role("link", name=title).wait_for()
    answered(made.id, WELL, WELL, {**WELL, "fever": [38.0]})
    page.get_by_role("link", name=title).click()
    page.get_by_text("本月共 3 份").wait_for()
    page.get_by_text("3 份，平均 37.0，最低 36.5，最高 38").wait_for()
    look_at(page, "followup-survey")
    page.get_by_role("button", name="暂停").click()
    page.get_by_text("已暂停").wait_for()
    page.get_by_role("button", name="结束").click()
    people.confirm(page, "结束")
    page.get_by_text("已停用").wait_for()


def answered(survey, *answers):
    """Phones that hold its code."""
    from chalicelib.followup.models import Token

    token = secrets.token_urlsafe(18)
    Token(surveys.digest(token), survey=survey).save()
    for one in answers:
        surveys.answer(token, secrets.token_urlsafe(16), one, "10.1.2.3")


def test_a_follower_reads_and_tries_but_changes_nothing(at_desk):
    page = opened(at_desk(Role.FOLLOW_UP, department=CARDIOLOGY), follow_ups.watched())
    page.get_by_text("您可以查看和预览").wait_for()
    assert page.get_by_role("button", name="保存").count() == 0
    phone = page.get_by_role("complementary", name="手机预览")
    phone.get_by_role("radio", name="有", exact=True).click()
    phone.get_by_text("胸痛持续多久").wait_for()
