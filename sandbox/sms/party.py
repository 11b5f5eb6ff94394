"""The played SMS company: checks signatures, answers per number, keeps what it sent where one can read it."""

import html
import json
import re
import time
import uuid
from pathlib import Path
from typing import Any, ClassVar

from werkzeug.wrappers import Request, Response

from sandbox.party import Answer, Party, answers
from sandbox.sms.signature import problem
from sandbox.sms.templates import TEMPLATES

OURS = re.compile(r"\+861\d{10}")
SECONDS_BETWEEN, A_DAY = 30, 10


class Sms(Party):
    """Books `inbox` (serial → message), `refusing` (number → code) and `templates` (id → kind and text)."""

    name: ClassVar = "sms"
    title: ClassVar = "短信（收件箱）"
    app_id: ClassVar = "1400000000"
    sign_name: ClassVar = "杏林医院"
    region: ClassVar = "ap-guangzhou"

    def __init__(self, folder: Path, port: int = 0) -> None:
        """The keys of the hospital's cloud account are made once and kept."""
        super().__init__(folder, port)
        self.limits = False  # one in 30 seconds and ten a day to a number, as in the company's console
        self.ahead = 0.0  # seconds by which its clock is ahead
        if "secret_id" not in self.book("keys"):
            self.book("keys")["secret_key"] = uuid.uuid4().hex
            self.book("keys")["secret_id"] = f"AKID{uuid.uuid4().hex}"
        for kind, (template, text) in TEMPLATES.items():  # those approved since the last start, too
            self.know(kind, template, text)

    def provision(self) -> dict[str, dict[str, Any]]:
        """What the company's console gave the hospital."""
        templates = {known["kind"]: template for template, known in self.book("templates").items()}
        keys = dict(self.book("keys").items())
        told = {"app_id": self.app_id, "sign_name": self.sign_name, "region": self.region}
        return {"sms": {**keys, **told, "templates": templates}}

    def deployment(self) -> dict[str, str]:
        """Where our gateway finds it."""
        return {"XINGLIN_SMS_URL": self.url}

    def know(self, kind: str, template: str, text: str) -> None:
        """Approve a text."""
        self.book("templates")[template] = {"kind": kind, "text": text}

    def refuse(self, phone: str, code: str = "FailedOperation.PhoneNumberInBlacklist") -> None:
        """Answer that code for this number from now on."""
        self.book("refusing")[phone] = code

    def inbox(self, phone: str) -> list[dict[str, Any]]:
        """What that number received, oldest first: {phone, text, params, kind, at, context}."""
        number = "+86" + re.sub(r"\D", "", phone)[-11:]  # as people write it, or as a browser sends a plus
        return [message for message in self.book("inbox").values() if message["phone"] == number]

    def last_code(self, phone: str) -> str:
        """The code in the newest message to that number."""
        return str(self.inbox(phone)[-1]["params"][0])

    @answers("POST", "/")
    def call(self, request: Request) -> Answer:
        """SendSms."""
        keys = self.book("keys")
        wrong = problem(request, keys["secret_id"], keys["secret_key"], time.time() + self.ahead)
        if wrong:
            return _failed(wrong)
        if (request.headers.get("X-TC-Action"), request.headers.get("X-TC-Version")) != ("SendSms", "2021-01-11"):
            return _failed("InvalidAction")
        asked = json.loads(request.get_data())
        with self.lock:
            statuses = [self._status(phone, asked) for phone in asked["PhoneNumberSet"]]
        return _said({"SendStatusSet": statuses})

    def _status(self, phone: str, asked: dict[str, Any]) -> dict[str, Any]:
        code = self._refusal(phone, asked)
        serial = "" if code else f"2019:{uuid.uuid4().int % 10**18}"
        if not code:
            self._keep(serial, phone, asked)
        return {
            "SerialNo": serial,
            "PhoneNumber": phone,
            "Fee": 0 if code else 1,
            "SessionContext": asked.get("SessionContext", ""),
            "Code": code or "Ok",
            "Message": "send success" if not code else "refused",
            "IsoCode": "CN",
        }

    def _refusal(self, phone: str, asked: dict[str, Any]) -> str:
        template = self.book("templates").get(str(asked.get("TemplateId")))
        params = asked.get("TemplateParamSet") or []
        before = [message["at"] for message in self.inbox(phone)] if self.limits else []
        rules = [
            (asked.get("SmsSdkAppId") != self.app_id, "InvalidParameterValue.SdkAppIdNotExist"),
            (asked.get("SignName") != self.sign_name, "FailedOperation.SignatureIncorrectOrUnapproved"),
            (template is None, "FailedOperation.TemplateIncorrectOrUnapproved"),
            (len(params) != len(_places(template)), "FailedOperation.TemplateIncorrectOrUnapproved"),
            (len(str(asked.get("SessionContext", "")).encode()) >= 512, "InvalidParameterValue.ContentLengthLimit"),
            (OURS.fullmatch(phone) is None, "InvalidParameterValue.IncorrectPhoneNumber"),
            (phone in self.book("refusing"), self.book("refusing").get(phone)),
            (any(time.time() - at < SECONDS_BETWEEN for at in before), "LimitExceeded.DeliveryFrequencyLimit"),
            (sum(time.time() - at < 86400 for at in before) >= A_DAY, "LimitExceeded.PhoneNumberDailyLimit"),
        ]
        return next((code for broken, code in rules if broken), "")

    def _keep(self, serial: str, phone: str, asked: dict[str, Any]) -> None:
        template = self.book("templates")[asked["TemplateId"]]
        text = re.sub(r"{(\d+)}", lambda place: asked["TemplateParamSet"][int(place[1]) - 1], template["text"])
        self.book("inbox")[serial] = {
            "phone": phone,
            "text": f"【{asked['SignName']}】{text}",
            "params": asked.get("TemplateParamSet") or [],
            "kind": template["kind"],
            "at": time.time(),
            "context": asked.get("SessionContext", ""),
        }

    @answers("GET", "/_inbox")
    def _inbox(self, request: Request) -> Answer:
        return self.inbox(request.args["phone"])

    @answers("POST", "/_refuse")
    def _refuse(self, request: Request) -> Answer:
        self.refuse(**request.get_json())
        return {}

    @answers("POST", "/_limits")
    def _limits(self, request: Request) -> Answer:
        self.limits = bool(request.get_json()["on"])
        return {}

    def front(self) -> str:
        """The inbox of every number, newest first."""
        rows = "".join(
            f"<tr><td>{time.strftime('%m-%d %H:%M:%S', time.localtime(one['at']))}"
            f"<td>{html.escape(one['phone'])}<td>{html.escape(one['text'])}"
            for one in reversed(self.book("inbox").values())
        )
        return f"<table><tr><th>时间<th>手机号<th>短信内容</tr>{rows}</table>" if rows else "<p>还没有发出过短信。</p>"


def _places(template: dict[str, Any] | None) -> set[str]:
    return set(re.findall(r"{\d+}", template["text"])) if template else set()


def _failed(code: str) -> Response:
    return _said({"Error": {"Code": code, "Message": "refused"}})


def _said(answer: dict[str, Any]) -> Response:
    """The SDK looks for errors only under this very content type."""
    text = json.dumps({"Response": {**answer, "RequestId": str(uuid.uuid4())}}, ensure_ascii=False)
    return Response(text, content_type="application/json")
