"""API Gateway as our REST API meets it: routes a raw request, builds the very event a Lambda gets, and turns its answer back.

Pure: no sockets. What AWS does and is held by tests/world/test_gateway.py: segments are cut at the raw slashes and decoded
afterwards (`%2F` stays inside its parameter, `+` is a space), a literal wins over a parameter, names and values of the query
are decoded and may repeat, bodies are text unless their type is listed as binary. One thing differs on purpose: a path that
is there with another method is 405 here, while AWS tells it like a path that is not there.
"""

import base64
import time
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote_to_bytes

from chalice.app import Chalice, Response

from chalicelib.kernel.http import before_a_view

STAGE = "api"
LARGEST = 10 * 1024 * 1024  # bytes of a request
LARGEST_ANSWER = 6 * 1024 * 1024  # bytes of a Lambda's answer


class Incoming(NamedTuple):
    """A request off the wire: `target` is the raw path and query."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    address: str


class Outgoing(NamedTuple):
    """What goes back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Refused(Exception):
    """API Gateway itself says no, before any Lambda runs."""

    def __init__(self, status: int, **headers: str) -> None:
        """Say which."""
        super().__init__(status)
        self.status, self.headers = status, headers


class Gateway:
    """The REST API in front of one Chalice app."""

    def __init__(self, app: Chalice) -> None:
        """Its routes are read once."""
        self._app = app
        routes = [(path, path.strip("/").split("/")) for path in app.routes]
        self._routes = sorted(routes, key=lambda route: [part.startswith("{") for part in route[1]])

    def answer(self, request: Incoming, context: Any = None) -> Outgoing:
        """Do all that AWS does with one request."""
        request_id = str(uuid.uuid4())
        try:
            event = self.event(request, request_id)
        except Refused as refused:
            return refusal(refused.status, request_id, **refused.headers)
        return self._outgoing(self._app(event, context), request_id)

    def event(self, request: Incoming, request_id: str) -> dict[str, Any]:
        """The proxy event. Raises Refused."""
        if len(request.body) > LARGEST:
            raise Refused(413)
        raw_path, _, query = request.target.partition("?")
        route, parameters = self._match(raw_path)
        methods = self._app.routes[route]
        if request.method not in methods:
            raise Refused(405, Allow=", ".join(sorted(methods)))
        several = _query(query)
        body, binary = self._body(request)
        return {
            "resource": route,
            "path": raw_path,
            "httpMethod": request.method,
            "headers": dict(request.headers),
            "multiValueHeaders": {name: [value] for name, value in request.headers.items()},
            "queryStringParameters": {name: values[-1] for name, values in several.items()} or None,
            "multiValueQueryStringParameters": several or None,
            "pathParameters": parameters or None,
            "stageVariables": None,
            "requestContext": _context(request, route, raw_path, request_id),
            "body": body,
            "isBase64Encoded": binary,
        }

    def _match(self, raw_path: str) -> tuple[str, dict[str, str]]:
        segments = raw_path.strip("/").split("/") if raw_path != "/" else [""]
        for route, parts in self._routes:
            if len(parts) == len(segments) and all(
                p == s or (p.startswith("{") and s) for p, s in zip(parts, segments, strict=True)
            ):
                pairs = zip(parts, segments, strict=True)
                return route, {part[1:-1]: _decoded(segment) for part, segment in pairs if part.startswith("{")}
        raise Refused(404)

    def _body(self, request: Incoming) -> tuple[str | None, bool]:
        if not request.body:
            return None, False
        kind = {name.lower(): value for name, value in request.headers.items()}.get("content-type", "")
        if kind.split(";")[0].strip().lower() in self._app.api.binary_types:
            return base64.b64encode(request.body).decode(), True
        return request.body.decode(errors="replace"), False

    @staticmethod
    def _outgoing(answer: dict[str, Any], request_id: str) -> Outgoing:
        text = answer.get("body") or ""
        body = base64.b64decode(text) if answer.get("isBase64Encoded") else str(text).encode()
        if len(body) > LARGEST_ANSWER:
            return refusal(500, request_id)
        headers = [(name, str(value)) for name, value in (answer.get("headers") or {}).items()]
        headers += [(name, str(one)) for name, values in (answer.get("multiValueHeaders") or {}).items() for one in values]
        return Outgoing(answer["statusCode"], [*headers, ("x-amzn-RequestId", request_id)], body)


def refusal(status: int, request_id: str, **headers: str) -> Outgoing:
    """The same body as every refusal, as infra's gateway responses have it."""
    answer: Response = before_a_view(status, request_id)
    text = [(name, str(value)) for name, value in answer.headers.items()]
    return Outgoing(answer.status_code, [*text, *headers.items()], str(answer.body).encode())


def _decoded(segment: str) -> str:
    try:
        text = unquote_to_bytes(segment.replace("+", " ")).decode()
    except UnicodeDecodeError:
        raise Refused(400) from None
    if "\x00" in text:
        raise Refused(400)
    return text


def _query(text: str) -> dict[str, list[str]]:
    several: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(text, keep_blank_values=True, errors="strict"):
            several.setdefault(name, []).append(value)
    except ValueError:
        raise Refused(400) from None
    return several


def _context(request: Incoming, route: str, raw_path: str, request_id: str) -> dict[str, Any]:
    now = time.time()
    return {
        "resourceId": "local",
        "resourcePath": route,
        "httpMethod": request.method,
        "path": f"/{STAGE}{raw_path}",
        "stage": STAGE,
        "protocol": "HTTP/1.1",
        "accountId": "000000000000",
        "apiId": "local",
        "requestId": request_id,
        "extendedRequestId": request_id,
        "requestTimeEpoch": int(now * 1000),
        "requestTime": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)),
        "identity": {"sourceIp": request.address, "userAgent": request.headers.get("User-Agent")},
    }
