"""Patients and their cards on a phone."""

import io
import random

import pytest

from sandbox import web
from sandbox.seed import numbers
from sandbox.story import wait_for
from sandbox.visitor import known_people
from tests.miniprogram.visits import Regular, code_of, newcomer

LIST, ADD = "cards/pages/list/index", "cards/pages/add/index"
CARD, HELP, PROXIES = "cards/pages/ecard/index", "cards/pages/help/index", "cards/pages/proxies/index"


@pytest.fixture
def regular(world):
    """Somebody with a card."""
    return Regular(world).comes_back()


def people(world):
    return web.get(world["his"] + "/_people")


def test_a_card_is_bound_by_the_code_to_the_phone_reserved_at_the_hospital(phones, world):
    somebody = known_people(world)[0]
    phone = phones().open(ADD + "?mode=bind").tap("阅读说明").tap("同意并继续").see("已有就诊卡")
    phone.fill("姓名", somebody["name"]).fill("证件号码", somebody["papers"]["resident-id"]).tap("获取验证码")
    phone.see("验证码已发送到医院预留的手机号").see("秒后可重新获取")
    phone.fill("6 位验证码", code_of(world, somebody["phone"]))
    phone.page.wait_for_function("getCurrentPages().at(-1).route !== 'cards/pages/code/index'")
    phone.open(LIST).see(somebody["name"][1:]).see("正常")


def test_a_wrong_code_says_so_and_may_be_typed_again(phones, world):
    somebody = known_people(world)[1]
    phone = phones().open(ADD + "?mode=bind").tap("阅读说明").tap("同意并继续")
    phone.fill("姓名", somebody["name"]).fill("证件号码", somebody["papers"]["resident-id"]).tap("获取验证码")
    code = code_of(world, somebody["phone"])
    phone.fill("6 位验证码", f"{(int(code) + 1) % 10**6:06d}").see("验证码不正确")
    phone.fill("6 位验证码", code)
    phone.page.wait_for_function("getCurrentPages().at(-1).route !== 'cards/pages/code/index'")


def test_no_id_number_can_be_typed_before_the_notice_was_agreed_to(phones):
    phone = phones().open(ADD).see("先了解，再填写")
    assert not phone.sees("证件号码")
    phone.tap("阅读说明").tap("不同意").see("先了解，再填写")


def test_whoever_has_a_card_already_is_led_to_binding_it(phones, world):
    somebody = known_people(world)[2]
    phone = phones().open(ADD).tap("阅读说明").tap("同意并继续")
    phone.fill("姓名", somebody["name"]).fill("证件号码", somebody["papers"]["resident-id"]).fill("手机号", newcomer()["phone"])
    phone.tap("办理就诊卡").tap("去绑定").see("获取验证码")
    assert phone.page.evaluate("getCurrentPages().at(-1).data.number") == somebody["papers"]["resident-id"]


def test_a_dead_reserved_phone_leads_to_what_to_do(phones, world):
    dead = next(one for one in people(world) if one["phone"].startswith(numbers.DEAD) and one["papers"].get("resident-id"))
    phone = phones().open(ADD + "?mode=bind").tap("阅读说明").tap("同意并继续")
    phone.fill("姓名", dead["name"]).fill("证件号码", dead["papers"]["resident-id"]).tap("获取验证码")
    phone.tap("收不到验证码", part=True).see("预留手机号不能用了")
    assert phone.at == HELP


def test_what_is_wrong_stands_beside_its_field(phones):
    phone = phones().open(ADD).tap("阅读说明").tap("同意并继续")
    phone.tap("办理就诊卡").see("请填写姓名")
    person = newcomer()
    wrong = person["number"][:-1] + ("1" if person["number"][-1] != "1" else "2")
    phone.fill("姓名", person["name"]).fill("证件号码", wrong).fill("手机号", person["phone"]).tap("办理就诊卡")
    phone.tap("知道了").see("证件号码有误")


def test_a_child_with_a_birth_certificate_needs_a_guardians_yes(phones, regular):
    phone = phones(regular.user).open(ADD).see("子女")
    phone.page.evaluate("getCurrentPages().at(-1).pickKind({ detail: { value: 6 } })")
    phone.fill("姓名", "林小安").fill("证件号码", f"K{numbers.digits(random.Random(), 9)}")
    phone.page.evaluate("getCurrentPages().at(-1).pickBorn({ detail: { value: '2020-05-04' } })")
    phone.tap("男").fill("手机号", newcomer()["phone"]).tap("办理就诊卡").see("未满14周岁").tap("知道了")
    phone.tap("就诊人未满 14 周岁时", part=True).tap("办理就诊卡")
    phone.page.wait_for_function("getCurrentPages().at(-1).route !== 'cards/pages/add/index'")
    assert "child" in {one["relation"] for one in regular.phone.get("/patients")["patients"]}


def scanned(phone):
    """What a scanner reads off the screen."""
    import zxingcpp
    from PIL import Image

    phone.page.locator(".mp-frame.active canvas").wait_for()
    phone.page.wait_for_timeout(500)
    return [one.text for one in zxingcpp.read_barcodes(Image.open(io.BytesIO(phone.page.screenshot())))]


def test_the_electronic_card_can_be_scanned(phones, regular):
    phone = phones(regular.user, device_scale_factor=3).open(CARD).see("在窗口、自助机")
    assert scanned(phone) == [regular.person["card"]]


def test_a_card_that_ends_is_replaced_before_it_does(phones, regular):
    phone = phones(regular.user).open(CARD).see("在窗口、自助机")
    asked = []
    phone.page.on("request", lambda one: one.url.endswith("/code") and asked.append(one.url))
    phone.page.evaluate(
        """const page = getCurrentPages().at(-1)
        page.setData({ code: { ...page.data.code, ends: new Date(Date.now() + 12000).toISOString() }, asked: 0 })"""
    )
    phone.page.wait_for_timeout(3000)
    assert len(asked) == 1


def test_another_account_is_seen_limited_and_ended_by_the_person(phones, world):
    somebody = Regular(world).comes_first()
    form, other = somebody.form, Regular(world)
    wait_for(lambda: somebody.phone.get(f"/patients/{somebody.patient}")["cards"][0]["state"] == "active", "no card came")
    claim = {"name": form["name"], "kind": form["kind"], "number": form["number"], "relation": "spouse"}
    begun = other.phone.post("/bindings", claim)["binding"]
    other.phone.post(f"/bindings/{begun}/confirmation", {"code": code_of(world, form["phone"])})
    phone = phones(somebody.user).open(f"{PROXIES}?patient={somebody.patient}").see("绑定于")
    phone.tap("挂号").see("已保存")
    assert other.phone.get("/patients")["patients"][0]["levels"] == ["see"]
    phone.tap("停止授权").tap("停止授权").see("没有其他人绑定您")
    assert other.phone.get("/patients")["patients"] == []


def test_unbinding_asks_first_and_leaves_the_list_empty(phones, regular):
    phone = phones(regular.user).open(LIST).see("出示就诊卡")
    phone.page.locator(".mp-frame.active .large").first.tap()
    phone.see("我可以代办").tap("解除绑定").tap("解除绑定").see("还没有就诊人")
