"""A reserved phone that nobody reads any more is changed from the sofa."""

import pytest

from sandbox import web
from sandbox.seed import numbers
from tests.miniprogram.visits import agree, code_of, newcomer

PAGE = "cards/pages/phone/index"


@pytest.fixture
def dead(world):
    """Somebody whose phone at the hospital takes no messages."""
    known = web.get(world["his"] + "/_people")
    return next(
        one for one in known if one["phone"].startswith(numbers.DEAD) and one["papers"].get("resident-id") and one["active"]
    )


def test_whoever_cannot_read_the_code_asks_for_another_phone_from_afar(phones, world, dead):
    new = newcomer()["phone"]
    phone = phones().open("cards/pages/help/index").tap("在线申请变更").see("变更医院预留手机号")
    phone.tap("获取验证码").see("请填写姓名")
    phone.fill("姓名", dead["name"]).fill("证件号码", dead["papers"]["resident-id"]).fill("新手机号", new).tap("获取验证码")
    agree(phone, "6 位验证码")  # to the check of identities, and to the photographs
    phone.see("6 位验证码").fill("6 位验证码", code_of(world, new)).tap("下一步").see("请拍摄以下三张照片")
    assert phone.at == PAGE
    phone.shot("cards-phone-change")
    assert phone.faults() == []
    phone.tap("撤回申请").tap("撤回").see("已撤回")
