"""Newcomers and their first sign-in, as a person would do it."""

import datetime as dt
import itertools
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from chalicelib.kernel import clock, settings
from chalicelib.staff import admitting, signing_in
from chalicelib.staff.admitting import Newcomer
from chalicelib.staff.roles import Role
from chalicelib.staff.sessions import Renewing, Staff
from chalicelib.staff.settings import StaffSettings
from tests.staff.people import on_duty, once

ADDRESS = "10.0.0.7"
GOOD = "银杏叶落满地-2026"


_addresses = itertools.count(1)


class Person:
    """Somebody with a work number, a password and, once enrolled, an authenticator."""

    def __init__(self, number: str, one_time: str, staff: str) -> None:
        self.number, self.password, self.staff = number, one_time, staff
        self.secret = ""
        self.address = f"10.1.{next(_addresses)}.7"

    def code(self, now: dt.datetime | None = None) -> str:
        """What the authenticator shows at that moment."""
        return pyotp.TOTP(self.secret).at(now or clock.now())

    def begin(self, now=None, address=""):
        return signing_in.begin(self.number, self.password, address or self.address, now)

    def confirm(self, step, now=None, new_password=None, address="", code=None):
        if step.enrol:
            self.secret = parse_qs(urlsplit(step.enrol).query)["secret"][0]
        return signing_in.confirm(step.ticket, code or self.code(now), new_password, address or self.address, now)

    def first_sign_in(self, now=None, address=""):
        """Enrols, and sets a password of their own."""
        opened = self.confirm(self.begin(now, address), now, GOOD, address)
        self.password = GOOD
        return opened

    def sign_in(self, now=None, address=""):
        return self.confirm(self.begin(now, address), now, None, address)


def caller(opened, who=Staff, address="10.1.1.1"):
    """The caller behind an opened session."""
    from chalicelib.kernel.http import Request

    return who.identify(Request("POST", "/desk", {"authorization": f"Bearer {opened.token.token}"}, {}, b"", address, "r"))


def renewing(opened, address="10.1.1.1"):
    return caller(opened, Renewing, address)


@pytest.fixture(scope="module")
def security(world):
    """A security administrator on duty."""
    return on_duty(Role.SECURITY_ADMIN)


@pytest.fixture
def newcomer(security, request):
    """Lets somebody in and gives them as a Person who has not signed in yet."""
    numbers = iter(range(1, 100))

    def let_in(*roles: Role, number: str = "", now: dt.datetime | None = None, **about: str) -> Person:
        number = number or f"n{abs(hash(request.node.name)) % 10**8}-{next(numbers)}"
        newcomer = Newcomer(number, about.get("name", "新员工"), about.get("phone", ""), about.get("department", ""))
        admitted = admitting.admit(security, newcomer, roles or (Role.REVIEWER,), once(), now)
        return Person(number, admitted.one_time, admitted.staff)

    return let_in


@pytest.fixture
def employed(newcomer):
    """Somebody who has signed in a day ago, so that a code of now is a new one."""

    def make(*roles: Role) -> Person:
        person = newcomer(*roles, now=clock.now() - dt.timedelta(days=2))
        person.first_sign_in(clock.now() - dt.timedelta(days=1))
        return person

    return make


@pytest.fixture
def chooses(world):
    """Sets ⚙ of this room for one test."""
    defaults = StaffSettings()

    def choose(**choices):
        world.choose(StaffSettings, **choices)
        settings.forget_cached()
        changed.update(choices)

    changed: dict[str, object] = {}
    yield choose
    if changed:
        world.choose(StaffSettings, **{name: getattr(defaults, name) for name in changed})
        settings.forget_cached()
