"""The FHIR R4 side of the played HIS: token, capability statement, search, read, conditional create, update with If-Match."""

import base64
import copy
import json
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import parse_qsl, unquote_plus

from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError
from werkzeug.wrappers import Request, Response

from sandbox.his import searching
from sandbox.his.hospital import Hospital
from sandbox.his.outcomes import Refuse
from sandbox.his.rules import Rules
from sandbox.party import Answer, answers
from sandbox.seed.fhir import Resource

FHIR = "application/fhir+json"
LONGEST_PAGE = 500
PAGES_KEPT = 500
WRITABLE = {"Appointment", "Patient"}
_P = ParamSpec("_P")
_S = TypeVar("_S", bound="Server")


def fhir(view: Callable[Concatenate[_S, Request, _P], Response]) -> Callable[Concatenate[_S, Request, _P], Response]:
    """Let in who has a token; answer what is refused with an OperationOutcome."""

    def guarded(self: _S, request: Request, /, *path: _P.args, **parameters: _P.kwargs) -> Response:
        try:
            self.known(request)
            self.roll()
            self.expire_holds()
            return view(self, request, *path, **parameters)
        except Refuse as refused:
            return answered(refused.outcome(), refused.status)

    return guarded


def answered(resource: Resource, status: int = 200, **headers: str) -> Response:
    """A resource as an answer."""
    meta = resource.get("meta", {})
    if "versionId" in meta:
        headers |= {"ETag": f'W/"{meta["versionId"]}"'}
    return Response(json.dumps(resource, ensure_ascii=False), status, headers, content_type=f"{FHIR}; charset=utf-8")


