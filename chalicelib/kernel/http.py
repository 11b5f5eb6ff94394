"""The HTTP edge: typed routes. A route does who, what, do, answer.

    routes = Routes(__name__)

    @routes.post("/clinics/{clinic}/registrations", who=Patient, body=Wish, once=True)
    def register(me: Patient, clinic: ClinicId, wish: Wish, once: Once) -> RegistrationView: ...

The view is given, in this order: the caller, the path's parameters, the body, the query, the Once of the request.
Bodies are read strictly (unknown fields are refused), queries leniently in type. What a view raises as a Refusal is
answered as `application/problem+json`; whatever else it raises is a fault: a bare 500, logged with its stack.
"""

import inspect
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar, NamedTuple, Protocol, Self, TypeVar

from chalice.app import Blueprint, Chalice, Response
from chalice.app import Request as ChaliceRequest
from pydantic import BaseModel, ConfigDict, ValidationError

from chalicelib.kernel import ids, log, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.idempotency import once as once_of
from chalicelib.kernel.settings import deployment

PROBLEM = "application/problem+json"
JSON = "application/json"
LARGEST_BODY = 64 * 1024  # bytes, where a route does not say otherwise
IDEMPOTENCY_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_PARAMETER = re.compile(r"{(\w+)}")


class Input(BaseModel):
    """Base of what comes in: strict types, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Query(BaseModel):
    """Base of query strings: text is read as the type it stands for; no unknown names, no name twice."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class View(BaseModel):
    """Base of what goes out."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Request(NamedTuple):
    """A request as the edge got it. Header names are in lower case."""

    method: str
    route: str  # "/clinics/{clinic}"
    headers: Mapping[str, str]
    query: Mapping[str, list[str]]
    body: bytes
    address: str  # the caller's network address
    id: str


class Raw(NamedTuple):
    """An answer given as it is, for callbacks of outside parties."""

    status: int
    body: str = ""
    content_type: str = JSON


class Who(Protocol):
    """Who may call a route. `label` stands in the OpenAPI document."""

    label: ClassVar[str]

    @classmethod
    def identify(cls, request: Request) -> Self:
        """The caller, or a Refusal (Unauthenticated, Forbidden)."""

    @property
    def account(self) -> str:
        """What idempotency keys are bound to."""


@dataclass(frozen=True)
class Anyone:
    """No token needed; where they call from, for limits."""

    address: str
    label: ClassVar[str] = "anyone"

    @classmethod
    def identify(cls, request: Request) -> Self:
        """Whoever it is."""
        return cls(request.address)

    @property
    def account(self) -> str:
        """Nobody's."""
        return "anyone"


class KeyRequired(refusals.Invalid):
    """A creating request without an Idempotency-Key."""

    code, message = "idempotency_key_required", "请求缺少防重复标识，请更新小程序后重试"


class Invalid(refusals.Invalid):
    """Some fields are wrong; `fields` names those the route knows, never what was sent."""

    def __init__(self, fields: list[dict[str, str]]) -> None:
        """Name them."""
        super().__init__()
        self.fields = fields


View_ = Callable[..., Any]
_Input = TypeVar("_Input", bound=BaseModel)


class Route(NamedTuple):
    """One route, for the edge, the OpenAPI document and the guards."""

    method: str
    path: str
    who: type[Who]
    view: View_
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    once: bool
    raw: bool
    status: int
    largest: int

    @property
    def name(self) -> str:
        """`POST /clinics/{clinic}/registrations`."""
        return f"{self.method} {self.path}"

    @property
    def parameters(self) -> list[str]:
        """The path's parameters, in order."""
        return _PARAMETER.findall(self.path)

    @property
    def answer(self) -> Any:
        """What the view says it returns."""
        return inspect.signature(self.view).return_annotation


class Routes(Blueprint):
    """A room's routes."""

    def __init__(self, module: str) -> None:
        """Name the module, as `Routes(__name__)`."""
        super().__init__(module)
        self.all: list[Route] = []

    def get(self, path: str, *, who: type[Who], query: type[BaseModel] | None = None) -> Callable[[View_], View_]:
        """Read something."""
        return self._add("GET", path, who, query=query)

    def post(
        self,
        path: str,
        *,
        who: type[Who],
        body: type[BaseModel] | None = None,
        once: bool = False,
        status: int = 200,
        largest: int = LARGEST_BODY,
    ) -> Callable[[View_], View_]:
        """Do something. `once=True` for whatever creates: then an Idempotency-Key is required."""
        return self._add("POST", path, who, body=body, once=once, status=status, largest=largest)

    def put(self, path: str, *, who: type[Who], body: type[BaseModel]) -> Callable[[View_], View_]:
        """Set something to what it shall be; twice is once by nature."""
        return self._add("PUT", path, who, body=body)

    def delete(self, path: str, *, who: type[Who]) -> Callable[[View_], View_]:
        """Remove something; twice is once by nature."""
        return self._add("DELETE", path, who)

    def callback(
        self, method: str, path: str, *, who: type[Who] = Anyone, largest: int = LARGEST_BODY
    ) -> Callable[[View_], View_]:
        """Where an outside party calls. The view gets the caller, the path's parameters and the Request, and answers Raw."""
        return self._add(method, path, who, raw=True, largest=largest)

    def _add(
        self,
        method: str,
        path: str,
        who: type[Who],
        *,
        body: type[BaseModel] | None = None,
        query: type[BaseModel] | None = None,
        once: bool = False,
        raw: bool = False,
        status: int = 200,
        largest: int = LARGEST_BODY,
    ) -> Callable[[View_], View_]:
        def remember(view: View_) -> View_:
            route = Route(method, path, who, view, body, query, once, raw, status, largest)
            self.all.append(route)

            def edge(**parameters: str) -> Response:
                return _answer(route, _request(route, self.current_request), parameters)

            self.route(path, methods=[method], content_types=["*/*"], name=f"{method} {path}")(edge)
            return view

        return remember


def _request(route: Route, request: ChaliceRequest) -> Request:
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


def _answer(route: Route, request: Request, parameters: dict[str, str]) -> Response:
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


class App(Chalice):
    """Chalice, with one body for all refusals."""

    def __call__(self, event: Any, context: Any) -> dict[str, Any]:
        """Answer one event of API Gateway."""
        answer: dict[str, Any] = super().__call__(event, context)
        if answer["statusCode"] >= HTTPStatus.BAD_REQUEST and str(answer.get("body", "")).startswith('{"Code":'):
            request_id = (event.get("requestContext") or {}).get("requestId", "")
            return before_a_view(answer["statusCode"], request_id).to_dict()
        return answer
