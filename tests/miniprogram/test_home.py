"""The first page, and what every page shares."""


def test_somebody_new_is_signed_in_unseen_and_sees_that_nothing_is_planned(phone):
    phone.see("近期没有就诊安排")
    assert phone.at == "pages/home/index"
    assert phone.taps == 0


def test_without_a_network_the_page_says_so_and_trying_again_helps(phones):
    phone = phones()
    phone.open().see("近期没有就诊安排")
    phone.offline().page.evaluate("localStorage.removeItem('mp:session')")
    phone.page.evaluate("wx.reLaunch({ url: '/pages/home/index' })")
    phone.see("没有连上网络")
    phone.offline(off=False).tap("重试").see("近期没有就诊安排")
