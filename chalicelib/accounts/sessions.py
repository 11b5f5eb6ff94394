"""Sessions: short tokens signed by us, which carry the account and its epoch.

A token lasts 15 minutes and is renewed silently: the mini program calls wx.login, which asks the patient nothing,
and signs in again; so there is no long-lived secret to steal from a phone. Sign-out everywhere, block and delete
raise the account's epoch, which ends every token at once wherever the epoch is looked at:

- a route that writes takes `who=Patient` (no table is read at the edge), and its deed calls `still_signed_in(unit, me)`
  so that the epoch is a condition of the very transaction;
- a route that only reads personal data takes `who=PresentPatient`, whose edge reads the account.
"""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Self

from pynamodb.expressions.condition import Condition

from chalicelib.accounts.models import Account, State
from chalicelib.kernel import clock, refusals, tokens
from chalicelib.kernel.http import Request
from chalicelib.kernel.ids import OPAQUE, AccountId
from chalicelib.kernel.tables import Unit

LASTS = dt.timedelta(minutes=15)
AUDIENCE = "patient"  # a staff token never opens a patient's route


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
        account, epoch = _verified(request)
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
    now = now or clock.now()
    return Session(tokens.sign(AUDIENCE, {"sub": account, "epoch": epoch}, now, now + LASTS), now + LASTS)


def _verified(request: Request) -> tuple[AccountId, int]:
    try:
        claims = tokens.verified(AUDIENCE, tokens.bearer(request.headers), ["sub", "epoch"])
    except tokens.NotValid:
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
