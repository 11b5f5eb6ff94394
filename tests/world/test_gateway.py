"""The local gateway does with a raw request what API Gateway does, and refuses as our API refuses."""

import base64
import json

import pytest

from chalicelib.kernel.http import PROBLEM, Anyone, App, Query, Raw, Routes, View
from sandbox.gateway import LARGEST, Gateway, Incoming

routes = Routes(__name__)


class Echo(View):
    said: list[str]


class Page(Query):
    at: str = ""


@routes.get("/things/{thing}", who=Anyone, query=Page)
def thing(me, thing, page):
    return Echo(said=[thing, page.at])


@routes.get("/things/special", who=Anyone)
def special(me):
    return Echo(said=["special"])


@routes.callback("POST", "/raw/{first}/{second}", who=Anyone)
def raw(me, first, second, request):
    told = [request.address, request.body.decode(), *(f"{name}={values}" for name, values in sorted(request.query.items()))]
    return Raw(200, json.dumps(told, ensure_ascii=False))


@pytest.fixture(scope="module")
def gateway(world):
    app = App(app_name="echo")
    app.open({routes.module: routes.doors})
    return Gateway(app)


def send(gateway, method, target, body=b"", **headers):
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = gateway.answer(Incoming(method, target, {"Content-Type": "application/json", **sent}, body, "192.0.2.7"))
    return answer, json.loads(answer.body)


def event(gateway, target, body=b"", **headers):
    return gateway.event(Incoming("POST", target, headers, body, "192.0.2.7"), "r1")


@pytest.mark.parametrize(
    ("raw_segment", "decoded"),
    [
        ("abc", "abc"),
        ("a+b", "a b"),
        ("a%2Bb", "a+b"),
        ("a%20b", "a b"),
        ("a%2Fb", "a/b"),
        ("%E6%9D%8F", "杏"),
        ("a%25b", "a%b"),
        ("100%", "100%"),
        ("a%3Fb", "a?b"),
        ("..", ".."),
    ],
)
def test_a_segment_is_decoded_after_the_path_was_cut(gateway, raw_segment, decoded):
    assert event(gateway, f"/raw/{raw_segment}/end")["pathParameters"] == {"first": decoded, "second": "end"}


def test_a_literal_segment_wins_over_a_parameter(gateway):
    assert send(gateway, "GET", "/things/special")[1] == {"said": ["special"]}
    assert send(gateway, "GET", "/things/other")[1] == {"said": ["other", ""]}


def test_a_slash_at_the_end_changes_nothing(gateway):
    assert send(gateway, "GET", "/things/other/")[1] == {"said": ["other", ""]}


def test_names_and_values_of_a_query_are_decoded_and_may_repeat(gateway):
    told = event(gateway, "/raw/a/b?at=%E4%B8%80+1&at=2&empty=&bare")
    assert told["multiValueQueryStringParameters"] == {"at": ["一 1", "2"], "empty": [""], "bare": [""]}
    assert told["queryStringParameters"] == {"at": "2", "empty": "", "bare": ""}


def test_no_query_is_none(gateway):
    assert event(gateway, "/raw/a/b")["multiValueQueryStringParameters"] is None


def test_a_body_arrives_as_it_was_sent(gateway):
    body = '{"签名": "\\u674f", "n": 1.0}'.encode()
    assert send(gateway, "POST", "/raw/a/b", body)[1][1] == body.decode()


def test_a_listed_type_arrives_in_base64(gateway):
    told = event(gateway, "/raw/a/b", b"\xff\xd8", **{"Content-Type": "image/jpeg"})
    assert told["isBase64Encoded"]
    assert base64.b64decode(told["body"]) == b"\xff\xd8"


def test_bytes_that_are_no_text_are_replaced(gateway):
    assert event(gateway, "/raw/a/b", b'"\xff"', **{"Content-Type": "application/json"})["body"] == '"\ufffd"'


def test_the_callers_address_and_a_request_id_are_told(gateway):
    context = event(gateway, "/raw/a/b?x=1")["requestContext"]
    assert (context["identity"]["sourceIp"], context["requestId"], context["path"]) == ("192.0.2.7", "r1", "/api/raw/a/b")
    answer, said = send(gateway, "GET", "/nowhere")
    assert dict(answer.headers)["X-Request-Id"] == said["request_id"]


@pytest.mark.parametrize(
    ("method", "target", "body", "status", "code"),
    [
        ("GET", "/nowhere", b"", 404, "not_found"),
        ("GET", "/raw/a", b"", 404, "not_found"),
        ("GET", "/raw//b", b"", 404, "not_found"),
        ("DELETE", "/things/a", b"", 405, "method_not_allowed"),
        ("GET", "/raw/a/b", b"", 405, "method_not_allowed"),
        ("GET", "/things/%ff", b"", 400, "malformed"),
        ("GET", "/things/a%00b", b"", 400, "malformed"),
        ("GET", "/things/a?at=%ff", b"", 400, "malformed"),
        ("GET", "/things/a b", b"", 404, "not_found"),
        ("GET", "/things/a?other=1", b"", 422, "invalid"),
        ("POST", "/raw/a/b", b"x" * (LARGEST + 1), 413, "too_large"),
        ("POST", "/raw/a/b", b"x" * 70000, 413, "too_large"),
    ],
)
def test_every_refusal_has_the_same_body(gateway, method, target, body, status, code):
    answer, said = send(gateway, method, target, body)
    assert (answer.status, said["status"], said["code"]) == (status, status, code)
    assert set(said) >= {"message", "request_id"}
    assert dict(answer.headers)["Content-Type"] == PROBLEM


def test_another_method_is_told_which_ones_there_are(gateway):
    assert dict(send(gateway, "DELETE", "/things/a")[0].headers)["Allow"] == "GET"
