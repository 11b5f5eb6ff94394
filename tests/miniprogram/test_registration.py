"""From home to a confirmed visit and to its end, on a phone, before the real local world."""

import pytest

from sandbox import web
from sandbox.hurry import bring_forward
from tests.miniprogram.visits import CLINICS, Regular, agree, newcomer

FIND = "registration/pages/departments/index"
HISTORY = "registration/pages/history/index"


@pytest.fixture
def regular(world):
    """Somebody with a patient, of whom nothing is planned."""
    return Regular(world).comes_first()


def clinics_of(regular, department="cardiology", ahead=1):
    return regular.phone.get(f"/departments/{department}/clinics", day=regular.day(ahead))["clinics"]


def to_confirm(phone, regular):
    """Straight to the last page before booking."""
    clinic = next(one for one in clinics_of(regular) if one["free"] > 3 and one["fee"])
    segment = next(one for one in clinic["segments"] if one["open"])
    phone.open(f"registration/pages/confirm/index?clinic={clinic['id']}&segment={segment['id']}")
    regular.clinic, regular.segment = clinic, segment
    return phone.see("就诊人")


def first_open(phone):
    """The first time that can be had."""
    found = phone.page.locator(".mp-frame.active .chip:not(.chip-off)").first
    found.wait_for()
    return found


def mine(regular):
    return regular.phone.get("/registrations")["registrations"]


# ---- to a confirmed visit
def test_somebody_new_signs_in_consents_asks_for_a_card_books_and_pays(phones, world):
    phone, person = phones(), newcomer()
    phone.open(FIND).fill("搜索科室或医生", "xinxueguan")
    phone.tap("心血管内科").see("上午").tap("明天", part=True)
    first_open(phone).tap()
    phone.see("挂号前请先添加就诊人").tap("添加就诊人").tap("阅读说明").tap("同意并继续")
    phone.fill("姓名", person["name"]).fill("证件号码", person["number"]).fill("手机号", person["phone"])
    phone.tap("办理就诊卡").see(person["name"][1:])
    phone.tap("确认并支付", part=True)
    agree(phone)
    phone.cashier().see("到院时间")


def test_a_returning_patient_has_a_confirmed_visit_six_taps_from_home(phones, regular):
    phone = phones(regular.user).open()
    phone.tap("预约挂号").tap("心血管内科").see("上午")
    phone.taps += 1
    first_open(phone).tap()
    phone.see("就诊人").tap("确认并支付", part=True)
    agree(phone)
    phone.cashier().see("到院时间")
    assert phone.taps <= 6
    assert [one["state"] for one in mine(regular)] == ["confirmed"]


def test_a_refused_payment_and_a_second_try_make_one_visit(phones, regular):
    phone = to_confirm(phones(regular.user), regular)
    phone.tap("确认并支付", part=True)
    agree(phone)
    phone.cashier("支付失败")
    phone.see("剩余支付时间").tap("去支付", part=True)
    agree(phone)
    phone.cashier().see("到院时间")
    assert [one["state"] for one in mine(regular)] == ["confirmed"]


def test_tapping_twice_books_once(phones, regular):
    phone = to_confirm(phones(regular.user), regular)
    phone.tap_twice("确认并支付", part=True)
    agree(phone)
    phone.cashier().see("到院时间")
    assert len(mine(regular)) == 1


def test_whoever_walked_away_comes_back_to_the_place_that_is_still_held(phones, regular):
    phone = to_confirm(phones(regular.user), regular)
    phone.tap("确认并支付", part=True)
    agree(phone)
    phone.cashier("离开").see("剩余支付时间")
    phone.open(HISTORY).see("待支付").tap("去支付").see("剩余支付时间")
    phone.tap("去支付", part=True)
    agree(phone)
    phone.cashier().see("到院时间")


def test_a_place_that_was_not_paid_in_time_says_so_and_offers_another(phones, regular):
    regular.holds()
    phone = phones(regular.user).open(regular.page).see("剩余支付时间")
    assert bring_forward("payments.expire", regular.registration["order"]) == 1
    regular.until("expired")
    phone.pull().see("超时未支付").see("重新预约")


def test_the_last_number_gone_under_my_finger_leads_back_to_the_times(phones, regular, world):
    phone = phones(regular.user).open(CLINICS.format("cardiology", "心血管内科")).tap("明天", part=True)
    first_open(phone).tap()
    phone.see("就诊人")
    taken = phone.page.evaluate("getCurrentPages().at(-1).options")
    sell_out(world, taken["clinic"], taken["segment"])
    phone.tap("确认并支付", part=True)
    agree(phone, "号源已满")
    phone.tap("重新选择").see("上午")
    assert phone.at == "registration/pages/clinics/index"
    assert mine(regular) == []


