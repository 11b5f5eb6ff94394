"""A follower's day: tasks listed, claimed by one, the patient looked up, called, asked, written down; or given to somebody else."""

import datetime as dt

from chalicelib.followup.models import Ask, Task
from chalicelib.followup.tasks import working
from chalicelib.kernel import clock
from chalicelib.staff.roles import Role
from sandbox import web
from tests.console import follow_ups, people
from tests.console.follow_ups import CARDIOLOGY


def follower(at_desk, name=""):
    return at_desk(Role.FOLLOW_UP, name=name, department=CARDIOLOGY)


def opened(page, name, which="今日"):
    """That task, by its link in a list."""
    page.get_by_role("link", name="随访任务", exact=True).click()
    page.get_by_role("navigation", name="列表").get_by_role("button", name=which).click()
    page.locator(f"a[href*='{name}']").click()
    page.get_by_text("随访内容", exact=True).wait_for()
    return page


def test_a_follower_claims_calls_and_writes_down_what_was_said(desk_world, at_desk, look_at):
    follow_ups.overdue(words="询问伤口情况")
    name = follow_ups.task("心梗出院一周电话随访", questionnaire=follow_ups.watched())
    page = follower(at_desk)
    page.get_by_role("link", name="随访任务", exact=True).click()
    page.get_by_role("row").filter(has_text="询问伤口情况").first.wait_for()
    page.get_by_text("已逾期").first.wait_for()
    look_at(page, "followup-tasks")
    opened(page, name)
    look_at(page, "followup-task-open")
    people.press(page, "领取")
    people.told(page, "已领取")
    people.press(page, "查看患者资料")
    page.get_by_text("急性心肌梗死").or_(page.get_by_text("没有就诊记录")).or_(page.get_by_role("listitem")).first.wait_for()
    people.press(page, "拨打电话")
    page.get_by_text("呼叫中").wait_for()
    call = next(one for one, asked in web.get(f"{desk_world['calls']}/_calls").items() if asked["state"] == "DIALLING")
    web.post(f"{desk_world['calls']}/_end", {"number": call, "seconds": 130})
    page.get_by_text("已接通").wait_for()
    page.get_by_text("2 分 10 秒").wait_for()
    page.get_by_label("今天的最高体温").fill("36.8")
    page.get_by_role("radiogroup", name="疼痛程度（0 不痛，10 最痛）").get_by_role("radio", name="2", exact=True).click()
    assert page.get_by_text("胸痛持续多久").count() == 0
    page.get_by_role("radio", name="有", exact=True).click()
    page.get_by_text("胸痛持续多久").wait_for()
    page.get_by_label("已随访").check()
    page.get_by_role("button", name="恢复良好").click()
    people.press(page, "完成随访")
    page.get_by_text("还有 1 题需要修改").wait_for()
    page.get_by_role("radio", name="不到20分钟").click()
    look_at(page, "followup-task")
    people.press(page, "完成随访")
    people.told(page, "已完成随访")
    page.get_by_text("患者自述恢复良好").wait_for()
    look_at(page, "followup-task-done")
    done = follow_ups.now(name)
    assert (done.state, done.outcome, Ask.get(done.ask).state) == ("done", "reached", "answered")
    opened(page, name, "已完成")


def test_of_two_followers_one_has_the_task_and_the_other_is_told_who(at_desk, look_at):
    name = follow_ups.task("两人同时领取的随访")
    one, other = follower(at_desk, "林护士"), follower(at_desk, "高护士")
    opened(one, name)
    opened(other, name)
    people.press(one, "领取")
    people.told(one, "已领取")
    people.press(other, "领取")
    other.get_by_role("alert").get_by_text("该任务由林护士办理").wait_for()
    assert other.get_by_role("button", name="完成随访").count() == 0
    look_at(other, "followup-task-taken")
    people.press(one, "放回列表")
    people.told(one, "已放回列表")
    assert follow_ups.now(name).claimed_by == ""


