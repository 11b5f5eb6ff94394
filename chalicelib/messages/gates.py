"""A channel whose party is away, or takes no more for a while, is closed for all workers; one message tries whether it is back.

Each process counts failures in a row; the first that has counted enough closes the gate in the table, and the others
see it within seconds. Every closing anew is longer. The first message after that time goes alone: when it is taken, or
refused for a reason of its own, the gate opens.
"""

import datetime as dt
import time

from pynamodb.exceptions import DeleteError, UpdateError
from pynamodb.expressions.update import Action

from chalicelib.kernel import clock, log
from chalicelib.messages import settings
from chalicelib.messages.channels import End, Said
from chalicelib.messages.kinds import Channel
from chalicelib.messages.models import Gate

SHORTEST, LONGEST = dt.timedelta(seconds=30), dt.timedelta(minutes=10)
QUOTA_OF_DAY = dt.timedelta(minutes=30)
PROBE = dt.timedelta(minutes=1)
SEEN_FOR = 2.0  # seconds that a process believes what it read
MINUTE_IS_FULL, DAY_IS_FULL = "errcode_45011", "errcode_45009"
OWN = ("errcode_43108", "LimitExceeded")  # passing, and about one recipient

_seen: dict[Channel, tuple[float, Gate | None]] = {}
_failures: dict[Channel, int] = {}


def closed_until(channel: Channel, now: dt.datetime) -> dt.datetime | None:
    """Until when nothing goes this way; None when this message may go, be it as the one that tries."""
    gate = _read(channel)
    if gate is None:
        return None
    if clock.read(gate.closed_until) > now:
        return clock.read(gate.closed_until)
    return None if _is_the_probe(gate, now) else now + PROBE


def heard(channel: Channel, said: Said, now: dt.datetime) -> None:
    """What came of a call: opens the gate, or closes it."""
    if said.reason == MINUTE_IS_FULL:
        _close(channel, now.replace(second=0, microsecond=0) + dt.timedelta(minutes=1), said.reason, now)
    elif said.reason == DAY_IS_FULL:
        _close(channel, now + QUOTA_OF_DAY, said.reason, now)
    elif said.end is End.UNKNOWN or (said.end is End.LATER and not said.reason.startswith(OWN)):
        _failures[channel] = _failures.get(channel, 0) + 1
        if _failures[channel] >= settings.chosen().failures_that_close or _seen.get(channel, (0, None))[1]:
            _close(channel, None, said.reason, now)
    else:
        _failures[channel] = 0
        gate = _seen.get(channel, (0, None))[1]
        if gate:
            _open(gate)


def _read(channel: Channel) -> Gate | None:
    known = _seen.get(channel)
    if known and known[0] > time.monotonic():
        return known[1]
    gate = Gate.find(channel.value)
    _seen[channel] = (time.monotonic() + SEEN_FOR, gate)
    return gate


def _is_the_probe(gate: Gate, now: dt.datetime) -> bool:
    free = (Gate.closed_until == gate.closed_until) & (Gate.probe_until <= clock.stamp(now))
    try:
        Gate(gate.channel).update([Gate.probe_until.set(clock.stamp(now + PROBE))], condition=free)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True


def _close(channel: Channel, until: dt.datetime | None, reason: str, now: dt.datetime) -> None:
    known = Gate.find(channel.value)
    times = int(known.times) if known else 0
    ends = until or now + min(SHORTEST * 2 ** min(times, 10), LONGEST)
    actions: list[Action] = [
        Gate.closed_until.set(clock.stamp(ends)),
        Gate.reason.set(reason),
        Gate.times.set(times + 1),
        Gate.probe_until.set(""),
    ]
    as_read = Gate.times == known.times if known else Gate.channel.does_not_exist()
    try:
        Gate(channel.value).update(actions, condition=as_read)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
    else:
        log.metric("ChannelClosed", channel=channel.value)
    _failures[channel] = 0
    _seen.pop(channel, None)


def _open(gate: Gate) -> None:
    try:
        Gate(gate.channel).delete(Gate.times == gate.times)
    except DeleteError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
    _seen.pop(Channel(gate.channel), None)


def forget_seen() -> None:
    """Ask the table again, and count anew."""
    _seen.clear()
    _failures.clear()
