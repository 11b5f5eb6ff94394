"""From a request to its answer: read strictly, do, and say no in one form."""

import json
import re
import time
from typing import Any, TypeVar

from chalice.app import Request as ChaliceRequest
from chalice.app import Response
from pydantic import BaseModel, ValidationError

from chalicelib.kernel import ids, log, refusals
from chalicelib.kernel.deployment import deployment
from chalicelib.kernel.http.shapes import JSON, PROBLEM, Raw, Request, Route, Who
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.idempotency import once as once_of

IDEMPOTENCY_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_Input = TypeVar("_Input", bound=BaseModel)


class KeyRequired(refusals.Invalid):
    """A creating request without an Idempotency-Key."""

    code, message = "idempotency_key_required", "请求缺少防重复标识，请更新小程序后重试"


class Invalid(refusals.Invalid):
    """Some fields are wrong; `fields` names those the route knows, never what was sent."""

    def __init__(self, fields: list[dict[str, str]]) -> None:
        """Name them."""
        super().__init__()
        self.fields = fields


def read(route: Route, request: ChaliceRequest) -> Request:
    """The request, free of Chalice."""
    body, query = request.raw_body, request.query_params
    return Request(
        method=route.method,
        route=route.path,
        headers={name.lower(): value for name, value in request.headers.items()},
        query={name: query.getlist(name) for name in query} if query else {},
        body=body if isinstance(body, bytes) else body.encode(),
        address=request.context.get("identity", {}).get("sourceIp", ""),
        id=request.context.get("requestId", ""),
    )


def answer(route: Route, request: Request, parameters: dict[str, str]) -> Response:
    """Do what the route says; whatever goes wrong becomes an answer."""
    started = time.perf_counter()
    with log.about(request=request.id, route=route.name):
        try:
            deployment()
            response = _do(route, request, parameters)
            code = "ok"
        except refusals.Refusal as refusal:
            response, code = _refused(refusal, request.id), refusal.code
        except Exception as error:  # noqa: BLE001 - the edge turns every fault into a bare 500
            log.fault("fault", error)
            log.metric("Fault", route=route.name)
            response, code = fault(request.id), "fault"
        log.info("request", status=response.status_code, code=code, ms=round((time.perf_counter() - started) * 1000, 1))
    return response


def _do(route: Route, request: Request, parameters: dict[str, str]) -> Response:
    if len(request.body) > route.largest:
        raise refusals.TooLarge
    me = route.who.identify(request)
    if not all(ids.OPAQUE.fullmatch(value) for value in parameters.values()):
        raise refusals.NotFound
    given: list[Any] = [me, *(parameters[name] for name in route.parameters)]
    if route.raw:
        raw: Raw = route.view(*given, request)
        return Response(raw.body, {"Content-Type": raw.content_type, **_EVERY_ANSWER}, raw.status)
    if route.body:
        given.append(_body(route.body, request))
    if route.query or route.method == "GET":
        given += _query(route.query, request)
    if route.once:
        given.append(_once(me, route, request, parameters))
    result = route.view(*given)
    text = result.model_dump_json() if isinstance(result, BaseModel) else "{}"
    return Response(text, {"Content-Type": JSON, "X-Request-Id": request.id, **_EVERY_ANSWER}, route.status)


_EVERY_ANSWER = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def _body(model: type[_Input], request: Request) -> _Input:
    if request.headers.get("content-type", JSON).split(";")[0].strip().lower() != JSON:
        raise refusals.UnsupportedType
    try:
        return model.model_validate_json(request.body)
    except ValidationError as error:
        raise _invalid(error) from None


def _query(model: type[_Input] | None, request: Request) -> list[_Input]:
    if model is None:
        if request.query:
            raise Invalid([{"problem": "unknown_field"}])
        return []
    if any(len(values) != 1 for values in request.query.values()):
        raise Invalid([{"problem": "given_twice"}])
    try:
        return [model.model_validate({name: values[0] for name, values in request.query.items()})]
    except ValidationError as error:
        raise _invalid(error) from None


def _invalid(error: ValidationError) -> refusals.Refusal:
    fields = []
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        if problem["type"] == "json_invalid":
            return refusals.Malformed()
        if problem["type"] == "extra_forbidden":  # its name is the caller's input
            fields.append({"problem": "unknown_field"})
        else:
            fields.append({"field": ".".join(str(part) for part in problem["loc"]), "problem": problem["type"]})
    return Invalid(fields)


def _once(me: Who, route: Route, request: Request, parameters: dict[str, str]) -> Once:
    key = request.headers.get("idempotency-key", "")
    if not IDEMPOTENCY_KEY.fullmatch(key):
        raise KeyRequired
    where = " ".join([route.name, *(parameters[name] for name in route.parameters)])
    return once_of(me.account, where, key, request.body)


def _problem(status: int, code: str, message: str, request_id: str, **more: object) -> Response:
    body = json.dumps({"status": status, "code": code, "message": message, "request_id": request_id, **more}, ensure_ascii=False)
    return Response(body, {"Content-Type": PROBLEM, "X-Request-Id": request_id, **_EVERY_ANSWER}, status)


def _refused(refusal: refusals.Refusal, request_id: str) -> Response:
    more = {"fields": refusal.fields} if isinstance(refusal, Invalid) else {}
    return _problem(refusal.status, refusal.code, refusal.message, request_id, **more)


def fault(request_id: str) -> Response:
    """A bare 500: nothing of the fault is told."""
    return _problem(500, "fault", "系统出了点问题，我们已收到记录，请稍后再试", request_id)


class NoSuchMethod(refusals.Refusal):
    """The path is there, not with this method."""

    status, code, message = 405, "method_not_allowed", "请求方式有误，请更新小程序后重试"


_BEFORE_A_VIEW: dict[int, type[refusals.Refusal]] = {
    400: refusals.Malformed,
    401: refusals.Unauthenticated,
    403: refusals.Forbidden,
    404: refusals.NotFound,
    405: NoSuchMethod,
    413: refusals.TooLarge,
    415: refusals.UnsupportedType,
    429: refusals.TooMany,
}


def before_a_view(status: int, request_id: str) -> Response:
    """The same body for what is refused before any view: by Chalice, by API Gateway, by the local server."""
    known = _BEFORE_A_VIEW.get(status)
    return _refused(known(), request_id) if known else fault(request_id)