def test_what_was_written_outlives_a_claim_whose_time_is_over(at_desk):
    name = follow_ups.task("写到一半超时的随访")
    page = opened(follower(at_desk), name)
    people.press(page, "领取")
    page.get_by_label("情况记录").fill("患者说伤口愈合良好")
    page.get_by_label("已随访").check()
    Task(name).update([Task.claimed_at.set(clock.stamp(clock.now() - dt.timedelta(hours=2)))])
    people.press(page, "完成随访")
    page.get_by_role("alert").get_by_text("如领取已超时，请重新领取").wait_for()
    working.claim_ended(name)
    page.keyboard.press("r")
    people.press(page, "领取")
    assert page.get_by_label("情况记录").input_value() == "患者说伤口愈合良好"
    people.press(page, "完成随访")
    people.told(page, "已完成随访")
    assert follow_ups.now(name).state == "done"


def test_a_questionnaire_is_sent_to_the_phone_or_shown_as_a_code(at_desk, look_at):
    name = follow_ups.task("发送问卷的随访", questionnaire=follow_ups.watched())
    page = opened(follower(at_desk), name)
    people.press(page, "领取")
    people.press(page, "发送问卷到手机")
    people.told(page, "已发送")
    assert Ask.get(follow_ups.now(name).ask).state == "open"
    people.press(page, "出示问卷码")
    people.dialog(page).get_by_role("img", name="问卷二维码").wait_for()
    look_at(page, "followup-code")
    people.confirm(page, "关闭")
    people.press(page, "放回列表")


def test_whom_the_mini_program_does_not_reach_is_not_sent_anything(at_desk):
    name = follow_ups.task("没有小程序的患者", bound=False)
    page = opened(follower(at_desk), name)
    people.press(page, "领取")
    page.get_by_text("患者未使用小程序或未开启通知").wait_for()
    assert page.get_by_role("button", name="发送提醒消息").count() == 0
    people.press(page, "放回列表")


def test_a_task_is_changed_or_deleted_before_it_begins(at_desk, look_at):
    name = follow_ups.task("要修改的随访")
    page = opened(follower(at_desk), name)
    page.get_by_role("button", name="修改").click()
    box = people.dialog(page)
    box.get_by_label("随访内容").fill("改为上门看望")
    box.get_by_label("方式").select_option("上门")
    box.get_by_label("VIP").check()
    look_at(page, "followup-task-change")
    people.confirm(page, "修改")
    people.told(page, "已修改")
    changed = follow_ups.now(name)
    assert (changed.words, changed.way, changed.vip) == ("改为上门看望", "visit", True)
    page.get_by_role("button", name="删除").click()
    people.confirm(page, "删除")
    people.told(page, "已删除")
    assert follow_ups.now(name).state == "deleted"


def test_an_interrupted_task_comes_anew_to_the_centre(at_desk):
    name = follow_ups.task("讲到一半的随访")
    page = opened(follower(at_desk), name)
    people.press(page, "领取")
    people.press(page, "中断")
    people.dialog(page).get_by_label("原因").fill("患者正在开会，请晚上再联系")
    people.confirm(page, "中断")
    people.told(page, "已中断")
    lead = at_desk(Role.FOLLOW_UP_LEAD)
    lead.get_by_role("link", name="随访任务", exact=True).click()
    lead.get_by_role("navigation", name="按组查看").get_by_role("link", name="随访中心").click()
    lead.locator(f"a[href*='{working.again(name)}']").click()
    lead.get_by_text("接替中断的任务").wait_for()


def test_the_centre_gives_a_task_to_one_person(at_desk, look_at):
    name = follow_ups.task("转派给专人的随访")
    expert = follower(at_desk, "周护士")
    page = at_desk(Role.FOLLOW_UP_LEAD)
    page.get_by_role("link", name="随访任务", exact=True).click()
    page.get_by_role("navigation", name="按组查看").get_by_role("link", name="心血管内科").click()
    look_at(page, "followup-centre")
    page.get_by_role("navigation", name="列表").get_by_role("button", name="今日").click()
    page.locator(f"a[href*='{name}']").click()
    page.get_by_role("button", name="转派").click()
    box = people.dialog(page)
    box.get_by_label("指定工号").fill("0000000")
    box.get_by_role("button", name="转派").click()
    box.get_by_text("该工号不是在岗的随访人员").wait_for()
    box.get_by_label("指定工号").fill(expert.person.number)
    people.confirm(page, "转派")
    people.told(page, "已转派")
    page.get_by_text("指定 周护士").wait_for()
    opened(expert, name)
    people.press(expert, "领取")
    people.told(expert, "已领取")
    people.press(expert, "放回列表")
    people.told(expert, "已放回列表")
    assert follow_ups.now(name).state == "open"
