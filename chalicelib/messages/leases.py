"""How many messages go out in a minute, all workers together: each takes a lease of some, so that no item is hit at every send.

When a minute is given out, a place in a later one is kept for the message, so that it is put off once and not every
minute anew. A tenth of each minute is for urgent news alone.
"""

import datetime as dt
import math

from pynamodb.exceptions import UpdateError

from chalicelib.messages import settings
from chalicelib.messages.models import Lease

MINUTE = dt.timedelta(minutes=1)
URGENT = 0.1
KEEPS = dt.timedelta(minutes=10)  # a place that was kept may be used so long afterwards
AHEAD = 24 * 60  # minutes looked at: a day

_held: dict[str, int] = {}  # minute -> how many this process may still send in it
_full: set[str] = set()  # minutes that are given out


def name(moment: dt.datetime) -> str:
    """The minute of that moment."""
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M}"


def take(now: dt.datetime, *, urgent: bool = False, slot: str = "") -> bool:
    """Take one send of this minute. False: the minute is given out. `slot`: the minute that was kept for it before."""
    if slot and name(now - KEEPS) <= slot <= name(now):
        return True
    return _take(name(now), now, urgent=urgent)


def keep(since: dt.datetime, *, urgent: bool = False) -> tuple[dt.datetime, str]:
    """Keep a place in the first minute from that moment on that has one: its beginning, or that moment, and its name."""
    for ahead in range(AHEAD):
        moment = since + ahead * MINUTE
        if _take(name(moment), moment, urgent=urgent):
            return (moment.replace(second=0, microsecond=0) if ahead else since), name(moment)
    return since + AHEAD * MINUTE, ""


def _take(minute: str, moment: dt.datetime, *, urgent: bool) -> bool:
    if not _held.get(minute) and not _lease(minute, moment, urgent=urgent):
        return False
    _held[minute] -= 1
    return True


def _lease(minute: str, moment: dt.datetime, *, urgent: bool) -> bool:
    if minute in _full and not urgent:
        return False
    chosen = settings.chosen()
    most = chosen.sends_a_minute if urgent else math.ceil(chosen.sends_a_minute * (1 - URGENT))
    share = min(chosen.sends_a_lease, most)
    room = Lease.taken.does_not_exist() | (Lease.taken <= most - share)
    try:
        Lease(minute).update([Lease.taken.add(share), Lease.until.set(moment + dt.timedelta(days=1))], condition=room)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        _full.add(minute)
        return False
    for past in [one for one in _held if one < name(moment - AHEAD * MINUTE)]:
        del _held[past]
    _full.difference_update({one for one in _full if one < name(moment - AHEAD * MINUTE)})
    _held[minute] = share
    return True


def forget_held() -> None:
    """Let go of what this process holds."""
    _held.clear()
    _full.clear()
