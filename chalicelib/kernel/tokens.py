"""Short tokens signed by us, which a caller shows instead of signing in at every request; one audience never opens another's."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.kernel import secrets

ALGORITHM = "HS256"
_BEARER = re.compile(r"Bearer ([A-Za-z0-9_.-]{1,2000})")


class TokenKeys(BaseModel):
    """The secret `token-keys`: ids and keys (hex, 32 bytes at least). The first signs, both are taken.

    A process keeps a secret for some minutes, so a key is rotated in three steps with those minutes between them:
    [old, new], [new, old], [new].
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    keys: list[tuple[str, str]] = Field(min_length=1, max_length=2)


class NotValid(Exception):
    """No token of ours for that audience, or one whose time is over."""


def bearer(headers: Mapping[str, str]) -> str:
    """The token of the Authorization header. Raises NotValid."""
    found = _BEARER.fullmatch(headers.get("authorization", ""))
    if found is None:
        raise NotValid
    return found[1]


def sign(audience: str, claims: Mapping[str, object], now: dt.datetime, ends: dt.datetime) -> str:
    """A token that carries these claims, signed by the current key."""
    import jwt

    key_id, key = secrets.read("token-keys", TokenKeys).keys[0]
    whole = {**claims, "aud": audience, "iat": now, "exp": ends}
    return jwt.encode(whole, bytes.fromhex(key), ALGORITHM, headers={"kid": key_id})


def verified(audience: str, token: str, required: list[str], late: dt.timedelta = dt.timedelta(0)) -> dict[str, Any]:
    """Its claims; `late` is how long after its end it is still taken. Raises NotValid."""
    import jwt

    keys = dict(secrets.read("token-keys", TokenKeys).keys)
    try:
        key = keys[str(jwt.get_unverified_header(token).get("kid"))]
        claims: dict[str, Any] = jwt.decode(
            token,
            bytes.fromhex(key),
            algorithms=[ALGORITHM],
            audience=audience,
            leeway=late,
            options={"require": [*required, "aud", "iat", "exp"], "verify_iat": False},  # another Lambda's clock
        )
    except (KeyError, jwt.InvalidTokenError):
        raise NotValid from None
    return claims
