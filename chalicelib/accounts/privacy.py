"""What this room holds about an account: handed out, and forgotten, when its owner asks. Both may run twice."""

from typing import Any

from pynamodb.expressions.update import Action

from chalicelib.accounts import consents, phones, profile
from chalicelib.accounts.models import NEXT, Account, Address, Openid, State
from chalicelib.kernel import refusals
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import LostRace, Unit

KEPT = (
    "您同意和撤回同意的记录（仅含编号、说明版本和时间），作为依法处理个人信息的凭证保存三年；",
    "注销这一操作本身的编号与时间；",
)


class BlockedNow(refusals.Conflict):
    """A blocked account is unblocked first, at the hospital."""

    code, message = "account_blocked", "账号已被暂停使用，请先到医院服务台或窗口处理后再注销"


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


def forget(account: AccountId) -> None:
    """Delete the account: its sessions end, nothing personal is left, the same WeChat user may begin anew.

    What stays is what KEPT tells. Raises BlockedNow.
    """
    found = Account.find(account)
    if found is None or found.state == State.DELETED:
        return
    if State.DELETED not in NEXT[State(found.state)]:
        raise BlockedNow
    actions: list[Action] = [Account.state.set(State.DELETED.value), Account.epoch.add(1)]
    actions += [getattr(Account, name).remove() for name in ("openid", "phone", "addresses")]
    as_read = Account.epoch == found.epoch
    as_read &= Account.phone == found.phone if found.phone else Account.phone.does_not_exist()
    as_read &= Account.addresses == found.addresses if found.addresses else Account.addresses.does_not_exist()
    with Unit() as unit:
        unit.update(Account(account), actions, condition=as_read, otherwise=LostRace)
        unit.delete(Openid(str(found.openid)))
        phones.leave(unit, found)
        for address in found.addresses or ():
            unit.delete(Address(account, address))
