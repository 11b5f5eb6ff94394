"""Record copies on the phone: for a father by link, mended, paid, fetched, rated; one's own by express; in few taps."""

import base64

import pytest

from sandbox import web
from sandbox.copies import story as desk
from sandbox.copies.applicant import pages_of, patients_with_stay
from sandbox.story import wait_for
from sandbox.visitor import new_person
from tests.miniprogram.applicants import SILENT, Hand, RecordRoom

TAPS = 15
PAPERS = (
    "患者有效身份证件人像面",
    "患者有效身份证件国徽面",
    "代理人有效身份证件人像面",
    "代理人有效身份证件国徽面",
    "代理关系的法定证明材料第 1 张",
)


@pytest.fixture(scope="package")
def room(world):
    """The record room's staff."""
    return RecordRoom(world)


@pytest.fixture
def known(world):
    """Somebody the hospital knows with an archived stay, to whose phone no code went lately."""
    return patients_with_stay(world)[0]


@pytest.fixture
def somebody(world, phones):
    """Make an applicant."""

    def made(who):
        return Hand(world, phones, who)

    return made


def test_for_a_father_by_link_mended_paid_time_agreed_and_rated(somebody, room, known):
    father, stay = known
    daughter, me = somebody("林女士"), new_person()
    says_who(daughter, father, me)
    says_what(daughter, stay)
    shows_papers(daughter, me)
    link = asks_father(daughter)
    signs(somebody("林父"), link, father)
    screen = daughter.screen.pull().see("患者已同意授权")
    screen.tap("提交申请").tap("允许").see("等待审核")
    screen.looks("copies-detail-handed-in")
    mends(daughter, room)
    pays(daughter, room)
    fetches(daughter, room, me)
    screen.tap("5 星", part=True).see("很满意")
    screen.shot("copies-rate")
    screen.tap("提交评价").see("我的评价")
    assert daughter.latest()["rating"] == 5
    keeps_the_invoice(daughter)
    screen.open("privacy/pages/looks/index").see("查看了代理人有效身份证件")
    screen.shot("looks")


def says_who(daughter, father, me):
    screen = daughter.screen.open()
    screen.tap("病历复印").tap("申请复印").tap("其他患者")
    for label, text in (("姓名", father["name"]), ("证件号码", father["papers"]["resident-id"])):
        screen.fill(f"患者信息{label}", text)
    screen.tap("下一步").see("请填写：您的信息姓名")
    for label, text in (("姓名", me["name"]), ("证件号码", me["number"]), ("手机号", me["phone"])):
        screen.fill(f"您的信息{label}", text)
    screen.shot("copies-who")
    screen.tap("下一步")
    daughter.agree_until("哪次就诊")


def says_what(daughter, stay):
    screen = daughter.screen
    screen.tap("请选择").fill("日期", stay["period"]["start"][:10]).tap("确定")
    screen.fill("住院号或门诊号", stay["identifier"][0]["value"])
    screen.shot("copies-stays-typed")
    screen.tap("下一步").see("用途和领取").tap("商业保险理赔").see("以下材料病案室不提供")
    screen.looks("copies-what")
    screen.tap("下一步").see("材料和确认")


def shows_papers(daughter, me):
    screen = daughter.screen
    daughter.shoot("代理人有效身份证件人像面", blurred=True)
    daughter.agree_until("照片模糊")
    screen.shot("copies-blurred")
    for label in PAPERS:
        daughter.shoot(label)
        screen.see(f"{label} 已加密保存")
    daughter.type_code("您本人的手机", me["phone"])
    screen.see("已确认")


def asks_father(daughter):
    screen = daughter.screen.tap("生成授权链接").tap("发送给患者")
    screen.looks("copies-papers")
    return screen.page.evaluate("__mpShared.path").lstrip("/")


def signs(him, link, father):
    screen = him.screen.open(link).see("委托人")
    him.type_code("医院预留的手机", father["phone"])
    screen.tap("同意授权").see("请先签名")
    him.sign()
    screen.looks("copies-authorise-signed")
    screen.tap("同意授权").see("您已同意授权")
    screen.shot("copies-authorised")
    screen.open("copies/pages/list/index").see("我同意过的授权")


def mends(daughter, room):
    daughter.latest()
    desk.sent_back(SILENT, room, daughter)
    screen = daughter.screen.pull().see("请补正以下材料").see("有效期看不清")
    screen.looks("copies-sent-back")
    screen.tap("去补正")
    daughter.shoot("代理人有效身份证件国徽面", nth=2)
    screen.see("代理人有效身份证件国徽面 已加密保存")
    screen.tap("提交申请")
    daughter.allow_if_asked()
    screen.see("等待审核")


def pays(daughter, room):
    desk.reviewed(SILENT, room, daughter)
    desk.fetched(SILENT, room, daughter)
    daughter.stands("awaiting_payment")
    screen = daughter.screen.pull().see("待付款")
    screen.shot("copies-pay")
    screen.tap("去支付", part=True).tap("允许").cashier("支付").see("等待复印")
    desk.copied(SILENT, room, daughter)


def fetches(daughter, room, me):
    screen, which = daughter.screen, daughter.application["id"]
    room["copier"].do("time", which, {"place": "east-window"})
    screen.pull().see("请确认领取时间")
    screen.shot("copies-time-proposed")
    screen.tap("换个时间").see("病案复印窗口")
    screen.shot("copies-times")
    screen.back().tap("这个时间可以").tap("允许").see("请按时领取")
    screen.tap("领取码").tap("生成领取码").see("窗口也可以报数字")
    code = screen.page.locator(".mp-frame.active .large").first.inner_text().replace(" ", "")
    screen.looks("copies-pick-up-code")
    screen.back()
    handed = {"holder": "applicant", "code": code, "number_tail": me["number"][-6:]}
    room["copier"].do("hand-over", which, handed)
    screen.pull().see("这次办理您满意吗")


