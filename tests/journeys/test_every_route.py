"""Whatever is sent to whatever route: an answer or a refusal with a code and words, never a fault."""

import json
import uuid

import pytest

import app as entrance
from chalicelib.accounts import sessions
from chalicelib.accounts.models import Account
from chalicelib.kernel import clock, ids
from chalicelib.staff.sessions import Staff
from infra import whole
from tests.client import call
from tests.staff.people import on_duty, token_of

EVERY = whole.routes()
SIGNED = [route for route in EVERY if route.who.label != "anyone"]
WITH_BODY = [route for route in EVERY if route.body]
CREATING = [route for route in EVERY if route.once]

NONSENSE = [
    "",
    "{",
    "[]",
    "null",
    '"text"',
    "{}",
    '{"unknown": 1}',
    '{"unknown": {"a": [1, 2, {"b": null}]}}',
    '{"name": "\\ud800"}',
    '{"amount": 1e400}',
    "[" * 5000,
    "\x00",
]


def name(route):
    return route.name


@pytest.fixture(scope="module")
def patient(world):
    account = Account(ids.new(), openid=f"o{uuid.uuid4().hex}", since=clock.stamp(clock.now()))
    account.save()
    return sessions.sign(account.id, 1).token


@pytest.fixture
def token(patient, request):
    """Of somebody who may call the route: a patient, or staff in a role that it needs."""
    who = request.node.callspec.params["route"].who
    return token_of(on_duty(*sorted(who.needed)[:1])) if issubclass(who, Staff) else patient


def some(route):
    return dict.fromkeys(route.parameters, "nothing-of-that-name")


def refused(answer):
    assert 400 <= answer.status < 500 or answer.status == 503, (answer.status, answer.body)
    assert set(answer.body) >= {"code", "message", "request_id"}
    return answer.code


@pytest.mark.parametrize("route", SIGNED, ids=name)
def test_nobody_gets_in_without_a_token(world, route):
    for wrong in ("", "x", "a.b.c"):
        assert (
            refused(call(entrance.app, route.method, route.path, {}, token=wrong, key="k" * 20, **some(route)))
            == "sign_in_required"
        )


@pytest.mark.parametrize("route", SIGNED, ids=name)
def test_an_expired_token_opens_nothing(world, route):
    old = sessions.sign(ids.new(), 1, clock.read("2020-01-01T00:00:00+00:00")).token
    assert refused(call(entrance.app, route.method, route.path, {}, token=old, key="k" * 20, **some(route))) == "sign_in_required"


@pytest.mark.parametrize("route", WITH_BODY, ids=name)
def test_nonsense_is_refused(world, token, route):
    for body in NONSENSE:
        answer = call(entrance.app, route.method, route.path, body, token=token, key=uuid.uuid4().hex, **some(route))
        if answer.status >= 400:
            refused(answer)


@pytest.mark.parametrize("route", WITH_BODY, ids=name)
def test_more_than_the_route_takes_is_refused(world, token, route):
    body = json.dumps({"x": "x" * route.largest})
    assert refused(call(entrance.app, route.method, route.path, body, token=token, key="k" * 20, **some(route))) == "too_large"


@pytest.mark.parametrize("route", CREATING, ids=name)
def test_what_creates_wants_an_idempotency_key(world, token, route):
    answer = call(entrance.app, route.method, route.path, "{}", token=token, **some(route))
    assert refused(answer) in {"idempotency_key_required", "invalid"}


@pytest.mark.parametrize("route", SIGNED, ids=name)
def test_ids_of_nobody_find_nothing_of_anybody(world, token, route):
    if not route.parameters or route.body:
        return
    answer = call(entrance.app, route.method, route.path, token=token, key=uuid.uuid4().hex, **some(route))
    if answer.status >= 400:
        refused(answer)
    else:
        assert route.method in {"DELETE", "PUT"} or not any(answer.body.values()), answer.body


@pytest.mark.parametrize("route", EVERY, ids=name)
def test_ids_that_are_none_are_not_found(world, token, route):
    for value in ("a b", "名", "../x", "x" * 65, "%00"):
        if route.parameters:
            parameters = dict.fromkeys(route.parameters, value)
            answer = call(entrance.app, route.method, route.path, "{}", token=token, key="k" * 20, **parameters)
            assert answer.status in {400, 401, 403, 404, 422}, answer
