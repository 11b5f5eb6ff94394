"""The mini program as patients use it: its web host in Chromium, before a local world of its own.

XINGLIN_MINI_WORLD=FOLDER takes a world that is up already, with the host that it serves.
"""

import itertools
import json
import os
import secrets
import shutil
import subprocess
from pathlib import Path

import pytest

from sandbox.world import WHERE, World
from tests import conftest as plain
from tests.miniprogram.phone import HEIGHT, PATIENCE, WIDTH, Phone

MINI = Path(__file__).parents[2] / "miniprogram"
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
_count = itertools.count(1)


def built(out):
    """The host, built from the sources as they are."""
    if not (MINI / "node_modules").is_dir():
        pytest.fail("the mini program's tools are not installed: cd miniprogram && npm ci")
    only = ["--only", os.environ["XINGLIN_MINI_ONLY"]] if "XINGLIN_MINI_ONLY" in os.environ else []
    done = subprocess.run(
        ["node", "webhost/build.mjs", "--out", out, *only], cwd=MINI, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return str(out)


@pytest.fixture(scope="package")
def folder(tmp_path_factory):
    """Where the world keeps its things."""
    return Path(os.environ.get("XINGLIN_MINI_WORLD") or tmp_path_factory.mktemp("mini-world"))


@pytest.fixture(scope="package")
def world(tmp_path_factory, folder):
    """A world that is up, and this process in its environment; its addresses."""
    before, ours = dict(os.environ), None
    if "XINGLIN_MINI_WORLD" not in os.environ:
        os.environ.setdefault("XINGLIN_MINI", built(tmp_path_factory.mktemp("mini")))
        ours = World(folder, workers=2, processes=1, days=8)
        ours.up()
    where = json.loads((folder / WHERE).read_text())
    os.environ.update(where["environment"])
    plain._reconnect()
    yield where["urls"]
    os.environ.clear()
    os.environ.update(before)
    plain._reconnect()
    if ours:
        ours.down()


@pytest.fixture(scope="package")
def chromium():
    """The machine's browser; it knows no host but this machine."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or pytest.fail("chromium is missing")
    with sync_playwright() as playwright:
        options = [*QUIET.split(), "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


def bought(chromium, world, user="", **options):
    """A phone that shows nothing yet."""
    context = chromium.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        has_touch=True,
        is_mobile=True,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        **options,
    )
    one = Phone(context.new_page(), world["front"], user or f"患者{secrets.token_hex(3)}{next(_count)}")
    one.page.set_default_timeout(PATIENCE * 1000)
    return one


@pytest.fixture
def phones(chromium, world):
    """Make a phone: `phones("小林")`, or of somebody new. What a page's code complains of fails the test."""
    made = []

    def phone(user="", **options):
        made.append(bought(chromium, world, user, **options))
        return made[-1]

    yield phone
    faults = [fault for one in made for fault in one.faults()]
    for one in made:
        one.page.context.close()
    assert faults == []


@pytest.fixture
def phone(phones):
    """The phone of somebody new, at home."""
    return phones().open()
