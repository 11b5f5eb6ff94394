"""The send worker: brings one attempt as far as it goes now.

An attempt is marked as sending before the call, in one transaction with the lane that it takes. Whoever finds it so
later, with nobody at it, cannot know whether the call was made: it becomes unknown, and is never sent again.
"""

import datetime as dt
from collections.abc import Sequence

from pynamodb.expressions.update import Action

from chalicelib.kernel import clock, log
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.messages import addressing, attempts, cases, channels, lanes, leases, settings, timing
from chalicelib.messages.cases import Case
from chalicelib.messages.channels import End, Letter, Said
from chalicelib.messages.kinds import Channel, Kind
from chalicelib.messages.models import Attempt, Claim, Delivery, Item, Lane, Reason, State
from chalicelib.messages.outbox import values_of
from chalicelib.messages.templates import PAGE


class ClaimLost(LostRace):
    """The same news is going to the same phone for another recipient."""


def send(recipient: str, key: str, now: dt.datetime) -> None:
    """Send this attempt, or drop it, or put it off, whatever is right now. Twice is once."""
    attempt = Attempt.find(recipient, key)
    if attempt is None:
        return
    if attempts.crashed(attempt, now):
        give_up(attempt, now)
    if attempt.state != State.WAITING:
        return
    ready = [one for one in _waiting_together(attempt) if not _dropped(one, now)]
    if ready and not _held(ready, now):
        _send(ready[0], ready[1:], now)


def look(recipient: str, key: str, now: dt.datetime) -> None:
    """See to an attempt that should have come to its end: hand it to the worker again, or find its worker dead."""
    attempt = Attempt.find(recipient, key)
    if attempt is None or attempt.state not in {State.WAITING, State.SENDING} or clock.read(attempt.wake) > now:
        return  # ended, or another agenda item stands for it
    if attempts.crashed(attempt, now):
        give_up(attempt, now)
        return
    with Unit() as unit:
        attempts.hold(unit, attempt, attempts.next_look(attempt, now))
    if attempt.state == State.WAITING:
        attempts.enqueue([attempt])


def give_up(attempt: Attempt, now: dt.datetime) -> None:
    """Nobody knows whether it was sent. The lane stays taken until its time is over."""
    with Unit() as unit:
        attempts.move(unit, attempt, State.UNKNOWN, now, Reason.NO_ANSWER)
    log.metric("MessageUnknown", channel=attempt.channel)


def _waiting_together(attempt: Attempt) -> list[Case]:
    """The attempt and those that may be told with it. One that was tried before leads: it carries others already."""
    waiting = [one for one in attempts.basket(attempt) if one.state == State.WAITING and one.channel == attempt.channel]
    read = (cases.case(one) for one in sorted(waiting, key=lambda one: (one.tries == 0, one.key)))
    return [one for one in read if one is not None]


def _dropped(one: Case, now: dt.datetime) -> bool:
    reason = cases.why_not(one, now)
    if reason is None:
        return False
    with Unit() as unit:
        attempts.move(unit, one.attempt, State.DROPPED, now, reason)
    return True


def _held(ready: Sequence[Case], now: dt.datetime) -> bool:
    """Put all off where they must wait: for the morning, or for the next minute."""
    first = ready[0]
    morning = None if first.urgent or first.answers else timing.quiet_until(now, settings.chosen())
    if morning:
        for one in ready:
            _hold_or_drop(one, morning, Reason.QUIET_HOURS, now)
        return True
    if not leases.take(now):
        for one in ready:
            _hold_or_drop(one, timing.back_off(1, now), Reason.LIMIT, now)
        return True
    return False


def _hold_or_drop(one: Case, until: dt.datetime, reason: Reason, now: dt.datetime) -> None:
    with Unit() as unit:
        if clock.read(one.item.expires) <= until:
            attempts.move(unit, one.attempt, State.DROPPED, now, Reason.EXPIRED)
        else:
            attempts.hold(unit, one.attempt, until, reason)


def _send(one: Case, others: Sequence[Case], now: dt.datetime) -> None:
    if one.attempt.channel == Channel.WECHAT and lanes.is_off(Lane.find(one.attempt.recipient, str(one.template))):
        for each in (one, *others):
            _fall_back(each, Reason.SWITCHED_OFF, now)
        return
    try:
        _mark(one, others, now)
    except lanes.Taken:
        free = lanes.free_from(one.attempt.recipient, str(one.template), now)
        for each in (one, *others):
            _hold_or_drop(each, free, Reason.UNKNOWN_BEFORE, now)
        return
    said = channels.carry(Channel(one.attempt.channel), _letter(one, others))
    record(one.attempt, one.item, said, clock.now())


