"""What goes through the edge: bodies, queries, answers, callers, routes."""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, Protocol, Self

from pydantic import BaseModel, ConfigDict

PROBLEM = "application/problem+json"
JSON = "application/json"
LARGEST_BODY = 64 * 1024  # bytes, where a route does not say otherwise
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


Deed = Callable[..., Any]  # a view: its parameters are the route's


class Route(NamedTuple):
    """One route, for the edge, the OpenAPI document and the guards."""

    method: str
    path: str
    who: type[Who]
    view: Deed
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
