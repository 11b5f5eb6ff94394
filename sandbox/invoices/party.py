"""The played platform behind docs/invoice-profile.md: who asks is checked by HMAC, clock and nonce; every answer is signed."""

import html
import json
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from sandbox.invoices import pdf, signature
from sandbox.invoices.register import Document, No, Register, stamp
from sandbox.party import Answer, answers

CLOCK_SECONDS = 300
LINK_SECONDS = 600
HEADERS = ("X-App-Id", "X-Timestamp", "X-Nonce", "X-Signature")
STATES = {"ISSUING": "开具中", "ISSUED": "已开具", "RED_FLUSHED": "已冲红", "REFUSED": "开具失败"}
KINDS = {"fiscal": "医疗收费电子票据", "tax": "电子发票"}
FORGERIES = ("stranger", "stale", "replayed", "unsigned", "tampered")


class Invoices(Register):
    """`with Invoices(folder).serving() as platform`."""

    name: ClassVar = "invoices"
    title: ClassVar = "电子票据平台（模拟）"
    switches: ClassVar = {
        "pace": float,
        "ahead": float,
        "items": tuple,
        "refusing": str,
        "closed": bool,
        "forging": str,
        "busy": str,
    }

    def __init__(self, folder: Path, port: int = 0, pace: float = 0) -> None:
        """`pace`: seconds until a bill is issued."""
        super().__init__(folder, port)
        self.pace, self.ahead, self.ours = pace, 0.0, ""
        self.forging = ""  # one of FORGERIES: how answers are wrongly signed
        self.busy = ""  # "too-many" or "away": refuse everything so
        if "invoices" not in self.book("secrets"):
            given = {"app_id": f"xinglin-{secrets.token_hex(4)}", "key": secrets.token_urlsafe(32)}
            self.book("secrets")["invoices"] = given

    def provision(self) -> dict[str, dict[str, Any]]:
        """What was agreed with the hospital."""
        return dict(self.book("secrets").items())

    def deployment(self) -> dict[str, str]:
        """Where our gateway finds it."""
        return {"XINGLIN_INVOICES_URL": self.url}

    # ---- the profile
    @answers("PUT", "/v1/bills/<number>")
    def put_bill(self, request: Request, number: str) -> Answer:
        """Issue."""
        return self._said(request, lambda: self.issue(number, self._document(request)))

    @answers("GET", "/v1/bills/<number>")
    def get_bill(self, request: Request, number: str) -> Answer:
        """Query."""
        return self._said(request, lambda: (200, self.told(number)))

    @answers("PUT", "/v1/bills/<number>/red-flush")
    def put_red(self, request: Request, number: str) -> Answer:
        """Take back."""
        return self._said(request, lambda: self.red_flush(number, self._document(request)))

    @answers("GET", "/v1/bills/<number>/pdf")
    def get_link(self, request: Request, number: str) -> Answer:
        """A link for some minutes."""
        return self._said(request, lambda: (200, self._link(number)))

    @answers("GET", "/pdf/<token>")
    def download(self, _request: Request, token: str) -> Answer:
        """The PDF, for whoever has the link."""
        link = self.book("links").get(token)
        if link is None or link["until"] < time.time():
            return Response("链接已失效", 404, content_type="text/plain; charset=utf-8")
        told, asked = self.told(link["number"]), self.book("bills")[link["number"]]["asked"]
        lines = [
            f"{KINDS[told['kind']]}（{STATES[told['state']]}）",
            f"票据代码 {told['code']}　票据号码 {told['serial']}　校验码 {told['check']}",
            f"交款人 {asked['payer']['name']}",
            *(f"{one['name']}　{one['quantity']}{one['unit']}　{one['amount'] / 100:.2f}元" for one in asked["lines"]),
            f"合计 {told['total'] / 100:.2f}元",
            "虚构票据，仅供本地演示",
        ]
        return Response(pdf.written(lines), content_type="application/pdf")

    def _link(self, number: str) -> Document:
        if self.told(number)["state"] not in ("ISSUED", "RED_FLUSHED"):
            raise No(409, "not-issued")
        token, until = secrets.token_urlsafe(24), time.time() + LINK_SECONDS
        self.book("links")[token] = {"number": number, "until": until}
        return {"url": f"{self.url}/pdf/{token}", "expires": stamp(until)}

    # ---- who asks, and who answers
    def _said(self, request: Request, deed: Callable[[], tuple[int, Document]]) -> Response:
        try:
            self._admit(request)
            status, said = deed()
        except No as no:
            status, said = no.status, {"code": no.code, "message": "平台未受理"}
        return self._signed(request, status, said)

    def _admit(self, request: Request) -> None:
        ours = self.book("secrets")["invoices"]
        app, timestamp, nonce, given = (request.headers.get(name, "") for name in HEADERS)
        wire = request.environ.get("RAW_URI", request.full_path)
        right = signature.of_request(ours["key"], request.method, wire, (app, timestamp, nonce), request.get_data())
        if app != ours["app_id"] or not secrets.compare_digest(right.encode(), given.encode()):
            raise No(401, "unsigned")
        if not timestamp.isdigit() or abs(time.time() + self.ahead - int(timestamp)) > CLOCK_SECONDS:
            raise No(401, "stale")
        with self.lock:
            if not 16 <= len(nonce) <= 64 or nonce in self.book("nonces"):
                raise No(401, "repeated")
            self.book("nonces")[nonce] = timestamp
        if self.busy:
            raise No({"too-many": 429, "away": 503}[self.busy], self.busy)

    @staticmethod
    def _document(request: Request) -> Document:
        try:
            document = json.loads(request.get_data())
        except ValueError:
            document = None
        if not isinstance(document, dict) or request.mimetype != "application/json":
            raise No(400, "malformed")
        return document

    def _signed(self, request: Request, status: int, said: Document) -> Response:
        body, nonce = json.dumps(said, ensure_ascii=False).encode(), request.headers.get("X-Nonce", "")
        key, timestamp = self.book("secrets")["invoices"]["key"], str(int(time.time() + self.ahead))
        if self.forging == "stranger":
            key = "x" * 43
        elif self.forging == "stale":
            timestamp = str(int(timestamp) - CLOCK_SECONDS - 1)
        elif self.forging == "replayed":
            nonce = "0" * 32
        headers = {"X-Timestamp": timestamp, "X-Signature": signature.of_answer(key, status, nonce, timestamp, body)}
        if self.forging == "tampered":
            body = body.replace(b"ISSUING", b"ISSUED").replace(b'"total": ', b'"total": 1')
        told = {} if self.forging == "unsigned" else headers
        return Response(body, status, told, content_type="application/json; charset=utf-8")

    # ---- for people and for the journey, over HTTP
    @answers("POST", "/_settle")
    def _settle(self, request: Request) -> Answer:
        """Finish a bill: `{"number": …}`, by JSON or from the page."""
        given = request.get_json() if request.is_json else request.form
        if given["number"] not in self.book("bills"):
            return 404, {}
        self.settle(given["number"])
        if request.is_json:
            return self.told(given["number"])
        to = redirect("/", 303)
        return Response(to.get_data(), 303, to.headers)

    @answers("GET", "/_bills")
    def _bills(self, _request: Request) -> Answer:
        """Every bill, for the auditor: as told, and what was asked."""
        return [{**self.told(number), "asked": bill["asked"]} for number, bill in self.book("bills").items()]

    def front(self) -> str:
        """Bills, newest first."""
        rows = "".join(self._row(number) for number, _ in reversed(self.book("bills").items()))
        if not rows:
            return "<p>还没有开具过票据。</p>"
        heads = "".join(f"<th>{one}" for one in ("业务号", "种类", "交款人", "金额", "票据号码", "状态", "冲红", "操作"))
        return f"<table><tr>{heads}</tr>{rows}</table>"

    def _row(self, number: str) -> str:
        told, asked = self.told(number), self.book("bills")[number]["asked"]
        red = told["red"] or {}
        state = STATES[told["state"]]
        flushed = f"{STATES[red['state']]} {red.get('serial', '')}" if red else ""
        cells = (
            number,
            KINDS[told["kind"]],
            asked["payer"]["name"],
            f"¥{told['total'] / 100:.2f}",
            told.get("serial", ""),
            state,
        )
        button = (
            f'<form method="post" action="/_settle"><button class="plain" name="number" value="{html.escape(number)}">办结</button></form>'
            if "ISSUING" in (told["state"], red.get("state"))
            else ""
        )
        return "<tr>" + "".join(f"<td>{html.escape(str(cell))}" for cell in (*cells, flushed)) + f"<td>{button}</tr>"
