"""Delivers facts and due items to the rooms' queues: the facts table's stream, and the agenda once a minute."""

import datetime as dt
import json
import time
from collections.abc import Sequence

from chalice.app import DynamoDBRecord

from chalicelib.kernel import agenda, clock, log, queues
from chalicelib.kernel.facts import Fact, Told
from chalicelib.kernel.jobs import Jobs
from chalicelib.kernel.queues import Message
from chalicelib.subscriptions import AGENDA, FACTS

jobs = Jobs(__name__)

LASTS = 50  # seconds of a run: less than the minute until the next
TOGETHER = 250  # items handed over at a time
Ready = list[tuple[agenda.Entry, agenda.Due]]


class Unrouted(LookupError):
    """A kind that subscriptions.py does not know: a fault of ours, kept in the stream's on-failure queue."""


def route(fact: Fact) -> None:
    """Send a fact to every queue whose room acts on it. Twice is harmless: consumers act once."""
    try:
        destinations = FACTS[fact.kind, fact.purpose]
    except KeyError:
        raise Unrouted(fact.kind) from None
    for queue in destinations:
        queues.send(queue, [Message(json.dumps({"fact": fact.model_dump()}, ensure_ascii=False))])


def _deliver(record: DynamoDBRecord) -> None:
    if record.event_name == "INSERT":
        told = Told()
        told.deserialize(record.new_image)
        route(Fact.model_validate_json(told.body))


def drain(now: dt.datetime, shards: Sequence[int] = range(agenda.SHARDS)) -> None:
    """Every shard's due items, each queue's apart: one that cannot be sent to holds up no other.

    What a run does not come to is the next one's: two at once would hand things over twice.
    """
    failed, ends = 0, time.monotonic() + LASTS
    for shard in (*shards[now.minute % len(shards) :], *shards[: now.minute % len(shards)]):  # none always the last
        waiting: dict[str, Ready] = {}
        for entry, due in agenda.due(shard, now):
            queue = AGENDA.get(due.kind)
            if queue is None:
                log.warning("agenda_unrouted", kind=due.kind)
                log.metric("AgendaUnrouted")
                continue
            ready = waiting.setdefault(queue, [])
            ready.append((entry, due))
            if len(ready) == TOGETHER:
                failed += not _hand_over(queue, waiting.pop(queue), now)
            if time.monotonic() > ends:
                log.warning("agenda_continues", shard=shard)
                break
        failed += sum(not _hand_over(queue, ready, now) for queue, ready in waiting.items())
    if failed:
        raise queues.SendFailed(failed)


def _hand_over(queue: str, ready: Ready, now: dt.datetime) -> bool:
    """Send, then settle: killed in between, an item comes twice and its consumer finds the work done."""
    handed = list(agenda.handed_over(ready, now))
    try:
        queues.send(queue, [_message(due) for _, due in handed])
    except Exception as error:  # noqa: BLE001 - the other queues' items go on
        log.fault("agenda_not_sent", error, queue=queue)
        return False
    agenda.settle(handed)
    return True


def _message(due: agenda.Due) -> Message:
    return Message(
        json.dumps({"due": due.model_dump()}, ensure_ascii=False), due.group, f"{due.id}{due.due}" if due.group else ""
    )


route_facts = jobs.stream("route_facts", Told.noun, _deliver)
drain_agenda = jobs.every("drain_agenda", "rate(1 minute)", lambda: drain(clock.now()))