def _mark(one: Case, others: Sequence[Case], now: dt.datetime) -> None:
    """Before the call: nobody else sends these now. Fails with LostRace, lanes.Taken, ClaimLost."""
    attempt, template = one.attempt, str(one.template)
    tries, moment = int(attempt.tries) + 1, clock.stamp(now)
    marks: list[Action] = [Attempt.tries.set(tries), Attempt.marked.set(moment), Attempt.template.set(template)]
    with Unit() as unit:
        attempts.move(unit, attempt, State.SENDING, now, "", *marks)
        lanes.take(unit, attempt, template, now)
        for other in others:
            attempts.move(unit, other.attempt, State.MERGED, now, "", Attempt.carrier.set(attempt.item))
        if attempt.channel == Channel.SMS:
            for each in (one, *others):
                _claim(unit, each)
    attempt.state, attempt.tries, attempt.marked, attempt.template = State.SENDING.value, tries, moment, template


def _claim(unit: Unit, one: Case) -> None:
    claim = Claim(cases.claim_key(one.item.id, str(one.address)), holder=one.attempt.recipient, until=one.attempt.until)
    unit.put(claim, condition=Claim.claim.does_not_exist() | (Claim.holder == one.attempt.recipient), otherwise=ClaimLost)


def _letter(one: Case, others: Sequence[Case]) -> Letter:
    before = [each.item for each in attempts.basket(one.attempt) if each.carrier == one.item.id]
    carried = {each.item.id: each.item for each in (one, *others)}
    carried |= {item.id: item for item in Item.batch_get([each for each in before if each not in carried])}
    items = list(carried.values())
    return Letter(
        kind=Kind(one.item.kind),
        address=str(one.address),
        template=str(one.template),
        values=[values_of(item) for item in items],
        day=dt.date.fromisoformat(one.item.day),
        page=PAGE if len(items) > 1 else one.item.page or one.rules.page,
        masked=any(item.sensitive for item in items) or (one.hearing is not None and one.hearing.masked),
        context=one.item.id,
    )


def _fall_back(one: Case, reason: str, now: dt.datetime) -> None:
    with Unit() as unit:
        by_sms = addressing.fall_back(unit, one.attempt, one.item, reason, now)
    if by_sms:
        addressing.hand_over(one.attempt, one.item)


def record(attempt: Attempt, item: Item, said: Said, now: dt.datetime) -> None:
    """Write down how the call ended. Where the attempt was given up meanwhile, the end that is known now stands."""
    try:
        by_sms = _write(attempt, item, said, now)
    except LostRace:
        tries = attempt.tries
        attempt.refresh(consistent_read=True)
        if attempt.state != State.UNKNOWN or attempt.tries != tries or said.end is End.UNKNOWN:
            return  # a pushed event has settled it
        by_sms = _write(attempt, item, said, now)
    if by_sms:
        addressing.hand_over(attempt, item)


def _write(attempt: Attempt, item: Item, said: Said, now: dt.datetime) -> bool:
    by_sms = False
    with Unit() as unit:
        if said.end is End.TAKEN:
            _taken(unit, attempt, said.message_id, now)
        elif said.end is End.LATER:
            attempts.wait_again(unit, attempt, timing.back_off(int(attempt.tries), now), now, said.reason)
        elif said.end is End.GONE:
            attempts.move(unit, attempt, State.DROPPED, now, said.reason)
        elif said.end is End.UNKNOWN:
            attempts.move(unit, attempt, State.UNKNOWN, now, said.reason)
        else:
            last = State.DROPPED if said.end is End.WRONG else State.REFUSED
            by_sms = addressing.fall_back(unit, attempt, item, said.reason, now, last)
        if said.end is not End.UNKNOWN:
            used, empty = said.end is End.TAKEN, said.end is End.REFUSED and attempt.channel == Channel.WECHAT
            lanes.free(unit, attempt, now, used=used, empty=empty)
    log.metric("Message", channel=attempt.channel, end=said.end.name.lower())
    return by_sms


def _taken(unit: Unit, attempt: Attempt, message_id: str | None, now: dt.datetime) -> None:
    known: list[Action] = [Attempt.message_id.set(message_id)] if message_id else []
    attempts.move(unit, attempt, State.SENT, now, "", *known)
    if message_id:
        unit.put(Delivery(message_id, recipient=attempt.recipient, attempt=attempt.key, until=attempt.until))
