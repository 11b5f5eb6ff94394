"""Staff block an account and unblock it, with a reason that stays in the audit log."""

from pynamodb.expressions.update import Action

from chalicelib.accounts.models import NEXT, Account, State
from chalicelib.kernel import audit, refusals
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Unit


class NotInThatState(refusals.Conflict):
    """Blocked already, not blocked, deleted, or never there."""

    code, message = "account_state", "该账号当前状态不能进行此操作，请刷新后查看"


def block(actor: str, account: AccountId, reason: str) -> None:
    """Nobody signs in to this account from now on, and every session ends. Raises NotInThatState."""
    _move(actor, account, reason, State.BLOCKED)


def unblock(actor: str, account: AccountId, reason: str) -> None:
    """The account may be used again. Raises NotInThatState."""
    _move(actor, account, reason, State.ACTIVE)


def _move(actor: str, account: AccountId, reason: str, to: State) -> None:
    legal = Account.state.is_in(*[state.value for state in State if to in NEXT[state]])
    actions: list[Action] = [Account.state.set(to.value), Account.epoch.add(1)]
    with Unit() as unit:
        unit.update(Account(account), actions, condition=legal, otherwise=NotInThatState)
        audit.write(unit, actor, f"account.{to}", account, reason)
