"""Attempts: made, moved from state to state, woken. One that is open always has an agenda item that wakes it."""

import datetime as dt
import json
from collections.abc import Iterable

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.kernel import agenda, clock, ids, queues
from chalicelib.kernel.queues import Message
from chalicelib.kernel.tables import Unit
from chalicelib.messages.kinds import Channel, Kind
from chalicelib.messages.models import KEPT, NEXT, Attempt, Basket, Item, State
from chalicelib.messages.templates import TEMPLATES

DUE = "messages.attempt"
QUEUE = "sends.fifo"
LOOK = dt.timedelta(minutes=3)  # after which an open attempt is looked after, should its message in the queue be lost
LONGEST_LOOK = dt.timedelta(hours=1)
CALL_LASTS = dt.timedelta(minutes=2)  # longer than any call with its time-outs


class IllegalMove(RuntimeError):
    """A state that does not follow: a fault."""


def key_of(item: Item, channel: Channel) -> str:
    """The attempt's key within its recipient: the same whenever it is worked out."""
    return f"{item.told}#{item.id}#{channel.value}"


def basket_of(item: Item, recipient: str, patient: str) -> str:
    """What reminders of one recipient, patient and day have in common."""
    return f"{recipient}#{item.kind}#{patient}#{item.day}"


def add(unit: Unit, item: Item, recipient: str, channel: Channel, patient: str, wake: dt.datetime, now: dt.datetime) -> Attempt:
    """A new attempt and the agenda item that wakes it. Fails with LostRace when it is there already."""
    attempt = Attempt(
        recipient,
        key_of(item, channel),
        item=item.id,
        channel=channel.value,
        kind=item.kind,
        patient=patient,
        wake=clock.stamp(wake),
        steps=[f"{clock.stamp(now)} {State.WAITING}"],
        until=clock.read(item.expires) + KEPT,
    )
    if TEMPLATES[Kind(item.kind)].merges:
        attempt.basket = basket_of(item, recipient, patient)
        unit.put(Basket(attempt.basket, attempt.key, until=clock.read(item.expires) + KEPT))
    unit.put(attempt, condition=Attempt.recipient.does_not_exist())
    _wake_at(unit, attempt, wake)
    return attempt


def move(unit: Unit, attempt: Attempt, to: State, now: dt.datetime, reason: str = "", *more: Action) -> None:
    """Bring an attempt from the state it was read in to another. Fails with LostRace when it is elsewhere by now."""
    if to not in NEXT[State(attempt.state)]:
        raise IllegalMove(attempt.state, to)
    step = f"{clock.stamp(now)} {to} {reason}".rstrip()
    actions = [Attempt.state.set(to.value), Attempt.reason.set(reason), Attempt.steps.set(Attempt.steps.append([step])), *more]
    unit.update(attempt, actions, condition=_as_read(attempt))


def hold(unit: Unit, attempt: Attempt, until: dt.datetime, reason: str = "") -> None:
    """Leave it in its state, to be looked at again then. Fails with LostRace when it is elsewhere by now."""
    actions: list[Action] = [Attempt.wake.set(clock.stamp(until))]
    if reason:
        actions.append(Attempt.reason.set(reason))
    unit.update(attempt, actions, condition=_as_read(attempt))
    attempt.wake = clock.stamp(until)
    _wake_at(unit, attempt, until)


def wait_again(unit: Unit, attempt: Attempt, until: dt.datetime, now: dt.datetime, reason: str) -> None:
    """Surely not sent: back to waiting, to be tried again then."""
    move(unit, attempt, State.WAITING, now, reason, Attempt.wake.set(clock.stamp(until)))
    _wake_at(unit, attempt, until)


def enqueue(attempts: Iterable[Attempt]) -> None:
    """Hand attempts to the send worker, those of one person one after the other. Twice is harmless."""
    queues.send(QUEUE, [_message(attempt) for attempt in attempts])


def next_look(attempt: Attempt, now: dt.datetime) -> dt.datetime:
    """When to look after an open attempt again: rarer as it grows old."""
    age = now - clock.read(attempt.key.split("#")[0])
    return now + min(max(LOOK, age), LONGEST_LOOK)


def crashed(attempt: Attempt, now: dt.datetime) -> bool:
    """Whether the worker that marked it can no longer be at it."""
    return attempt.state == State.SENDING and clock.read(attempt.marked) + CALL_LASTS <= now


def _as_read(attempt: Attempt) -> Condition:
    same: Condition = (Attempt.state == attempt.state) & (Attempt.tries == attempt.tries)
    return same


def _wake_at(unit: Unit, attempt: Attempt, moment: dt.datetime) -> None:
    name = ids.derived(attempt.recipient, attempt.key)
    agenda.later(unit, DUE, name, moment, recipient=attempt.recipient, key=attempt.key)


def _message(attempt: Attempt) -> Message:
    body = json.dumps({"recipient": attempt.recipient, "key": attempt.key})
    once = ids.derived(attempt.recipient, attempt.key, attempt.wake, str(int(attempt.tries)))
    return Message(body, ids.derived("sends", attempt.recipient), once)


def basket(attempt: Attempt) -> list[Attempt]:
    """Every attempt of the same basket, itself included, oldest first; itself alone where nothing merges."""
    if not attempt.basket:
        return [attempt]
    keys = [(attempt.recipient, one.attempt) for one in Basket.query(attempt.basket, consistent_read=True)]
    return sorted(Attempt.batch_get(keys, consistent_read=True), key=lambda one: one.key)
