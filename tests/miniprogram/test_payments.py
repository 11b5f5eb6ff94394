"""Payments and refunds on a phone."""

import pytest

from tests.miniprogram.visits import Regular

LIST = "payments/pages/list/index"


@pytest.fixture
def booked(world):
    """Somebody who has paid for a visit."""
    return Regular(world).comes_first().booked()


def test_nothing_paid_says_so(phone):
    phone.open(LIST).see("这段时间没有缴费或退款记录")


def test_a_payment_and_its_refund_are_listed_and_lead_to_the_visit(phones, booked):
    phone = phones(booked.user).open(LIST).see("微信支付").see("−¥")
    booked.cancel()
    phone.tap("近一周").see("已退款，原路退回").see("+¥")
    phone.page.locator(".mp-frame.active .line").first.tap()
    phone.see("已申请退款").tap("查看详情").see("已取消")
