"""Every page of the mini program in every look: usual, at night, in elders' sizes, narrow, on a tablet. Nothing is cut, nothing complains."""

import json

import pytest

from chalicelib.chat import answering
from chalicelib.chat.models import id_of
from chalicelib.feedback import handling
from chalicelib.staff.roles import Role
from sandbox import web
from sandbox.story import wait_for
from sandbox.visitor import open_segment
from tests.miniprogram.articles import published
from tests.miniprogram.conftest import MINI, bought
from tests.miniprogram.desks import clerk, service_hours
from tests.miniprogram.phone import PATIENCE
from tests.miniprogram.visits import CLINICS, Regular
from tests.staff.people import once

PAGES = {  # each page, told of what it shows; and words of it
    "pages/home/index": ("", "急诊请直接到医院"),
    "pages/messages/index": ("", "消息设置"),
    "pages/mine/index": ("", "长辈模式"),
    "pages/consent/index": ("?purpose=scans", "同意并继续"),
    "cards/pages/add/index": ("", "与您的关系"),
    "cards/pages/code/index": ("?binding=b1&phone=138****1234", "输入验证码"),
    "cards/pages/ecard/index": ("", "在窗口、自助机"),
    "cards/pages/help/index": ("", "电话咨询"),
    "cards/pages/list/index": ("", "出示就诊卡"),
    "cards/pages/patient/index": ("?id={patient}", "我可以代办"),
    "cards/pages/phone/index": ("", "变更医院预留手机号"),
    "cards/pages/proxies/index": ("?patient={patient}", "转发给家人"),
    "chat/pages/talk/index": ("", "快递到家"),
    "copies/pages/apply/index": ("?id={copy}", "给谁复印"),
    "copies/pages/authorise/index": ("?ticket=nothing", "重试"),
    "copies/pages/detail/index": ("?id={copy}", "继续填写"),
    "copies/pages/electronic/index": ("?id={copy}", "没有可以查看的电子复印件"),
    "copies/pages/list/index": ("", "申请复印"),
    "copies/pages/parcel/index": ("?id={copy}", "重试"),
    "copies/pages/pickup/index": ("?id={copy}", "领取"),
    "copies/pages/time/index": ("?id={copy}", "避开高峰"),
    "copies/pages/verify/index": ("", "核验"),
    "directory/pages/campus/index": ("?id=east", "本院区科室"),
    "directory/pages/department/index": ("?id=cardiology", "医生"),
    "directory/pages/doctor/index": ("?id={doctor}", "擅长"),
    "directory/pages/hospital/index": ("", "院区"),
    "directory/pages/prices/index": ("", "价格以医院收费处"),
    "education/pages/article/index": ("?id={article}", "怎么量"),
    "education/pages/choices/index": ("", "每周健康周刊"),
    "education/pages/issue/index": ("", "健康"),
    "education/pages/list/index": ("", "最新"),
    "feedback/pages/case/index": ("?id={case}", "医院答复"),
    "feedback/pages/list/index": ("", "我的意见"),
    "feedback/pages/rating/index": ("?id={rating}", "医院环境"),
    "feedback/pages/write/index": ("?kind=complaint", "提交投诉"),
    "followup/pages/ask/index": ("?survey=nowhere", "重试"),
    "followup/pages/list/index": ("", "目前没有需要您填写的随访问卷"),
    "messages/pages/settings/index": ("", "接收哪些"),
    "payments/pages/list/index": ("", "微信支付"),
    "payments/pages/order/index": ("?id={order}", "订单号"),
    "privacy/pages/address/index": ("", "地址加密保存"),
    "privacy/pages/addresses/index": ("", "收件地址"),
    "privacy/pages/consents/index": ("", "证件影像处理单独同意书"),
    "privacy/pages/data/index": ("", "申请数据副本"),
    "privacy/pages/deletion/index": ("", "注销账号"),
    "privacy/pages/looks/index": ("", "看过您上传的资料"),
    "registration/pages/clinics/index": (CLINICS.partition("index")[2].format("cardiology", "心血管内科"), "余号"),
    "registration/pages/confirm/index": ("?clinic={clinic}&segment={segment}", "就诊人"),
    "registration/pages/departments/index": ("", "心血管内科"),
    "registration/pages/detail/index": ("?id={registration}", "预约成功"),
    "registration/pages/history/index": ("", "预约成功"),
}


@pytest.fixture(scope="module")
def somebody(world):
    """Somebody with something on every page: a visit to come and one to rate, an answer, a talk, a draft."""
    one = Regular(world).comes_back().booked()
    one.at_hospital("booked")
    web.post(world["his"] + "/_mark", {"appointment": one.registration["id"], "step": "seen"})
    one.rating = wait_for(lambda: next(iter(one.phone.get("/ratings")["ratings"]), None), "没有可评价的就诊", PATIENCE)
    one.clinic, one.segment = open_segment(one.phone, "respiratory")
    one.hold(one.clinic, one.segment)
    one.pay()
    desk = clerk(Role.SERVICE, name="小张")
    said = {"kind": "complaint", "words": "候诊超过两小时，没有人解释", "campus": "east", "department": "cardiology"}
    one.case = one.phone.post("/feedback", said)
    handling.answer(desk, one.case["id"], "当日两位医生请假，已增派一位，向您致歉。", once())
    service_hours()
    one.phone.post("/chat", {"words": "请问住院病历怎么复印，外地能不能邮寄？", "campus": "east"})
    talk = id_of(one.phone.get("/me")["account"])
    answering.take(desk, talk, once())
    answering.say(desk, talk, "可以在小程序“病历复印”中申请，选择快递到家。", once())
    one.copy = one.phone.post("/copies", {"campus": "east"})
    return one


@pytest.fixture(scope="module")
def told(somebody):
    """What the pages are told."""
    made = published((clerk(Role.EDITOR), clerk(Role.EDITOR)), "高血压患者怎样在家量血压", diagnosis=("I10",))
    return {
        "patient": somebody.patient,
        "copy": somebody.copy["id"],
        "case": somebody.case["id"],
        "rating": somebody.rating["id"],
        "article": made.id,
        "order": somebody.phone.get("/payments")["payments"][0]["order"],
        "registration": somebody.registration["id"],
        "clinic": somebody.clinic["id"],
        "segment": somebody.segment["id"],
        "doctor": somebody.phone.get("/doctors", department="cardiology")["doctors"][0]["id"],
    }


@pytest.fixture(scope="module")
def screen(chromium, world, somebody):
    """Their phone, one for all pages."""
    one = bought(chromium, world, somebody.user).open().see("急诊请直接到医院")
    yield one
    one.page.context.close()


def test_every_page_is_looked_at():
    app = json.loads((MINI / "app" / "app.json").read_text())
    assert {*app["pages"], *(f"{one['root']}/{page}" for one in app["subPackages"] for page in one["pages"])} == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_off_in_any_look(screen, told, page):
    query, words = PAGES[page]
    screen.forgive()
    screen.page.evaluate("url => wx.reLaunch({ url })", f"/{page}{query.format(**told)}")
    screen.page.locator(f'.mp-frame.active[data-route="{page}"]').wait_for()
    screen.page.locator(".mp-frame.active .sv-bones").wait_for(state="detached")
    screen.see(words).looks(page.replace("pages/", "").removesuffix("/index").replace("/", "-"))
    assert screen.faults() == []
