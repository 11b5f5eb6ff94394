"""Who somebody is: the account behind a WeChat user."""

from chalicelib.accounts import sessions
from chalicelib.accounts.models import Account, Openid, State
from chalicelib.gateways.wechat import login
from chalicelib.kernel import clock, ids, refusals
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import LostRace, Unit


class CodeRefused(refusals.Unauthenticated):
    """WeChat does not know the wx.login code (any more): another one costs nothing."""

    code, message = "login_code_refused", "微信登录未成功，请重新进入小程序"


class RiskyUser(refusals.Forbidden):
    """WeChat holds this user for a risk and gives no identity."""

    code, message = "wechat_refuses_user", "微信暂时限制了您的登录，请按微信提示完成安全验证后再试，也可到医院窗口办理"


class AccountBlocked(refusals.Forbidden):
    """Blocked by the hospital."""

    code, message = "account_blocked", "您的账号已被暂停使用，如有疑问请联系医院服务台或到窗口办理"


class SignInUnavailable(refusals.Unavailable):
    """WeChat does not answer."""

    code, message = "wechat_unavailable", "微信暂时没有响应，请稍等片刻再进入小程序"


def sign_in(code: str) -> tuple[AccountId, sessions.Session]:
    """Exchange a wx.login code for a session. The first time makes the account: exactly one, however many sign in at once.

    Raises CodeRefused, RiskyUser, AccountBlocked, TooMany, SignInUnavailable.
    """
    account = _account_of(_openid(code))
    if account.state == State.BLOCKED:
        raise AccountBlocked
    me = AccountId(account.id)
    return me, sessions.sign(me, int(account.epoch))


def openid_of(account: AccountId) -> str | None:
    """Where WeChat reaches this account; None when its owner ended it or it was never there."""
    found = Account.find(account)
    return found.openid if found and not found.gone else None


def account_of(openid: str) -> AccountId | None:
    """Whose openid this is; None when nobody's, or of an account that its owner ended."""
    known = _known(openid)
    return AccountId(known.id) if known else None


def _openid(code: str) -> str:
    try:
        return login.openid(code)
    except login.CodeRefused:
        raise CodeRefused from None
    except login.Risky:
        raise RiskyUser from None
    except login.TooOften:
        raise refusals.TooMany from None
    except login.Unavailable:
        raise SignInUnavailable from None


def _account_of(openid: str) -> Account:
    known = _known(openid)
    if known:
        return known
    account = Account(ids.new(), openid=openid, since=clock.stamp(clock.now()))
    try:
        with Unit() as unit:
            unit.put(Openid(openid, account=account.id), condition=Openid.openid.does_not_exist())
            unit.put(account, condition=Account.id.does_not_exist())
    except LostRace:
        winner = _known(openid)
        if winner is None:  # made and deleted between two breaths
            raise refusals.Busy from None
        return winner
    return account


def _known(openid: str) -> Account | None:
    owner = Openid.find(openid)
    account = Account.find(owner.account) if owner else None
    return account if account and not account.gone else None
