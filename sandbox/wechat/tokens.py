"""Access tokens: the stable kind (the same to every caller until it is nearly over) and the old kind (each call ends the last)."""

import os
from typing import Any

from werkzeug.wrappers import Request

from sandbox.party import Answer, answers
from sandbox.wechat.answers import Refused
from sandbox.wechat.base import Base

LASTS, OVERLAP = 7200, 300
FORCED_A_DAY, BETWEEN_FORCED = 20, 30


class Tokens(Base):
    """Book `tokens`: token → when it ends; book `stable`: which one is current."""

    @answers("POST", "/cgi-bin/stable_token")
    def stable_token(self, request: Request) -> Answer:
        """The current token, or with force_refresh a new one while the old one ends at once."""
        if not request.get_data():
            raise Refused(44002)
        asked = self.json(request)
        self.prove_app(asked.get("appid"), asked.get("secret"), channel=True)
        if asked.get("grant_type") != "client_credential":
            raise Refused(47001)
        with self.lock:
            if asked["appid"] == self.channel_appid:
                return self._stable("channel")
            if asked.get("force_refresh"):
                self._force()
            return self._stable("current")

    @answers("GET", "/cgi-bin/stable_token")
    def stable_token_by_get(self, _request: Request) -> Answer:
        """Not so."""
        raise Refused(43002)

    @answers("GET", "/cgi-bin/token")
    def token(self, request: Request) -> Answer:
        """The old kind: every call ends the one before. Stands apart from the stable kind."""
        self.prove_app(request.args.get("appid"), request.args.get("secret"))
        with self.lock:
            known = self.book("old")
            if known.get("current"):
                self.book("tokens")[known["current"]] = 0
            known["current"] = made = self._new()
        return {"access_token": made, "expires_in": LASTS}

    def end_tokens(self) -> None:
        """Every token given so far is over, as if two hours had passed."""
        with self.lock:
            for token in dict(self.book("tokens").items()):
                self.book("tokens")[token] = self.now() - 1

    def forget_tokens(self) -> None:
        """No token given so far is known any more, as after a reset of the secret."""
        with self.lock:
            for token in dict(self.book("tokens").items()):
                del self.book("tokens")[token]

    def prove_token(self, request: Request, of: str = "current") -> None:
        """Raise for a token that is missing, unknown, over, or another account's."""
        token = request.args.get("access_token")
        if not token:
            raise Refused(41001)
        ends = self.book("tokens").get(token)
        if not ends or (of == "channel") != token.startswith("channel"):
            raise Refused(40001)
        if ends <= self.now():
            raise Refused(42001)

    def _stable(self, of: str) -> dict[str, Any]:
        book = self.book("stable")
        current = book.get(of)
        left = (self.book("tokens").get(current) or 0) - self.now() if current else 0
        if left < OVERLAP:  # the one before stays good for these minutes
            book[of] = current = self._new("channel" if of == "channel" else "")
            left = LASTS
        return {"access_token": current, "expires_in": int(left)}

    def _force(self) -> None:
        book, now = self.book("stable"), self.now()
        forced = [at for at in book.get("forced") or [] if at > now - 86400]
        if forced and now - forced[-1] < BETWEEN_FORCED:
            return
        if len(forced) >= FORCED_A_DAY:
            raise Refused(45009)
        book["forced"] = [*forced, now]
        if book.get("current"):
            del self.book("tokens")[book["current"]]
            del book["current"]

    def _new(self, prefix: str = "") -> str:
        token = f"{prefix}{len(self.book('tokens').items())}_{os.urandom(100).hex()}"
        self.book("tokens")[token] = self.now() + LASTS
        return token
