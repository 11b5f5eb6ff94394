"""健康宣教: what one editor writes another approves; issues likewise; the phone's preview beside it."""

import pytest

from chalicelib.education import issuing, writing
from chalicelib.education.states import ArticleState, BlockKind, IssueState
from chalicelib.education.writing import Block, Content
from chalicelib.staff.roles import Role
from tests.console import patients, people

EDITOR = Role.EDITOR


@pytest.fixture(scope="module")
def writer(staffed):
    """Somebody who wrote what the page shows."""
    return staffed.on_duty("王先写", EDITOR)


@pytest.fixture(scope="module")
def second(staffed):
    return staffed.on_duty("赵先审", EDITOR)


def article(writer, title):
    """Handed in."""
    pieces = (
        Block(BlockKind.PARAGRAPH, "清淡饮食，每日食盐不超过 5 克。"),
        Block(BlockKind.WARNING, "胸痛持续 20 分钟不缓解，请立即拨打 120。"),
    )
    made = writing.begin(writer, Content(title, "", pieces, {}), patients.request())
    return writing.submit(writer, made.id, patients.request())


def published(writer, second, title):
    return writing.approve(second, article(writer, title).id, patients.request())


def opened(page, title):
    page.get_by_role("link", name=title).click()
    page.get_by_role("heading", name=title, level=1).wait_for()
    return page


def at_articles(at_desk, name):
    page = at_desk(EDITOR, name=name)
    page.get_by_role("heading", name="健康宣教").wait_for()
    return page


def test_an_article_is_written_beside_its_preview_and_approved_by_somebody_else(at_desk, look_at):
    page = at_articles(at_desk, "王编辑")
    page.keyboard.press("n")
    page.get_by_label("标题").fill("高血压患者的冬季保健")
    page.get_by_label("摘要").fill("天冷血压容易波动，这几件事请记住")
    page.get_by_label("第 1 段 文字").fill("气温下降时血管收缩，血压会升高。")
    people.press(page, "添加一段")
    page.get_by_label("第 2 段 段落类型").select_option("列表")
    page.get_by_label("第 2 段 列表项").fill("按时服药\n每天早晚测血压")
    people.press(page, "添加一段")
    page.get_by_label("第 3 段 段落类型").select_option("就医提醒")
    page.get_by_label("第 3 段 文字").fill("血压超过 180/110 或剧烈头痛，请立即就医。")
    page.get_by_role("button", name="第 3 段 上移").click()
    phone = page.get_by_role("region", name="手机预览")
    phone.get_by_text("每天早晚测血压").wait_for()
    assert phone.get_by_role("listitem").all_inner_texts() == ["按时服药", "每天早晚测血压"]
    page.get_by_label("诊断").fill("I10、i11.9")
    page.get_by_label("冬").check()
    page.get_by_label("选择科室").select_option("心血管内科")
    look_at(page, "education-writing")
    people.press(page, "保存草稿")
    people.told(page, "草稿已保存")
    page.get_by_text("I10、I11.9").wait_for()
    people.press(page, "提交审核")
    people.confirm(page, "提交审核")
    people.told(page, "已提交")
    page.get_by_text("您编写的内容须由另一位同事审核").wait_for()
    assert page.get_by_role("button", name="审核发布").count() == 0

    other = at_articles(at_desk, "赵审核")
    opened(other, "高血压患者的冬季保健")
    look_at(other, "education")
    other.keyboard.press("a")
    people.confirm(other, "审核发布")
    people.told(other, "已发布")
    other.get_by_text("赵审核", exact=True).wait_for()


def test_what_is_sent_back_says_why_and_is_mended(at_desk, writer):
    title = "糖尿病饮食要点"
    made = article(writer, title)
    page = opened(at_articles(at_desk, "赵审核"), title)
    page.keyboard.press("s")
    people.dialog(page).get_by_label("退回原因").fill("请补充低血糖的处理")
    people.confirm(page, "退回修改")
    people.told(page, "已退回编写人")
    page.get_by_text("退回原因：请补充低血糖的处理").wait_for()
    page.keyboard.press("e")
    page.get_by_label("第 1 段 文字").fill("出现心慌手抖，请立即吃糖。")
    people.press(page, "保存草稿")
    people.told(page, "草稿已保存")
    page.get_by_role("region", name="手机预览").get_by_text("请立即吃糖").wait_for()
    assert writing.known(made.id).stands is ArticleState.DRAFT


def test_of_two_who_decide_about_one_article_one_wins_and_the_other_is_told(at_desk, look_at, writer, second):
    title = "流感疫苗接种须知"
    made = article(writer, title)
    page = opened(at_articles(at_desk, "孙审核"), title)
    page.keyboard.press("s")
    people.dialog(page).get_by_label("退回原因").fill("请补充禁忌")
    writing.approve(second, made.id, patients.request())
    people.dialog(page).get_by_role("button", name="退回修改", exact=True).click()
    page.get_by_role("alert").get_by_text("现在：已发布，由 赵先审 审核").wait_for()
    look_at(page, "education-conflict")
    assert writing.known(made.id).stands is ArticleState.PUBLISHED


def test_an_article_is_withdrawn_with_a_reason(at_desk, writer, second):
    title = "已经过时的检查须知"
    made = published(writer, second, title)
    page = at_articles(at_desk, "王编辑")
    page.get_by_role("link", name="已发布").click()
    opened(page, title)
    people.press(page, "下线")
    people.dialog(page).get_by_label("下线原因").fill("检查流程已调整")
    people.confirm(page, "下线")
    people.told(page, "已下线")
    assert writing.known(made.id).stands is ArticleState.WITHDRAWN


def test_an_issue_is_put_together_by_one_and_let_out_by_another(at_desk, look_at, writer, second):
    titles = ["冬季洗手小知识", "怎样测准血压"]
    for title in titles:
        published(writer, second, title)
    page = at_articles(at_desk, "王编排")
    page.get_by_role("link", name="健康期刊").click()
    page.get_by_role("heading", name="健康期刊").wait_for()
    page.keyboard.press("n")
    box = people.dialog(page)
    week = box.get_by_label("编排哪一周").input_value()
    box.get_by_label("期刊标题").fill("入冬健康特刊")
    for title in titles:
        box.get_by_role("button", name=f"加入 {title}").first.click()
    box.get_by_role("button", name=f"上移 {titles[1]}").click()
    look_at(page, "issue-composing")
    people.confirm(page, "编排期刊")
    people.told(page, "期刊已保存")
    row = page.get_by_role("row").filter(has_text="入冬健康特刊")
    assert row.get_by_role("listitem").all_inner_texts() == titles[::-1]
    row.get_by_role("button", name="发布").click()
    people.dialog(page).get_by_role("button", name="发布", exact=True).click()
    people.dialog(page).get_by_role("alert").get_by_text("自己编写的内容须由另一位同事审核发布").wait_for()
    people.dialog(page).get_by_role("button", name="取消").click()

    other = at_articles(at_desk, "赵发布")
    other.get_by_role("link", name="健康期刊").click()
    other.get_by_role("row").filter(has_text="入冬健康特刊").get_by_role("button", name="发布").click()
    people.confirm(other, "发布")
    people.told(other, "期刊已发布")
    look_at(other, "issues")
    assert issuing.known(week).state == IssueState.OUT


def test_articles_are_for_editors_alone(window, staffed, desk_world):
    page = window()
    page.goto(f"{desk_world['front']}/console/education")
    people.sign_in(page, staffed.person("何服务", Role.SERVICE))
    people.told(page, "您的岗位不能使用该页面")
    assert page.get_by_role("link", name="健康宣教").count() == 0
