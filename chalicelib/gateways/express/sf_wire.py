"""One signed request to SF's platform 丰桥 (`/std/service`) and its answer, two envelopes deep."""

import base64
import hashlib
import json
import re
import uuid
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import quote_plus, urlencode

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from chalicelib.kernel import clock, log, secrets, transport
from chalicelib.kernel.settings import deployment
from chalicelib.kernel.transport import Unanswered

FORM = "application/x-www-form-urlencoded;charset=UTF-8"
PASSED, DONE = "A1000", "S0000"
OF_THE_PLATFORM = "A"  # codes that begin so are about the connection, not about a parcel
MONTHLY_CARD = "20052"
TOO_FAST = frozenset({"A1005", "A1007"})
OF_UNKNOWN_END = frozenset({"A1009", "A1099", "S0003", "S0004", "S0005"})  # something broke behind the door
_CODE = re.compile(r"[A-Z0-9]{1,10}")
_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_Document = TypeVar("_Document", bound=BaseModel)


class ExpressSecret(BaseModel):
    """The secret `express`: what SF gave the hospital."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, hide_input_in_errors=True)

    partner_id: str = Field(description="顾客编码")
    check_word: SecretStr = Field(description="校验码")
    monthly_card: str = Field(description="月结卡号")


class No(Exception):
    """SF said no: nothing was done. `code` is SF's; `passing` when it is our access that is wrong."""

    def __init__(self, code: str) -> None:
        """Keep why."""
        super().__init__(code)
        self.code, self.passing = code, code.startswith(OF_THE_PLATFORM) or code == MONTHLY_CARD


class _Envelope(BaseModel):
    model_config = ConfigDict(defer_build=True)

    apiResultCode: str  # noqa: N815 - SF's name
    apiResponseID: str = ""  # noqa: N815
    apiResultData: str | None = None  # noqa: N815


class _Result(BaseModel):
    model_config = ConfigDict(defer_build=True, coerce_numbers_to_str=True)

    success: bool
    errorCode: str | None = None  # noqa: N815
    msgData: dict[str, object] | None = None  # noqa: N815


def digest(message: str, timestamp: str, check_word: str) -> str:
    """SF's 标准MD5. Its URL encoding is Java's: a blank is `+`, `*` stays, `~` does not."""
    encoded = quote_plus(message + timestamp + check_word, safe="*").replace("~", "%7E")
    return base64.b64encode(hashlib.md5(encoded.encode(), usedforsecurity=False).digest()).decode()


def secret() -> ExpressSecret:
    """What SF gave us."""
    return secrets.read("express", ExpressSecret)


def call(service: str, message: dict[str, object], kind: type[_Document]) -> _Document:
    """What SF answers to one request, sent once. Raises No, or Unanswered: with `sent` the outcome is unknown."""
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    here, ours = deployment(), secret()
    timestamp = str(int(clock.now().timestamp() * 1000))
    form = {
        "partnerID": ours.partner_id,
        "requestID": str(uuid.uuid4()),
        "serviceCode": service,
        "timestamp": timestamp,
        "msgDigest": digest(text, timestamp, ours.check_word.get_secret_value()),
        "msgData": text,
    }
    answer = transport.call(
        "POST",
        here.express_url + "/std/service",
        timeout=here.express_timeout,
        headers={"Content-Type": FORM, "Accept": "application/json"},
        body=urlencode(form).encode(),
    )
    if answer.status != HTTPStatus.OK:
        msg = f"status_{answer.status}"
        raise Unanswered(msg, sent=True)
    return _read(_opened(service, answer.body), kind)


def _opened(service: str, body: bytes) -> dict[str, object]:
    """Through both envelopes."""
    outer = _read(body, _Envelope)
    if outer.apiResultCode != PASSED:
        raise _no(service, outer.apiResultCode, outer.apiResponseID)
    inner = _read((outer.apiResultData or "").encode(), _Result)
    if not inner.success or inner.errorCode != DONE:
        raise _no(service, inner.errorCode or "", outer.apiResponseID)
    return inner.msgData or {}


def _no(service: str, code: str, theirs: str) -> Exception:
    """SF's words beside the code may hold names and addresses: they are not read."""
    known = code if _CODE.fullmatch(code) else "unreadable"
    log.warning("express_no", service=service, code=known, theirs=theirs if _ID.fullmatch(theirs) else "")
    if known in OF_UNKNOWN_END or known == "unreadable":
        return Unanswered(known, sent=True)
    no = No(known)
    if no.passing and known not in TOO_FAST:
        log.metric("ExpressSetup", code=known)
    return no


def _read(content: bytes | dict[str, object], kind: type[_Document]) -> _Document:
    try:
        return kind.model_validate(content) if isinstance(content, dict) else kind.model_validate_json(content)
    except ValidationError:
        raise Unanswered("unreadable", sent=True) from None
