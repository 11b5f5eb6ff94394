"""Do the books add up? Reads every piece of news and every attempt: for tests, for the end of a day, not for a request."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from chalicelib.kernel import clock
from chalicelib.messages import addressing
from chalicelib.messages.kinds import Channel
from chalicelib.messages.models import Attempt, Delivery, Item, State, Wanted

LATE = dt.timedelta(minutes=15)  # an open attempt is looked after well before
OPEN = frozenset({State.WAITING, State.SENDING})


def counts() -> Counter[str]:
    """How many attempts are in each state, by channel: `wechat sent`."""
    return Counter(f"{one.channel} {one.state}" for one in Attempt.scan())


def problems(now: dt.datetime | None = None) -> list[str]:
    """What does not add up, in words; empty when every recipient of all news has exactly one end by each channel."""
    moment = now or clock.now()
    found = [problem for item in Item.scan() for problem in _of_item(item, moment)]
    sent = Counter((one.recipient, one.attempt) for one in Delivery.scan())
    return found + [f"attempt {key}: sent {times} times" for (_, key), times in sent.items() if times > 1]


def _of_item(item: Item, now: dt.datetime) -> Iterator[str]:
    if item.state == Wanted.WANTED:
        if clock.read(item.told) + LATE < now:
            yield f"news {item.id}: told at {item.told} and not addressed"
        return
    attempts = addressing.attempts_of(item)
    for name in set(item.recipients or ()) - {one.recipient for one in attempts}:
        yield f"news {item.id}: no attempt for {name}"
    for attempt in attempts:
        yield from _of_attempt(attempt, attempts, now)


def _of_attempt(attempt: Attempt, siblings: list[Attempt], now: dt.datetime) -> Iterator[str]:
    name = f"attempt {attempt.key} of {attempt.recipient}"
    if attempt.state in OPEN and clock.read(attempt.wake) + LATE < now:
        yield f"{name}: {attempt.state}, and nobody looks after it since {attempt.wake}"
    if attempt.state == State.FALLEN_BACK:
        others = [one for one in siblings if one.recipient == attempt.recipient and one.channel == Channel.SMS]
        if not others:
            yield f"{name}: fell back, and there is no short message"
    if attempt.state == State.MERGED and not attempt.carrier:
        yield f"{name}: merged into nothing"
    if attempt.steps and str(attempt.steps[-1]).split(" ")[1] != attempt.state:
        yield f"{name}: {attempt.state}, its last step says otherwise"