class Server(Rules, Hospital):
    """The protocol."""

    def __init__(self, folder: Path, port: int = 0, *, days: int = 8, shared: tuple[str, ...] = ()) -> None:
        """Issue no token yet."""
        super().__init__(folder, port, days=days, shared=shared)
        self.token_seconds = 300
        self.largest_page = LONGEST_PAGE
        self._tokens: dict[str, float] = {}
        self._pages: dict[str, tuple[str, int, int, list[str]]] = {}  # what is left of a search

    # ---- OAuth2
    def provision(self) -> dict[str, dict[str, str]]:
        """What the HIS's administrator hands out."""
        known = self.folder / "client.json"
        if not known.exists():
            known.write_text(json.dumps({"client_id": "xinglin", "client_secret": secrets.token_urlsafe(24) + "+/=%:"}))
        return {"his": json.loads(known.read_text())}

    def deployment(self) -> dict[str, str]:
        """Where our gateway finds us."""
        return {"XINGLIN_HIS_URL": f"{self.url}/fhir", "XINGLIN_HIS_TOKEN_URL": f"{self.url}/oauth2/token"}

    def expire_tokens(self) -> None:
        """Forget every token, as a restarted HIS does."""
        self._tokens.clear()

    @answers("POST", "/oauth2/token")
    def token(self, request: Request) -> Answer:
        """Client credentials, RFC 6749 §4.4."""
        scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
        try:
            name, _, secret = base64.b64decode(encoded).decode().partition(":")
        except ValueError:
            name = secret = ""
        asked = {"client_id": unquote_plus(name), "client_secret": unquote_plus(secret)}
        if scheme != "Basic" or asked != self.provision()["his"]:
            return 401, {"error": "invalid_client"}
        if request.form.get("grant_type") != "client_credentials":
            return 400, {"error": "unsupported_grant_type"}
        token = secrets.token_urlsafe(24)
        self._tokens[token] = time.monotonic() + self.token_seconds
        return {"access_token": token, "token_type": "Bearer", "expires_in": self.token_seconds}

    def known(self, request: Request) -> None:
        """Raise for a request without a token in force."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or self._tokens.get(token, 0) < time.monotonic():
            raise Refuse(401, "login")

    # ---- FHIR
    @answers("GET", "/fhir/metadata")
    def metadata(self, _request: Request) -> Response:
        """What we can."""
        return answered(capability_statement(f"{self.url}/fhir"))

    @answers("GET", "/fhir/<kind>")
    @fhir
    def search(self, request: Request, kind: str) -> Response:
        """Search by URL, or the next page of a search."""
        if "_page" in request.args:
            return self._following(kind, request.args["_page"])
        return self._first(kind, request.args.to_dict())

    @answers("POST", "/fhir/<kind>/_search")
    @fhir
    def search_by_post(self, request: Request, kind: str) -> Response:
        """Search by form."""
        return self._first(kind, {**request.args.to_dict(), **request.form.to_dict()})

    @answers("GET", "/fhir/<kind>/<name>")
    @fhir
    def read(self, _request: Request, kind: str, name: str) -> Response:
        """One resource."""
        return answered(self.there(kind, name))

    @answers("POST", "/fhir/<kind>")
    @fhir
    def create(self, request: Request, kind: str) -> Response:
        """Create, conditionally when If-None-Exist says so."""
        resource = _valid(kind, request)
        with self.lock:
            condition = dict(parse_qsl(request.headers.get("If-None-Exist", "")))
            if condition:
                found = searching.matching(kind, self.store.all(kind), condition)
                if len(found) > 1:
                    raise Refuse(412, "multiple-matches")
                if found:
                    return answered(found[0])
            stored = self.created(resource)
        return answered(stored, 201, Location=f"{self.url}/fhir/{kind}/{stored['id']}/_history/1")

    @answers("PUT", "/fhir/<kind>/<name>")
    @fhir
    def update(self, request: Request, kind: str, name: str) -> Response:
        """Update the version that If-Match names."""
        resource = _valid(kind, request)
        with self.lock:
            before = self.there(kind, name)
            if request.headers.get("If-Match") != f'W/"{before["meta"]["versionId"]}"':
                raise Refuse(412, "conflict")
            return answered(self.updated({**resource, "id": name}, before))

    def there(self, kind: str, name: str) -> Resource:
        """A copy of the resource. Raises Refuse(404)."""
        found = self.store.get(kind, name) if kind in searching.PARAMETERS else None
        if found is None:
            raise Refuse(404, "not-found")
        return copy.deepcopy(found)

    def _following(self, kind: str, token: str) -> Response:
        if token not in self._pages or self._pages[token][0] != kind:
            raise Refuse(410, "not-found", words="this page is not kept any more")
        _, total, count, left = self._pages[token]
        return self._page(kind, total, left, count)

    def _first(self, kind: str, parameters: dict[str, str]) -> Response:
        if kind not in searching.PARAMETERS:
            raise Refuse(404, "not-supported")
        of_schedules = kind == "Slot" and "schedule" in parameters
        among = self.store.slots_of(parameters["schedule"].split(",")) if of_schedules else self.store.all(kind)
        found = [one["id"] for one in searching.matching(kind, among, parameters)]
        return self._page(kind, len(found), found, int(parameters.get("_count", "50")))

    def _page(self, kind: str, total: int, left: list[str], count: int) -> Response:
        count = min(count, self.largest_page)
        resources = [one for name in left[:count] if (one := self.store.get(kind, name))]
        entries = [
            {"fullUrl": f"{self.url}/fhir/{kind}/{one['id']}", "resource": one, "search": {"mode": "match"}} for one in resources
        ]
        links = [{"relation": "self", "url": f"{self.url}/fhir/{kind}"}]
        if len(left) > count:
            links.append({"relation": "next", "url": self._next(kind, total, count, left[count:])})
        return answered({"resourceType": "Bundle", "type": "searchset", "total": total, "link": links, "entry": entries})

    def _next(self, kind: str, total: int, count: int, left: list[str]) -> str:
        token = secrets.token_urlsafe(12)
        with self.lock:
            while len(self._pages) >= PAGES_KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[token] = (kind, total, count, left)
        return f"{self.url}/fhir/{kind}?_page={token}"


def _valid(kind: str, request: Request) -> Resource:
    if kind not in WRITABLE:
        raise Refuse(405, "not-supported")
    if request.mimetype != FHIR:
        raise Refuse(415, "not-supported", words=f"Content-Type {FHIR}")
    try:
        resource: Any = json.loads(request.get_data())
        get_fhir_model_class(kind).model_validate(resource)
    except (ValueError, ValidationError) as error:
        raise Refuse(400, "invalid", words=type(error).__name__) from None
    if not isinstance(resource, dict) or resource.get("resourceType") != kind:
        raise Refuse(400, "invalid", words="resourceType")
    return resource


def capability_statement(url: str) -> Resource:
    """What this server can, for /metadata."""
    kinds = [
        {
            "type": kind,
            "interaction": [
                {"code": code} for code in ["read", "search-type", *(["create", "update"] if kind in WRITABLE else [])]
            ],
            "versioning": "versioned-update",
            "conditionalCreate": kind in WRITABLE,
            "searchParam": [{"name": name, "type": _type_of(name)} for name in [*searching.EVERY, *parameters]],
        }
        for kind, parameters in searching.PARAMETERS.items()
    ]
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": "2026-01-01",
        "kind": "instance",
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "implementation": {"description": "Played HIS", "url": url},
        "rest": [{"mode": "server", "resource": kinds}],
    }


def _type_of(parameter: str) -> str:
    references = {"actor", "schedule", "slot", "patient", "practitioner", "organization", "partof", "encounter"}
    if parameter in references:
        return "reference"
    return "date" if parameter in {"date", "start", "_lastUpdated"} else "token"
