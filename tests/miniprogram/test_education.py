"""Health education on a phone: found, read, and sent only to whoever asked for it."""

import secrets

import pytest

from chalicelib.education import issuing, pushing, writing
from chalicelib.education.models import Issue
from chalicelib.kernel import clock
from chalicelib.staff.roles import Role
from sandbox.story import wait_for
from tests.miniprogram.articles import published
from tests.miniprogram.desks import clerk
from tests.miniprogram.phone import PATIENCE, without
from tests.miniprogram.visits import Regular
from tests.staff.people import once

LIST = "education/pages/list/index"
CHOICES = "education/pages/choices/index"
ARTICLE = "education/pages/article/index?id={}"
TEST = f"血压监测{secrets.token_hex(2)}"  # of this run: a world may be tested again


@pytest.fixture(scope="module")
def editors(world):
    """One writes, another approves."""
    return clerk(Role.EDITOR, name="小王"), clerk(Role.EDITOR, name="小赵")


@pytest.fixture(scope="module")
def article(editors):
    return published(editors, "高血压患者怎样在家量血压", test=(TEST,), diagnosis=("I10",))


@pytest.fixture(scope="module")
def offer(editors):
    return published(editors, "家用血压计特惠", commercial=True)


@pytest.fixture(scope="module")
def issue(editors, article):
    """This week's, out."""
    writer, second = editors
    week = issuing.week_of(clock.today())
    if found := Issue.find(week[:4], week):
        found.delete()
    issuing.compose(writer, week, "冬季护心", [article.id], once())
    return issuing.release(second, week, once())


@pytest.fixture
def me(world):
    """Somebody signed in."""
    return Regular(world)


def test_an_article_is_found_by_what_it_is_about_and_read_to_its_warning(phone, article, issue):
    phone.tap("健康宣教").see("高血压患者怎样在家量血压").see("冬季护心")
    phone.shot("education-list")
    phone.fill("搜索健康知识", "没有这样的病").see("没有找到相关文章")
    phone.fill("搜索健康知识", TEST).tap("高血压患者怎样在家量血压")
    phone.see("怎么量").see("睡前").see("请立即拨打 120").see("不能代替医生诊断")
    phone.shot("education-article")
    assert phone.wide() == []


def test_words_of_a_title_find_it_too(phone, article):
    phone.open(LIST).see("最新").fill("搜索健康知识", "在家量").see("高血压患者怎样在家量血压").tap("清除").see("最新")


def test_the_weekly_issue_opens_from_the_list_with_its_articles(phone, article, issue):
    phone.open(LIST).tap("本院健康周刊 冬季护心").see("冬季护心").tap("高血压患者怎样在家量血压").see("怎么量")


def test_the_weekly_issue_is_told_only_to_whoever_chose_it_and_the_message_opens_it(phones, me, article, issue):
    phone = phones(me.user).open(LIST).tap("订阅和推送").see("每周健康周刊")
    assert me.phone.get("/me/education") == {"weekly": False, "greetings": False}
    phone.find("每周健康周刊").tap()
    phone.tap("允许")
    wait_for(lambda: me.phone.get("/me/education")["weekly"], "没有保存", PATIENCE)
    phone.see("打开后才会推送给您")
    phone.shot("education-choices")
    phone.tap("打开").gone("打开后才会推送给您")
    for shard in range(pushing.SHARDS):
        pushing.tell_issue(issue.week, f"{shard:02d}", "")
    wait_for(lambda: me.phone.get("/messages")["messages"], "没有通知", PATIENCE)
    phone.open("pages/messages/index").tap("冬季护心", part=True).see("年第")
    assert phone.at == "education/pages/issue/index"


def test_what_is_commercial_is_shown_after_a_consent_of_its_own_and_hidden_again(phones, me, offer):
    phone = phones(me.user).open(LIST).see("最新")
    assert not phone.sees("家用血压计特惠")
    phone.open(ARTICLE.format(offer.id)).see("需要您单独同意").tap("阅读同意书").tap("同意并继续").see("商业推广")
    phone.shot("education-commercial")
    phone.open(CHOICES).see("家用血压计特惠").find("商业推广").tap()
    phone.gone("家用血压计特惠")
    phone.open(ARTICLE.format(offer.id)).see("需要您单独同意")


def test_an_article_that_was_withdrawn_says_so_and_leads_on(phone, editors):
    writer, _ = editors
    made = published(editors, "将要下线的文章")
    writing.withdraw(writer, made.id, "过时", once())
    phone.open(ARTICLE.format(made.id)).see("这篇文章已下线").tap("看看其他文章").see("最新")


def test_with_education_switched_off_nothing_is_offered(phones):
    phone = phones()
    without(phone, "education")
    phone.open().see("在线客服")
    assert not phone.sees("健康宣教")
    phone.open(LIST).see("暂未开放健康宣教")
