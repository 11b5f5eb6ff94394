"""The wire of APIv3: who asks is checked by signature, clock and fields; what is answered is signed with the key that was asked for."""

import functools
import json
import re
import secrets
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from werkzeug.wrappers import Request, Response

from sandbox.party import Answer, Party, answers
from sandbox.wechatpay import keys

Document = dict[str, Any]
CLOCK_SECONDS = 300
SCHEME = "WECHATPAY2-SHA256-RSA2048"
LEGACY = {
    "ORDER_NOT_EXIST": "ORDERNOTEXIST",
    "ORDER_PAID": "ORDERPAID",
    "NOT_ENOUGH": "NOTENOUGH",
    "NO_AUTH": "NOAUTH",
    "RESOURCE_NOT_EXISTS": "REFUND_NOT_EXISTS",
    "FREQUENCY_LIMITED": "RATELIMIT_EXCEEDED",
}


class No(Exception):
    """A refusal: status, code, message, the internal number behind Request-ID, and perhaps detail."""

    def __init__(self, status: int, code: str, message: str, number: int = 268435461, detail: Document | None = None) -> None:
        super().__init__(code)
        self.status, self.code, self.message, self.number, self.detail = status, code, message, number, detail


def spoken(method: str, path: str) -> Callable[[Callable[..., Document | None]], Callable[..., Answer]]:
    """Answer a signed request: the view gets the merchant, the document that came in and the path's parameters."""

    def mark(view: Callable[..., Document | None]) -> Callable[..., Answer]:
        @functools.wraps(view)
        def answer(self: "Wire", request: Request, **parameters: str) -> Answer:
            try:
                mchid = self.admit(request)
                with self.lock:
                    said = view(self, mchid, self.document(request), **parameters)
            except No as no:
                return self.refuse(request, no)
            return self.signed(request, 204 if said is None else 200, said, 0)

        return answers(method, path)(answer)

    return mark


