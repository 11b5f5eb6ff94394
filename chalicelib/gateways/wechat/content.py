"""WeChat's check of words that other users will read (msg_sec_check, version 2)."""

from enum import StrEnum

from chalicelib.gateways.wechat import client
from chalicelib.gateways.wechat.errors import WechatRefused
from chalicelib.kernel import log, transport

VERSION, COMMENT = 2, 2  # of the interface; the scene: a comment
LONGEST = 2500  # characters


class Verdict(StrEnum):
    """What WeChat thinks."""

    FINE = "fine"
    UNSURE = "unsure"  # it says so, or gave no usable answer, or the writer has not been here for two hours
    RISKY = "risky"


_SAYS = {"pass": Verdict.FINE, "review": Verdict.UNSURE, "risky": Verdict.RISKY}


def check(openid: str, words: str) -> Verdict:
    """What WeChat thinks of these words of that user. Raises nothing of WeChat's: whatever goes wrong is UNSURE."""
    asked: client.Document = {"content": words[:LONGEST], "version": VERSION, "scene": COMMENT, "openid": openid}
    try:
        answer = client.post("/wxa/msg_sec_check", asked)
    except (WechatRefused, transport.Unanswered) as error:
        log.warning("content_not_checked", kind=type(error).__name__)
        return Verdict.UNSURE
    result = answer.get("result")
    suggest = result.get("suggest") if isinstance(result, dict) else None
    return _SAYS.get(str(suggest), Verdict.UNSURE)
