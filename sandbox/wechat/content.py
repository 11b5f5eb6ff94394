"""The check of words that other users will read: msg_sec_check, version 2."""

from typing import Any

from werkzeug.wrappers import Request

from sandbox.party import Answer, answers
from sandbox.wechat.answers import Refused
from sandbox.wechat.tokens import Tokens

RISKY, UNSURE = ("赌博", "加微信返利"), ("骗子", "草菅人命")
LONGEST = 2500
LABELS = {"pass": 100, "review": 20003, "risky": 20008}


class Content(Tokens):
    """Books `checked` (number → what was sent) and `away` (openid: has not been in the mini program for two hours)."""

    def leave(self, user: str) -> None:
        """This user has not been in the mini program for two hours."""
        self.book("away")[self.openid(user)] = True

    def checked(self) -> list[dict[str, Any]]:
        """Every text that was sent to be checked."""
        return list(self.book("checked").values())

    @answers("POST", "/wxa/msg_sec_check")
    def msg_sec_check(self, request: Request) -> Answer:
        """Say what it thinks of it."""
        self.prove_token(request)
        asked = self.json(request)
        words, openid = asked.get("content"), str(asked.get("openid"))
        if not isinstance(words, str) or not words or len(words) > LONGEST or asked.get("version") != 2:
            raise Refused(47001)
        if asked.get("scene") not in {1, 2, 3, 4}:
            raise Refused(47001)
        if openid not in self.book("names"):
            raise Refused(40003)
        if self.book("away").get(openid):
            raise Refused(61010, "user access token invalid")
        with self.lock:
            self.book("checked")[str(len(self.book("checked").items()))] = asked
        suggest = "risky" if _has(words, RISKY) else "review" if _has(words, UNSURE) else "pass"
        result = {"suggest": suggest, "label": LABELS[suggest]}
        detail = [{"strategy": "content_model", "errcode": 0, **result, "prob": 90}]
        return {"errcode": 0, "errmsg": "ok", "trace_id": "0", "result": result, "detail": detail}


def _has(words: str, among: tuple[str, ...]) -> bool:
    return any(one in words for one in among)
