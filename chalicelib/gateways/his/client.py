"""One request to the HIS: OAuth2 client credentials, FHIR JSON, outcomes told apart."""

import base64
import json
import random
import re
import time
from decimal import Decimal
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import quote_plus, urlencode

from pydantic import BaseModel, ConfigDict

from chalicelib.gateways.his.outcomes import HisAway, HisRefused, Stale
from chalicelib.gateways.his.resources import Node
from chalicelib.gateways.his.systems import REASON
from chalicelib.kernel import log, secrets, transport
from chalicelib.kernel.settings import deployment

FHIR = "application/fhir+json"
FORM = "application/x-www-form-urlencoded"
EARLY = 30  # seconds before its end at which a token is renewed
QUICKLY = 1.0  # seconds; who waited longer is not made to wait twice
NOT_FOUND = "not-found"
_random = random.SystemRandom()
_CODE = re.compile(r"[a-z][a-z-]{1,40}")
_NOT_THE_HIS = {*range(300, 400), HTTPStatus.REQUEST_TIMEOUT}  # a proxy speaks


class Credentials(BaseModel):
    """The secret `his`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    client_id: str
    client_secret: str


class Given(BaseModel):
    """The token endpoint's answer (RFC 6749 §5.1)."""

    model_config = ConfigDict(frozen=True)
    access_token: str
    expires_in: float = 300


class Answer(NamedTuple):
    """A good answer."""

    status: int
    headers: dict[str, str]
    node: Node


_tokens: dict[tuple[str, str], tuple[str, float]] = {}


def _token() -> str:
    where, who = deployment().his_token_url, secrets.read("his", Credentials)
    known = _tokens.get((where, who.client_id))
    if known and known[1] > time.monotonic():
        return known[0]
    pair = f"{quote_plus(who.client_id)}:{quote_plus(who.client_secret)}"
    headers = {
        "Authorization": "Basic " + base64.b64encode(pair.encode()).decode(),
        "Content-Type": FORM,
        "Accept": "application/json",
    }
    try:
        answer = transport.call(
            "POST", where, timeout=deployment().his_timeout, headers=headers, body=b"grant_type=client_credentials"
        )
        if answer.status != HTTPStatus.OK:
            log.warning("his_token_refused", status=answer.status)
            raise HisAway(sent=False)
        given = Given.model_validate_json(answer.body)
    except (transport.Unanswered, ValueError):
        raise HisAway(sent=False) from None
    _tokens[where, who.client_id] = (given.access_token, time.monotonic() + max(0.0, given.expires_in - EARLY))
    return given.access_token


def _once(method: str, url: str, headers: dict[str, str], body: bytes | None) -> transport.Answer:
    """Send with a token; a token that ended early is renewed once."""
    for token in (_token(), None):
        if token is None:
            _tokens.clear()
        sent = {"Accept": FHIR, **headers, "Authorization": f"Bearer {token or _token()}"}
        try:
            answer = transport.call(method, url, timeout=deployment().his_timeout, headers=sent, body=body)
        except transport.Unanswered as error:
            raise HisAway(sent=error.sent) from None
        if answer.status != HTTPStatus.UNAUTHORIZED:
            break
    return answer


def _read(answer: transport.Answer) -> Node:
    try:
        content = json.loads(answer.body or b"{}", parse_float=Decimal)
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise HisAway(sent=True)  # a proxy's page, not the HIS
    return Node(content)


def _good(answer: transport.Answer, *, conditional: bool) -> Answer:
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status in _NOT_THE_HIS:
        raise HisAway(sent=True)
    if answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}:
        log.warning("his_turns_us_away", status=answer.status)
        raise HisAway(sent=False)
    node = _read(answer)
    if answer.status < HTTPStatus.MULTIPLE_CHOICES:
        return Answer(answer.status, dict(answer.headers), node)
    reason = _reason(node)
    plain_conflict = answer.status == HTTPStatus.CONFLICT and reason == "conflict"
    if conditional and (answer.status == HTTPStatus.PRECONDITION_FAILED or plain_conflict):
        raise Stale  # servers answer a failed If-Match with either
    raise HisRefused(NOT_FOUND if answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE} else reason)


def _reason(outcome: Node) -> str:
    """The profile's code of an OperationOutcome, else FHIR's own issue code; nothing longer gets out."""
    for issue in outcome.nodes("issue"):
        details = issue.node("details")
        code = (details.code(REASON) if details else None) or issue.maybe("code")
        if code and _CODE.fullmatch(code):
            return code
    return "unknown"


def _call(method: str, url: str, headers: dict[str, str], body: bytes | None = None, *, conditional: bool = False) -> Answer:
    return _good(_once(method, url, headers, body), conditional=conditional)


def _ask(method: str, url: str, headers: dict[str, str], body: bytes | None = None) -> Answer:
    """A request that changes nothing is tried once more when it failed quickly: mostly a kept connection had gone."""
    started = time.monotonic()
    try:
        return _call(method, url, headers, body)
    except HisAway:
        if time.monotonic() - started > QUICKLY:
            raise
    log.warning("his_asked_again")
    time.sleep(_random.uniform(0.05, 0.2))
    return _call(method, url, headers, body)


def get(url: str) -> Answer:
    """Read a URL of the HIS: one of `at`, or a next link that was checked."""
    return _ask("GET", url, {})


def at(path: str, **parameters: str) -> str:
    """The URL of a path under the FHIR base."""
    base = deployment().his_url.rstrip("/")
    return f"{base}/{path}?{urlencode(parameters)}" if parameters else f"{base}/{path}"


def search_by_post(kind: str, parameters: dict[str, str]) -> Answer:
    """Search without the parameters in a URL, where they are personal data."""
    return _ask("POST", at(f"{kind}/_search"), {"Content-Type": FORM}, urlencode(parameters).encode())


def create_once(kind: str, resource: dict[str, object], system: str, value: str) -> Answer:
    """Conditional create: 201 made now, 200 there before. The answer holds the resource. Raises HisRefused, HisAway."""
    headers = {
        "Content-Type": FHIR,
        "Prefer": "return=representation",
        "If-None-Exist": urlencode({"identifier": f"{system}|{value}"}),
    }
    answer = _call("POST", at(kind), headers, dumped(resource))
    if answer.node.kind == kind:
        return answer
    name = answer.headers.get("location", "").split(f"/{kind}/")[-1].split("/")[0]  # a server may leave the resource out
    return get(at(f"{kind}/{name}"))


def update(kind: str, name: str, version: str, resource: dict[str, object]) -> Answer:
    """Update that very version. Raises Stale, HisRefused, HisAway."""
    headers = {"Content-Type": FHIR, "Prefer": "return=representation", "If-Match": f'W/"{version}"'}
    answer = _call("PUT", at(f"{kind}/{name}"), headers, dumped(resource), conditional=True)
    return answer if answer.node.kind == kind else get(at(f"{kind}/{name}"))


_EXACT = re.compile(r'"\\ue000([0-9.]+)"')


def dumped(resource: dict[str, object]) -> bytes:
    """The resource as JSON; a Decimal is written digit by digit."""
    return _EXACT.sub(r"\1", json.dumps(resource, default=_exactly)).encode()


def _exactly(value: object) -> str:
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    return f"\ue000{value}"
