"""Talking to api.weixin.qq.com: one call, and one call with the shared access token."""

import json
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict

from chalicelib.gateways.wechat import token
from chalicelib.gateways.wechat.errors import Cause, WechatRefused, refused
from chalicelib.kernel import secrets, transport
from chalicelib.kernel.settings import deployment

JSON = {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json"}
OK = 200
Document = dict[str, Any]


class WechatSecret(BaseModel):
    """The secret `wechat`."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    app_secret: str
    push_token: str
    push_aes_key: str
    channel_appid: str = ""  # of the official account through which 微信就医助手 is enabled
    channel_secret: str = ""


class Caller(NamedTuple):
    """As which of our accounts at WeChat a call is made."""

    appid: str
    secret: str


def secret() -> WechatSecret:
    """What WeChat's console gave us."""
    return secrets.read("wechat", WechatSecret)


def call(method: str, path: str, query: dict[str, str], document: Document | None = None) -> Document:
    """One call. Raises WechatRefused for an error code, Unanswered when there is no usable answer."""
    here = deployment()
    answer = transport.call(
        method,
        f"{here.wechat_url}{path}{'?' + urlencode(query) if query else ''}",
        timeout=here.wechat_timeout,
        headers=JSON,
        body=None if document is None else json.dumps(document, ensure_ascii=False).encode(),
    )
    return _read(path, answer)


def _read(path: str, answer: transport.Answer) -> Document:
    if answer.status != OK:
        problem = f"status_{answer.status}"
        raise transport.Unanswered(problem, sent=True)
    try:
        document = json.loads(answer.body)
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise transport.Unanswered("not_json", sent=True)
    errcode = document.get("errcode", 0)
    if not isinstance(errcode, int):
        raise transport.Unanswered("not_readable", sent=True)
    if errcode != 0:
        raise refused(path, errcode, str(document.get("errmsg", "")))
    return document


def post(path: str, document: Document, caller: Caller | None = None) -> Document:
    """One call with the access token; a token that WeChat does not take is fetched anew once, and the call made once more."""
    who = caller or Caller(deployment().appid, secret().app_secret)
    current = token.current(who.appid, partial(_fetch, who))
    try:
        return call("POST", path, {"access_token": current}, document)
    except WechatRefused as error:
        if error.cause != Cause.TOKEN:
            raise
    token.drop(who.appid, current)
    return call("POST", path, {"access_token": token.current(who.appid, partial(_fetch, who))}, document)


def _fetch(who: Caller) -> token.Fetched:
    asked = {
        "grant_type": "client_credential",
        "appid": who.appid,
        "secret": who.secret,
        "force_refresh": False,
    }
    try:
        document = call("POST", "/cgi-bin/stable_token", {}, asked)
    except transport.Unanswered as error:
        problem = f"token_{error}"
        raise transport.Unanswered(problem, sent=False) from None  # what the token was for was not sent
    try:
        return token.Fetched(document["access_token"], int(document["expires_in"]))
    except (KeyError, TypeError, ValueError):
        raise transport.Unanswered("token_not_readable", sent=False) from None
