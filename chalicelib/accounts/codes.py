"""SMS codes: six digits for one matter (account, purpose, subject), five minutes, five tries, used once.

Only a keyed hash is stored. Tries are counted before the code is compared, by a conditional update, so that guessing
at once from many phones gives no more tries. The code is spent in the transaction of the deed that it proves.
"""

import datetime as dt
import hmac
from typing import NamedTuple

from pynamodb.exceptions import UpdateError

from chalicelib.accounts import limits, sessions
from chalicelib.accounts.models import Code
from chalicelib.accounts.sessions import Patient
from chalicelib.gateways.sms import sending
from chalicelib.kernel import clock, ids, refusals, sealing
from chalicelib.kernel.tables import Unit

DIGITS, TRIES = 6, 5
LASTS = dt.timedelta(minutes=5)
KIND = "code"  # of the SMS template: {1} the code, {2} the minutes


class WrongCode(refusals.Invalid):
    """Not the code that was sent."""

    code, message = "wrong_code", "验证码不正确，请核对短信后重新输入"


class CodeExpired(refusals.Conflict):
    """None was sent for this matter, its time is over, or it was used."""

    code, message = "code_expired", "验证码已失效，请重新获取"


class TooManyTries(refusals.TooMany):
    """Five tries are used up."""

    code, message = "code_too_many_tries", "验证码输入错误次数过多，请重新获取验证码"


class CodeNotSent(refusals.Unavailable):
    """The SMS company did not take it; nothing is on its way."""

    code, message = "code_not_sent", "短信暂时未能发出，请稍后再试"


class PhoneUnreachable(refusals.Conflict):
    """This number takes no messages."""

    code, message = "phone_unreachable", "该手机号无法接收短信，请核对号码；如预留号码已停用，请到窗口更改"


class Proof(NamedTuple):
    """That the right code was given; still to be used, once."""

    matter: str
    issue: str

    def use(self, unit: Unit) -> None:
        """Spend it in the deed's transaction, which fails with CodeExpired when it was spent or replaced meanwhile."""
        still_there = (Code.issue == self.issue) & (Code.ends > clock.stamp(clock.now()))
        unit.delete(Code(self.matter), condition=still_there, otherwise=CodeExpired)


def send(me: Patient, purpose: str, subject: str, phone: str) -> None:
    """Send a new code for this matter to that number (E.164); the one before is void.

    Raises what limits.py refuses with, PhoneUnreachable, CodeNotSent, Unauthenticated. When the SMS company
    gives no answer the code may be on its way: nothing is raised, and the patient may ask for another after a while.
    """
    matter, issue, code = _matter(me, purpose, subject), ids.new(), ids.code(DIGITS)
    ends = clock.now() + LASTS
    with Unit() as unit:
        sessions.still_signed_in(unit, me)
        limits.count(unit, me, phone)
        digest = sealing.fingerprint("sms-code", _proven(matter, issue, code))
        unit.put(Code(matter, issue=issue, digest=digest, ends=clock.stamp(ends), until=LASTS))
    outcome = sending.send(KIND, phone, [code, str(LASTS.seconds // 60)], issue)
    if isinstance(outcome, sending.Refused):
        raise PhoneUnreachable if outcome.by_number else CodeNotSent


def check(me: Patient, purpose: str, subject: str, code: str) -> Proof:
    """Count the try, then compare. Raises WrongCode, CodeExpired, TooManyTries."""
    found = Code(_matter(me, purpose, subject))
    try_is_left = Code.matter.exists() & (Code.tries < TRIES) & (Code.ends > clock.stamp(clock.now()))
    try:
        found.update([Code.tries.add(1)], condition=try_is_left)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        raise _why(found.matter) from None
    given = _proven(found.matter, found.issue, code)
    if not any(hmac.compare_digest(found.digest, one) for one in sealing.fingerprints("sms-code", given)):
        raise TooManyTries if found.tries >= TRIES else WrongCode
    return Proof(found.matter, found.issue)


def _why(matter: str) -> refusals.Refusal:
    held = Code.find(matter)
    used_up = held is not None and held.tries >= TRIES and held.ends > clock.stamp(clock.now())
    return TooManyTries() if used_up else CodeExpired()


def _matter(me: Patient, purpose: str, subject: str) -> str:
    return ids.derived("sms-code", me.account, purpose, subject)


def _proven(matter: str, issue: str, code: str) -> str:
    return f"{matter} {issue} {code}"
