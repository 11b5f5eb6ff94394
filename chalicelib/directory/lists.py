"""Reading and writing a list whole."""

import datetime as dt
import zlib
from typing import Generic, NamedTuple, TypeVar

from pydantic import TypeAdapter

from chalicelib.directory.models import Part
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.tables import LostRace, Unit

LARGEST = 340_000  # bytes of a part; DynamoDB's limit is 400 KB an item
READS = 4  # against a writer in between
_T = TypeVar("_T")


class Kept(NamedTuple, Generic[_T]):
    """A list as it is kept; version 0: never written."""

    content: _T
    version: int
    parts: int
    since: dt.datetime | None
    basis: str


def read(kind: str, adapter: TypeAdapter[_T], empty: _T, *, consistent: bool = False) -> Kept[_T]:
    """The list of that kind. A list that is just being written is read again."""
    for _ in range(READS):
        parts = list(Part.query(kind, consistent_read=consistent))
        if not parts:
            return Kept(empty, 0, 0, None, "")
        head, bodies = parts[0], parts[1:]
        if len(bodies) == head.parts and all(body.version == head.version for body in bodies):
            text = zlib.decompress(b"".join(body.body for body in bodies))
            since = clock.read(head.since) if head.since else None
            return Kept(adapter.validate_json(text), int(head.version), len(bodies), since, head.basis)
        consistent = True
    raise refusals.Busy


def write(
    kind: str, adapter: TypeAdapter[_T], before: Kept[_T], content: _T, *, since: dt.datetime | None = None, basis: str = ""
) -> None:
    """Replace the list that was read, all parts or none. Raises LostRace when somebody else did so meanwhile."""
    packed = zlib.compress(adapter.dump_json(content), 6)
    bodies = [packed[start : start + LARGEST] for start in range(0, len(packed), LARGEST)]
    version = before.version + 1
    with Unit() as unit:
        head = Part(kind, 0, version=version, parts=len(bodies), since=clock.stamp(since) if since else "", basis=basis)
        unchanged = Part.version == before.version if before.version else Part.kind.does_not_exist()
        unit.put(head, condition=unchanged, otherwise=LostRace)
        for number, body in enumerate(bodies, start=1):
            unit.put(Part(kind, number, version=version, body=body))
        for number in range(len(bodies) + 1, before.parts + 1):
            unit.delete(Part(kind, number))


def move(kind: str, before: Kept[_T], since: dt.datetime) -> None:
    """Nothing changed: remember how far was read."""
    with Unit() as unit:
        condition = Part.version == before.version
        unit.update(Part(kind, 0), [Part.since.set(clock.stamp(since))], condition=condition, otherwise=LostRace)
