"""Subscribe messages: templates, what each user allows, sending."""

import random
import re
import time
import uuid
from typing import Any

from werkzeug.wrappers import Request

from sandbox.party import Answer, answers
from sandbox.wechat.answers import Refused
from sandbox.wechat.login import Login
from sandbox.wechat.pushes import Pushes
from sandbox.wechat.values import taken

BUSINESS = 150
CHANNEL_STATUS = re.compile(r"150[1-5]0\d\d")
_KEY = re.compile(r"([a-z_]+\d+)(?::([^=]+))?(?:=(.+))?")


def _field(key: str) -> tuple[str, str, list[str]]:
    found = _KEY.fullmatch(key)
    if found is None:
        raise ValueError(key)
    return found[1], found[2] or found[1], found[3].split("|") if found[3] else []


class Messages(Pushes, Login):
    """Books `templates`, `allowed` (openid#template → how many; -1: long-term) and `messages` (id → message)."""

    assistant_takes = True  # 微信就医助手: whether it reaches anybody
    busy = 0.0  # the share of sends that it answers with -1: surely not sent, try again
    seconds_a_send = 0.0  # how long a send takes: two at once to one user are refused
    _sending: set[str]

    def know(self, template: str, title: str, keys: list[str], *, long_term: bool = False) -> None:
        """Approve a template, as WeChat's console does.

        A key may carry its label and, for an enum, its values: `thing1:就诊科室`, `enum2:状态=已预约|已取消`.
        """
        read = [_field(key) for key in keys]
        self.book("templates")[template] = {
            "title": title,
            "keys": [key for key, _, _ in read],
            "labels": {key: label for key, label, _ in read},
            "choices": {key: choices for key, _, choices in read},
            "long_term": long_term,
        }

    def answer_popup(self, user: str, templates: dict[str, bool]) -> None:
        """The user answers the popup, yes or no for each template; our server is told in one push."""
        openid = self.openid(user)
        for template, yes in templates.items():
            self._allow(openid, template, yes=yes)
        said = [
            {"TemplateId": template, "SubscribeStatusString": "accept" if yes else "reject", "PopupScene": "0"}
            for template, yes in templates.items()
        ]
        self.tell(openid, "subscribe_msg_popup_event", said)

    def accept(self, user: str, *templates: str) -> None:
        """The user allows one more message of each."""
        self.answer_popup(user, dict.fromkeys(templates, True))

    def reject(self, user: str, *templates: str) -> None:
        """The user rejects them in the popup."""
        self.answer_popup(user, dict.fromkeys(templates, False))

    def switch_off(self, user: str, *templates: str) -> None:
        """The user rejects them in the mini program's settings: what was allowed before is gone."""
        openid = self.openid(user)
        for template in templates:
            self.book("allowed")[f"{openid}#{template}"] = 0
        said = [{"TemplateId": template, "SubscribeStatusString": "reject"} for template in templates]
        self.tell(openid, "subscribe_msg_change_event", said)

    def allowed(self, user: str, template: str) -> int:
        """How many messages this user still takes; -1 for as many as come."""
        return int(self.book("allowed").get(f"{self.openid(user)}#{template}") or 0)

    def messages_of(self, user: str) -> list[dict[str, Any]]:
        """What this user received, oldest first."""
        openid = self.openid(user)
        return [message for message in self.book("messages").values() if message["touser"] == openid]

    def assistant_messages_of(self, user: str) -> list[dict[str, Any]]:
        """What this user received by 微信就医助手, oldest first."""
        openid = self.openid(user)
        return [message for message in self.book("assistant").values() if message["open_id"] == openid]

    @answers("POST", "/cityservice/sendchannelmsg")
    def send_channel_message(self, request: Request) -> Answer:
        """Send one by 微信就医助手, to any user of our mini program, with the official account's token."""
        self.prove_token(request, "channel")
        asked = self.json(request)
        if str(asked.get("open_id")) not in self.book("names"):
            raise Refused(40003)
        if asked.get("app_id") != self.appid or asked.get("business_id") != BUSINESS or not asked.get("business_info"):
            raise Refused(47001)
        if not CHANNEL_STATUS.fullmatch(str(asked.get("status"))) or not asked.get("order_id") or not asked.get("msg_id"):
            raise Refused(47001)
        if not self.assistant_takes:
            raise Refused(43101)
        self.book("assistant")[uuid.uuid4().hex] = asked | {"at": time.time()}
        return {"errcode": 0, "errmsg": "ok"}

    @answers("POST", "/cgi-bin/message/subscribe/send")
    def subscribe_send(self, request: Request) -> Answer:
        """Send one."""
        self.prove_token(request)
        asked = self.json(request)
        openid = str(asked.get("touser"))
        if random.random() < self.busy:
            raise Refused(-1)
        with self.lock:
            if not hasattr(self, "_sending"):
                self._sending = set()
            if openid in self._sending:
                raise Refused(43108)
            self._sending.add(openid)
        try:
            time.sleep(self.seconds_a_send)
            return self._send(openid, asked)
        finally:
            self._sending.discard(openid)

    def _send(self, openid: str, asked: dict[str, Any]) -> Answer:
        if openid not in self.book("names"):
            raise Refused(40003)
        template = self.book("templates").get(str(asked.get("template_id")))
        if template is None:
            raise Refused(40037)
        if str(asked.get("page", "")).startswith(("/", "http")):
            raise Refused(41030)
        self._prove_data(template, asked.get("data"))
        key = f"{openid}#{asked['template_id']}"
        with self.lock:
            left = int(self.book("allowed").get(key) or 0)
            if not left:
                raise Refused(43101)
            if left > 0:
                self.book("allowed")[key] = left - 1
            number = 10**18 + uuid.uuid4().int % 10**18
            self.book("messages")[str(number)] = asked | {
                "at": time.time(),
                "title": template["title"],
                "labels": template["labels"],
            }
        sent = {"TemplateId": asked["template_id"], "MsgID": str(number), "ErrorCode": "0", "ErrorStatus": "success"}
        self.tell(openid, "subscribe_msg_sent_event", [sent])
        return {"errcode": 0, "errmsg": "ok", "msgid": number}

    @staticmethod
    def _prove_data(template: dict[str, Any], data: object) -> None:
        if not isinstance(data, dict):
            raise Refused(47001)
        for key in template["keys"]:
            value = data.get(key, {}).get("value") if isinstance(data.get(key, {}), dict) else None
            if not value:
                raise Refused(47003, f"argument invalid! data.{key}.value is empty")
            if not taken(key, value, template["choices"].get(key)):
                raise Refused(47003, f"argument invalid! data.{key}.value invalid")
        for key in data:
            if key not in template["keys"]:
                raise Refused(47003, f"argument invalid! data.{key}.value invalid")

    def _allow(self, openid: str, template: str, *, yes: bool) -> None:
        long_term = (self.book("templates").get(template) or {}).get("long_term")
        key = f"{openid}#{template}"
        with self.lock:
            if long_term:
                self.book("allowed")[key] = -1 if yes else 0
            elif yes:
                self.book("allowed")[key] = int(self.book("allowed").get(key) or 0) + 1

    @answers("POST", "/_templates")
    def _templates(self, request: Request) -> Answer:
        asked = request.get_json()
        self.know(asked["template"], asked["title"], asked["keys"], long_term=asked.get("long_term", False))
        return {}

    @answers("POST", "/_subscribe")
    def _subscribe(self, request: Request) -> Answer:
        """Answer as wx.requestSubscribeMessage does: template → accept or reject."""
        asked = request.get_json()
        self.answer_popup(asked["user"], {template: said == "accept" for template, said in asked["answers"].items()})
        return {"errMsg": "requestSubscribeMessage:ok", **asked["answers"]}

    @answers("POST", "/_change_settings")
    def _change_settings(self, request: Request) -> Answer:
        asked = request.get_json()
        self.switch_off(asked["user"], *asked["templates"])
        return {}

    @answers("GET", "/_messages")
    def _messages(self, request: Request) -> Answer:
        return self.messages_of(request.args["user"])