def keeps_the_invoice(daughter):
    daughter.invoice()
    screen = daughter.screen.pull().see("已开具")
    with screen.page.expect_response(lambda answer: answer.url.endswith("/pdf")) as asked, screen.page.expect_popup():
        screen.tap("下载")
    assert asked.value.ok


def test_my_own_record_is_asked_for_in_fifteen_taps_and_comes_by_express(somebody, room, known):
    person, _ = known
    me = somebody("何先生")
    me.ready_for_copies()
    me.is_bound(person)
    in_the_address_book(me)
    screen = me.screen.open().see("病历复印")
    screen.taps = 0
    screen.tap("病历复印").tap("申请复印").tap("下一步").see("哪次就诊")
    screen.tap("病历已归档", part=True)
    screen.shot("copies-stays")
    screen.tap("下一步").tap("个人留存").tap("快递到家").see("杭州市")
    screen.shot("copies-express")
    screen.tap("下一步").see("材料和确认")
    me.shoot("患者有效身份证件人像面")
    me.shoot("患者有效身份证件国徽面")
    me.type_code("患者在医院预留的手机", person["phone"])
    screen.see("已确认").see("国徽面 已加密保存")
    screen.tap("提交申请").tap("允许").see("等待审核")
    assert screen.taps <= TAPS
    me.latest()
    pays_at_the_second_try(me, room)
    is_sent(me, room)
    screen.back().pull().tap("4 星", part=True).tap("提交评价").see("我的评价")


def in_the_address_book(me):
    address = {"name": "何先生", "phone": me.own_phone, "region": "浙江省 杭州市 西湖区", "street": "龙井路1号"}
    me.phone.put("/me/addresses/home", address)


def pays_at_the_second_try(me, room):
    desk.reviewed(SILENT, room, me)
    desk.fetched(SILENT, room, me)
    me.stands("awaiting_payment")
    screen = me.screen.pull().tap("去支付", part=True).tap("允许").cashier("离开").see("还没有付款")
    screen.tap("去支付", part=True)
    me.allow_if_asked()
    screen.cashier("支付").see("等待复印")
    desk.copied(SILENT, room, me)


def is_sent(me, room):
    screen, which = me.screen, me.application["id"]
    room["copier"].do("parcel", which, {"carrier": "sf"})
    waybill = wait_for(lambda: (room["copier"].case(which)["parcel"] or {}).get("waybill"), "没有运单号")
    room["copier"].do("parcel-handed", which)
    web.post(me.urls["express"] + "/_move", {"waybill": waybill, "what": "collected"})
    screen.pull().see("已寄出").tap("查看物流").see(waybill)
    wait_for(lambda: me.phone.get(f"{me.path}/parcel")["steps"], "没有轨迹")
    screen.pull()
    screen.looks("copies-parcel-moving")
    web.post(me.urls["express"] + "/_move", {"waybill": waybill, "what": "signed"})
    me.stands("completed")


def test_an_electronic_copy_is_read_taken_along_and_verified_by_whoever_gets_it(somebody, room, known, phones):
    me = somebody("卢先生")
    applies_online(me, known[0])
    desk.reviewed(SILENT, room, me)
    desk.fetched(SILENT, room, me)
    me.pay_price()
    desk.copied(SILENT, room, me)
    desk.given_online(SILENT, room, me)
    screen = me.screen.open(f"copies/pages/detail/index?id={me.application['id']}").tap("查看电子复印件", part=True).see("1/")
    code = screen.page.locator(".mp-frame.active .large").first.inner_text()
    screen.looks("copies-electronic")
    first = picture(screen)
    screen.tap("下一页").see("2/")
    assert picture(screen) != first
    with screen.page.expect_response(lambda answer: "/electronic/" in answer.url and "part=1" in answer.url) as asked:
        with screen.page.expect_popup():
            screen.tap("存为 PDF 文件")
    assert pages_of(base64.b64decode(asked.value.json()["pdf"]), code)
    stranger = phones().open("copies/pages/verify/index").fill("核验码", code.upper())
    stranger.tap("核验").see("本院出具")
    stranger.looks("copies-verified")
    stranger.fill("核验码", code[:-1] + ("a" if code[-1] != "a" else "b")).tap("核验").see("核验码无效")
    stranger.shot("copies-not-verified")


def applies_online(me, person):
    me.ready_for_copies()
    me.is_bound(person)
    me.begin()
    me.for_myself()
    me.want("own", "online")
    me.papers()
    me.confirm("reserved_phone")
    me.hand_in()


def picture(screen):
    return screen.page.locator(".mp-frame.active .sheet img").first.get_attribute("src")


NARROW, TINY = 320, 568
PAGES = {
    "copies/pages/list/index": "申请复印",
    "copies/pages/apply/index": "给谁复印",
    "copies/pages/verify/index": "核验",
    "messages/pages/settings/index": "接收哪些",
    "privacy/pages/consents/index": "证件影像处理单独同意书",
    "pages/mine/index": "长辈模式",
    "feedback/pages/list/index": "我的意见",
    "chat/pages/talk/index": "急症请到急诊",
    "education/pages/choices/index": "每周健康周刊",
}


def test_in_large_type_on_a_narrow_phone_at_night_nothing_is_cut(phones):
    screen = phones().open().see("病历复印")
    screen.large_type()
    screen.width(NARROW, TINY).dark()
    for where, words in PAGES.items():
        screen.open(where).see(words)
        assert screen.page.locator(".mp-frame.active .elders").count() == 1
        assert screen.wide() == [], where
        screen.shot(f"narrow-{where.replace('/', '-')}")
