"""The host's build, of an app of one page: it stops at what WeChat's compilers would stop at, and hides what a phone does not have."""

import json
import os
import re
import subprocess

import pytest

from tests.miniprogram.conftest import MINI


@pytest.fixture
def app(tmp_path):
    """An app of one page; `app(script, template)` builds it: the outcome and what it wrote."""

    def build(script="Page({})", template="<view>好</view>"):
        files = {
            "app.json": json.dumps({"pages": ["home/index"], "subPackages": [], "window": {}}),
            "theme.json": json.dumps({"light": {}, "dark": {}}),
            "app.ts": "App({})",
            "app.wxss": "page { margin: 10rpx; }",
            "home/index.json": "{}",
            "home/index.ts": script,
            "home/index.wxml": template,
            "home/index.wxss": ".a { width: 750rpx; } view { color: red; }",
        }
        for name, text in files.items():
            (tmp_path / "app" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "app" / name).write_text(text)
        command = ["node", "webhost/build.mjs", "--out", str(tmp_path / "out")]
        env = {**os.environ, "XINGLIN_MINI_APP": str(tmp_path / "app")}
        done = subprocess.run(command, cwd=MINI, env=env, capture_output=True, text=True, check=False)
        return done, tmp_path / "out"

    return build


def test_what_a_phone_does_not_have_is_undefined_in_the_apps_code(app):
    done, out = app("Page({ onLoad() { console.log(typeof window, typeof document, typeof fetch, wx) } })")
    assert done.returncode == 0, done.stderr
    written = (out / "app.js").read_text()
    for name in ("window", "document", "fetch"):
        assert re.search(rf"\b{name}\d* = void 0", written), name
    assert "wx = void 0" not in written


def test_a_fault_in_a_template_stops_the_build_with_its_place(app):
    done, _ = app(template="<view>\n  <text>没有结束\n</view>")
    assert done.returncode == 1
    assert re.search(r"home/index\.wxml:\d+:\d+", done.stderr)


def test_rpx_follow_the_width_of_the_screen_and_a_page_keeps_its_style_to_itself(app):
    _, out = app()
    css = (out / "app.css").read_text()
    assert ".mp-home_index .a { width: calc(var(--rpx) * 750); }" in css
    assert ".mp-home_index wx-view { color: red; }" in css
    assert "wx-page { margin: calc(var(--rpx) * 10); }" in css
