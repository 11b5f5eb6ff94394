"""A lane is one template on its way to one person: one message at a time, and what the person granted on it.

It is taken before the call, for ten minutes. A known end frees it; an unknown one leaves it taken, so that nothing
more of this template goes to this person until the patient could have seen the first.
"""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.kernel import clock
from chalicelib.kernel.tables import Unit
from chalicelib.messages.models import Attempt, Lane

BLOCK = dt.timedelta(minutes=10)


class Taken(Exception):
    """Another message is on this lane, or its end is unknown."""


def take(unit: Unit, attempt: Attempt, template: str, now: dt.datetime) -> None:
    """Take the lane for this attempt, in the transaction that marks it. Fails with Taken."""
    unit.update(
        Lane(attempt.recipient, template),
        [Lane.last.set(attempt.key), Lane.blocked_until.set(clock.stamp(now + BLOCK))],
        condition=Lane.blocked_until.does_not_exist() | (Lane.blocked_until <= clock.stamp(now)),
        otherwise=Taken,
    )


def free(unit: Unit, attempt: Attempt, now: dt.datetime, *, used: bool = False, empty: bool = False) -> None:
    """The end of this attempt is known: count it, and free the lane. `empty`: WeChat says that nothing is granted."""
    actions: list[Action] = []
    if clock.read(attempt.marked) + BLOCK > now:  # later, it may be another's
        actions.append(Lane.blocked_until.remove())
    if used:
        actions.append(Lane.used.add(1))
    if empty:
        zero = [Lane.by_client.set(0), Lane.by_wechat.set(0), Lane.used.set(0), Lane.zero_at.set(clock.stamp(now))]
        actions += [*zero, Lane.words.add(1)]
    if actions:
        unit.update(Lane(attempt.recipient, attempt.template), actions)


def free_from(recipient: str, template: str, now: dt.datetime) -> dt.datetime:
    """When this lane may be taken, as far as is known now."""
    lane = Lane.find(recipient, template)
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
