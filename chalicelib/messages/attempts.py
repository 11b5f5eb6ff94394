"""Attempts: made, moved from state to state, woken. One that is open always has an agenda item that wakes it."""

import datetime as dt
import json
from collections.abc import Iterable

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.kernel import agenda, clock, ids, queues
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.queues import Message
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.messages.kinds import Channel, Kind
from chalicelib.messages.models import KEPT, NEXT, Attempt, Basket, Item, State
from chalicelib.messages.templates import TEMPLATES

DUE = "messages.attempt"
QUEUE = "sends.fifo"
LOOK = dt.timedelta(minutes=3)  # after which an open attempt is looked after, should its message in the queue be lost
AGAIN = 15 * 60  # seconds: then again and again
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
        together: list[Action] = [Basket.attempts.add({attempt.key}), Basket.until.set(clock.read(item.expires) + KEPT)]
        unit.update(Basket(attempt.basket), together)
    unit.put(attempt, condition=Attempt.recipient.does_not_exist())
    _wake_at(unit, attempt, wake)
    return attempt


def move(unit: Unit, attempt: Attempt, to: State, now: dt.datetime, reason: str = "", *more: Action) -> None:
    """Bring an attempt from the state it was read in to another. Fails with LostRace when it is elsewhere by now."""
    unit.update(attempt, [*_moved(attempt, to, now, reason), *more], condition=_as_read(attempt))


def move_alone(attempt: Attempt, to: State, now: dt.datetime, reason: str = "", *more: Action) -> None:
    """The same where nothing else changes: one write instead of a transaction. Raises LostRace."""
    try:
        Attempt(attempt.recipient, attempt.key).update([*_moved(attempt, to, now, reason), *more], condition=_as_read(attempt))
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        raise LostRace from None


def hold(unit: Unit, attempt: Attempt, until: dt.datetime, reason: str, slot: str = "") -> None:
    """Leave it in its state, to be looked at again then. Fails with LostRace when it is elsewhere by now."""
    actions: list[Action] = [Attempt.wake.set(clock.stamp(until)), Attempt.reason.set(reason), Attempt.slot.set(slot)]
    unit.update(attempt, actions, condition=_as_read(attempt))
    _wake_at(unit, attempt, until)


def wait_again(unit: Unit, attempt: Attempt, until: dt.datetime, now: dt.datetime, reason: str) -> None:
    """Surely not sent: back to waiting, to be tried again then."""
    move(unit, attempt, State.WAITING, now, reason, Attempt.wake.set(clock.stamp(until)))
    _wake_at(unit, attempt, until)


def closed(attempt: Attempt, due: Due | None) -> None:
    """It has come to its end, or another agenda item stands for it: the one that woke it need not come again."""
    standing = agenda.item(DUE, _name(attempt), clock.read(attempt.wake))
    agenda.drop(due or standing)
    if due and due.id != standing.id:
        agenda.drop(standing)


def enqueue(attempts: Iterable[Attempt]) -> None:
    """Hand attempts to the send worker, those of one person one after the other. Twice is harmless."""
    queues.send(QUEUE, [_message(attempt) for attempt in attempts])


def crashed(attempt: Attempt, now: dt.datetime) -> bool:
    """Whether the worker that marked it can no longer be at it."""
    return attempt.state == State.SENDING and clock.read(attempt.marked) + CALL_LASTS <= now


def _as_read(attempt: Attempt) -> Condition:
    same: Condition = (Attempt.state == attempt.state) & (Attempt.tries == attempt.tries)
    return same


def _moved(attempt: Attempt, to: State, now: dt.datetime, reason: str) -> list[Action]:
    if to not in NEXT[State(attempt.state)]:
        raise IllegalMove(attempt.state, to)
    step = f"{clock.stamp(now)} {to} {reason}".rstrip()
    return [Attempt.state.set(to.value), Attempt.reason.set(reason), Attempt.steps.set(Attempt.steps.append([step]))]


def _wake_at(unit: Unit, attempt: Attempt, moment: dt.datetime) -> None:
    about = {"recipient": attempt.recipient, "key": attempt.key}
    agenda.later(unit, DUE, _name(attempt), moment, group=_group(attempt), again=AGAIN, **about)


def _name(attempt: Attempt) -> str:
    return ids.derived(attempt.recipient, attempt.key)


def _group(attempt: Attempt) -> str:
    return ids.derived("sends", attempt.recipient)


def _message(attempt: Attempt) -> Message:
    body = json.dumps({"recipient": attempt.recipient, "key": attempt.key})
    once = ids.derived(attempt.recipient, attempt.key, attempt.wake, str(int(attempt.tries)))
    return Message(body, _group(attempt), once)


def basket(attempt: Attempt) -> list[Attempt]:
    """Every attempt of the same basket, oldest first, the given one as it was read; itself alone where nothing merges."""
    held = Basket.find(attempt.basket) if attempt.basket else None
    others = [(attempt.recipient, key) for key in (held.attempts or () if held else ()) if key != attempt.key]
    found = list(Attempt.batch_get(others, consistent_read=True)) if others else []
    return sorted([attempt, *found], key=lambda one: one.key)
