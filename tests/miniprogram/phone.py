"""A phone in a tester's hand: the mini program in Chromium, found by the words on it, its taps counted."""

import json
import re
from pathlib import Path

SHOTS = Path(__file__).parents[2] / "screenshots" / "miniprogram"
WIDTH, HEIGHT = 390, 844
PATIENCE = 60  # seconds: the machine may be busy with other tests
LOOKS = {  # at night, in elders' sizes, how wide
    "usual": (False, False, WIDTH),
    "dark": (True, False, WIDTH),
    "elders": (False, True, WIDTH),
    "narrow": (True, True, 320),
    "tablet": (False, False, 820),
}
SEEN = ".mp-frame.active, .mp-mask, .mp-tabs, .mp-toast"


class Phone:
    """One WeChat user's phone. `page` is Playwright's, for what has no word here."""

    def __init__(self, page, front, user):
        """It shows nothing yet."""
        self.page, self.front, self.user, self.taps = page, front, user, 0
        self.complaints = []
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))

    def open(self, where=""):
        """Start the mini program afresh, at home or at a page: `registration/pages/visit/index?id=…`."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.front}/mini/?bare&user={self.user}" + (f"#/{where}" if where else ""))
        self.page.locator(".mp-frame.active").wait_for()
        return self

    def find(self, words, *, part=False):
        """What is to be seen with these words, or is named so when it is read aloud; the topmost."""
        scope = self.page.locator(SEEN)
        quoted = words.replace('"', '\\"')
        spoken = f'[aria-label*="{quoted}"]' if part else f'[aria-label="{quoted}"]'
        pattern = words if part else re.compile(rf"^\s*{re.escape(words)}\s*$")
        return scope.get_by_text(pattern).or_(scope.locator(spoken)).locator("visible=true").last

    def see(self, words, *, timeout=PATIENCE, part=True):
        """Wait until it can be read."""
        self.find(words, part=part).wait_for(timeout=timeout * 1000)
        return self

    def sees(self, words):
        """Whether it can be read now."""
        return self.find(words, part=True).count() > 0

    def gone(self, words, *, timeout=PATIENCE):
        """Wait until it cannot be read any more."""
        found = self.page.locator(SEEN).get_by_text(words).locator("visible=true").first
        found.wait_for(state="hidden", timeout=timeout * 1000)
        return self

    def tap(self, words, *, part=False):
        """A finger on it; counted."""
        self.taps += 1
        self.find(words, part=part).tap()
        return self

    def tap_twice(self, words, *, part=False):
        """An impatient finger: again at the same place before anything could have happened; counted as one."""
        self.taps += 1
        found = self.find(words, part=part)
        found.scroll_into_view_if_needed()
        box = found.bounding_box()
        for _ in range(2):
            self.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        return self

    def fill(self, label, text):
        """Type into the field of that name or with that hint."""
        scope = self.page.locator(".mp-frame.active, .mp-mask")
        scope.get_by_label(label).or_(scope.get_by_placeholder(label)).locator("visible=true").last.fill(text)
        return self

    def back(self):
        """The arrow at the top."""
        self.taps += 1
        self.page.locator(".mp-frame.active .mp-back").tap()
        return self

    def cashier(self, wish="支付"):
        """At WeChat's cashier: 支付, 支付失败 (the bank says no), 离开."""
        self.taps += 1
        self.page.frame_locator(".cashier iframe").get_by_role("button", name=wish, exact=True).tap()
        self.page.locator(".cashier").wait_for(state="detached")
        return self

    def pull(self):
        """Draw the page down to refresh it."""
        self.page.evaluate("__mpPull()")
        return self

    @property
    def at(self):
        """The page that is shown: `pages/home/index`."""
        return self.page.locator(".mp-frame.active").get_attribute("data-route")

    def offline(self, *, off=True):
        """Without a network, or with it again."""
        self.page.context.set_offline(off)
        return self

    def large_type(self, *, on=True):
        """WeChat's own font size, as elders set it; then `open` again."""
        self.page.evaluate(f"localStorage.setItem('mp-host:font', '{1.4 if on else 1}')")
        return self

    def dark(self, *, on=True):
        """Night."""
        self.page.emulate_media(color_scheme="dark" if on else "light")
        return self

    def width(self, pixels, height=HEIGHT):
        """A narrower or wider screen."""
        self.page.set_viewport_size({"width": pixels, "height": height})
        return self

    def shot(self, name):
        """Keep a picture of the whole page, git-ignored; its path."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}.png"
        size = self.page.viewport_size
        tall = self.page.evaluate(
            "Math.ceil(Math.max(0, ...[...document.querySelectorAll('.mp-frame.active wx-page')].map(p => p.scrollHeight)) + 110)"
        )
        self.page.set_viewport_size({"width": size["width"], "height": max(size["height"], min(tall, 4000))})
        self.page.wait_for_timeout(150)
        self.page.screenshot(path=path)
        self.page.set_viewport_size(size)
        return path

    def looks(self, name):
        """Keep a picture of the page in each look; nothing of it is wider than the screen in any."""
        size = self.page.viewport_size
        self.page.evaluate("wx.hideToast()")
        for look, (dark, elders, width) in LOOKS.items():
            self.dark(on=dark).width(width, size["height"])
            self.page.evaluate("look => getCurrentPages().at(-1).setData({ look })", "page elders" if elders else "page")
            self.shot(f"{name}-{look}")
            assert self.wide() == [], (name, look)
        self.dark(on=False).width(size["width"], size["height"])
        self.page.evaluate("getCurrentPages().at(-1).setData({ look: 'page' })")
        return self

    def faults(self):
        """What the page's code complained of."""
        return [*self.complaints, *self.page.evaluate("globalThis.__mpErrors ?? []")]

    def forgive(self):
        """What was complained of so far is told already."""
        self.complaints.clear()
        self.page.evaluate("globalThis.__mpErrors = []")

    def wide(self):
        """What is wider than the screen: a class and its words."""
        return self.page.evaluate(
            """[...document.querySelectorAll('.mp-frame.active wx-page *')]
            .filter(e => { const b = e.getBoundingClientRect(); return b.width && b.right > innerWidth + 1 && !e.closest('[data-x]') })
            .map(e => e.className + ' ' + e.textContent.slice(0, 20)).slice(0, 5)"""
        )


def choose(phone, label, words):
    """Pick one in a list."""
    phone.tap(label).page.locator(".mp-mask select").select_option(label=words)
    phone.tap("确定")


def without(phone, function):
    """The hospital has switched that off."""

    def told(route):
        answer = route.fetch()
        hospital = answer.json()
        left = [one for one in hospital["functions"] if one != function]
        route.fulfill(response=answer, body=json.dumps(hospital | {"functions": left}))

    phone.page.route(re.compile(r"/api/hospital$"), told)
