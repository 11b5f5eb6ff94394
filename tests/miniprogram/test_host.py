"""The web host is as strict as a phone: what WeChat would not do, it does not do either."""

import pytest
from playwright.sync_api import Error

HERE = "getCurrentPages().at(-1)"


def refused(phone, call):
    """What wx says when it does not do that."""
    return phone.page.evaluate(f"{call}.then(() => 'done', (fault) => fault.errMsg)")


def test_an_api_that_is_not_there_throws_by_name(phone):
    with pytest.raises(Error, match=r"wx\.getBatteryLevel is not there"):
        phone.page.evaluate("wx.getBatteryLevel()")


@pytest.mark.parametrize("value", ["undefined", "() => 1", "new Date()", "{ deep: [1, { x: undefined }] }", "NaN"])
def test_what_is_no_json_cannot_be_set(phone, value):
    with pytest.raises(Error, match=r"setData\(found\)"):
        phone.page.evaluate(f"{HERE}.setData({{ found: {value} }})")


def test_what_was_set_is_a_copy(phone):
    shared = f"const mine = {{ words: 'a' }}; {HERE}.setData({{ mine }}); mine.words = 'b'; return {HERE}.data.mine.words"
    assert phone.page.evaluate(f"(() => {{ {shared} }})()") == "a"


def test_a_page_that_is_not_there_is_told_by_name(phone):
    assert 'page "nowhere/index" is not found' in refused(phone, "wx.navigateTo({ url: '/nowhere/index' })")


def test_a_tab_cannot_be_opened_as_a_page(phone):
    assert "tabbar" in refused(phone, "wx.navigateTo({ url: '/pages/mine/index' })")


def test_a_tab_keeps_what_it_showed(phone):
    phone.see("急诊请直接到医院")
    phone.page.evaluate(f"{HERE}.setData({{ mark: 'kept' }})")
    phone.tap("我的")
    assert phone.at == "pages/mine/index"
    phone.tap("首页")
    assert phone.at == "pages/home/index"
    assert phone.page.evaluate(f"{HERE}.data.mark") == "kept"


def test_no_more_than_ten_pages_are_open(phone):
    phone.see("急诊请直接到医院")
    page = "wx.navigateTo({ url: '/pages/consent/index?purpose=health' })"
    assert "webview count limit exceed" in refused(phone, f"(async () => {{ for (let i = 0; i < 10; i++) await {page} }})()")


def test_a_finger_drawn_down_refreshes(phone):
    phone.see("急诊请直接到医院")
    client = phone.page.context.new_cdp_session(phone.page)
    with phone.page.expect_response("**/api/registrations*"):
        client.send(
            "Input.synthesizeScrollGesture", {"x": 195, "y": 200, "yDistance": 300, "speed": 2000, "gestureSourceType": "touch"}
        )


def test_the_bars_follow_the_night(phone):
    phone.see("急诊请直接到医院")
    colour = "getComputedStyle(document.querySelector('.mp-frame.active .mp-nav')).backgroundColor"
    day = phone.page.evaluate(colour)
    phone.dark()
    phone.page.wait_for_function(f"{colour} !== '{day}'")
    assert phone.page.evaluate(colour) == "rgb(25, 29, 27)"


def test_a_new_phone_is_asked_for_privacy_before_a_photograph_is_chosen(phone):
    phone.page.evaluate("localStorage.setItem('mp-host:privacy', 'ask')")
    phone.page.evaluate("globalThis.chosen = wx.chooseMedia({ count: 1 }).catch((fault) => fault.errMsg); 0")
    phone.see("用户隐私保护提示").tap("拒绝")
    assert phone.page.evaluate("chosen") == "chooseMedia:fail privacy permission is not authorized"


def test_words_on_a_dialogs_button_are_at_most_four(phone):
    assert "more than four characters" in refused(phone, "wx.showModal({ confirmText: '我已阅读并同意' })")


def test_a_wide_window_shows_a_phone_and_whose_it_is(phones, world):
    page = phones().page
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(world["front"] + "/mini/?user=王先生")
    page.frame_locator("iframe").get_by_text("急诊请直接到医院").wait_for()
    assert page.get_by_label("这是谁的手机").input_value() == "王先生"
    page.screenshot(path="screenshots/miniprogram/desk.png")
