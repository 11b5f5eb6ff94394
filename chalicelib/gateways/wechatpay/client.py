"""One signed request to WeChat Pay and its verified answer, with the outcomes told apart.

A no is `Refused`. No answer, a 5xx, or an answer that cannot be shown to be WeChat Pay's is `Unanswered`: with `sent`
the outcome is unknown, and is settled by asking again under the same number. Every call here may be repeated with the
same number and does no more than once what it asks, so each is tried TRIES times.
"""

import json
import random
import time
from enum import StrEnum
from http import HTTPStatus
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from chalicelib.gateways.wechatpay import signing, verifying
from chalicelib.gateways.wechatpay.merchant import Merchant
from chalicelib.kernel import clock, log, transport
from chalicelib.kernel.settings import deployment
from chalicelib.kernel.transport import Answer, Unanswered

TRIES = 2
_Document = TypeVar("_Document", bound=BaseModel)
_random = random.SystemRandom()


class Code(StrEnum):
    """The refusals somebody acts on, in their present spelling; the rest is for engineers."""

    ORDER_NOT_EXIST = "ORDER_NOT_EXIST"
    ORDER_PAID = "ORDER_PAID"
    ORDER_CLOSED = "ORDER_CLOSED"
    OUT_TRADE_NO_USED = "OUT_TRADE_NO_USED"
    NOT_ENOUGH = "NOT_ENOUGH"
    NO_AUTH = "NO_AUTH"
    RULE_LIMIT = "RULE_LIMIT"
    RESOURCE_NOT_EXISTS = "RESOURCE_NOT_EXISTS"
    FREQUENCY_LIMITED = "FREQUENCY_LIMITED"
    INVALID_REQUEST = "INVALID_REQUEST"


SPELLINGS = {
    "ORDERNOTEXIST": Code.ORDER_NOT_EXIST,
    "ORDERPAID": Code.ORDER_PAID,
    "ORDERCLOSED": Code.ORDER_CLOSED,
    "NOTENOUGH": Code.NOT_ENOUGH,
    "NOAUTH": Code.NO_AUTH,
    "RULELIMIT": Code.RULE_LIMIT,
    "REFUND_NOT_EXISTS": Code.RESOURCE_NOT_EXISTS,
    "REFUNDNOTEXIST": Code.RESOURCE_NOT_EXISTS,
    "RATELIMIT_EXCEEDED": Code.FREQUENCY_LIMITED,
}


class Refused(Exception):
    """WeChat Pay said no: nothing was done. `code` is in the present spelling."""

    def __init__(self, status: int, code: str) -> None:
        """Keep why."""
        super().__init__(code)
        self.status, self.code = status, SPELLINGS.get(code, code)


def call(merchant: Merchant, method: str, path: str, document: dict[str, object] | None = None) -> bytes:
    """The verified body of a 200 or 204. Raises Refused or Unanswered; see the module."""
    url = deployment().wechatpay_url + path
    body = b"" if document is None else json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    for tried in range(1, TRIES):
        try:
            return _try(merchant, method, url, body)
        except Unanswered as error:
            log.warning("wechatpay_unanswered", reason=str(error), sent=error.sent, tried=tried)
            time.sleep(_random.uniform(0.05, 0.25))
    return _try(merchant, method, url, body)


def read(kind: type[_Document], body: bytes) -> _Document:
    """A body as what it should be; an unreadable one is no answer."""
    try:
        return kind.model_validate_json(body)
    except ValidationError:
        raise Unanswered("unreadable", sent=True) from None


def _try(merchant: Merchant, method: str, url: str, body: bytes) -> bytes:
    answer = transport.call(
        method, url, timeout=deployment().wechatpay_timeout, headers=_headers(merchant, method, url, body), body=body or None
    )
    if answer.status in (HTTPStatus.OK, HTTPStatus.NO_CONTENT):
        _verify(merchant, answer)
        return answer.body
    raise _no(merchant, answer)


def _headers(merchant: Merchant, method: str, url: str, body: bytes) -> dict[str, str]:
    headers = {
        "Authorization": signing.authorization(merchant, method, url, body, clock.now()),
        "Accept": "application/json",
        "User-Agent": "xinglin",
    }
    if body:
        headers["Content-Type"] = "application/json"
    if merchant.public_key_id:
        headers["Wechatpay-Serial"] = merchant.public_key_id  # chooses the key that signs the answer
    return headers


def _verify(merchant: Merchant, answer: Answer) -> None:
    try:
        verifying.verify(merchant, answer.headers, answer.body, clock.now())
    except verifying.Unverified as error:
        raise Unanswered(error.code, sent=True) from None


def _no(merchant: Merchant, answer: Answer) -> Exception:
    """What a status other than success means. An unsigned no is taken as one: TLS says who speaks, and gateways sign none."""
    if verifying.SIGNATURE in answer.headers:
        _verify(merchant, answer)
    try:
        code = json.loads(answer.body)["code"]
    except (ValueError, KeyError, TypeError):
        code = ""
    log.warning("wechatpay_no", status=answer.status, code=str(code), theirs=answer.headers.get("request-id", ""))
    known = HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR and code
    return Refused(answer.status, str(code)) if known else Unanswered(f"status_{answer.status}", sent=True)
