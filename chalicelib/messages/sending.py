"""The send worker: brings one attempt as far as it goes now.

An attempt is marked as sending before the call, in one transaction with the lane that it takes. Whoever finds it so
later, with nobody at it, cannot know whether the call was made: it becomes unknown, and is never sent again.
"""

import datetime as dt
from collections.abc import Sequence

from pynamodb.expressions.update import Action

from chalicelib.kernel import agenda, clock, log
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.messages import addressing, attempts, cases, channels, gates, lanes, leases, settings, timing
from chalicelib.messages.cases import Case
from chalicelib.messages.channels import End, Letter, Said
from chalicelib.messages.kinds import Channel, Kind
from chalicelib.messages.models import Attempt, Claim, Day, Item, Lane, Reason, State
from chalicelib.messages.outbox import values_of
from chalicelib.messages.templates import PAGE, TEMPLATES

OPEN = frozenset({State.WAITING, State.SENDING})


class CapReached(Exception):
    """This person got as many today as one gets."""


class ClaimLost(LostRace):
    """The same news is going to the same phone for another recipient."""


def send(recipient: str, key: str, now: dt.datetime, due: Due | None = None) -> None:
    """Send this attempt, or drop it, or put it off, whatever is right now. Twice is once.

    `due` is the agenda item that woke it. It comes again until the attempt has its end, or another item stands for it.
    """
    attempt = Attempt.find(recipient, key)
    if attempt is not None and attempts.crashed(attempt, now):
        give_up(attempt, now)
        attempts.closed(attempt, due)
        return
    if attempt is None or attempt.state not in OPEN or (due and _stands_later(attempt, now)):
        if due:
            agenda.drop(due)
        return
    if attempt.state != State.WAITING:
        return
    basket = attempts.basket(attempt)
    ready = [one for one in _waiting_together(attempt, basket) if not _dropped(one, now)]
    if not ready:
        attempts.closed(attempt, due)
    elif not _held(ready, now, due):
        told_before = [one.item for one in basket if one.carrier == ready[0].item.id]
        _send(ready[0], ready[1:], told_before, now, due)


def _stands_later(attempt: Attempt, now: dt.datetime) -> bool:
    """Whether it was put off since, with an agenda item of its own."""
    return attempt.state == State.WAITING and clock.read(attempt.wake) > now


def give_up(attempt: Attempt, now: dt.datetime) -> None:
    """Nobody knows whether it was sent. The lane stays taken until its time is over."""
    with Unit() as unit:
        attempts.move(unit, attempt, State.UNKNOWN, now, Reason.NO_ANSWER)
    log.metric("MessageUnknown", channel=attempt.channel)


def _waiting_together(attempt: Attempt, basket: Sequence[Attempt]) -> list[Case]:
    """The attempt and those that may be told with it. One that was tried before leads: it carries others already."""
    waiting = [one for one in basket if one.state == State.WAITING and one.channel == attempt.channel]
    read = (cases.case(one) for one in sorted(waiting, key=lambda one: (one.tries == 0, one.key)))
    return [one for one in read if one is not None]


def _dropped(one: Case, now: dt.datetime) -> bool:
    reason = cases.why_not(one, now)
    if reason is None:
        return False
    if reason is Reason.NO_CHANNEL:
        _fall_back(one, reason, now, State.DROPPED)
    else:
        attempts.move_alone(one.attempt, State.DROPPED, now, reason)
    return True


def _held(ready: Sequence[Case], now: dt.datetime, due: Due | None) -> bool:
    """Put all off where they must wait: for the morning, for the channel to open, or for the next minute."""
    first, channel = ready[0], Channel(ready[0].attempt.channel)
    morning = None if first.urgent or first.answers else timing.quiet_until(now, settings.chosen())
    if morning:
        return _put_off(ready, morning, Reason.QUIET_HOURS, now, due)
    shut = gates.closed_until(channel, now)
    if shut and first.urgent and _other_way(ready, Reason.AWAY, now, due):
        return True
    if shut:
        return _put_off(ready, timing.while_away(shut, first.attempt, now), Reason.AWAY, now, due)
    if leases.take(now, urgent=first.urgent, slot=first.attempt.slot):
        return False
    return _put_off(ready, now + leases.MINUTE, Reason.LIMIT, now, due)


