"""The console as staff use it: the built pages in Chromium, before a local world of its own.

XINGLIN_CONSOLE_WORLD=FOLDER takes a world that is up already.
"""

import json
import os
import shutil
import time
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
KEPT = {
    "counter",
    "calendar",
    "check",
    "till",
    "medical-affairs",
    "followup-builder",
    "followup-alarm",
    "followup-task",
    "report",
    "chat",
    "education",
}  # of the documents
AXE = HERE / "console" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--lang=zh-CN", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
]
WIDTH, HEIGHT = 1366, 768
FRESH = 120  # seconds in which a token surely opens
PATIENCE = 60_000  # milliseconds: the machine may be busy with other tests


@pytest.fixture(scope="package")
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


@pytest.fixture(scope="package")
def axe():
    return AXE.read_text()


@pytest.fixture
def look_at(axe):
    """Keep a picture of a page that is at rest; no serious fault may be there, and nothing cut."""

    def look(page, name):
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.mouse.move(1360, 760)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(350)  # colours on their way to being others are at rest
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

    def person(self, name, *roles, department=""):
        """Somebody with these roles, signed in once and enrolled."""
        number = f"D{people.token()}"
        if set(roles) & admitting.ADMINISTRATORS:
            made = admitting.administrator("demo", Newcomer(number, name), roles[0], "demonstration")
        else:
            made = admitting.admit(self.security(), Newcomer(number, name, department=department), roles, people.request())
        one = Person(number, made.one_time, made.staff)
        one.opened = one.first_sign_in(people.a_minute_ago())
        return one

    def on_duty(self, name, *roles, department=""):
        """The same as a caller, for what a test does before its page opens."""
        return caller(self.person(name, *roles, department=department).opened)

    def security(self):
        """A security administrator on duty: another one when the token of the last has grown old."""
        began, now = self.known.get("began", 0.0), time.monotonic()
        if now - began > FRESH or "security" not in self.known:
            self.known |= {"security": self.person("周守正", Role.SECURITY_ADMIN), "began": now}
        return caller(self.known["security"].opened)

    def newcomer(self, name, *roles):
        """Somebody who has a one-time password and has never signed in."""
        number = f"N{people.token()}"
        return number, admitting.admit(self.security(), Newcomer(number, name), roles, people.request()).one_time


@pytest.fixture(scope="package")
def staffed(desk_world):
    """Who works here."""
    return Staffed()


@pytest.fixture(scope="package")
def chromium():
    """The machine's browser."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or pytest.fail("chromium is missing")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Windows:
    """Windows of the record room's usual screen, and who sits at which."""

    def __init__(self, browser, url):
        self._browser, self._url = browser, url
        self.complaints, self.seats = [], {}

    def open(self):
        """A fresh one; whatever the page complains of fails the test."""
        context = self._browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN")
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("console", self._heard)
        page.goto(self._url + "/console/")
        return page

    def _heard(self, said):
        if said.type == "error" and "Failed to load resource" not in said.text:
            self.complaints.append(said.text)

    def taken(self, seat):
        """Where somebody of these roles and this department sits since an earlier test and nothing is asked, or None."""
        page = self.seats.pop(seat, None)
        if page and page.locator("dialog[open]").count() == 0 and page.get_by_role("link", name="杏林工作台").count():
            page.get_by_role("link", name="杏林工作台").click()
            return page
        if page:
            page.context.close()
        return None


@pytest.fixture(scope="package")
def windows(chromium, desk_world):
    """All of the run."""
    return Windows(chromium, desk_world["front"])


@pytest.fixture
def window(windows):
    """A fresh window."""
    made = []

    def opened():
        made.append(windows.open())
        return made[-1]

    yield opened
    for page in made:
        page.context.close()
    complaints, windows.complaints = windows.complaints, []
    assert complaints == []


@pytest.fixture
def at_desk(window, windows, staffed):
    """Somebody of these roles, signed in: with a name at a window of their own, else wherever one of them sits already."""
    sitting = {}

    def sit(*roles, name="", department=""):
        seat = (*roles, department)
        page = None if name or seat in sitting else windows.taken(seat)
        if page is None:
            page = window() if name else windows.open()
            page.person = staffed.person(name or "孙同事", *roles, department=department)
            people.sign_in(page, page.person)
        if not name:
            sitting[seat] = page
        return page

    yield sit
    windows.seats |= sitting
