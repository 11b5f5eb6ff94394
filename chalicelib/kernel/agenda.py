"""The agenda: what is due later, written in the transaction that makes it due, drained every minute into queues.

Due time and id follow from the subject, so writing an item twice is writing it once. The consumer checks
the state again: an item that is no longer wanted is let fall, never removed beforehand.

An item that comes `again` is not deleted when it is handed over but put off by so many seconds, so that a message lost
from a queue delays and loses nothing; its consumer drops it when the work is done.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict
from pynamodb.attributes import UnicodeAttribute

from chalicelib.kernel import clock, ids
from chalicelib.kernel.tables import Table, Unit

SHARDS = 16


class Due(BaseModel):
    """One due item as its consumer gets it."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    id: str
    kind: str  # "registration.hold_expires"
    subject: str
    due: str
    about: dict[str, str] = {}
    group: str = ""  # of a FIFO queue
    again: int = 0  # seconds


class Entry(Table):
    """The agenda table."""

    noun = "agenda"

    shard = UnicodeAttribute(hash_key=True)  # "00" … "15"
    due_id = UnicodeAttribute(range_key=True)  # moment#id
    body = UnicodeAttribute()


def later(unit: Unit, kind: str, subject: str, due: dt.datetime, *, group: str = "", again: int = 0, **about: str) -> None:
    """Add an item to the deed's own transaction."""
    unit.put(_entry(item(kind, subject, due, about, group=group, again=again)))


def put_off(kind: str, subject: str, due: dt.datetime, **about: str) -> None:
    """Write an item alone: for trying again later, where no state changes."""
    _entry(item(kind, subject, due, about)).save()


def item(
    kind: str, subject: str, due: dt.datetime, about: dict[str, str] | None = None, *, group: str = "", again: int = 0
) -> Due:
    """The item, worked out: as it was written, or is to be."""
    moment = clock.stamp(due)
    return Due(
        id=ids.derived(kind, subject, moment), kind=kind, subject=subject, due=moment, about=about or {}, group=group, again=again
    )


def drop(item: Due) -> None:
    """The work is done: it need not come again."""
    _entry(item).delete()


def handed_over(items: Iterable[tuple[Entry, Due]], now: dt.datetime) -> Iterator[tuple[Entry, Due]]:
    """Each with what its consumer gets: itself, or where it comes again, itself as it will stand in the agenda."""
    for entry, one in items:
        again = clock.stamp(now + dt.timedelta(seconds=one.again))
        yield entry, one.model_copy(update={"due": again}) if one.again else one


def settle(items: Iterable[tuple[Entry, Due]]) -> None:
    """What was handed over leaves the agenda, or stands in it later."""
    with Entry.batch_write() as batch:
        for entry, one in items:
            if one.again:
                batch.save(_entry(one))
            batch.delete(entry)


def _entry(item: Due) -> Entry:
    return Entry(
        f"{int(item.id[-1], 36) % SHARDS:02d}", f"{item.due}#{item.id}", body=item.model_dump_json(exclude_defaults=True)
    )


def due(shard: int, now: dt.datetime) -> Iterator[tuple[Entry, Due]]:
    """Everything of a shard that is due by now, earliest first."""
    for entry in Entry.query(f"{shard:02d}", Entry.due_id < f"{clock.stamp(now)}#~", consistent_read=True):
        yield entry, Due.model_validate_json(entry.body)
