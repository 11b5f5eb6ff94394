"""A room's routes, and the app that opens a room on its first request."""

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from importlib import import_module
from typing import Any, cast

from chalice.app import Chalice, Request, Response
from pydantic import BaseModel

from chalicelib.kernel.http import answering
from chalicelib.kernel.http.shapes import LARGEST_BODY, Anyone, Deed, Route, Who

Door = tuple[str, str]  # method and path


class Routes:
    """A room's routes."""

    def __init__(self, module: str) -> None:
        """Name the module, as `Routes(__name__)`."""
        self.module = module
        self.all: list[Route] = []
        self._by_door: dict[Door, Route] = {}

    @property
    def doors(self) -> list[Door]:
        """Where it answers."""
        return list(self._by_door)

    def behind(self, door: Door) -> Route:
        """The route of that method and path."""
        return self._by_door[door]

    def get(self, path: str, *, who: type[Who], query: type[BaseModel] | None = None) -> Callable[[Deed], Deed]:
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
    ) -> Callable[[Deed], Deed]:
        """Do something. `once=True` for whatever creates: then an Idempotency-Key is required."""
        return self._add("POST", path, who, body=body, once=once, status=status, largest=largest)

    def put(self, path: str, *, who: type[Who], body: type[BaseModel]) -> Callable[[Deed], Deed]:
        """Set something to what it shall be; twice is once by nature."""
        return self._add("PUT", path, who, body=body)

    def delete(self, path: str, *, who: type[Who]) -> Callable[[Deed], Deed]:
        """Remove something; twice is once by nature."""
        return self._add("DELETE", path, who)

    def callback(self, method: str, path: str, *, who: type[Who] = Anyone, largest: int = LARGEST_BODY) -> Callable[[Deed], Deed]:
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
    ) -> Callable[[Deed], Deed]:
        def remember(view: Deed) -> Deed:
            route = Route(method, path, who, view, body, query, once, raw, status, largest)
            self.all.append(route)
            self._by_door[method, path] = route
            return view

        return remember


class App(Chalice):
    """Chalice, with one body for all refusals."""

    def open(self, doors: Mapping[str, Iterable[Door]]) -> None:
        """Answer at these doors. The module behind one is imported when it is first asked for: a cold start pays for one room."""
        for module, those in doors.items():
            for method, path in those:
                enter = self._enter(module, (method, path))
                self.route(path, methods=[method], content_types=["*/*"], name=f"{method} {path}")(enter)

    def work(self, modules: Iterable[str]) -> None:
        """Register the jobs of these modules, for Chalice's own tools: each job's Lambda imports its own module."""
        for module in modules:
            self.register_blueprint(import_module(module).jobs)

    def _enter(self, module: str, door: Door) -> Callable[..., Response]:
        def edge(**parameters: str) -> Response:
            routes: Routes = import_module(module).routes
            route = routes.behind(door)
            request = cast("Request", self.current_request)  # Chalice sets it before a view
            return answering.answer(route, answering.read(route, request), parameters)

        return edge

    def __call__(self, event: Any, context: Any) -> dict[str, Any]:
        """Answer one event of API Gateway."""
        answer: dict[str, Any] = super().__call__(event, context)
        if answer["statusCode"] >= HTTPStatus.BAD_REQUEST and str(answer.get("body", "")).startswith('{"Code":'):
            request_id = (event.get("requestContext") or {}).get("requestId", "")
            return answering.before_a_view(answer["statusCode"], request_id).to_dict()
        return answer
