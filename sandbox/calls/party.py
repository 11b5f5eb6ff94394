"""The played call device behind docs/call-profile.md: who asks is checked by HMAC, clock and nonce; every answer is signed."""

import html
import json
import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from werkzeug.wrappers import Request, Response

from sandbox import web
from sandbox.invoices import signature
from sandbox.party import Answer, Party, answers

CLOCK_SECONDS = 300
NUMBER = re.compile(r"[A-Za-z0-9_-]{1,64}")
PHONE = re.compile(r"\+?\d{5,15}")
HEADERS = ("X-App-Id", "X-Timestamp", "X-Nonce", "X-Signature")
STATES = {"DIALLING": "呼叫中", "TALKING": "通话中", "ENDED": "已接通", "NOT_ANSWERED": "无人接听", "FAILED": "呼叫失败"}
Document = dict[str, Any]


class No(Exception):
    """A refusal: status and code of the profile."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


class Calls(Party):
    """`with Calls(folder).serving() as device`. Book `calls`: our number → what was asked and how it stands."""

    name: ClassVar = "calls"
    title: ClassVar = "随访呼叫设备（模拟）"

    def __init__(self, folder: Path, port: int = 0, pace: float = -1) -> None:
        """`pace`: seconds until a call is over, answered; negative: when somebody says so."""
        super().__init__(folder, port)
        self.pace, self.ours, self.busy, self.forging = pace, "", "", False
        if "calls" not in self.book("secrets"):
            given = {"app_id": f"xinglin-{secrets.token_hex(4)}", "key": secrets.token_urlsafe(32)}
            self.book("secrets")["calls"] = given

    def provision(self) -> dict[str, dict[str, Any]]:
        """What was agreed with the hospital."""
        return dict(self.book("secrets").items())

    def deployment(self) -> dict[str, str]:
        """Where our gateway finds it."""
        return {"XINGLIN_CALLS_URL": self.url}

    # ---- the profile
    @answers("PUT", "/v1/calls/<number>")
    def put_call(self, request: Request, number: str) -> Answer:
        """Dial, each number once."""
        return self._said(request, lambda: self._dial(number, json.loads(request.get_data())))

    @answers("GET", "/v1/calls/<number>")
    def get_call(self, request: Request, number: str) -> Answer:
        """How it stands."""
        return self._said(request, lambda: (200, self.told(number)))

    def _dial(self, number: str, asked: Document) -> tuple[int, Document]:
        if not NUMBER.fullmatch(number) or asked.keys() != {"phone", "extension"}:
            raise No(400, "malformed")
        with self.lock:
            there = self.book("calls").get(number)
            if there is not None:
                if there["asked"] != asked:
                    raise No(409, "number-used")
                return 200, self.told(number)
            if not PHONE.fullmatch(asked["phone"]):
                raise No(422, "phone-refused")
            self.book("calls")[number] = {"asked": asked, "at": time.time(), "state": "DIALLING"}
        return 201, self.told(number)

    def told(self, number: str) -> Document:
        """A call as the profile tells it. Raises No."""
        call = self.book("calls").get(number)
        if call is None:
            raise No(404, "call-unknown")
        if call["state"] == "DIALLING" and self.pace >= 0 and time.time() >= call["at"] + self.pace:
            self.end(number, ring=False)
            call = self.book("calls")[number]
        return {"number": number, **{name: call[name] for name in ("state", "seconds", "recording", "problem") if name in call}}

    def end(self, number: str, state: str = "ENDED", seconds: int = 95, *, ring: bool = True) -> None:
        """The call is over; the device rings our bell."""
        with self.lock:
            call = self.book("calls")[number]
            more = {"seconds": seconds, "recording": f"rec-{number}"} if state == "ENDED" else {}
            self.book("calls")[number] = {**call, "state": state, **more}
        if ring and self.ours:
            web.post(f"{self.ours}/follow-up/calls/pushes", {"number": number})

    # ---- who asks, and who answers
    def _said(self, request: Request, deed: Callable[[], tuple[int, Document]]) -> Response:
        try:
            self._admit(request)
            status, said = deed()
        except No as no:
            status, said = no.status, {"code": no.code, "message": "未受理"}
        body = json.dumps(said, ensure_ascii=False).encode()
        key, timestamp = self.book("secrets")["calls"]["key"], str(int(time.time()))
        right = signature.of_answer(key, status, request.headers.get("X-Nonce", ""), timestamp, body)
        headers = {"X-Timestamp": timestamp, "X-Signature": "0" * 64 if self.forging else right}
        return Response(body, status, headers, content_type="application/json; charset=utf-8")

    def _admit(self, request: Request) -> None:
        ours = self.book("secrets")["calls"]
        app, timestamp, nonce, given = (request.headers.get(name, "") for name in HEADERS)
        right = signature.of_request(ours["key"], request.method, request.path, (app, timestamp, nonce), request.get_data())
        if app != ours["app_id"] or not secrets.compare_digest(right.encode(), given.encode()):
            raise No(401, "unsigned")
        if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > CLOCK_SECONDS:
            raise No(401, "stale")
        with self.lock:
            if nonce in self.book("nonces"):
                raise No(401, "repeated")
            self.book("nonces")[nonce] = timestamp
        if self.busy:
            raise No({"busy": 429, "away": 503}[self.busy], self.busy)

    # ---- for people and for the journey
    @answers("GET", "/_calls")
    def _calls(self, _request: Request) -> Answer:
        return dict(self.book("calls").items())

    @answers("POST", "/_end")
    def _end(self, request: Request) -> Answer:
        """{number, state?, seconds?}."""
        self.end(**request.get_json())
        return {}

    def front(self) -> str:
        """Every call, newest first."""
        rows = "".join(
            f"<tr><td>{time.strftime('%m-%d %H:%M:%S', time.localtime(one['at']))}<td>{html.escape(number)}"
            f"<td>{html.escape(one['asked']['extension'])}<td>{html.escape(one['asked']['phone'])}<td>{STATES[one['state']]}"
            for number, one in reversed(self.book("calls").items())
        )
        head = "<tr><th>时间<th>业务号<th>分机<th>被叫号码<th>状态</tr>"
        return f"<table>{head}{rows}</table>" if rows else "<p>还没有拨打过电话。</p>"
