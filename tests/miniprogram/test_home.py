"""The first page, and what every page shares."""

import json
import re

from tests.miniprogram.visits import Regular


def test_somebody_new_is_signed_in_unseen_and_sees_that_nothing_is_planned(phones):
    phone, asked = phones(), []
    phone.page.on("request", lambda request: "/api/" in request.url and asked.append(request.url))
    phone.open().see("近期没有就诊安排")
    assert len(asked) <= 3
    assert phone.at == "pages/home/index"
    assert phone.taps == 0
    phone.shot("home")


def test_what_must_be_paid_comes_first_with_the_time_left(phones, world):
    one = Regular(world).comes_back().holds()
    phone = phones(one.user).open()
    phone.see("待支付").see("去支付").see("内支付")
    shown = phone.page.locator(".number-line").inner_text()
    minutes, seconds = map(int, re.search(r"(\d+):(\d\d)", shown).groups())
    assert 0 < minutes * 60 + seconds <= 15 * 60
    phone.page.wait_for_timeout(1500)
    assert phone.page.locator(".number-line").inner_text() != shown
    phone.shot("home-pay")


def test_the_next_visit_is_told_with_day_time_number_and_place(phones, world):
    one = Regular(world).comes_back().booked()
    phone = phones(one.user).open()
    visit = one.registration
    phone.see(visit["doctor_name"]).see(visit["campus_name"]).see(f"{visit['number']} 号")
    phone.shot("home-visit")
    phone.dark().shot("home-visit-dark")
    phone.dark(on=False).large_type().open().see(visit["doctor_name"])
    phone.shot("home-visit-elders")
    assert phone.wide() == []


def test_large_type_shows_few_services_and_the_rest_on_a_tap(phone):
    phone.see("价格公示")
    phone.large_type().open().see("更多服务")
    assert not phone.sees("价格公示")
    phone.tap("更多服务").see("价格公示")


def test_a_small_phone_and_a_tablet_show_all_of_it(phone):
    for width in (320, 768):
        phone.width(width).see("价格公示")
        assert phone.wide() == []
        phone.shot(f"home-{width}")


def test_a_function_that_is_off_is_not_there(phones):
    phone = phones()

    def without_copies(route):
        answer = route.fetch()
        told = answer.json()
        route.fulfill(response=answer, body=json.dumps(told | {"functions": ["registration", "cards"]}))

    phone.page.route("**/api/hospital", without_copies)
    phone.open().see("我的挂号")
    assert not phone.sees("病历复印")
    assert not phone.sees("价格公示")


def test_without_a_network_the_page_says_so_and_trying_again_helps(phones):
    phone = phones()
    phone.open().see("近期没有就诊安排")
    phone.offline()
    phone.page.evaluate("wx.removeStorageSync('session')")
    phone.page.evaluate("wx.reLaunch({ url: '/pages/home/index' })")
    phone.see("没有连上网络").shot("home-offline")
    phone.offline(off=False).tap("重试").see("近期没有就诊安排")


def test_what_is_shown_stays_when_pulling_it_down_fails(phone):
    phone.see("近期没有就诊安排")
    phone.offline().pull().see("网络不通畅")
    assert phone.sees("近期没有就诊安排")


def test_a_spent_token_is_replaced_unseen(phone):
    phone.see("近期没有就诊安排")
    asked = []
    phone.page.on("response", lambda answer: asked.append((answer.status, answer.url.rsplit("/api", 1)[-1])))
    phone.page.evaluate("wx.setStorageSync('session', { ...wx.getStorageSync('session'), token: 'spent' })")
    phone.open().see("近期没有就诊安排")
    assert (401, "/registrations?period=week") in asked
    assert (200, "/sessions") in asked
