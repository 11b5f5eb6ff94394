"""One-time codes for handing copies over: the applicant's own, and another for whoever collects in their place.

Only a keyed hash is kept. A try is counted before anything is compared, so that guessing from many desks at once gives no more
tries; the code is spent in the transaction of the hand-over that it opens.
"""

import hmac
from dataclasses import dataclass
from enum import StrEnum

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from chalicelib.copies.pickup import settings
from chalicelib.copies.pickup.models import HandOverCode
from chalicelib.kernel import ids, refusals, sealing
from chalicelib.kernel.tables import Unit

DIGITS = 8


class Holder(StrEnum):
    """Who may bring a code."""

    APPLICANT = "applicant"
    COLLECTOR = "collector"  # 代领人


class WrongHandOverCode(refusals.Invalid):
    """Not the code of this application, or an older one."""

    code, message = "wrong_hand_over_code", "领取码不正确或已更换，请让领取人出示最新的领取码"


class HandOverCodeLocked(refusals.TooMany):
    """Too many wrong codes."""

    code, message = "hand_over_code_locked", "领取码输入错误次数过多，请申请人在小程序重新获取领取码"


@dataclass(frozen=True)
class Proof:
    """That the right code was brought, and by whom; still to be used, once."""

    application: str
    holder: Holder
    issue: str

    def use(self, unit: Unit) -> None:
        """Spend it in the deed's transaction, which fails with WrongHandOverCode when it was spent or replaced meanwhile."""
        same = HandOverCode.issue == self.issue
        unit.delete(HandOverCode(self.application, self.holder.value), condition=same, otherwise=WrongHandOverCode)


def issue(unit: Unit, application: str, holder: Holder) -> str:
    """A new code for that holder; the one before is void. It is told once and kept nowhere."""
    code, number = ids.code(DIGITS), ids.new()
    digest = sealing.fingerprint("hand-over", _proven(application, holder, number, code))
    unit.put(HandOverCode(application, holder.value, digest=digest, issue=number))
    return code


def withdraw(unit: Unit, application: str, *holders: Holder) -> None:
    """Whatever codes these holders have open nothing any more."""
    for holder in holders or tuple(Holder):
        unit.delete(HandOverCode(application, holder.value))


def check(application: str, holder: Holder, code: str) -> Proof:
    """Count the try, then compare in constant time. Raises WrongHandOverCode, HandOverCodeLocked."""
    most = settings.chosen().code_tries
    held = HandOverCode(application, holder.value)
    counted: list[Action] = [HandOverCode.tries.add(1)]
    try:
        held.update(counted, condition=HandOverCode.application.exists() & (HandOverCode.tries < most))
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        there = HandOverCode.find(application, holder.value)
        raise (HandOverCodeLocked if there and int(there.tries) >= most else WrongHandOverCode) from None
    given = _proven(application, holder, held.issue, code)
    if not any(hmac.compare_digest(held.digest, one) for one in sealing.fingerprints("hand-over", given)):
        raise WrongHandOverCode
    return Proof(application, holder, held.issue)


def _proven(application: str, holder: Holder, number: str, code: str) -> str:
    return f"{application} {holder} {number} {code}"
