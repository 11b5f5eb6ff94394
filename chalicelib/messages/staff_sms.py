"""Short messages to staff, by their own numbers: that work waits, and of what sort. Nothing of any patient."""

import datetime as dt

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.gateways.sms import sending as sms
from chalicelib.kernel import agenda, clock, facts, ids, log, sealing
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.messages import attempts, timing
from chalicelib.messages.models import KEPT, Reason, StaffNote, StaffState
from chalicelib.messages.outbox import first_stays

FACT = "message.staff_wanted"
DUE = "messages.staff"
KIND = "staff_task"  # of the SMS template: {1} which sort of work
WORTH = dt.timedelta(hours=2)
LONGEST = 12  # signs that the approved text takes


class WordsUnfit(ValueError):
    """Too long, or with digits that might be a patient's: a fault of ours."""


def tell_staff(
    unit: Unit, *, staff: str, phone: str, reference: str, version: int, words: str, worth: dt.timedelta = WORTH
) -> None:
    """Add to the deed's transaction that this member of staff is told, by SMS at once, at whatever hour, that work waits.

    `words` name the sort of work in at most twelve Chinese signs (随访预警); no patient, no number. The same (staff,
    reference, version) twice is one message. `worth`: how long it is worth sending. Two rows.
    """
    if not 0 < len(words) <= LONGEST or any(sign.isdigit() or sign.isascii() for sign in words):
        raise WordsUnfit(reference)
    now = clock.now()
    name = ids.derived("staff-message", staff, reference, str(version))
    note = StaffNote(
        name,
        staff=staff,
        phone=sealing.seal(StaffNote.noun, name, "phone", phone),
        words=words,
        reference=reference,
        told=clock.stamp(now),
        expires=clock.stamp(now + worth),
        until=now + worth + KEPT,
    )
    unit.update(note, first_stays(note))
    facts.tell(unit, FACT, name, 1)


def send(name: str, now: dt.datetime) -> None:
    """Send it, or see what became of it. Twice is once."""
    note = StaffNote.find(name)
    if note is None or note.state not in {StaffState.WAITING, StaffState.SENDING}:
        return
    if note.state == StaffState.SENDING:
        if clock.read(note.marked) + attempts.CALL_LASTS <= now:
            _end(note, StaffState.UNKNOWN, Reason.NO_ANSWER)
        return
    if clock.read(note.expires) <= now:
        _end(note, StaffState.EXPIRED, Reason.EXPIRED)
        return
    if note.marked and clock.read(note.marked) > now:
        return  # waits for its next try, and its agenda item stands
    _mark(note, now)
    phone = sealing.unseal(StaffNote.noun, note.id, "phone", note.phone)
    _record(note, sms.send(KIND, phone, [note.words], note.id), clock.now())


def _mark(note: StaffNote, now: dt.datetime) -> None:
    marks: list[Action] = [
        StaffNote.state.set(StaffState.SENDING.value),
        StaffNote.tries.add(1),
        StaffNote.marked.set(clock.stamp(now)),
    ]
    with Unit() as unit:
        unit.update(note, marks, condition=_same(note))
        agenda.later(unit, DUE, note.id, now + attempts.LOOK)
    note.state = StaffState.SENDING.value
    note.tries = int(note.tries) + 1


def _record(note: StaffNote, outcome: sms.Outcome, now: dt.datetime) -> None:
    match outcome:
        case sms.Accepted():
            _end(note, StaffState.SENT, "")
        case sms.Refused(code, passing=True):
            again = timing.back_off(int(note.tries), now)
            with Unit() as unit:
                later: list[Action] = [StaffNote.marked.set(clock.stamp(again)), StaffNote.reason.set(code)]
                unit.update(note, [StaffNote.state.set(StaffState.WAITING.value), *later], condition=_same(note))
                agenda.later(unit, DUE, note.id, again)
        case sms.Refused(code):
            _end(note, StaffState.FAILED, code)
        case sms.Unknown(reason):
            _end(note, StaffState.UNKNOWN, reason)


def _end(note: StaffNote, state: StaffState, reason: str) -> None:
    if state is not StaffState.SENT:
        log.metric("StaffNotTold", state=state.value)
    try:
        with Unit() as unit:
            unit.update(note, [StaffNote.state.set(state.value), StaffNote.reason.set(reason)], condition=_same(note))
    except LostRace:
        return  # another process brought it to its end


def _same(note: StaffNote) -> Condition:
    same: Condition = (StaffNote.state == note.state) & (StaffNote.tries == note.tries)
    return same
