"""Somebody who has signed in with WeChat and may book."""

import itertools

import jwt
import pytest

from chalicelib.accounts import consents, identity
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.sessions import Patient
from chalicelib.cards import linking
from chalicelib.cards.models import Link
from chalicelib.kernel import ids
from chalicelib.kernel.tables import Unit
from chalicelib.payments.settings import PaymentsSettings
from chalicelib.registration import auditor
from sandbox.wechat import Wechat
from tests.registration import people
from tests.registration.people import Person

_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def wechat(world, tmp_path_factory):
    world.vaults.put_secret("xinglin/test/his", {"client_id": "xinglin", "client_secret": "-"})  # a HIS that is away
    world.choose(PaymentsSettings, merchant="1900000001", refunds_apart=0)
    with Wechat(tmp_path_factory.mktemp("wechat")).serving() as party:
        yield world.meet(party)


@pytest.fixture
def user():
    """A WeChat user."""
    return f"用户{next(_numbers)}"


@pytest.fixture
def sign_in(wechat, user):
    """Signs that user in."""

    def once_more() -> Patient:
        account, session = identity.sign_in(wechat.login_code(user))
        epoch = jwt.decode(session.token, options={"verify_signature": False})["epoch"]
        return Patient(account, epoch, "10.0.0.1")

    return once_more


@pytest.fixture
def me(sign_in) -> Person:
    """Signed in, with a patient of the hospital."""
    signed_in, patient = sign_in(), people.patient()
    people.link(signed_in, patient)
    with Unit() as unit:
        linking.hold(unit, Link.get(signed_in.account, patient))
    consents.give(signed_in, Purpose.HEALTH, consents.current_notice(Purpose.HEALTH).version)
    return Person(signed_in, patient)


@pytest.fixture(autouse=True)
def adds_up(wechat):
    yield
    assert list(auditor.problems()) == []


@pytest.fixture
def key():
    return ids.new()
