"""Consents: given to one purpose and one version of its notice, withdrawn as easily, all of it kept in a ledger."""

import functools

from chalicelib.accounts import sessions, settings
from chalicelib.accounts.models import Consent, Purpose
from chalicelib.accounts.notices import Notice, products
from chalicelib.accounts.sessions import Patient
from chalicelib.kernel import clock, ids, refusals
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Key, Unit

__all__ = ["Consent", "Purpose", "current_notice", "give", "given", "ledger", "require", "state", "withdraw"]


class ConsentRequired(refusals.Forbidden):
    """No consent, a withdrawn one, or one to an older notice. The code names the purpose: `consent_required_health`."""

    code = "consent_required"

    def __init__(self, purpose: Purpose) -> None:
        self.code = f"consent_required_{purpose}"
        super().__init__(f"办理前请先阅读并同意《{current_notice(purpose).title}》")


class NoticeChanged(refusals.Conflict):
    """Consent was given to a version that is no longer the current one."""

    code, message = "notice_changed", "说明内容已更新，请阅读新的内容后再确认"


class _AlreadySo(Exception):
    pass


def current_notice(purpose: Purpose) -> Notice:
    """The notice that holds now: the hospital's own, else the product's."""
    return settings.chosen().notices.get(purpose) or products()[purpose]


def require(unit: Unit, me: Patient, purpose: Purpose) -> None:
    """Make the deed's transaction fail with ConsentRequired unless this account consents to the current notice."""
    holds = (Consent.given == True) & (Consent.notice == current_notice(purpose).version)  # noqa: E712 - pynamodb's condition
    unit.check(Consent, me.account, _now(purpose), condition=holds, otherwise=ConsentRequired(purpose))


def given(account: AccountId, purpose: Purpose) -> bool:
    """Whether this account consents to the current notice of that purpose."""
    held = state(account, purpose)
    return held is not None and held.given and held.notice == current_notice(purpose).version


def at_key(account: AccountId, purpose: Purpose) -> Key[Consent]:
    """Where stands what was said last."""
    return Consent.at_key(account, _now(purpose))


def state(account: AccountId, purpose: Purpose) -> Consent | None:
    """What was said last, if anything."""
    return Consent.find(account, _now(purpose))


def ledger(account: AccountId) -> list[Consent]:
    """Every yes and no of this account, oldest first."""
    return list(Consent.query(account, Consent.entry.startswith("entry#"), consistent_read=True))


def give(me: Patient, purpose: Purpose, version: str) -> None:
    """Consent to that version. Said twice is said once. Raises NoticeChanged, Unauthenticated."""
    if version != current_notice(purpose).version:
        raise NoticeChanged
    _say(me, purpose, version, yes=True)


def withdraw(me: Patient, purpose: Purpose) -> None:
    """Withdraw: what needs this consent is refused from now on. Withdrawn twice, or never given, changes nothing."""
    held = state(me.account, purpose)
    if held is not None:
        _say(me, purpose, held.notice, yes=False)


def _say(me: Patient, purpose: Purpose, version: str, *, yes: bool) -> None:
    at = clock.stamp(clock.now())
    said = functools.partial(Consent, me.account, purpose=purpose.value, notice=version, given=yes, at=at)
    news = Consent.entry.does_not_exist() | (Consent.given != yes) | (Consent.notice != version)
    try:
        with Unit() as unit:
            sessions.still_signed_in(unit, me)
            unit.put(said(_now(purpose)), condition=news, otherwise=_AlreadySo)
            unit.put(said(f"entry#{ids.new()}"))
    except _AlreadySo:
        return


def _now(purpose: Purpose) -> str:
    return f"now#{purpose}"
