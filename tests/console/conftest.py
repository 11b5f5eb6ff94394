"""The console as staff use it: the built pages in Chromium, before a local world of its own.

XINGLIN_CONSOLE_WORLD=FOLDER takes a world that is up already.
"""

import json
import os
import shutil
from pathlib import Path

import pytest

from chalicelib.staff import admitting
from chalicelib.staff.admitting import Newcomer
from chalicelib.staff.roles import Role
from sandbox.world import WHERE, World
from tests import conftest as plain
from tests.console import people
from tests.staff.conftest import Person, caller

HERE = Path(__file__).parents[2]
DIST = HERE / "console" / "dist"
SHOTS = HERE / "screenshots" / "console"
PICTURES = HERE / "docs" / "pictures"
KEPT = {"paper", "calendar", "store-room", "audit-acts", "till"}  # of the documents
AXE = HERE / "console" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--lang=zh-CN", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
]
WIDTH, HEIGHT = 1366, 768


@pytest.fixture(scope="session")
def desk_world(tmp_path_factory):
    """A world that is up, and this process in its environment. The console must have been built."""
    if not (DIST / "index.html").is_file():
        pytest.fail("the console is not built: cd console && npm ci && npm run build")
    before, ours = dict(os.environ), None
    folder = Path(os.environ.get("XINGLIN_CONSOLE_WORLD") or tmp_path_factory.mktemp("console-world"))
    if "XINGLIN_CONSOLE_WORLD" not in os.environ:
        ours = World(folder, workers=2, processes=1, days=2)
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


@pytest.fixture(scope="session")
def axe():
    return AXE.read_text()


@pytest.fixture
def look_at(axe):
    """Keep a picture of a page that is at rest; no serious fault may be there, and nothing cut."""

    def look(page, name):
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.mouse.move(1360, 760)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=SHOTS / f"{name}.png")
        if name in KEPT and "XINGLIN_PICTURES" in os.environ:
            _keep(SHOTS / f"{name}.png")
        assert people.faults(page, axe) == []
        assert people.cut(page) == []

    return look


def _keep(path):
    """The documents' pictures, small: XINGLIN_PICTURES=1 takes them anew."""
    from PIL import Image

    with Image.open(path) as picture:
        picture.convert("RGB").quantize(128).save(PICTURES / f"desk-{path.name}", optimize=True)


class Staffed:
    """Demonstration staff: let in by the deeds of the staff room, enrolled a minute ago."""

    def __init__(self):
        self.known = {}

    def person(self, name, *roles):
        """Somebody with these roles, signed in once and enrolled."""
        number = f"D{people.token()}"
        if set(roles) & admitting.ADMINISTRATORS:
            made = admitting.administrator("demo", Newcomer(number, name), roles[0], "demonstration")
        else:
            made = admitting.admit(self.security(), Newcomer(number, name), roles, people.request())
        one = Person(number, made.one_time, made.staff)
        one.opened = one.first_sign_in(people.a_minute_ago())
        return one

    def on_duty(self, name, *roles):
        """The same as a caller, for what a test does before its page opens."""
        return caller(self.person(name, *roles).opened)

    def security(self):
        """A security administrator on duty."""
        if "security" not in self.known:
            self.known["security"] = self.person("周守正", Role.SECURITY_ADMIN)
        return caller(self.known["security"].opened)

    def newcomer(self, name, *roles):
        """Somebody who has a one-time password and has never signed in."""
        number = f"N{people.token()}"
        return number, admitting.admit(self.security(), Newcomer(number, name), roles, people.request()).one_time


@pytest.fixture(scope="session")
def staffed(desk_world):
    """Who works here."""
    return Staffed()


@pytest.fixture(scope="session")
def chromium():
    """The machine's browser."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or pytest.fail("chromium is missing")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def window(chromium, desk_world):
    """A fresh window of the record room's usual screen; whatever the page complains of fails the test."""
    made = []

    def opened():
        context = chromium.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN")
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.complaints = []
        page.on("pageerror", lambda fault: page.complaints.append(str(fault)))
        page.on(
            "console",
            lambda said: (
                said.type == "error" and "Failed to load resource" not in said.text and page.complaints.append(said.text)
            ),
        )
        page.goto(desk_world["front"] + "/console/")
        made.append((context, page))
        return page

    yield opened
    complaints = [one for _, page in made for one in page.complaints]
    for context, _ in made:
        context.close()
    assert complaints == []


@pytest.fixture
def at_desk(window, staffed):
    """Somebody of these roles at a window of their own, signed in."""

    def sit(*roles, name="孙同事"):
        page = window()
        page.person = staffed.person(name, *roles)
        return people.sign_in(page, page.person)

    return sit