def _put_off(ready: Sequence[Case], until: dt.datetime, reason: Reason, now: dt.datetime, due: Due | None) -> bool:
    """Until then, at a place of its own in the minutes from then on. What is over by then goes another way, or not at all."""
    moment, slot = leases.keep(until, urgent=ready[0].urgent)
    for one in ready:
        if clock.read(one.item.expires) > moment:
            with Unit() as unit:
                attempts.hold(unit, one.attempt, moment, reason, slot)
        elif reason is Reason.QUIET_HOURS or not _other_way([one], reason, now, None):
            attempts.move_alone(one.attempt, State.DROPPED, now, Reason.EXPIRED)
    attempts.closed(ready[0].attempt, due)
    return True


def _other_way(ready: Sequence[Case], reason: Reason, now: dt.datetime, due: Due | None) -> bool:
    """Hand all to the next channel, if there is one that can send."""
    if not all(addressing.has_another_way(one.attempt) for one in ready):
        return False
    for one in ready:
        _fall_back(one, reason, now)
    if due:
        attempts.closed(ready[0].attempt, due)
    return True


def _send(one: Case, others: Sequence[Case], before: Sequence[str], now: dt.datetime, due: Due | None) -> None:
    """`before`: the news that was merged into it when it was tried before, by this channel or another."""
    try:
        _mark_after(one, others, now)
    except lanes.Taken:
        lane = Lane.find(one.attempt.recipient, str(one.template))
        off = lanes.is_off(lane)
        for each in (one, *others):
            if off:
                _fall_back(each, Reason.SWITCHED_OFF, now)
            else:
                _hold_or_drop(each, lanes.free_from(lane, now), Reason.UNKNOWN_BEFORE, now)
        attempts.closed(one.attempt, due)
        return
    except CapReached:
        morning = timing.next_morning(now, settings.chosen())
        for each in (one, *others):
            _hold_or_drop(each, morning, Reason.CAP, now)
        attempts.closed(one.attempt, due)
        return
    said = channels.carry(Channel(one.attempt.channel), _letter(one, others, before))
    gates.heard(Channel(one.attempt.channel), said, clock.now())
    record(one.attempt, one.item, said, clock.now())
    attempts.closed(one.attempt, due)


def _hold_or_drop(one: Case, until: dt.datetime, reason: Reason, now: dt.datetime) -> None:
    if clock.read(one.item.expires) <= until:
        attempts.move_alone(one.attempt, State.DROPPED, now, Reason.EXPIRED)
        return
    with Unit() as unit:
        attempts.hold(unit, one.attempt, until, reason)


def _mark_after(one: Case, others: Sequence[Case], now: dt.datetime) -> None:
    """Mark it; where the lane is taken by one whose end is known, after that one."""
    try:
        _mark(one, others, now)
    except lanes.Taken:
        before = lanes.known_end(one.attempt.recipient, str(one.template))
        if before is None:
            raise
        _mark(one, others, now, before)


def _mark(one: Case, others: Sequence[Case], now: dt.datetime, after: str | None = None) -> None:
    """Before the call: nobody else sends these now. Fails with LostRace, lanes.Taken, ClaimLost, CapReached."""
    attempt, template = one.attempt, str(one.template)
    tries, moment = int(attempt.tries) + 1, clock.stamp(now)
    marks: list[Action] = [Attempt.tries.set(tries), Attempt.marked.set(moment), Attempt.template.set(template)]
    with Unit() as unit:
        attempts.move(unit, attempt, State.SENDING, now, "", *marks)
        lanes.take(unit, attempt, template, now, after)
        for other in others:
            attempts.move(unit, other.attempt, State.MERGED, now, "", Attempt.carrier.set(attempt.item))
        if attempt.channel == Channel.SMS:
            for each in (one, *others):
                _claim(unit, each)
        if one.rules.capped:
            _count(unit, one, now)
    attempt.state, attempt.tries, attempt.marked, attempt.template = State.SENDING.value, tries, moment, template


