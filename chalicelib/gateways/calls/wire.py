"""One signed request of docs/call-profile.md and its signed answer."""

import hashlib
import hmac
import json
import re
import secrets as random
from http import HTTPStatus

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from chalicelib.kernel import clock, log, secrets, transport
from chalicelib.kernel.settings import deployment
from chalicelib.kernel.transport import Answer, Unanswered

CLOCK_SECONDS = 300
SHORTEST_KEY = 32
_CODE = re.compile(r"[a-z][a-z-]{1,40}")


class CallsSecret(BaseModel):
    """The secret `calls`: agreed with whoever serves the profile."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, hide_input_in_errors=True)

    app_id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    key: SecretStr = Field(min_length=SHORTEST_KEY)


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


def call(method: str, path: str, document: dict[str, object] | None = None) -> bytes:
    """The verified body of a 200 or 201, sent once. Raises No, or Unanswered: with `sent` the outcome is unknown."""
    here, ours = deployment(), secrets.read("calls", CallsSecret)
    body = b"" if document is None else json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    timestamp, nonce, key = str(int(clock.now().timestamp())), random.token_hex(16), ours.key.get_secret_value()
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/json; charset=utf-8",
        "X-App-Id": ours.app_id,
        "X-Timestamp": timestamp,
        "X-Nonce": nonce,
        "X-Signature": signature(key, method, path, ours.app_id, timestamp, nonce, body=body),
    }
    answer = transport.call(method, here.calls_url + path, timeout=here.calls_timeout, headers=headers, body=body or None)
    _verify(key, nonce, answer)
    if answer.status in (HTTPStatus.OK, HTTPStatus.CREATED):
        return answer.body
    raise _no(answer)


def _verify(key: str, nonce: str, answer: Answer) -> None:
    """An answer that is not shown to be the device's, and to this very request, is none."""
    timestamp, given = answer.headers.get("x-timestamp", ""), answer.headers.get("x-signature", "")
    right = signature(key, str(answer.status), nonce, timestamp, body=answer.body)
    if not hmac.compare_digest(right.encode(), given.encode()):
        log.warning("calls_unverified", status=answer.status)
        raise Unanswered("unverified", sent=True)
    if not timestamp.isdecimal() or abs(clock.now().timestamp() - int(timestamp)) > CLOCK_SECONDS:
        raise Unanswered("stale", sent=True)


def _no(answer: Answer) -> Exception:
    """A refusal's code; its words are not read."""
    try:
        code = str(json.loads(answer.body)["code"])
    except (ValueError, KeyError, TypeError):
        code = ""
    if _CODE.fullmatch(code):
        log.warning("calls_no", status=answer.status, code=code)
        return No(code)
    return Unanswered("status", sent=True)
