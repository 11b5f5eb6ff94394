"""Sessions: short tokens signed by us, which carry the account and its epoch.

A token lasts 15 minutes and is renewed silently: the mini program calls wx.login, which asks the patient nothing,
and signs in again; so there is no long-lived secret to steal from a phone. Sign-out everywhere, block and delete
raise the account's epoch, which ends every token at once wherever the epoch is looked at:

- a route that writes takes `who=Patient` (no table is read at the edge), and its deed calls `still_signed_in(unit, me)`
  so that the epoch is a condition of the very transaction;
- a route that only reads personal data takes `who=PresentPatient`, whose edge reads the account.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field
from pynamodb.expressions.condition import Condition

from chalicelib.accounts.models import Account, State
from chalicelib.kernel import clock, refusals, secrets
from chalicelib.kernel.http import Request
from chalicelib.kernel.ids import OPAQUE, AccountId
from chalicelib.kernel.tables import Unit

LASTS = dt.timedelta(minutes=15)
ALGORITHM = "HS256"
AUDIENCE = "patient"  # a staff token never opens a patient's route
_BEARER = re.compile(r"Bearer ([A-Za-z0-9_.-]{1,2000})")


class TokenKeys(BaseModel):
    """The secret `token-keys`: ids and keys (hex, 32 bytes at least). The first signs, both are taken.

    A process keeps a secret for some minutes, so a key is rotated in three steps with those minutes between them:
    [old, new], [new, old], [new].
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    keys: list[tuple[str, str]] = Field(min_length=1, max_length=2)


class Session(NamedTuple):
    """A token and the moment at which it ends."""

    token: str
    ends: dt.datetime


@dataclass(frozen=True)
class Patient:
    """Somebody signed in with WeChat. The token is verified, the epoch not yet: see the module."""

    account: AccountId
    epoch: int
    address: str
    label: ClassVar[str] = "patient"

    @classmethod
    def identify(cls, request: Request) -> Self:
        """The holder of a valid token. Raises Unauthenticated. Reads no table."""
        bearer = _BEARER.fullmatch(request.headers.get("authorization", ""))
        if bearer is None:
            raise refusals.Unauthenticated
        account, epoch = _verified(bearer[1])
        return cls(account, epoch, request.address)


@dataclass(frozen=True)
class PresentPatient(Patient):
    """Somebody signed in whose account is active and whose epoch holds at this moment: for views of personal data."""

    label: ClassVar[str] = "patient"

    @classmethod
    def identify(cls, request: Request) -> Self:
        """The holder of a valid token that has not been ended. Raises Unauthenticated. One consistent read."""
        me = super().identify(request)
        fresh(me)
        return me


def sign(account: AccountId, epoch: int, now: dt.datetime | None = None) -> Session:
    """A new token for that account and epoch, signed by the current key."""
    import jwt

    now = now or clock.now()
    key_id, key = secrets.read("token-keys", TokenKeys).keys[0]
    claims = {"sub": account, "epoch": epoch, "aud": AUDIENCE, "iat": now, "exp": now + LASTS}
    return Session(jwt.encode(claims, bytes.fromhex(key), ALGORITHM, headers={"kid": key_id}), now + LASTS)


def _verified(token: str) -> tuple[AccountId, int]:
    import jwt

    keys = dict(secrets.read("token-keys", TokenKeys).keys)
    try:
        key = keys[str(jwt.get_unverified_header(token).get("kid"))]
        claims = jwt.decode(
            token,
            bytes.fromhex(key),
            algorithms=[ALGORITHM],
            audience=AUDIENCE,
            options={"require": ["sub", "epoch", "aud", "iat", "exp"], "verify_iat": False},  # another Lambda's clock
        )
    except (KeyError, jwt.InvalidTokenError):
        raise refusals.Unauthenticated from None
    account, epoch = claims["sub"], claims["epoch"]
    if type(epoch) is not int or not OPAQUE.fullmatch(account):
        raise refusals.Unauthenticated
    return AccountId(account), epoch


def holds(me: Patient) -> Condition:
    """The condition on the account's own item under which this token holds: for deeds that write that item."""
    condition: Condition = (Account.epoch == me.epoch) & (Account.state == State.ACTIVE.value)
    return condition


def still_signed_in(unit: Unit, me: Patient) -> None:
    """Make the deed's transaction fail with Unauthenticated when this token was ended meanwhile."""
    unit.check(Account, me.account, condition=holds(me), otherwise=refusals.Unauthenticated)


def fresh(me: Patient) -> Account:
    """The caller's account, read now. Raises Unauthenticated when this token was ended."""
    account = Account.find(me.account)
    if account is None or int(account.epoch) != me.epoch or account.state != State.ACTIVE:
        raise refusals.Unauthenticated
    return account


def sign_out_everywhere(me: Patient) -> None:
    """End every token of this account, this one included. Raises Unauthenticated when that was done before."""
    with Unit() as unit:
        unit.update(Account(me.account), [Account.epoch.add(1)], condition=holds(me), otherwise=refusals.Unauthenticated)
