"""What is mine: large type, addresses, consents, who looked, my data, the end of my account."""

import pytest

from sandbox.story import Story, wait_for
from sandbox.visitor import Visitor
from tests.miniprogram.phone import PATIENCE

SILENT = Story(lambda _line: None)


@pytest.fixture
def me(world, phones):
    """Somebody who has signed in and agreed to what a booking needs; `screen` is the phone."""
    visitor = Visitor(world, SILENT, "韩女士")
    visitor.sign_in()
    visitor.screen = phones(visitor.phone.user)
    return visitor


def test_large_type_is_one_tap_and_stays_on_every_phone_of_mine(me, phones):
    screen = me.screen.open("pages/mine/index").see("长辈模式")
    before = screen.find("我的挂号").bounding_box()["height"]
    screen.find("长辈模式").tap()
    wait_for(lambda: me.phone.get("/me")["choices"]["large_type"], "没有保存", 10)
    assert screen.find("我的挂号").bounding_box()["height"] > before
    screen.shot("mine-elders")
    assert screen.wide() == []
    screen.open("pages/mine/index").see("长辈模式")
    assert screen.page.locator(".mp-frame.active .elders").count() == 1


def test_my_phone_number_comes_from_wechat(me):
    screen = me.screen.open("pages/mine/index").see("未绑定手机号")
    screen.page.evaluate("localStorage.setItem('mp-host:phone', '13900001234')")
    screen.tap("绑定手机号").tap("允许").see("139****1234")
    screen.shot("mine")


def test_an_address_is_written_changed_and_deleted(me):
    screen = me.screen.open("privacy/pages/addresses/index").see("还没有收件地址").tap("新增地址").see("地址加密保存")
    screen.tap("保存").see("请填写：收件人、手机号、所在地区、详细地址")
    screen.fill("收件人", "韩梅").fill("手机号", "13900001111")
    screen.tap("请选择省、市、区")
    for label, text in (("省", "浙江省"), ("市", "杭州市"), ("区", "西湖区")):
        screen.page.locator(".mp-mask").get_by_label(label, exact=True).fill(text)
    screen.tap("确定").fill("详细地址", "龙井路1号")
    screen.shot("address")
    screen.tap("保存").see("139****1111")
    screen.shot("addresses")
    screen.tap("修改").see("龙井路1号" if screen.sees("龙井路1号") else "地址加密保存")
    assert screen.page.get_by_label("详细地址").input_value() == "龙井路1号"
    screen.fill("详细地址", "龙井路2号").tap("保存").see("139****1111")
    (kept,) = me.phone.get("/me")["addresses"]
    assert me.phone.get(f"/me/addresses/{kept['id']}")["street"] == "龙井路2号"
    screen.tap("删除", part=True).page.locator(".mp-mask button", has_text="删除").tap()
    screen.see("还没有收件地址")


def test_a_consent_is_withdrawn_as_easily_as_it_is_given(me):
    screen = me.screen.open("privacy/pages/consents/index").see("证件影像处理单独同意书")
    screen.tap("阅读并同意 证件影像处理单独同意书").see("每次查看都有记录").tap("同意并继续")
    screen.see("撤回 证件影像处理单独同意书")
    assert given(me)["scans"]
    screen.shot("consents")
    screen.tap("撤回 证件影像处理单独同意书").page.locator(".mp-mask button", has_text="撤回").tap()
    screen.see("阅读并同意 证件影像处理单独同意书")
    assert not given(me)["scans"]


def given(me):
    return {one["purpose"]: one["given"] for one in me.phone.get("/me/consents")["consents"]}


def test_a_copy_of_my_data_is_made_and_can_be_taken_along(me):
    screen = me.screen.open("privacy/pages/data/index").tap("申请数据副本").see("副本已备好")
    screen.tap("查看副本").see("consents")
    screen.shot("data")
    screen.tap("复制全部内容").see("已复制")
    screen.open("privacy/pages/data/index").see("副本已备好")


def test_nobody_has_looked_at_my_papers_yet_and_the_page_says_so(me):
    me.screen.open("privacy/pages/looks/index").see("还没有工作人员看过您上传的资料")


def test_my_account_ends_only_when_i_have_understood_what_that_means(me):
    before = me.phone.get("/me")["account"]
    screen = me.screen.open("privacy/pages/deletion/index").see("注销账号")
    assert screen.page.get_by_role("button", name="注销账号").get_attribute("aria-disabled") == "true"
    screen.tap("我已了解，上述删除不能恢复").tap("注销账号").tap("确定注销").see("账号已注销")
    screen.shot("deleted")
    screen.tap("返回首页").see("近期没有就诊安排")

    def began_anew():
        me.sign_in()
        return me.phone.get("/me")["account"] != before

    wait_for(began_anew, "账号没有注销", PATIENCE)


def test_signed_out_everywhere_this_phone_goes_on(me):
    screen = me.screen.open("pages/mine/index").tap("退出所有设备").tap("退出").see("其他设备已退出")
    screen.see("未绑定手机号")
    with pytest.raises(Exception, match="sign_in_required"):
        me.phone.get("/me")
