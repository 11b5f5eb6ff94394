"""The inbox holds nothing for long: what its event did not get sealed is tried again each minute, then cleared away."""

import datetime as dt
import time

from chalicelib.kernel import clock, log
from chalicelib.vault import buckets, receiving, settings

FRESH = dt.timedelta(minutes=1)  # an event's own tries need that long
SECONDS = 35  # of one sweep; the rest waits for the next minute


def sweep() -> None:
    """Oldest first. One that fails holds up no other."""
    now, began = clock.now(), time.monotonic()
    longest = dt.timedelta(minutes=settings.chosen().inbox_minutes)
    for one in sorted(buckets.waiting(), key=lambda one: one.since):
        age = now - one.since
        if buckets.place(one.name) is not None and age < FRESH:
            continue
        if time.monotonic() - began > SECONDS:
            return
        try:
            (receiving.give_up if age > longest else receiving.take_in)(one.name)
        except Exception as error:  # noqa: BLE001 - the others go on, this one is tried again in a minute
            log.fault("inbox_not_swept", error)
