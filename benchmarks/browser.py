"""The mini program's first page and a clinic list in Chromium, beside their own requests made bare by the same browser.

On a phone's network, as Chromium plays it: without it a request on loopback is over sooner than a page is drawn.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import sync_playwright

from sandbox.world import World
from tests.miniprogram.conftest import QUIET, built
from tests.miniprogram.opening import PAGES, asked_by, bare
from tests.miniprogram.phone import HEIGHT, WIDTH, Phone

READY = "急诊请直接到医院"
REST = 1500  # milliseconds in which the first page, come back to, has asked what it asks
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1_250_000, "uploadThroughput": 625_000}  # ms; bytes a second


class Opened(NamedTuple):
    """The best of the rounds."""

    ours: float  # milliseconds
    floor: float
    requests: int


def measure(rounds: int) -> dict[str, Opened]:
    """Each page, opened so many times."""
    with tempfile.TemporaryDirectory(prefix="xinglin-bench-") as folder:
        os.environ["XINGLIN_MINI"] = built(Path(folder) / "mini")
        world = World(Path(folder) / "world", workers=2, processes=1, days=8)
        try:
            world.up()
            return _in_browser(world.url("front"), rounds)
        finally:
            world.down()


def _in_browser(front: str, rounds: int) -> dict[str, Opened]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET.split())
        size: Any = {"width": WIDTH, "height": HEIGHT}
        page = browser.new_context(viewport=size, has_touch=True, is_mobile=True, locale="zh-CN").new_page()
        phone = Phone(page, front, "读表的人").open()
        phone.see(READY)
        client = page.context.new_cdp_session(page)
        client.send("Network.enable")
        client.send("Network.emulateNetworkConditions", NETWORK)
        return {name: _opened(phone, *of(phone), rounds) for name, of in PAGES.items()}


def _opened(phone: Phone, call: str, sign: str, rounds: int) -> Opened:
    found = []
    for _ in range(rounds):
        taken, asked = asked_by(phone, call, sign)
        found.append(Opened(taken, bare(phone, asked), sum(map(len, asked))))
        phone.page.evaluate("getCurrentPages().length > 1 && wx.navigateBack()")
        phone.see(READY).page.wait_for_timeout(REST)
    return Opened(min(one.ours for one in found), min(one.floor for one in found), max(one.requests for one in found))
