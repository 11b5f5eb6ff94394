"""The agenda: what is due later, written in the transaction that makes it due, drained every minute into queues.

Due time and id follow from the subject, so writing an item twice is writing it once. The consumer checks
the state again: an item that is no longer wanted is let fall, never removed beforehand.
"""

import datetime as dt
from collections.abc import Iterator

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


class Entry(Table):
    """The agenda table."""

    noun = "agenda"

    shard = UnicodeAttribute(hash_key=True)  # "00" … "15"
    due_id = UnicodeAttribute(range_key=True)  # moment#id
    body = UnicodeAttribute()


def later(unit: Unit, kind: str, subject: str, due: dt.datetime, **about: str) -> None:
    """Add an item to the deed's own transaction."""
    unit.put(_entry(kind, subject, due, about))


def put_off(kind: str, subject: str, due: dt.datetime, **about: str) -> None:
    """Write an item alone: for trying again later, where no state changes."""
    _entry(kind, subject, due, about).save()


def _entry(kind: str, subject: str, due: dt.datetime, about: dict[str, str]) -> Entry:
    moment = clock.stamp(due)
    item = Due(id=ids.derived(kind, subject, moment), kind=kind, subject=subject, due=moment, about=about)
    return Entry(f"{int(item.id[-1], 36) % SHARDS:02d}", f"{moment}#{item.id}", body=item.model_dump_json())


def due(shard: int, now: dt.datetime) -> Iterator[tuple[Entry, Due]]:
    """Everything of a shard that is due by now, earliest first."""
    for entry in Entry.query(f"{shard:02d}", Entry.due_id < f"{clock.stamp(now)}#~", consistent_read=True):
        yield entry, Due.model_validate_json(entry.body)
