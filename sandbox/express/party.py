"""The played platform 丰桥: who asks is checked, two envelopes around every answer, pushes, and a page where parcels move on."""

import html
import json
import secrets
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import urllib3
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from sandbox.express.orders import Document, No, Orders
from sandbox.express.signature import fits
from sandbox.express.steps import HAPPENINGS
from sandbox.party import Answer, answers

FORM = "application/x-www-form-urlencoded"
FIELDS = ("partnerID", "requestID", "serviceCode", "timestamp", "msgDigest", "msgData")
CLOCK_MILLISECONDS = 300_000
LOOK = (
    "<style>form{display:inline} form button{padding:2px 8px;margin:2px;font-size:13px} td ol{margin:0;padding-left:20px}</style>"
)


class Express(Orders):
    """`with Express(folder).serving() as sf`. Also books `pushed`: what was pushed, and what came back."""

    name: ClassVar = "express"
    title: ClassVar = "顺丰速运（模拟）"
    switches: ClassVar = {"pace": float, "ahead": float, "pushes": str, "unreachable": str, "checked": str}

    def __init__(self, folder: Path, port: int = 0, pace: float = 0, pushes: str = "") -> None:
        """`pace`: seconds from step to step of every parcel; 0: they stand still until somebody moves them.

        `pushes`: path at our API to which routes are pushed; empty: nowhere.
        """
        super().__init__(folder, port)
        self.pace, self.ahead, self.ours = pace, 0.0, ""
        self.pushes = pushes
        if "express" not in self.book("secrets"):
            given = {"partner_id": "XLYY" + secrets.token_hex(4).upper(), "check_word": secrets.token_urlsafe(24)}
            self.book("secrets")["express"] = {**given, "monthly_card": self.monthly_card}

    def provision(self) -> dict[str, dict[str, Any]]:
        """What SF gave the hospital."""
        return dict(self.book("secrets").items())

    def deployment(self) -> dict[str, str]:
        """Where our gateway finds it."""
        return {"XINGLIN_EXPRESS_URL": self.url}

    # ---- the platform
    @answers("POST", "/std/service")
    def service(self, request: Request) -> Answer:
        """Every service has this one address."""
        problem = self._problem(request)
        if problem:
            return self._enveloped(problem, None)
        deed = self._deeds()[request.form["serviceCode"]]
        try:
            with self.lock:
                said: Document = {
                    "success": True,
                    "errorCode": "S0000",
                    "errorMsg": None,
                    "msgData": deed(self._message(request)),
                }
        except No as no:
            said = {"success": False, "errorCode": no.code, "errorMsg": no.message, "msgData": None}
        return self._enveloped("A1000", json.dumps(said, ensure_ascii=False))

    def _deeds(self) -> dict[str, Callable[[Document], Document]]:
        return {
            "EXP_RECE_CREATE_ORDER": self.create,
            "EXP_RECE_SEARCH_ORDER_RESP": self.search,
            "EXP_RECE_UPDATE_ORDER": self.change,
            "EXP_RECE_SEARCH_ROUTES": self.tell,
        }

    def _problem(self, request: Request) -> str:
        """The platform's own code for a request that it does not pass on; empty when it does."""
        form, ours = request.form, self.book("secrets")["express"]
        if request.mimetype != FORM or any(not form.get(field) for field in FIELDS):
            return "A1001"
        if form["partnerID"] != ours["partner_id"] or not fits(
            form["msgDigest"], form["msgData"], form["timestamp"], ours["check_word"]
        ):
            return "A1006"
        now = (time.time() + self.ahead) * 1000
        if not form["timestamp"].isdigit() or abs(now - int(form["timestamp"])) > CLOCK_MILLISECONDS:
            return "A1002"
        if form["serviceCode"] not in self._deeds():
            return "A1004"
        with self.lock:
            if form["requestID"] in self.book("requests"):
                return "A1007"
            self.book("requests")[form["requestID"]] = form["timestamp"]
        return ""

    @staticmethod
    def _message(request: Request) -> Document:
        try:
            message = json.loads(request.form["msgData"])
        except ValueError:
            message = None
        if not isinstance(message, dict):
            raise No("S0001", "非法的JSON格式")
        return message

    @staticmethod
    def _enveloped(code: str, result: str | None) -> Document:
        told = "" if code == "A1000" else "平台校验不通过"
        return {"apiErrorMsg": told, "apiResponseID": uuid.uuid4().hex.upper(), "apiResultCode": code, "apiResultData": result}

    # ---- pushes
    def push(self, waybill: str) -> None:
        """Push the newest step of a parcel to the hospital, if it takes pushes."""
        if not self.pushes:
            return
        order = self.book("waybills")[waybill]
        step = self.book("orders")[order]["steps"][-1]
        told = {"id": uuid.uuid4().hex, "mailno": waybill, "orderid": order, "reasonCode": "", "reasonName": ""}
        told |= {key: value for key, value in step.items() if key not in ("what", "moment")}
        body = json.dumps({"Body": {"WaybillRoute": [told]}}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8"}
        try:
            came = urllib3.request("POST", self.ours + self.pushes, body=body, headers=headers, retries=False, timeout=5)
            back = {"status": came.status, "answer": came.data.decode(errors="replace")}
        except urllib3.exceptions.HTTPError as error:
            back = {"status": 0, "answer": type(error).__name__}
        self.book("pushed")[told["id"]] = {"waybill": waybill, "code": step["opCode"], **back}

    # ---- for people and for the journey, over HTTP
    @answers("POST", "/_move")
    def _move(self, request: Request) -> Answer:
        """Push a route on: `{"waybill": …, "what": "signed"}`, by JSON or from the page."""
        given = request.get_json() if request.is_json else request.form
        if given["what"] not in HAPPENINGS or given["waybill"] not in self.book("waybills"):
            return 400, {"what": list(HAPPENINGS)}
        step = self.move(given["waybill"], given["what"])
        self.push(given["waybill"])
        if request.is_json:
            return step
        to = redirect("/", 303)
        return Response(to.get_data(), 303, to.headers)

    @answers("GET", "/_parcels")
    def _parcels(self, _request: Request) -> Answer:
        """Every parcel: {order, waybill, cancelled, steps, asked}."""
        return [{"order": order, **self._walked(order)} for order, _ in self.book("orders").items()]

    def front(self) -> str:
        """Parcels, newest first, with what happened to them and what may happen next."""
        rows = "".join(self._row(order) for order, _ in reversed(self.book("orders").items()))
        if not rows:
            return "<p>还没有寄件订单。</p>"
        heads = "".join(f"<th>{one}" for one in ("运单号", "客户订单号", "收件人", "托寄物", "付款", "路由", "操作"))
        return f"{LOOK}<table><tr>{heads}</tr>{rows}</table>"

    def _row(self, order: str) -> str:
        parcel = self._walked(order)
        asked, waybill = parcel["asked"], parcel["waybill"]
        to = next(one for one in asked["contactInfoList"] if one["contactType"] == 2)
        where = "".join(str(to.get(part) or "") for part in ("province", "city", "county", "address"))
        who = f"{to['contact']} {to.get('mobile') or to.get('tel')}　{where}"
        cargo = "、".join(str(one["name"]) for one in asked.get("cargoDetails", []))
        pays = {1: "寄付月结", 2: "到付"}.get(asked["payMethod"], "第三方付")
        cells = (waybill or "（未给运单号）", order, who, cargo, pays)
        steps = "".join(f"<li>{step['acceptTime']} {html.escape(step['remark'])}" for step in parcel["steps"])
        buttons = "".join(
            f'<form method="post" action="/_move"><input type="hidden" name="waybill" value="{html.escape(waybill)}">'
            f'<button class="plain" name="what" value="{what}">{kind.title}</button></form>'
            for what, kind in HAPPENINGS.items()
        )
        state = "已取消" if parcel["cancelled"] else buttons if waybill else ""
        return "<tr>" + "".join(f"<td>{html.escape(cell)}" for cell in cells) + f"<td><ol>{steps}</ol><td>{state}</tr>"
