"""Short messages about a changed phone: to the old number that it changes, to the new one what became of it. Each once."""

import datetime as dt
from enum import StrEnum

from pydantic import BaseModel, ConfigDict
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from chalicelib.cards.newphone.models import Notice, Said
from chalicelib.gateways.sms import sending
from chalicelib.kernel import agenda, clock, ids, log, sealing
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.tables import Unit

TELL = "cards.phone_notice"  # the agenda's kind
AGAIN = 600  # seconds
KEPT = dt.timedelta(days=90)


class Kind(StrEnum):
    """Of the SMS templates."""

    CHANGED = "phone_changed"  # to the old number; {1}: the new one's last four digits
    DONE = "phone_change_done"
    REFUSED = "phone_change_refused"


class Words(BaseModel):
    """What a notice needs, kept sealed."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    phone: str
    params: list[str]


def old_number(unit: Unit, his: str, old: str, new: str) -> None:
    """Tell the old number that it will no longer be the reserved one. Whoever learns of the change first tells; it is told once."""
    _say(unit, ids.derived("phone-changed", his, sealing.fingerprint("phone", old + new)), Kind.CHANGED, old, [new[-4:]])


def result(unit: Unit, change: str, kind: Kind, phone: str) -> None:
    """Tell the new number what became of the change."""
    _say(unit, ids.derived("phone-change", change, kind), kind, phone, [])


def _say(unit: Unit, notice: str, kind: Kind, phone: str, params: list[str]) -> None:
    now = clock.now()
    sealed = sealing.seal(Notice.noun, notice, "sealed", Words(phone=phone, params=params).model_dump_json())
    actions: list[Action] = [
        Notice.kind.set(kind.value),
        Notice.sealed.set(sealed),
        Notice.state.set(Notice.state | Said.WAITING.value),
        Notice.until.set(now + KEPT),
    ]
    unit.update(Notice(notice), actions)
    agenda.later(unit, TELL, notice, now, again=AGAIN)


def send(due: Due) -> None:
    """Send it, unless that was done or begun before: one whose process ended in the middle may have gone out, and is not sent twice."""
    notice = Notice.find(due.subject)
    if notice is None or notice.state not in {Said.WAITING, Said.SENDING}:
        agenda.drop(due)
    elif notice.state == Said.SENDING:
        _settle(notice, Said.UNKNOWN, due)
    elif _claimed(notice):
        words = Words.model_validate_json(sealing.unseal(Notice.noun, notice.id, "sealed", notice.sealed))
        outcome = sending.send(notice.kind, words.phone, words.params, notice.id)
        if isinstance(outcome, sending.Refused) and outcome.passing:
            notice.update([Notice.state.set(Said.WAITING.value)])  # comes again by itself
        else:
            _settle(notice, _said(outcome), due)


def _claimed(notice: Notice) -> bool:
    try:
        notice.update([Notice.state.set(Said.SENDING.value)], condition=Notice.state == Said.WAITING.value)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True


def _said(outcome: sending.Outcome) -> Said:
    match outcome:
        case sending.Accepted():
            return Said.SENT
        case sending.Refused():
            return Said.FAILED
    return Said.UNKNOWN


def _settle(notice: Notice, said: Said, due: Due) -> None:
    if said is not Said.SENT:
        log.warning("phone_notice_not_sent", message=notice.id, state=said.value)
    notice.update([Notice.state.set(said.value)])
    agenda.drop(due)
