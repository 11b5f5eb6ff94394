"""Facts: what happened, written in the transaction that made it happen, delivered to the rooms that act on it.

A fact carries ids and codes only, never personal data. Delivery is at least once, in any order;
a consumer writes `seen` in the transaction of its effect and so acts once.
"""

import datetime as dt
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict
from pynamodb.attributes import TTLAttribute, UnicodeAttribute

from chalicelib.kernel import clock, ids
from chalicelib.kernel.tables import Table, Unit

SHARDS = 16
SEEN_DAYS = 60  # longer than any queue, stream or dead letter keeps a fact, redrives included


class Fact(BaseModel):
    """One fact as its consumers get it. `at` is when it was told; `about` holds a few more ids or codes."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    id: str
    kind: str  # "payment.paid"
    purpose: str = ""  # for facts of a room that does not know who asked: the asking room
    subject: str
    version: int
    at: str
    about: dict[str, str] = {}


class Told(Table):
    """The facts table. Its stream is what delivers; the hour's partitions are what a replay reads."""

    noun = "facts"
    streamed = True

    hour = UnicodeAttribute(hash_key=True)  # 2026-11-21T08#07: UTC hour and shard
    id = UnicodeAttribute(range_key=True)
    body = UnicodeAttribute()


class Seen(Table):
    """That a consumer has acted on a fact (or on a due agenda item)."""

    noun = "seen"

    key = UnicodeAttribute(hash_key=True)  # consumer#fact id
    at = UnicodeAttribute()
    until = TTLAttribute()


class AlreadySeen(Exception):
    """This consumer has acted on this fact before; there is nothing to do."""


def tell(unit: Unit, kind: str, subject: str, version: int, /, *, purpose: str = "", **about: str) -> Fact:
    """Add a fact to the deed's own transaction. Its id follows from kind, subject and version."""
    now = clock.now()
    fact = Fact(
        id=ids.derived(kind, subject, str(version)),
        kind=kind,
        purpose=purpose,
        subject=subject,
        version=version,
        at=clock.stamp(now),
        about=about,
    )
    unit.put(Told(_partition(now, int(fact.id[-1], 36) % SHARDS), fact.id, body=fact.model_dump_json()))
    return fact


def once(unit: Unit, consumer: str, message_id: str) -> None:
    """Make the deed's transaction fail with AlreadySeen when this consumer has acted on that message before."""
    now = clock.now()
    seen = Seen(f"{consumer}#{message_id}", at=clock.stamp(now), until=dt.timedelta(days=SEEN_DAYS))
    unit.put(seen, condition=Seen.key.does_not_exist(), otherwise=AlreadySeen)


def of_hour(moment: dt.datetime) -> Iterator[Fact]:
    """Every fact told in the UTC hour of that moment, in no order: for replays and for measuring."""
    for shard in range(SHARDS):
        for told in Told.query(_partition(moment, shard)):
            yield Fact.model_validate_json(told.body)


def _partition(moment: dt.datetime, shard: int) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H}#{shard:02d}"