class Wire(Party):
    """What every part of the played WeChat Pay stands on."""

    MERCHANTS: ClassVar = ("1900000101", "1900000202")

    def __init__(self, folder: Path, port: int = 0) -> None:
        super().__init__(folder, port)
        self.merchants: tuple[str, ...] = self.MERCHANTS
        self.keys = keys.kept(folder, self.merchants)
        self.appid = ""  # the one bound to the merchants; empty: any
        self.ours = ""
        self.legacy_spellings = False
        self.ahead = 0.0  # seconds by which this party's clock is ahead
        self.pace = 60.0  # waiting times are this many times shorter than the real party's

    def now(self) -> float:
        """This party's clock."""
        return time.time() + self.ahead

    def stamp(self, moment: float | None = None) -> str:
        """RFC 3339 in Beijing's time."""
        local = time.gmtime((self.now() if moment is None else moment) + 8 * 3600)
        return time.strftime("%Y-%m-%dT%H:%M:%S+08:00", local)

    # ---- who asks
    def admit(self, request: Request) -> str:
        """The merchant who signed this request. Raises No."""
        given = request.headers.get("Authorization", "")
        parts = dict(re.findall(r'(\w+)="([^"]*)"', given))
        if not given.startswith(SCHEME + " ") or set(parts) != {"mchid", "nonce_str", "signature", "timestamp", "serial_no"}:
            raise self._unsigned(request, "Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》")
        if "application/json" not in request.headers.get("Accept", "") or not request.headers.get("User-Agent"):
            raise No(400, "PARAM_ERROR", "请求头缺少 Accept 或 User-Agent")
        merchant = self.keys["merchants"].get(parts["mchid"])
        if merchant is None or merchant["serial"] != parts["serial_no"]:
            raise self._unsigned(request, "商户证书序列号有误")
        if not parts["timestamp"].isdigit() or abs(self.now() - int(parts["timestamp"])) > CLOCK_SECONDS:
            raise self._unsigned(request, "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟")
        if not 1 <= len(parts["nonce_str"]) <= 32:
            raise self._unsigned(request, "随机串过长")
        content = self._content(request, parts["timestamp"], parts["nonce_str"])
        if not keys.fits(keys.public_pem(merchant["private_key"]), parts["signature"], content):
            raise self._unsigned(request, "签名信息错误,验签失败", content)
        return str(parts["mchid"])

    @staticmethod
    def _content(request: Request, timestamp: str, nonce: str) -> bytes:
        wire = request.environ.get("RAW_URI", request.full_path)
        return f"{request.method}\n{wire}\n{timestamp}\n{nonce}\n".encode() + request.get_data() + b"\n"

    def _unsigned(self, request: Request, message: str, content: bytes = b"") -> No:
        information = {
            "method": request.method,
            "url": request.environ.get("RAW_URI", ""),
            "truncated_sign_message": content.decode(errors="replace")[:60],
            "sign_message_length": len(content),
        }
        return No(401, "SIGN_ERROR", message, 268443699, {"sign_information": information})

    @staticmethod
    def document(request: Request) -> Document:
        """What came in: the body, or for a GET the query."""
        if request.method == "GET":
            return dict(request.args)
        if request.content_type != "application/json":
            raise No(400, "PARAM_ERROR", "Content-Type 应为 application/json")
        try:
            body = json.loads(request.get_data())
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise No(400, "PARAM_ERROR", "请求内容不是合法的JSON")
        return body

    # ---- what is answered
    def refuse(self, request: Request, no: No) -> Response:
        """The body of a refusal, in the spelling of the day."""
        code = LEGACY.get(no.code, no.code) if self.legacy_spellings else no.code
        body: Document = {"code": code, "message": no.message}
        if no.detail:
            body["detail"] = no.detail
        return self.signed(request, no.status, body, no.number)

    def signed(self, request: Request, status: int, document: Document | None, number: int) -> Response:
        """An answer signed by the key that the request named, the certificate's where it named none."""
        text = "" if document is None else json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        by_certificate = request.headers.get("Wechatpay-Serial", "") != self.keys["public_key_id"]
        headers = self.signature(text.encode(), "certificate_key" if by_certificate else "platform")
        headers["Request-ID"] = f"{uuid.uuid4().hex.upper()}-{number}"
        return Response(text, status, headers, content_type="application/json; charset=utf-8")

    def signature(self, body: bytes, key: str, *, moment: int | None = None, serial: str = "") -> dict[str, str]:
        """The headers that sign a body with one of the keys."""
        timestamp, nonce = str(int(self.now() if moment is None else moment)), secrets.token_hex(16)
        signed: str = keys.sign(self.keys[key], f"{timestamp}\n{nonce}\n".encode() + body + b"\n")
        own = self.keys["certificate_serial"] if key == "certificate_key" else self.keys["public_key_id"]
        return {
            "Wechatpay-Timestamp": timestamp,
            "Wechatpay-Nonce": nonce,
            "Wechatpay-Signature": signed,
            "Wechatpay-Serial": serial or str(own),
            "Wechatpay-Signature-Type": SCHEME,
        }


def checked(document: Document, fields: dict[str, Any], where: str = "") -> None:
    """Hold a document against a table of fields: a name ending in `?` may be missing; a value is a type, a pattern or a table."""
    known = {name.rstrip("?") for name in fields}
    for name in document:
        if name not in known:
            issue: Document = {"field": f"{where}/{name}", "issue": "多余的字段", "location": "body"}
            raise No(400, "PARAM_ERROR", "请求中包含未知字段", 270924358, issue)
    for name, kind in fields.items():
        value = document.get(name.rstrip("?"))
        if value is None and name.endswith("?"):
            continue
        place = f"{where}/{name.rstrip('?')}"
        if isinstance(kind, dict) and isinstance(value, dict):
            checked(value, kind, place)
        elif not _right(value, kind):
            issue = {"field": place, "value": value, "issue": "值不符合要求", "location": "body"}
            raise No(400, "PARAM_ERROR", f"输入源“{place}”的值有误", 268435461, issue)


def _right(value: object, kind: object) -> bool:
    if isinstance(kind, re.Pattern):
        return isinstance(value, str) and kind.fullmatch(value) is not None
    return isinstance(kind, type) and isinstance(value, kind) and not (kind is int and isinstance(value, bool))
