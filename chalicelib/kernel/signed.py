"""One request to a party with which the hospital shares a key, and its answer, whose signature covers the request's nonce.

docs/call-profile.md and docs/invoice-profile.md both speak so.
"""

import hashlib
import hmac
import json
import re
import secrets as random
from http import HTTPStatus
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from chalicelib.kernel import clock, log, transport
from chalicelib.kernel.transport import Answer, Unanswered

CLOCK_SECONDS = 300
SHORTEST_KEY = 32
_CODE = re.compile(r"[a-z][a-z-]{1,40}")


class SharedKey(BaseModel):
    """What a secret of that kind holds: agreed with whoever serves the profile."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, hide_input_in_errors=True)

    app_id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    key: SecretStr = Field(min_length=SHORTEST_KEY)


class Party(NamedTuple):
    """Whom to ask: its name in the log, where it is, how long it may take, and what we share."""

    name: str
    url: str
    timeout: float
    ours: SharedKey


class No(Exception):
    """A signed refusal: nothing was done."""

    def __init__(self, code: str) -> None:
        """Keep why."""
        super().__init__(code)
        self.code = code


def signature(key: str, *lines: str, body: bytes) -> str:
    """Hexadecimal HMAC-SHA256 over the lines and the body's SHA-256, each ended by a line feed."""
    content = "".join(f"{line}\n" for line in (*lines, hashlib.sha256(body).hexdigest()))
    return hmac.new(key.encode(), content.encode(), hashlib.sha256).hexdigest()


def call(party: Party, method: str, path: str, document: dict[str, object] | None = None) -> bytes:
    """The verified body of a 200 or 201, sent once. Raises No, or Unanswered: with `sent` the outcome is unknown."""
    body = b"" if document is None else json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    timestamp, nonce, key = str(int(clock.now().timestamp())), random.token_hex(16), party.ours.key.get_secret_value()
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/json; charset=utf-8",
        "X-App-Id": party.ours.app_id,
        "X-Timestamp": timestamp,
        "X-Nonce": nonce,
        "X-Signature": signature(key, method, path, party.ours.app_id, timestamp, nonce, body=body),
    }
    answer = transport.call(method, party.url + path, timeout=party.timeout, headers=headers, body=body or None)
    _verify(party.name, key, nonce, answer)
    if answer.status in (HTTPStatus.OK, HTTPStatus.CREATED):
        return answer.body
    raise _no(party.name, answer)


def _verify(name: str, key: str, nonce: str, answer: Answer) -> None:
    """An answer that is not shown to be the party's, and to this very request, is none."""
    timestamp, given = answer.headers.get("x-timestamp", ""), answer.headers.get("x-signature", "")
    right = signature(key, str(answer.status), nonce, timestamp, body=answer.body)
    if not hmac.compare_digest(right.encode(), given.encode()):
        log.warning(f"{name}_unverified", status=answer.status)
        msg = f"unverified_{answer.status}"
        raise Unanswered(msg, sent=True)
    if not timestamp.isdecimal() or abs(clock.now().timestamp() - int(timestamp)) > CLOCK_SECONDS:
        raise Unanswered("stale", sent=True)


def _no(name: str, answer: Answer) -> Exception:
    """A refusal's code; its words are not read. A party that broke down may have done it."""
    try:
        code = str(json.loads(answer.body)["code"])
    except (ValueError, KeyError, TypeError):
        code = ""
    known = code if _CODE.fullmatch(code) else ""
    log.warning(f"{name}_no", status=answer.status, code=known)
    refusing = HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
    if known and (refusing or answer.status == HTTPStatus.SERVICE_UNAVAILABLE):
        return No(known)
    msg = f"status_{answer.status}"
    return Unanswered(msg, sent=True)
