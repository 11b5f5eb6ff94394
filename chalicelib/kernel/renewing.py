"""Keyed hashes written anew under the current lookup key: table by table, page by page; killed anywhere, it goes on where it stood.

While two keys are in force everything is found under both and written under both, so nothing waits for this. A room says what
it holds (`Source`): the items that still have the text in seals, how one of them gets its entry under the current key, and where
the entries lie. What lies under another key is taken away (`sweep`) only when that key is no longer in force.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.kernel import refusals, sealing
from chalicelib.kernel.tables import Table

PAGE = 100  # items between two notes of the place


class Renewal(Table):
    """How far the walk through one table has come for one key."""

    noun = "lookup-renewals"

    key = UnicodeAttribute(hash_key=True)  # id of the key#table
    place = UnicodeAttribute(default="")  # of the walk, JSON; empty at its beginning
    seen = NumberAttribute(default=0)
    written = NumberAttribute(default=0)
    done = BooleanAttribute(default=False)


class Source(NamedTuple):
    """What a room has under keyed hashes."""

    items: type[Table]
    renew: Callable[[Any], bool]  # one item's entry, if it has none under the current key; whether it was written
    entries: type[Table]
    hash_of: Callable[[Any], str]  # an entry's keyed hash; empty for one that has none


class NotRenewed(refusals.Conflict):
    """Two keys are in force, or the walk has not come to its end."""

    code, message = "lookup_not_renewed", "renew first, until everything is done, and leave the current key alone in lookup-keys"


def renew(source: Source, most: int) -> Renewal:
    """Walk on through at most so many items (a page more or less); how far it has come."""
    at = _renewal(source)
    while not at.done and most > 0:
        most -= PAGE
        page = source.items.scan(
            limit=PAGE, page_size=PAGE, consistent_read=True, last_evaluated_key=json.loads(at.place) if at.place else None
        )
        written = [source.renew(one) for one in page]
        at.seen, at.written = int(at.seen) + len(written), int(at.written) + sum(written)
        at.done = page.last_evaluated_key is None
        at.place = json.dumps(page.last_evaluated_key) if page.last_evaluated_key else ""
        at.save()
    return at


def stand(source: Source) -> tuple[Renewal, dict[str, int]]:
    """How far the walk has come, and how many entries lie under which key."""
    counted: dict[str, int] = {}
    for one in _hashed(source):
        key = sealing.key_of(source.hash_of(one))
        counted[key] = counted.get(key, 0) + 1
    return _renewal(source), counted


def sweep(source: Source) -> int:
    """Take away what lies under keys that are no longer in force; how many. Raises NotRenewed."""
    in_force = sealing.keys_in_force()
    if len(in_force) > 1 or not _renewal(source).done:
        raise NotRenewed
    old = [one for one in _hashed(source) if sealing.key_of(source.hash_of(one)) not in in_force]
    for one in old:
        one.delete()
    return len(old)


def _renewal(source: Source) -> Renewal:
    key = f"{sealing.keys_in_force()[0]}#{source.items.noun}"
    return Renewal.find(key) or Renewal(key)


def _hashed(source: Source) -> Iterator[Any]:
    return (one for one in source.entries.scan(consistent_read=True) if source.hash_of(one))
