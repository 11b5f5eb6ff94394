"""WeChat's error codes, as a table: what each means for the caller."""

import re
from enum import StrEnum

from chalicelib.kernel import log

_RID = re.compile(r"rid: ?([0-9A-Za-z-]{8,64})")


class Cause(StrEnum):
    """Why WeChat said no."""

    PASSING = "passing"  # try again later
    TOKEN = "token"  # drop the access token, fetch once, try once more  # noqa: S105 - a word, no secret
    CODE = "code"  # the client's code is unknown, used or expired
    RISKY = "risky"  # the user is held by WeChat
    USER = "user"  # no such user here
    REFUSED = "refused"  # the user takes no (more) messages of this kind
    CONTENT = "content"  # what we sent does not fit: a bug of ours or a changed template
    SETUP = "setup"  # keys, rights, addresses: for the engineers, with an alarm


CAUSES = {
    -1: Cause.PASSING,
    40001: Cause.TOKEN,
    40003: Cause.USER,
    40013: Cause.SETUP,
    40014: Cause.TOKEN,
    40029: Cause.CODE,
    40037: Cause.SETUP,
    40125: Cause.SETUP,
    40163: Cause.CODE,
    40164: Cause.SETUP,
    40226: Cause.RISKY,
    40243: Cause.SETUP,
    41008: Cause.CODE,
    41030: Cause.SETUP,
    42001: Cause.TOKEN,
    43101: Cause.REFUSED,
    43107: Cause.SETUP,
    43108: Cause.PASSING,
    45009: Cause.PASSING,
    45011: Cause.PASSING,
    45168: Cause.CONTENT,
    47001: Cause.CONTENT,
    47003: Cause.CONTENT,
    48001: Cause.SETUP,
    48004: Cause.SETUP,
    50002: Cause.SETUP,
    61010: Cause.PASSING,  # the user has not been in the mini program for two hours
}


class WechatRefused(Exception):
    """WeChat answered with an error code. Its text may hold personal data and is not kept; the rid finds it at WeChat."""

    def __init__(self, errcode: int, rid: str) -> None:
        super().__init__(f"errcode {errcode} rid {rid}")
        self.errcode, self.rid = errcode, rid
        self.cause = CAUSES.get(errcode, Cause.SETUP)


def refused(api: str, errcode: int, errmsg: str) -> WechatRefused:
    """The refusal, logged; with an alarm where only the engineers can help."""
    found = _RID.search(errmsg)
    error = WechatRefused(errcode, found[1] if found else "")
    log.warning("wechat_refused", api=api, errcode=errcode, rid=error.rid, cause=error.cause.value)
    if error.cause in {Cause.SETUP, Cause.CONTENT}:
        log.metric("WechatSetup", api=api)
    return error