def _claim(unit: Unit, one: Case) -> None:
    claim = Claim(cases.claim_key(one.item.id, str(one.address)), holder=one.attempt.recipient, until=one.attempt.until)
    unit.put(claim, condition=Claim.claim.does_not_exist() | (Claim.holder == one.attempt.recipient), otherwise=ClaimLost)


def _count(unit: Unit, one: Case, now: dt.datetime) -> None:
    """One more of this person's day."""
    day = Day(one.attempt.recipient, clock.local(now).date().isoformat())
    room = Day.got.does_not_exist() | (Day.got < settings.chosen().cap_a_day)
    unit.update(day, [Day.got.add(1), Day.until.set(now + dt.timedelta(days=2))], condition=room, otherwise=CapReached)


def _letter(one: Case, others: Sequence[Case], before: Sequence[str]) -> Letter:
    carried = {each.item.id: each.item for each in (one, *others)}
    carried |= {item.id: item for item in Item.batch_get([each for each in before if each not in carried])}
    items = list(carried.values())
    return Letter(
        kind=Kind(one.item.kind),
        address=str(one.address),
        template=str(one.template),
        values=[values_of(item) for item in items],
        day=dt.date.fromisoformat(one.item.day),
        page=_tapped(PAGE if len(items) > 1 else one.item.page or one.rules.page, one.item.id),
        masked=any(item.sensitive for item in items) or (one.hearing is not None and one.hearing.masked),
        context=one.item.id,
        reference=one.item.reference,
    )


def _tapped(page: str, message: str) -> str:
    """The page, told by which message somebody comes to it: then it counts as opened."""
    return f"{page}{'&' if '?' in page else '?'}m={message}"


def _fall_back(one: Case, reason: str, now: dt.datetime, last: State = State.REFUSED) -> None:
    with Unit() as unit:
        following = addressing.fall_back(unit, one.attempt, one.item, reason, now, last)
    if following:
        addressing.hand_over(one.attempt, one.item, following)


def record(attempt: Attempt, item: Item, said: Said, now: dt.datetime) -> None:
    """Write down how the call ended. Where the attempt was given up meanwhile, the end that is known now stands."""
    try:
        following = _write(attempt, item, said, now)
    except LostRace:
        tries = attempt.tries
        attempt.refresh(consistent_read=True)
        if attempt.state != State.UNKNOWN or attempt.tries != tries or said.end is End.UNKNOWN:
            return  # a pushed event has settled it
        following = _write(attempt, item, said, now)
    log.metric("Message", channel=attempt.channel, end=said.end.name.lower())
    if following:
        addressing.hand_over(attempt, item, following)


def _write(attempt: Attempt, item: Item, said: Said, now: dt.datetime) -> Channel | None:
    following = None
    if said.end is End.TAKEN:
        known: list[Action] = [Attempt.message_id.set(said.message_id)] if said.message_id else []
        attempts.move_alone(attempt, State.SENT, now, "", *known)
        return None
    if said.end is End.UNKNOWN:
        attempts.move_alone(attempt, State.UNKNOWN, now, said.reason)
        return None
    with Unit() as unit:
        if said.end is End.LATER:
            attempts.wait_again(unit, attempt, timing.back_off(int(attempt.tries), now), now, said.reason)
        elif said.end is End.GONE:
            attempts.move(unit, attempt, State.DROPPED, now, said.reason)
        else:
            last = State.DROPPED if said.end is End.WRONG else State.REFUSED
            following = addressing.fall_back(unit, attempt, item, said.reason, now, last)
        lanes.free(unit, attempt, now, empty=said.end is End.REFUSED and attempt.channel == Channel.WECHAT)
        if TEMPLATES[Kind(attempt.kind)].capped:
            unit.update(Day(attempt.recipient, clock.local(clock.read(attempt.marked)).date().isoformat()), [Day.got.add(-1)])
    return following
