"""Follow-up on the patient's phone: asked, answered, advised at once."""

from urllib.parse import quote

import pytest

from chalicelib.followup import documents
from chalicelib.followup.asks import surveys
from chalicelib.followup.documents import Kind
from chalicelib.staff.roles import Role
from sandbox import followup_story as story
from sandbox.story import Story
from tests.followup.town import request
from tests.staff.people import on_duty
from tests.miniprogram.visits import agree

ASK = "followup/pages/ask/index?ask="


@pytest.fixture(scope="module")
def discharged(world, folder):
    """Somebody who went home after a heart attack and was sent a questionnaire; the visitor and the questionnaire's id."""
    told = Story(lambda _line: None)
    centre = story.Centre(world, told, folder)
    centre.open()
    questionnaire = story.built(told, centre)
    patient, person = story.bound(world, told)
    plan = story.planned(told, centre, questionnaire)
    enrolment = story.enrolled(told, plan, story.discharged(world, told, person))
    return patient, story.asked(told, patient, enrolment)


def test_a_worrying_answer_is_answered_with_the_hospitals_advice_at_once(phones, discharged):
    patient, ask = discharged
    phone = phones(patient.phone.user).open()
    phone.tap("我的随访").see("接收随访").tap("心梗出院随访问卷", part=True)
    phone.see("出院后有没有胸痛")
    assert not phone.sees("最长一次持续多久")
    phone.tap("提交").see("这一题需要填写")
    phone.tap("有").see("最长一次持续多久").tap("超过20分钟")
    phone.looks("followup-ask-filled")
    phone.tap("提交")
    agree(phone, "请立即拨打 120")
    phone.see("不要自行驾车").see("拨打 120")
    phone.looks("followup-advice")
    found = patient.phone.get(f"/follow-ups/{ask['id']}")
    assert found["ask"]["state"] == "answered"


def test_what_was_advised_can_be_read_again_and_nothing_be_answered_twice(phones, discharged):
    patient, ask = discharged
    phone = phones(patient.phone.user).open(ASK + ask["id"])
    phone.see("请立即拨打 120").see("您的回答").see("超过20分钟")
    assert not phone.sees("提交后不能修改")
    phone.large_type().open(ASK + ask["id"]).see("请立即拨打 120")
    phone.width(320).shot("followup-advice-elders-320")
    assert phone.wide() == []


def test_a_printed_code_opens_an_anonymous_questionnaire(phones, discharged):
    form = documents.all_of(Kind.QUESTIONNAIRE)[0]
    made = surveys.make(on_duty(Role.FOLLOW_UP_LEAD), form.id, "病区调查", "", request())
    link = quote(f"https://hospital.example/{made.page}?scene={made.token}", safe="")
    phone = phones().open(f"followup/pages/ask/index?q={quote(link)}")
    phone.see("匿名问卷：医院不会知道是谁填写的").see("出院后有没有胸痛")


def test_a_code_that_leads_nowhere_says_so(phones):
    phone = phones()
    phone.open("followup/pages/ask/index?survey=nowhere").see("暂时没有打开").see("重试")


def test_nobody_to_follow_up_is_told_so(phones):
    phone = phones()
    phone.open("followup/pages/list/index").see("目前没有需要您填写的随访问卷")
