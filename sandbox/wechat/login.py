"""wx.login codes and phone codes: one use each, five minutes."""

import base64
import os
from typing import Any

from werkzeug.wrappers import Request

from sandbox.party import Answer, answers
from sandbox.wechat.answers import Refused
from sandbox.wechat.tokens import Tokens

LASTS = 300


class Login(Tokens):
    """Book `codes`: code → whose, of which kind, when, whether used."""

    country_as_number = False  # the documentation says so, real answers are text

    def login_code(self, user: str) -> str:
        """What wx.login gives this user's mini program."""
        return self._code(user, "login")

    def phone_code(self, user: str) -> str:
        """What WeChat's phone button gives this user's mini program."""
        return self._code(user, "phone")

    def hold(self, user: str, *, held: bool = True) -> None:
        """Take this user for a risk, or no longer."""
        self.book("held")[self.openid(user)] = held

    @answers("GET", "/sns/jscode2session")
    def code_to_session(self, request: Request) -> Answer:
        """The user behind a login code. No errcode when all is well."""
        self.prove_app(request.args.get("appid"), request.args.get("secret"))
        if not request.args.get("js_code"):
            raise Refused(41008)
        openid = self._spend(request.args["js_code"], "login", used=40163)
        if self.book("held").get(openid):
            raise Refused(40226)
        return {"session_key": base64.b64encode(os.urandom(16)).decode(), "openid": openid}

    @answers("POST", "/wxa/business/getuserphonenumber")
    def phone_number(self, request: Request) -> Answer:
        """The number behind a phone code."""
        self.prove_token(request)
        asked = self.json(request)
        openid = self._spend(str(asked.get("code")), "phone", used=40029, of=asked.get("openid"))
        number = self.phone(self.book("names")[openid])
        told: dict[str, Any] = {
            "phoneNumber": number,
            "purePhoneNumber": number,
            "countryCode": 86 if self.country_as_number else "86",
            "watermark": {"timestamp": int(self.now()), "appid": self.appid},
        }
        return {"errcode": 0, "errmsg": "ok", "phone_info": told}

    @answers("POST", "/_login")
    def _login(self, request: Request) -> Answer:
        user = request.get_json()["user"]
        return {"code": self.login_code(user), "openid": self.openid(user)}

    @answers("POST", "/_phone_code")
    def _phone_code(self, request: Request) -> Answer:
        asked = request.get_json()
        if "phone" in asked:
            self.has_phone(asked["user"], asked["phone"])
        return {"code": self.phone_code(asked["user"])}

    def _code(self, user: str, kind: str) -> str:
        code = f"0{os.urandom(15).hex()}1"
        self.book("codes")[code] = {"openid": self.openid(user), "kind": kind, "at": self.now(), "used": False}
        return code

    def _spend(self, code: str, kind: str, *, used: int, of: object = None) -> str:
        with self.lock:
            known = self.book("codes").get(code)
            if known is None or known["kind"] != kind or (of and of != known["openid"]):
                raise Refused(40029)
            if known["used"]:
                raise Refused(used)
            if self.now() - known["at"] > LASTS:
                raise Refused(40029)
            self.book("codes")[code] = known | {"used": True}
        return str(known["openid"])
