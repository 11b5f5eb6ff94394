"""Somebody's phone: the mini program as far as a journey needs it, and the taps that WeChat would make of it."""

import json
import secrets
import time
from typing import Any

import urllib3

from sandbox import web
from sandbox.front import ADDRESS

AGAIN = frozenset({500, 502, 503})
BUSY = "busy"


class Refused(Exception):
    """The hospital says no; `words` are what the patient reads."""

    def __init__(self, status: int, code: str, words: str) -> None:
        """As told."""
        super().__init__(f"{code}（{words}）")
        self.status, self.code, self.words = status, code, words


class Caller:
    """Somebody who asks our API. `patience`: for how many seconds a request is made again when nobody answers or a fault does."""

    def __init__(self, urls: dict[str, str], *, patience: float = 0, address: str = "") -> None:
        """Nothing is asked yet; without a token until somebody signs in."""
        self._urls, self.patience, self.token = urls, patience, ""
        self._address = address or f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{1 + secrets.randbelow(254)}"
        self._http = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(connect=5, read=35))

    def get(self, path: str, **query: str) -> Any:
        """Read."""
        return self.ask("GET", path, query=query)

    def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """Do, once: every repetition carries the same key."""
        return self.ask("POST", path, body=body or {}, key=secrets.token_urlsafe(18))

    def put(self, path: str, body: dict[str, Any]) -> Any:
        """Set."""
        return self.ask("PUT", path, body=body)

    def ask(self, method: str, path: str, *, body: Any = None, query: dict[str, str] | None = None, key: str = "") -> Any:
        """One request, again while patience lasts. Raises Refused, or OSError when nobody answers."""
        headers = {"Content-Type": "application/json", ADDRESS: self._address}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if key:
            headers["Idempotency-Key"] = key
        until = time.monotonic() + self.patience
        while True:
            status, said = self._once(method, path, body, query, headers)
            again = status in AGAIN or said.get("code") == BUSY
            if not again or time.monotonic() > until:
                break
            time.sleep(0.3)
        if status == 0:
            raise OSError(said["message"])
        if status >= 400:
            raise Refused(status, said.get("code", ""), said.get("message", ""))
        return said

    def _once(self, method: str, path: str, body: Any, query: dict[str, str] | None, headers: dict[str, str]) -> tuple[int, Any]:
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        url = f"{self._urls['front']}/api{path}"
        try:
            answer = self._http.request(method, url, body=content, headers=headers, fields=query if method == "GET" else None)
            return answer.status, json.loads(answer.data or b"{}")
        except (urllib3.exceptions.HTTPError, ValueError) as problem:
            return (503 if self.patience else 0), {"message": type(problem).__name__}

    def upload(self, form: dict[str, Any], content: bytes) -> None:
        """Post a file with a form that was given: into the inbox, past our API."""
        fields = [*form["fields"].items(), ("file", ("photo", content, "application/octet-stream"))]
        until = time.monotonic() + self.patience
        while True:
            try:
                status = self._http.request("POST", form["url"], fields=fields).status
            except urllib3.exceptions.HTTPError:
                status = 503
            if status < 300:
                return
            if status < 500 or time.monotonic() > until:
                msg = f"上传：{status}"
                raise OSError(msg)
            time.sleep(0.3)


class Phone(Caller):
    """One WeChat user's phone: the mini program, and what WeChat does for it."""

    def __init__(self, urls: dict[str, str], user: str, *, patience: float = 0, address: str = "") -> None:
        """A user; nothing is asked yet."""
        super().__init__(urls, patience=patience, address=address)
        self.user = user

    def sign_in(self) -> str:
        """wx.login, then our session; the account's id. A code serves once: each try has its own."""
        until = time.monotonic() + self.patience
        while True:
            code = self._wechat("_login", user=self.user)["code"]
            try:
                session = self.ask("POST", "/sessions", body={"code": code})
            except Refused:
                if time.monotonic() > until:
                    raise
            else:
                self.token = session["token"]
                return str(session["account"])

    def allow(self, journey: str) -> int:
        """The popup of a tap, every template allowed; how many."""
        asked = self.get("/me/subscriptions", journey=journey)
        if asked["templates"]:
            answers = dict.fromkeys(asked["templates"], "accept")
            self._wechat("_subscribe", user=self.user, answers=answers)
            self.post("/me/subscriptions", {"asked": asked["asked"], "results": answers})
        return len(asked["templates"])

    def received(self) -> list[dict[str, Any]]:
        """The service messages in this user's WeChat."""
        found: list[dict[str, Any]] = web.get(f"{self._urls['wechat']}/_messages?user={self.user}")
        return found

    def at_cashier(self, parameters: dict[str, str], wish: str) -> None:
        """wx.requestPayment: `pay`, `refuse` (the bank says no), `leave`."""
        fields = {**parameters, "back": "", "do": wish}
        answer = self._http.request("POST", f"{self._urls['wechatpay']}/cashier", fields=fields, encode_multipart=False)
        if answer.status >= 400:
            msg = f"收银台：{answer.status}"
            raise OSError(msg)

    def _wechat(self, deed: str, **about: Any) -> Any:
        return web.post(f"{self._urls['wechat']}/{deed}", about)


def last_code(urls: dict[str, str], phone: str) -> str:
    """The code in the newest short message to that number; empty when there is none."""
    codes = [one for one in web.get(f"{urls['sms']}/_inbox?phone=%2B86{phone}") if one["kind"] == "code"]
    return str(codes[-1]["params"][0]) if codes else ""
