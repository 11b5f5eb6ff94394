"""Sign-in and consent: unseen where nothing is asked, in plain words where something is."""

from sandbox.phone import Phone as Requests


def given(world, user, purpose):
    asks = Requests(world, user)
    asks.sign_in()
    return next(one["given"] for one in asks.get("/me/consents")["consents"] if one["purpose"] == purpose)


def test_a_notice_is_read_whole_and_a_yes_is_kept_in_its_version(phones, world):
    phone = phones()
    phone.open("pages/consent/index?purpose=health").see("健康信息处理单独同意书").see("不同意将无法在线办理相关业务")
    phone.shot("consent")
    phone.page.evaluate("wx.navigateBack = async () => {}")
    with phone.page.expect_response("**/api/me/consents/health"):
        phone.tap("同意并继续").tap("同意并继续")
    assert given(world, phone.user, "health")


def test_a_no_changes_nothing(phones, world):
    phone = phones()
    phone.open().see("急诊请直接到医院")
    phone.page.evaluate("wx.navigateTo({ url: '/pages/consent/index?purpose=identity' })")
    phone.see("身份信息处理单独同意书").tap("不同意")
    phone.see("急诊请直接到医院")
    assert not given(world, phone.user, "identity")
