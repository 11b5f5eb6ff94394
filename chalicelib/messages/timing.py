"""When a message may go, when it is tried again, and which visit is near. Pure: moments in, moments out."""

import datetime as dt
import random

from chalicelib.kernel import clock
from chalicelib.messages.models import Attempt
from chalicelib.messages.settings import MessagesSettings

LONGEST_BACK_OFF = dt.timedelta(hours=1)
SHORTEST_WAIT, LONGEST_WAIT = dt.timedelta(minutes=1), dt.timedelta(minutes=15)
_random = random.SystemRandom()


def quiet_until(now: dt.datetime, chosen: MessagesSettings) -> dt.datetime | None:
    """When the quiet hours that run now are over; None outside them."""
    local, start, end = clock.local(now), chosen.quiet_from, chosen.quiet_until
    late, early = local.hour >= start, local.hour < end
    if not ((late or early) if start > end else (late and early)):
        return None
    day = local.date() if early else local.date() + dt.timedelta(days=1)
    return clock.at(day, end)


def back_off(tries: int, now: dt.datetime) -> dt.datetime:
    """When to try again after that many tries: 1, 2, 4 … minutes, an hour at most, with jitter so that not all come at once."""
    pause = min(dt.timedelta(minutes=2 ** min(tries - 1, 10)), LONGEST_BACK_OFF)
    return now + pause * _random.uniform(0.75, 1.25)


def next_morning(now: dt.datetime, chosen: MessagesSettings) -> dt.datetime:
    """When the quiet hours of the coming night are over."""
    return clock.at(clock.local(now).date() + dt.timedelta(days=1), chosen.quiet_until)


def while_away(opens: dt.datetime, attempt: Attempt, now: dt.datetime) -> dt.datetime:
    """When to try again while the channel is closed: not before it opens, and rarer the longer the message waits."""
    waited = now - clock.read(attempt.key.split("#")[0])
    pause = min(max(waited, SHORTEST_WAIT), LONGEST_WAIT)
    return max(opens, now + pause * _random.uniform(0.75, 1.25))


def is_near(day: dt.date, now: dt.datetime, chosen: MessagesSettings) -> bool:
    """Whether that day is today or so close that one channel is not enough for urgent news."""
    return 0 <= (day - clock.local(now).date()).days <= chosen.near_days
