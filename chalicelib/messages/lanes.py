"""A lane is one template on its way to one person: one message at a time, and what the person granted on it.

It is taken before the call, for ten minutes. What goes next takes it over when the end of the last is known; an unknown
end leaves it taken, so that nothing more of this template goes to this person until the patient could have seen the first.
"""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.kernel import clock
from chalicelib.kernel.tables import Unit
from chalicelib.messages.models import Attempt, Lane, State

BLOCK = dt.timedelta(minutes=10)


class Taken(Exception):
    """Another message is on this lane, or its end is unknown."""


def take(unit: Unit, attempt: Attempt, template: str, now: dt.datetime, after: str | None = None) -> None:
    """Take the lane for this attempt, in the transaction that marks it. Fails with Taken.

    `after` is the attempt that took it last and whose end is known. The patient's not having switched it off is a
    condition, too. What is sent is counted now, and counted back (`free`) when it was not.
    """
    moment = clock.stamp(now)
    open_ = Lane.blocked_until.does_not_exist() | (Lane.blocked_until <= moment)
    if after:
        open_ |= Lane.last == after
    unit.update(
        Lane(attempt.recipient, template),
        [Lane.last.set(attempt.key), Lane.blocked_until.set(clock.stamp(now + BLOCK)), Lane.used.add(1)],
        condition=open_ & (Lane.off_at.does_not_exist() | (Lane.off_at <= Lane.on_at)),
        otherwise=Taken,
    )


def free(unit: Unit, attempt: Attempt, now: dt.datetime, *, empty: bool = False) -> None:
    """It surely did not go: count it back, and free the lane. `empty`: WeChat says that nothing is granted."""
    actions: list[Action] = []
    if clock.read(attempt.marked) + BLOCK > now:  # later, it may be another's
        actions.append(Lane.blocked_until.remove())
    if empty:
        zero = [Lane.by_client.set(0), Lane.by_wechat.set(0), Lane.used.set(0), Lane.zero_at.set(clock.stamp(now))]
        actions += [*zero, Lane.words.add(1)]
    else:
        actions.append(Lane.used.add(-1))
    unit.update(Lane(attempt.recipient, attempt.template), actions)


def known_end(recipient: str, template: str) -> str | None:
    """The attempt that took this lane last, if it has come to an end that is known; None when it blocks what follows."""
    lane = Lane.find(recipient, template)
    if lane is None or not lane.last or is_off(lane):
        return None
    last = Attempt.find(recipient, lane.last)
    return None if last and last.state in {State.SENDING, State.UNKNOWN} else lane.last


def free_from(lane: Lane | None, now: dt.datetime) -> dt.datetime:
    """When this lane may be taken, as far as is known now."""
    return clock.read(lane.blocked_until) if lane and lane.blocked_until else now


def left(lane: Lane) -> int:
    """How many messages the person still takes, as far as we were told; never more than WeChat knows of.

    A tap is told twice, by the mini program and by WeChat's push, and either may be lost: the larger count is the
    nearest to the truth that cannot be above it.
    """
    return max(0, max(int(lane.by_client), int(lane.by_wechat)) - int(lane.used))


def is_off(lane: Lane | None) -> bool:
    """Whether the person switched this template off and did not accept it since."""
    return lane is not None and lane.off_at > lane.on_at
