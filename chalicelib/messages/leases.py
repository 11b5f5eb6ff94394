"""How many messages go out in a minute, all workers together: each takes a lease of some, so that no item is hit at every send."""

import datetime as dt

from pynamodb.exceptions import UpdateError

from chalicelib.messages import settings
from chalicelib.messages.models import Lease

_held: dict[str, int] = {}  # minute → how many this process may still send


def take(now: dt.datetime) -> bool:
    """Take one send of this minute. False: the minute is given out; try in the next."""
    minute = f"{now.astimezone(dt.UTC):%Y-%m-%dT%H:%M}"
    if not _held.get(minute) and not _lease(minute, now):
        return False
    _held[minute] -= 1
    return True


def _lease(minute: str, now: dt.datetime) -> bool:
    chosen = settings.chosen()
    share = min(chosen.sends_a_lease, chosen.sends_a_minute)
    room = Lease.taken.does_not_exist() | (Lease.taken <= chosen.sends_a_minute - share)
    try:
        Lease(minute).update([Lease.taken.add(share), Lease.until.set(now + dt.timedelta(days=1))], condition=room)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    _held.clear()
    _held[minute] = share
    return True


def forget_held() -> None:
    """Let go of what this process holds."""
    _held.clear()
