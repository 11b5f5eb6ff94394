"""What the HTTP edge promises every route."""

import json
from typing import Any

import pytest
from pydantic import Field

from chalicelib.kernel import refusals
from chalicelib.kernel.http import PROBLEM, Anyone, App, Input, Query, Raw, Request, Routes, View
from chalicelib.kernel.idempotency import Once

routes = Routes(__name__)


class Wish(Input):
    name: str = Field(max_length=5)
    count: int = 1


class Page(Query):
    after: int = 0


class Seen(View):
    said: str


@routes.post("/things/{thing}", who=Anyone, body=Wish, largest=200)
def make(me: Anyone, thing: str, wish: Wish) -> Seen:
    return Seen(said=f"{thing} {wish.name} {wish.count} {me.address}")


@routes.post("/once", who=Anyone, body=Wish, once=True, status=201)
def make_once(_me: Anyone, _wish: Wish, once: Once) -> Seen:
    return Seen(said=once.id("thing"))


@routes.get("/things", who=Anyone, query=Page)
def listed(_me: Anyone, page: Page) -> Seen:
    return Seen(said=str(page.after))


@routes.get("/full", who=Anyone)
def full(_me: Anyone) -> Seen:
    raise refusals.Busy


@routes.get("/broken", who=Anyone)
def broken(_me: Anyone) -> Seen:
    raise RuntimeError("王小明 13800001234")


@routes.callback("POST", "/raw")
def raw(_me: Anyone, request: Request) -> Raw:
    return Raw(401, json.dumps({"code": "FAIL", "bytes": len(request.body)}))


app = App(app_name="edge")
app.open({routes.module: routes.doors})


def ask(method: str, path: str, body: Any = None, *, resource: str | None = None, headers=None, query=None, parameters=None):
    text = body if isinstance(body, str) or body is None else json.dumps(body)
    event = {
        "resource": resource or path,
        "path": path,
        "headers": {"Content-Type": "application/json", **(headers or {})},
        "multiValueQueryStringParameters": query,
        "pathParameters": parameters,
        "stageVariables": None,
        "body": text,
        "isBase64Encoded": False,
        "requestContext": {
            "resourcePath": resource or path,
            "httpMethod": method,
            "requestId": "r-1",
            "identity": {"sourceIp": "127.0.0.9"},
            "path": path,
        },
    }
    answer = app(event, None)
    return answer["statusCode"], json.loads(answer["body"]), answer


def thing(body: Any, **more):
    return ask("POST", "/things/t1", body, resource="/things/{thing}", parameters={"thing": more.pop("thing", "t1")}, **more)


def test_a_good_request_is_answered(world):
    status, said, _ = thing({"name": "李"})
    assert (status, said) == (200, {"said": "t1 李 1 127.0.0.9"})


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("{", 400, "malformed"),
        ('{"name": "\\ud800"}', 400, "malformed"),
        ("", 400, "malformed"),
        ([], 422, "invalid"),
        ({"name": 5}, 422, "invalid"),
        ({"name": "a", "count": "1"}, 422, "invalid"),
        ({"name": "a", "other": 1}, 422, "invalid"),
        ({"name": "too long a name"}, 422, "invalid"),
        ({}, 422, "invalid"),
        ({"name": "x" * 300}, 413, "too_large"),
    ],
)
def test_a_bad_body_is_refused_and_never_echoed(world, body, status, code):
    got, said, answer = thing(body)
    assert (got, said["code"]) == (status, code)
    assert answer["headers"]["Content-Type"] == PROBLEM
    assert said["request_id"] == "r-1"
    assert "too long" not in answer["body"]
    assert "other" not in answer["body"]


def test_another_content_type_is_refused(world):
    assert thing("a=1", headers={"Content-Type": "text/plain"})[:2][1]["code"] == "unsupported_type"


@pytest.mark.parametrize("value", ["a b", "../x", "x" * 65, "名", "", "a%2fb"])
def test_a_path_parameter_that_is_no_id_finds_nothing(world, value):
    assert thing({"name": "a"}, thing=value)[1]["code"] == "not_found"


def test_an_unknown_or_repeated_query_is_refused(world):
    assert ask("GET", "/things", query={"after": ["3"]})[1] == {"said": "3"}
    for query in ({"after": ["x"]}, {"after": ["1", "2"]}, {"before": ["1"]}):
        assert ask("GET", "/things", query=query)[:2][0] == 422
    assert ask("GET", "/full", query={"x": ["1"]})[0] == 422


def test_a_creating_request_needs_its_key(world):
    assert ask("POST", "/once", {"name": "a"})[1]["code"] == "idempotency_key_required"
    assert ask("POST", "/once", {"name": "a"}, headers={"Idempotency-Key": "short"})[0] == 422
    first = ask("POST", "/once", {"name": "a"}, headers={"Idempotency-Key": "k" * 20})
    again = ask("POST", "/once", {"name": "a"}, headers={"idempotency-key": "k" * 20})
    assert first[0] == 201
    assert first[1] == again[1]


def test_a_refusal_carries_its_code_and_words(world):
    status, said, _ = ask("GET", "/full")
    assert (status, said["code"], said["message"]) == (409, "busy", refusals.Busy.message)


def test_a_fault_is_a_bare_500_and_its_values_are_not_logged(world, capsys):
    status, said, answer = ask("GET", "/broken")
    assert (status, said["code"]) == (500, "fault")
    logged = capsys.readouterr().err
    assert "RuntimeError" in logged
    assert "王小明" not in logged + answer["body"]
    assert "13800001234" not in logged + answer["body"]


def test_an_outside_partys_answer_goes_out_as_it_is(world):
    status, said, answer = ask("POST", "/raw", '{"a": 1}')
    assert (status, said) == (401, {"code": "FAIL", "bytes": 8})
    assert answer["headers"]["Content-Type"] == "application/json"


def test_a_wrong_method_has_the_same_body(world):
    status, said, answer = ask("PUT", "/full")
    assert (status, said["code"], answer["headers"]["Content-Type"]) == (405, "method_not_allowed", PROBLEM)


def test_a_missing_setting_is_a_fault_not_an_answer(world, monkeypatch):
    from chalicelib.kernel import settings

    monkeypatch.delenv("XINGLIN_APPID")
    settings.deployment.cache_clear()
    assert ask("GET", "/full")[0] == 500
    settings.deployment.cache_clear()
