"""The account's own phone number, given by WeChat; one number serves few accounts."""

from pynamodb.expressions.condition import Condition, size
from pynamodb.expressions.update import Action

from chalicelib.accounts import sessions, settings
from chalicelib.accounts.identity import SignInUnavailable
from chalicelib.accounts.models import Account, Phone
from chalicelib.accounts.sessions import Patient
from chalicelib.gateways.wechat import login
from chalicelib.kernel import refusals, sealing
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import LostRace, Unit


class PhoneCodeRefused(refusals.Invalid):
    """WeChat does not know the phone code (any more), or it is somebody else's."""

    code, message = "phone_code_refused", "手机号授权已过期，请重新点击按钮授权"


class PhoneTaken(refusals.Conflict):
    """The number already serves as many accounts as one may."""

    code, message = "phone_taken", "该手机号关联的账号已达上限，请先在其他账号中更换手机号，或到窗口办理"


def take(me: Patient, code: str) -> str:
    """Set the account's phone number to the one behind WeChat's phone code, and return it.

    Raises PhoneCodeRefused, PhoneTaken, TooMany, SignInUnavailable, Unauthenticated.
    """
    account = sessions.fresh(me)
    given = _from_wechat(code, str(account.openid))
    before = number(account)
    phone = sealing.seal(Account.noun, me.account, "phone", given)
    unchanged = Account.phone == account.phone if before else Account.phone.does_not_exist()
    with Unit() as unit:
        signed_in = sessions.holds(me)
        unit.update(Account(me.account), [Account.phone.set(phone)], condition=signed_in & unchanged, otherwise=LostRace)
        if given != before:
            _use(unit, me.account, given)
            leave(unit, account)
    return given


def phone_of(account: AccountId) -> str | None:
    """The account's number in E.164; None when it never gave one or its owner ended it."""
    found = Account.find(account)
    return number(found) if found and not found.gone else None


def leave(unit: Unit, account: Account) -> None:
    """The account no longer uses its number."""
    held = number(account)
    for fingerprint in sealing.fingerprints("phone", held) if held else []:
        unit.update(Phone(fingerprint), [Phone.accounts.delete({account.id})])


def _use(unit: Unit, account: AccountId, given: str) -> None:
    most = settings.chosen().accounts_a_phone
    free = Phone.accounts.does_not_exist() | _few(most) | Phone.accounts.contains(account)
    actions: list[Action] = [Phone.accounts.add({account})]
    for fingerprint in sealing.fingerprints("phone", given):
        unit.update(Phone(fingerprint), actions, condition=free, otherwise=PhoneTaken)


def _few(most: int) -> Condition:
    few: Condition = size(Phone.accounts) < most  # type: ignore[no-untyped-call]  # pynamodb's own lacks types
    return few


def number(account: Account) -> str | None:
    """The number in this item."""
    return sealing.unseal(Account.noun, account.id, "phone", account.phone) if account.phone else None


def _from_wechat(code: str, openid: str) -> str:
    try:
        return login.phone(code, openid)
    except login.CodeRefused:
        raise PhoneCodeRefused from None
    except login.TooOften:
        raise refusals.TooMany from None
    except login.Unavailable:
        raise SignInUnavailable from None
