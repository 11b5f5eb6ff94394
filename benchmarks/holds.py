"""Holds through HTTP beside bare holds: the very items that a hold writes, and its one read, sent by pynamodb alone."""

import contextlib
import copy
import json
import uuid
from collections import Counter
from typing import Any
from unittest import mock

from pynamodb.connection import Connection

from benchmarks import load, stage
from benchmarks.load import Call, Rate, Share
from chalicelib.registration import booking, refused
from chalicelib.registration.models import Segment
from sandbox.world import World
from tests.registration import people
from tests.registration.people import Person

NUMBERS = 20  # of each segment
Hold = tuple[Person, Segment]


def measure(world: World, size: int) -> dict[str, Rate]:
    """Ours, and the floor."""
    holds = [(person, people.segment(NUMBERS)) for person in stage.crowd(2 * size)]
    bare = [_bare(hold) for hold in holds[:size]]
    ours = [(world.url("app"), _call(hold)) for hold in holds[size:]]
    return {"floor": load.run(send_bare, bare), "ours": load.run(load.requests, ours)}


def _call(hold: Hold) -> Call:
    person, segment = hold
    headers = stage.token(person) | {"Idempotency-Key": uuid.uuid4().hex}
    body = json.dumps({"patient": person.patient}).encode()
    return Call("POST", f"/clinics/{segment.clinic}/segments/{segment.id}/registrations", headers, body)


def recorded(hold: Hold) -> dict[str, Any]:
    """What one hold sends to DynamoDB as its transaction. The hold is made, then undone by nobody: take another for the load."""
    sent: list[dict[str, Any]] = []
    with mock.patch.object(Connection, "transact_write_items", lambda _self, **items: sent.append(items)):
        booking.hold(hold[0].me, hold[0].wish, hold[1].clinic, hold[1].id, people.request(hold[0]))
    return sent[0]


def _bare(hold: Hold) -> tuple[str, str, dict[str, Any]]:
    """Key of the segment to read, and the transaction to send."""
    return hold[1].day, hold[1].own, recorded(hold)


def send_bare(share: Share) -> Counter[str]:
    """Read and write with pynamodb, nothing else."""
    from chalicelib.kernel.tables import connection

    for day, own, items in share:
        Segment.get(day, own, consistent_read=True)
        connection().transact_write_items(**copy.copy(items))
    return Counter(sent=len(share))


def cost() -> dict[str, object]:
    """Items, reads and writes of one hold and of one refusal at a sold-out segment, counted at the wire."""
    from chalicelib.kernel.tables import connection

    counted: Counter[str] = Counter()

    def count(params: dict[str, Any], model: Any, **_: object) -> None:
        body = json.loads(params["body"])
        counted[model.name] += 1
        counted["items"] += len(body.get("TransactItems", []))

    connection().client.meta.events.register("before-call.dynamodb", count)
    person, segment = people.somebody(), people.segment(1)
    settled = people.somebody(), people.segment(1)
    booking.hold(settled[0].me, settled[0].wish, settled[1].clinic, settled[1].id, people.request(settled[0]))
    counted.clear()
    booking.hold(person.me, person.wish, segment.clinic, segment.id, people.request(person))
    hold = dict(counted)
    counted.clear()
    other = people.somebody()
    counted.clear()
    with contextlib.suppress(refused.SegmentFull):
        booking.hold(other.me, other.wish, segment.clinic, segment.id, people.request(other))
    return {"hold": hold, "refusal": dict(counted)}
