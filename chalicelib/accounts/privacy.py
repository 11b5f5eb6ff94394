"""What this room holds about an account: handed out, and forgotten, when its owner asks. Both may run twice."""

from typing import Any

from pynamodb.expressions.update import Action

from chalicelib.accounts import consents, phones, profile, sessions
from chalicelib.accounts.models import NEXT, Account, Address, Openid, State
from chalicelib.accounts.sessions import Patient
from chalicelib.kernel import refusals
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import LostRace, Unit

KEPT = (
    "您同意和撤回同意的记录（仅含编号、说明版本和时间），作为依法处理个人信息的凭证保存三年；",
    "注销这一操作本身的编号与时间；",
)


def export(account: AccountId) -> dict[str, Any]:
    """Everything this room holds, in clear, for its owner."""
    found = Account.find(account)
    if found is None or found.state == State.DELETED:
        return {}
    return {
        "account": found.id,
        "since": found.since,
        "wechat_openid": found.openid,
        "phone": phones.number(found),
        "choices": profile.chosen(found)._asdict(),
        "addresses": {name: place.model_dump() for name, place in profile.places(account).items()},
        "consents": [
            {"purpose": one.purpose, "notice": one.notice, "given": one.given, "at": one.at} for one in consents.ledger(account)
        ],
    }


def leave(unit: Unit, me: Patient) -> None:
    """End the account in this very unit: no token of it holds any more, and the same WeChat user may begin anew at once.

    What it held is forgotten afterwards: `forget`. Raises Unauthenticated, of a blocked account too.
    """
    openid = str(sessions.fresh(me).openid)
    ended: list[Action] = [Account.state.set(State.LEAVING.value), Account.epoch.add(1)]
    unit.update(Account(me.account), ended, condition=sessions.holds(me), otherwise=refusals.Unauthenticated)
    unit.delete(Openid(openid), condition=Openid.account == me.account)


def forget(account: AccountId) -> None:
    """Delete what a leaving account holds: nothing personal is left but what KEPT tells. Of another account: nothing."""
    found = Account.find(account)
    if found is None or State.DELETED not in NEXT[State(found.state)]:
        return
    actions: list[Action] = [Account.state.set(State.DELETED.value)]
    actions += [getattr(Account, name).remove() for name in ("openid", "phone", "addresses")]
    with Unit() as unit:
        unit.update(Account(account), actions, condition=Account.state == found.state, otherwise=LostRace)
        phones.leave(unit, found)
        for address in found.addresses or ():
            unit.delete(Address(account, address))
