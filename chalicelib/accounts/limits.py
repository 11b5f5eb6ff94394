"""How often SMS codes may be sent: to a phone, for an account, from an address; counted by condition, never by reading first."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.accounts import settings
from chalicelib.accounts.models import CodeCount
from chalicelib.accounts.sessions import Patient
from chalicelib.kernel import clock, ids, refusals, sealing
from chalicelib.kernel.tables import Otherwise, Unit

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


class CodeTooSoon(refusals.TooMany):
    """The one before was sent a moment ago."""

    code, message = "code_too_soon", "验证码刚刚发送过，请稍等片刻再获取"


class TooManyCodes(refusals.TooMany):
    """The day's or the hour's number is reached."""

    code, message = "too_many_codes", "今天获取验证码的次数过多，请明天再试，或到窗口办理"


class TooManyFromHere(refusals.TooMany):
    """The hour's number from one network address is reached."""

    code, message = "too_many_codes_from_here", "当前网络获取验证码的次数过多，请一小时后再试，或换用手机网络"


def count(unit: Unit, me: Patient, phone: str) -> None:
    """Count one code in the transaction that stores it, which fails with CodeTooSoon, TooManyCodes or TooManyFromHere."""
    chosen, now = settings.chosen(), clock.now()
    day, hour = clock.local(now).date().isoformat(), f"{now:%Y-%m-%dT%H}"
    number = sealing.fingerprint("phone", phone)
    _pause(unit, f"pause#{number}", dt.timedelta(seconds=chosen.seconds_between_codes))
    _pause(unit, f"pause#{me.account}", dt.timedelta(seconds=chosen.seconds_between_codes))
    _one_more(unit, f"phone#{number}#{day}", chosen.codes_a_day_to_a_phone, DAY)
    _one_more(unit, f"account#{me.account}#{day}", chosen.codes_a_day_for_an_account, DAY)
    address = ids.derived("address", me.address)
    _one_more(unit, f"address#{address}#{hour}", chosen.codes_an_hour_from_an_address, HOUR, TooManyFromHere)


def _one_more(unit: Unit, counted: str, most: int, span: dt.timedelta, otherwise: Otherwise = TooManyCodes) -> None:
    few = CodeCount.sent.does_not_exist() | (CodeCount.sent < most)
    actions: list[Action] = [CodeCount.sent.add(1), CodeCount.until.set(clock.now() + 2 * span)]
    unit.update(CodeCount(counted), actions, condition=few, otherwise=otherwise)


def _pause(unit: Unit, counted: str, span: dt.timedelta) -> None:
    """The table's own expiry is lazy: the time itself is the condition."""
    now = clock.now()
    over = CodeCount.until.does_not_exist() | (CodeCount.until <= now)
    unit.put(CodeCount(counted, until=now + span), condition=over, otherwise=CodeTooSoon)
