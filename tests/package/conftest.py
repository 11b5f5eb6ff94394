"""The packaged stack, created once for all tests here, with WeChat and WeChat Pay played beside it."""

import pytest

from sandbox.vaults import own_secrets
from sandbox.wechat import Wechat
from sandbox.wechatpay import WechatPay
from tests.package.stack import Stack


@pytest.fixture(scope="session")
def wechat(tmp_path_factory):
    with Wechat(tmp_path_factory.mktemp("wechat")).serving() as party:
        yield party


@pytest.fixture(scope="session")
def pay(tmp_path_factory):
    with WechatPay(tmp_path_factory.mktemp("wechatpay")).serving() as party:
        yield party


@pytest.fixture(scope="session")
def stack(tmp_path_factory, wechat, pay):
    stack = Stack(tmp_path_factory.mktemp("stack"))
    try:
        urls = {"WechatUrl": wechat.url, "WechatpayUrl": pay.url}
        status = stack.create(Appid=wechat.deployment()["XINGLIN_APPID"], **urls)
        assert status == "UPDATE_COMPLETE", stack.failures()
        stack.put_secrets(own_secrets())
        stack.meet(wechat, pay)
        yield stack
    finally:
        stack.stop()
