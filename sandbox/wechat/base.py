"""What all parts of the played WeChat share: our keys there, its users, its clock."""

import base64
import hashlib
import json
import os
import time
from pathlib import Path
from typing import Any, ClassVar

from werkzeug.wrappers import Request, Response

from sandbox.party import Answer, Party
from sandbox.wechat.answers import Refused


class Base(Party):
    """A user is known by the name that a tester gives it; the first mention makes it."""

    name: ClassVar = "wechat"
    title: ClassVar = "微信（小程序服务端）"
    appid: ClassVar = "wx0000000000000000"
    channel_appid: ClassVar = "wx1111111111111111"  # the hospital's official account
    original_id: ClassVar = "gh_000000000000"

    def __init__(self, folder: Path, port: int = 0) -> None:
        """The keys of our mini program are made once and kept."""
        super().__init__(folder, port)
        self.ours = ""  # our own base URL, for pushes
        self.ahead = 0.0  # seconds by which its clock is ahead, to let codes and tokens grow old
        keys = self.book("keys")
        with self.lock:
            if "app_secret" not in keys:
                keys["push_aes_key"] = base64.b64encode(os.urandom(32)).decode().rstrip("=")
                keys["push_token"] = os.urandom(8).hex()
                keys["app_secret"] = os.urandom(16).hex()
            if "channel_secret" not in keys:
                keys["channel_secret"] = os.urandom(16).hex()

    def provision(self) -> dict[str, dict[str, Any]]:
        """What WeChat's console gave the hospital."""
        return {"wechat": {"channel_appid": self.channel_appid, **dict(self.book("keys").items())}}

    def deployment(self) -> dict[str, str]:
        """Where our gateway finds it."""
        return {"XINGLIN_WECHAT_URL": self.url, "XINGLIN_APPID": self.appid}

    def now(self) -> float:
        """By its own clock."""
        return time.time() + self.ahead

    def openid(self, user: str) -> str:
        """The openid of that user with our mini program."""
        with self.lock:
            known = self.book("users").get(user)
            if known is None:
                digest = hashlib.sha256(f"{self.appid}{user}".encode()).digest()
                known = {"openid": "o" + base64.urlsafe_b64encode(digest).decode()[:27], "phone": self._phone_of_next()}
                self.book("users")[user] = known
                self.book("names")[known["openid"]] = user
        return str(known["openid"])

    def phone(self, user: str) -> str:
        """The phone number this user has at WeChat, without +86."""
        self.openid(user)
        return str(self.book("users")[user]["phone"])

    def has_phone(self, user: str, phone: str) -> None:
        """Give this user that number."""
        openid = self.openid(user)
        self.book("users")[user] = {"openid": openid, "phone": phone}

    def prove_app(self, appid: object, secret: object, *, channel: bool = False) -> None:
        """Raise unless it is our mini program with its secret, or where it may be, the hospital's official account."""
        if not appid:
            raise Refused(41002)
        if not secret:
            raise Refused(41004)
        secrets = {self.appid: "app_secret"} | ({self.channel_appid: "channel_secret"} if channel else {})
        if appid not in secrets:
            raise Refused(40013)
        if secret != self.book("keys")[secrets[str(appid)]]:
            raise Refused(40125)

    def json(self, request: Request) -> dict[str, Any]:
        """The body, or 47001."""
        try:
            document = json.loads(request.get_data())
        except ValueError:
            raise Refused(47001) from None
        if not isinstance(document, dict):
            raise Refused(47001)
        return document

    def _phone_of_next(self) -> str:
        return f"1990000{len(self.book('users').items()) + 1:04d}"

    def _do(self, request: Request) -> Response:
        try:
            return super()._do(request)
        except Refused as refused:
            return self.answered(refused.document)

    @staticmethod
    def answered(document: Answer) -> Response:
        """As WeChat writes it."""
        return Response(json.dumps(document, ensure_ascii=False), content_type="application/json; charset=utf-8")
