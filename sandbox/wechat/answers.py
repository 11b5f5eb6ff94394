"""How WeChat says no: an error code, a text, and a request id at the text's end."""

import os
from typing import Any

TEXTS = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken",
    40003: "invalid openid",
    40013: "invalid appid",
    40014: "invalid access_token",
    40029: "invalid code",
    40037: "invalid template_id",
    40125: "invalid appsecret",
    40163: "code been used",
    40226: "user code blocked",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41008: "missing code",
    41030: "invalid page",
    42001: "access_token expired",
    43002: "require POST method",
    43101: "user refuse to accept the msg",
    43108: "Cannot make concurrent calls to the same OpenID, please try again",
    44002: "empty post data",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit  mustslower  retry next minute",
    47001: "data format error",
}


class Refused(Exception):
    """An error code, answered with HTTP 200 as WeChat does."""

    def __init__(self, errcode: int, text: str = "") -> None:
        """By default in the words of that code."""
        super().__init__(errcode)
        self.document: dict[str, Any] = {"errcode": errcode, "errmsg": f"{text or TEXTS[errcode]} rid: {_rid()}"}


def _rid() -> str:
    return "-".join(os.urandom(4).hex() for _ in range(3))
