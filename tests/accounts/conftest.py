"""People who are signed in, and the played parties that let them in."""

import itertools

import pytest

from chalicelib.accounts import identity
from chalicelib.accounts.sessions import Patient
from sandbox.sms import Sms
from sandbox.wechat import Wechat


@pytest.fixture(scope="module")
def wechat(world, tmp_path_factory):
    with Wechat(tmp_path_factory.mktemp("wechat")).serving() as party:
        yield world.meet(party)


@pytest.fixture(scope="module")
def sms(world, tmp_path_factory):
    with Sms(tmp_path_factory.mktemp("sms")).serving() as party:
        yield world.meet(party)


@pytest.fixture(scope="module")
def someone(wechat):
    """Signs somebody in: a new person each time, or the one named; from an address of their own."""
    numbers = itertools.count(1)

    def sign_in(user: str = "", address: str = "") -> Patient:
        number = next(numbers)
        account, session = identity.sign_in(wechat.login_code(user or f"人{number}"))
        return Patient(account, _epoch(session.token), address or f"10.0.0.{number}")

    return sign_in


def _epoch(token: str) -> int:
    import jwt

    return jwt.decode(token, options={"verify_signature": False})["epoch"]


@pytest.fixture
def me(someone):
    return someone()
