"""The audit log: append-only, chained by hash per actor and day, the head moved in the act's own transaction.

A hash covers the one before it, so that an entry cannot be changed or removed unseen; every night the day's
heads are signed and put into a locked bucket, so that a whole chain cannot vanish either.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.kernel import clock
from chalicelib.kernel.tables import LostRace, Table, Unit

ALGORITHM = "sha256"  # named in every entry, so that SM3 can follow
GENESIS = "0" * 64


class Entry(Table):
    """One act. Opaque ids and codes only; a reason is the staff member's own words and is not logged elsewhere."""

    noun = "audit"

    chain = UnicodeAttribute(hash_key=True)  # day#actor
    number = NumberAttribute(range_key=True)
    act = UnicodeAttribute()  # "clinic.stopped"
    subject = UnicodeAttribute()
    reason = UnicodeAttribute(default="")
    at = UnicodeAttribute()
    algorithm = UnicodeAttribute(default=ALGORITHM)
    before = UnicodeAttribute()
    hash = UnicodeAttribute()

    def computed(self) -> str:
        """The hash that this entry must carry."""
        content = [self.chain, int(self.number), self.act, self.subject, self.reason, self.at, self.algorithm, self.before]
        return hashlib.new(self.algorithm, json.dumps(content, ensure_ascii=False).encode()).hexdigest()


class Head(Table):
    """The newest entry of a chain; a day's heads stand together so that they can be anchored together."""

    noun = "audit-heads"

    day = UnicodeAttribute(hash_key=True)
    actor = UnicodeAttribute(range_key=True)
    number = NumberAttribute()
    hash = UnicodeAttribute()


def write(unit: Unit, actor: str, act: str, subject: str, reason: str = "") -> tuple[str, int]:
    """Add an entry to the act's own transaction. Two acts of one actor at once: the later is refused as Busy.

    Returns where it will stand, chain and number, for `find`.
    """
    now = clock.now()
    day = clock.local(now).date().isoformat()
    head = Head.find(day, actor)
    number = int(head.number) + 1 if head else 1
    entry = Entry(
        f"{day}#{actor}",
        number,
        act=act,
        subject=subject,
        reason=reason,
        at=clock.stamp(now),
        before=head.hash if head else GENESIS,
    )
    entry.hash = entry.computed()
    unit.put(entry, condition=Entry.chain.does_not_exist(), otherwise=LostRace)
    unchanged = Head.number == head.number if head else Head.day.does_not_exist()
    unit.put(Head(day, actor, number=number, hash=entry.hash), condition=unchanged, otherwise=LostRace)
    return str(entry.chain), number


def find(chain: str, number: int) -> Entry | None:
    """The entry at that place, as `write` told it."""
    return next(iter(Entry.query(chain, Entry.number == number, consistent_read=True)), None)


def day_heads(day: dt.date) -> list[Head]:
    """The heads of every chain of that day."""
    return list(Head.query(day.isoformat(), consistent_read=True))


def entries(day: dt.date, actor: str) -> Iterator[Entry]:
    """One chain, oldest first."""
    return Entry.query(f"{day.isoformat()}#{actor}", consistent_read=True)


def broken(day: dt.date) -> list[str]:
    """Walk every chain of a day; what is wrong, in words, empty when all is whole."""
    problems = []
    for head in day_heads(day):
        before, number = GENESIS, 0
        for entry in entries(day, head.actor):
            number += 1
            name = f"{entry.chain} no. {int(entry.number)}"
            if entry.number != number:
                problems.append(f"{name}: no. {number} is missing")
                number = int(entry.number)
            if entry.before != before:
                problems.append(f"{name}: does not follow the entry before it")
            if entry.hash != entry.computed():
                problems.append(f"{name}: was changed")
            before = entry.hash
        if (number, before) != (head.number, head.hash):
            problems.append(f"{day}#{head.actor}: the head tells no. {int(head.number)}, the chain ends at no. {number}")
    return problems
