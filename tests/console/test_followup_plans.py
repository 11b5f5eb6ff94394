"""Plans: built, tried without enrolling anybody, published, drawn from, paused and retired."""

import secrets

from chalicelib.education import writing
from chalicelib.education.states import BlockKind
from chalicelib.education.writing import Block, Content
from chalicelib.followup import documents
from chalicelib.followup.documents import Kind
from chalicelib.followup.models import Enrolment
from chalicelib.followup.plans import building
from chalicelib.staff.roles import Role
from sandbox import web
from tests.console import follow_ups, people
from tests.console.follow_ups import CARDIOLOGY
from tests.followup.town import questionnaire, request
from tests.staff.people import on_duty


def listed(page):
    page.get_by_role("link", name="随访方案", exact=True).click()
    page.get_by_role("heading", name="随访方案").wait_for()
    return page


def built(title):
    """The plan with that title."""
    return next(one for one in documents.all_of(Kind.PLAN) if one.title == title)


def enrolled(plan):
    """How many are in it."""
    return sum(one.plan == plan for one in Enrolment.scan(consistent_read=True))


def discharged(urls, his, icd):
    """The HIS sends somebody home."""
    stay = web.post(urls["his"] + "/_admit", {"patient": his, "department": CARDIOLOGY})["id"]
    web.post(urls["his"] + "/_diagnose", {"stay": stay, "icd": icd, "words": "演示诊断", "severity": "severe"})
    web.post(urls["his"] + "/_discharge", {"stay": stay})


def test_a_plan_is_built_tried_published_drawn_from_and_retired(desk_world, at_desk, look_at):
    title, icd = f"罕见病出院随访 {secrets.token_hex(2)}", f"Q9{secrets.randbelow(10)}.{secrets.randbelow(900) + 100}"
    follow_ups.watched()
    for _ in range(2):
        discharged(desk_world, follow_ups.somebody().his, icd)
    page = listed(at_desk(Role.FOLLOW_UP_LEAD))
    page.get_by_role("link", name="新建方案").click()
    page.get_by_label("方案名称").fill(title)
    page.get_by_label("诊断编码").fill(icd.lower())
    page.get_by_role("group", name="科室（不选为全部）").get_by_label("心血管内科").check()
    page.get_by_role("group", name="病情（不选为全部）").get_by_label("重", exact=True).check()
    first = page.get_by_role("listitem", name="步骤 1")
    first.get_by_label("第几天").fill("300")
    first.get_by_label("问卷", exact=True).select_option(label="出院后随访")
    page.get_by_role("button", name="添加步骤").press("Enter")
    second = page.get_by_role("listitem", name="步骤 2")
    second.get_by_label("第几天").fill("310")
    second.get_by_label("做什么").select_option("人工随访")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("alert").get_by_text("步骤 2 请填写任务内容").wait_for()
    second.get_by_label("任务内容").fill("电话询问服药情况")
    page.get_by_role("button", name="保存", exact=True).click()
    people.told(page, "已保存")
    page.get_by_role("heading", name=title).wait_for()
    look_at(page, "followup-plan")
    plan = built(title).id
    page.get_by_role("link", name="试运行与抽取").click()
    page.get_by_role("button", name="试运行", exact=True).click()
    page.get_by_text("共 2 人符合条件，其中 0 人已入组").wait_for()
    page.get_by_text(f"诊断 {icd}").wait_for()
    page.get_by_text("方案启用后才能抽取").wait_for()
    look_at(page, "followup-rehearsal")
    assert enrolled(plan) == 0
    page.get_by_role("button", name="发布", exact=True).click()
    people.confirm(page, "发布")
    people.told(page, "已发布第 1 版")
    step = building.published(plan, 1).steps[0]
    assert (step.day, step.questionnaire_version, step.call_if_unanswered) == (300, 1, True)
    page.get_by_role("button", name="暂停").click()
    people.told(page, "已暂停")
    page.get_by_text("方案启用后才能抽取").wait_for()
    page.get_by_role("button", name="恢复").click()
    people.told(page, "已恢复入组")
    page.get_by_label("抽取人数").fill("5")
    page.get_by_role("button", name="抽取入组").click()
    people.confirm(page, "抽取入组")
    page.get_by_text("共 2 人符合条件，其中 2 人已入组").wait_for()
    assert enrolled(plan) == 2
    page.get_by_role("button", name="停用").click()
    people.confirm(page, "停用")
    page.get_by_text("已停用").first.wait_for()
    assert built(title).state == "retired"


def test_a_plan_with_unsigned_alarm_rules_is_not_published_and_says_why(at_desk):
    lead = follow_ups.town().lead
    form = follow_ups.town().questionnaire(signed=False)
    title = f"缺签署的方案 {secrets.token_hex(2)}"
    page = listed(at_desk(Role.FOLLOW_UP_LEAD))
    page.get_by_role("link", name="新建方案").click()
    page.get_by_label("方案名称").fill(title)
    page.get_by_role("listitem", name="步骤 1").get_by_label("问卷", exact=True).select_option(form)
    page.get_by_role("button", name="保存", exact=True).click()
    people.told(page, "已保存")
    page.get_by_role("button", name="发布", exact=True).click()
    box = people.dialog(page)
    box.get_by_role("button", name="发布").click()
    box.get_by_text("请先由临床医生签署这一版本的预警规则").wait_for()
    documents.move(lead, Kind.PLAN, built(title).id, documents.DocumentState.RETIRED)


def test_a_plan_sends_an_article_that_two_editors_answer_for(at_desk):
    article, title = f"心梗后怎样活动 {secrets.token_hex(2)}", f"发文章的方案 {secrets.token_hex(2)}"
    writer, second = on_duty(Role.EDITOR), on_duty(Role.EDITOR)
    made = writing.begin(writer, Content(article, "", (Block(BlockKind.PARAGRAPH, "循序渐进，每日步行。"),), {}), request())
    writing.submit(writer, made.id, request())
    writing.approve(second, made.id, request())
    page = listed(at_desk(Role.FOLLOW_UP_LEAD))
    page.get_by_role("link", name="新建方案").click()
    page.get_by_label("方案名称").fill(title)
    step = page.get_by_role("listitem", name="步骤 1")
    step.get_by_label("做什么").select_option("发送文章")
    step.get_by_label("文章", exact=True).select_option(article)
    page.get_by_role("button", name="保存", exact=True).click()
    people.told(page, "已保存")
    page.get_by_role("heading", name=title).wait_for()
    [kept] = building.draft(built(title).id).steps
    assert (kept.kind.value, kept.article, kept.title) == ("article", made.id, article)


def test_a_clinician_reads_plans_in_words(at_desk, look_at):
    town = follow_ups.town()
    form = town.questionnaire(questionnaire(watched=False))
    made = building.Plan.model_validate(
        {
            "title": f"只读的方案 {secrets.token_hex(2)}",
            "rule": {"scene": "discharged", "icd": ["I21"], "departments": [CARDIOLOGY]},
            "steps": [{"id": "ask", "day": 1, "kind": "questionnaire", "questionnaire": form}],
        }
    )
    name = building.create(town.lead, made, request())
    page = listed(at_desk(Role.CLINICIAN, department=CARDIOLOGY))
    look_at(page, "followup-plans")
    page.locator(f"a[href$='{name}']").click()
    page.get_by_text("诊断 I21").wait_for()
    page.get_by_text("科室 心血管内科").wait_for()
    assert page.get_by_role("button", name="保存").count() == 0
    look_at(page, "followup-plan-read")
