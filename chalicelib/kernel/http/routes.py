"""A room's routes, and the app that they are registered with."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from chalice.app import Blueprint, Chalice, Response
from pydantic import BaseModel

from chalicelib.kernel.http import answering
from chalicelib.kernel.http.shapes import LARGEST_BODY, Anyone, Deed, Route, Who


class Routes(Blueprint):
    """A room's routes."""

    def __init__(self, module: str) -> None:
        """Name the module, as `Routes(__name__)`."""
        super().__init__(module)
        self.all: list[Route] = []

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

            def edge(**parameters: str) -> Response:
                return answering.answer(route, answering.read(route, self.current_request), parameters)

            self.route(path, methods=[method], content_types=["*/*"], name=f"{method} {path}")(edge)
            return view

        return remember


class App(Chalice):
    """Chalice, with one body for all refusals."""

    def __call__(self, event: Any, context: Any) -> dict[str, Any]:
        """Answer one event of API Gateway."""
        answer: dict[str, Any] = super().__call__(event, context)
        if answer["statusCode"] >= HTTPStatus.BAD_REQUEST and str(answer.get("body", "")).startswith('{"Code":'):
            request_id = (event.get("requestContext") or {}).get("requestId", "")
            return answering.before_a_view(answer["statusCode"], request_id).to_dict()
        return answer