def sell_out(world, clinic, segment):
    """Others take every number of that segment."""
    path = f"/clinics/{clinic}/segments/{segment}/registrations"
    while True:
        other = Regular(world, "抢")
        free = {one["id"]: one["free"] for one in other.phone.get(f"/clinics/{clinic}")["segments"]}[segment]
        if not free:
            return
        other.ask_for_card()
        other.phone.post(path, {"patient": other.patient})


def test_a_free_clinic_is_booked_without_a_cashier(phones, regular):
    clinic = next(one for one in clinics_of(regular, "convenience") if one["free"])
    segment = next(one for one in clinic["segments"] if one["open"])
    phone = phones(regular.user).open(f"registration/pages/confirm/index?clinic={clinic['id']}&segment={segment['id']}")
    phone.see("无需支付").tap("确认挂号")
    agree(phone, "到院时间")
    phone.see("免挂号费")


def test_a_full_clinic_is_shown_grey_with_the_next_day_beside_it(phones, regular):
    clinic = min((one for one in clinics_of(regular) if one["free"]), key=lambda one: one["free"])
    fill(clinic)
    phone = phones(regular.user).open(CLINICS.format("cardiology", "心血管内科") + f"&day={clinic['date']}").see("已约满")
    phone.tap("看后一天").see("上午")
    assert phone.page.evaluate("getCurrentPages().at(-1).data.day") == regular.day(2)


def fill(clinic):
    """No number of that clinic is free."""
    from chalicelib.registration.models import Segment

    for one in clinic["segments"]:
        key = Segment.at(clinic["id"], one["id"])
        key.update([Segment.free.remove()])


# ---- with a visit
@pytest.fixture
def booked(world):
    """Somebody with a confirmed visit."""
    return Regular(world).comes_first().booked()


def test_a_visit_is_given_back_with_its_money(phones, booked):
    phone = phones(booked.user).open(HISTORY).tap("退号").see("原路退回").tap("确认退号")
    agree(phone, "已取消")
    booked.until("cancelled", "refunded")
    phone.open(booked.page).see("已取消").see("已原路退回").see("重新预约")


def test_a_visit_is_moved_in_one_step_and_stays_until_the_new_time_is_won(phones, booked):
    phone = phones(booked.user).open(booked.page).see("到院时间").tap("改约").see("改约：请选择新的时间")
    phone.page.locator(f'.mp-frame.active .chip:not(.chip-off)[aria-label*="{booked.clinic["doctor_name"]}"]').last.tap()
    phone.see("确认改约").tap("确认改约")
    agree(phone, "到院时间")
    moved = booked.until("confirmed")
    assert (moved["clinic"], moved["segment"]) != (booked.clinic["id"], booked.segment["id"])


def test_a_stopped_clinic_says_what_becomes_of_the_money(phones, booked):
    phone = phones(booked.user).open(booked.page).see("到院时间")
    booked.act("stop_clinic", reason="医生临时外出")
    booked.until("stopped", "refunded")
    phone.pull().see("已停诊").see("已原路退回").see("重新预约")


def test_another_doctor_may_be_accepted(phones, booked):
    booked.act("replace_doctor", doctor=booked.another_doctor())
    booked.until("replaced")
    phone = phones(booked.user).open(booked.page).see("医院调整了出诊医生").tap("接受变动，保留挂号")
    phone.gone("接受变动，保留挂号").see("到院时间")
    assert booked.until("confirmed")["doctor_name"] != booked.clinic["doctor_name"]


def test_another_doctor_may_be_declined_with_the_whole_fee_back(phones, booked):
    booked.act("replace_doctor", doctor=booked.another_doctor())
    booked.until("replaced")
    phone = phones(booked.user).open(booked.page).tap("不接受，免费退号").see("原路退回").tap("确认退号")
    agree(phone, "已取消")
    booked.until("cancelled", "refunded")


# ---- when something is away
def test_a_token_that_ended_midway_is_renewed_unseen(phones, regular):
    phone = to_confirm(phones(regular.user), regular)
    regular.phone.ask("DELETE", "/sessions")
    phone.tap("确认并支付", part=True)
    agree(phone)
    phone.cashier().see("到院时间")
    regular.sign_in()
    assert len(mine(regular)) == 1


def test_without_a_network_nothing_is_lost_and_the_same_tap_books_once(phones, regular):
    phone = to_confirm(phones(regular.user), regular)
    phone.offline().tap("确认并支付", part=True)
    agree(phone, "网络不通畅")
    phone.tap("知道了")
    phone.offline(off=False).tap("确认并支付", part=True)
    agree(phone)
    phone.cashier().see("到院时间")
    assert len(mine(regular)) == 1


def test_with_the_his_away_a_visit_is_booked_and_paid_all_the_same(phones, regular, world):
    phone = to_confirm(phones(regular.user), regular)
    web.post(world["his"] + "/_feel", {"kind": "down"})
    try:
        phone.tap("确认并支付", part=True)
        agree(phone)
        phone.cashier().see("到院时间")
    finally:
        web.post(world["his"] + "/_calm", {})
