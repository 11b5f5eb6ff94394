"""Delivers facts and due items to the rooms' queues: the facts table's stream, and the agenda once a minute."""

import json

from chalice.app import DynamoDBRecord

from chalicelib.kernel import agenda, clock, log, queues
from chalicelib.kernel.facts import Fact, Told
from chalicelib.kernel.jobs import Jobs
from chalicelib.kernel.queues import Message
from chalicelib.subscriptions import AGENDA, FACTS

jobs = Jobs(__name__)


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


def _drain() -> None:
    """Every shard's due items, each queue's apart: one that cannot be sent to holds up no other."""
    now, failed = clock.now(), 0
    for shard in range(agenda.SHARDS):
        waiting: dict[str, list[tuple[agenda.Entry, agenda.Due]]] = {}
        for entry, due in agenda.due(shard, now):
            queue = AGENDA.get(due.kind)
            if queue is None:
                log.warning("agenda_unrouted", kind=due.kind)
                log.metric("AgendaUnrouted")
                continue
            waiting.setdefault(queue, []).append((entry, due))
        for queue, ready in waiting.items():
            failed += not _hand_over(queue, ready)
    if failed:
        raise queues.SendFailed(failed)


def _hand_over(queue: str, ready: list[tuple[agenda.Entry, agenda.Due]]) -> bool:
    """Send, then delete: killed in between, an item comes twice and its consumer finds the work done."""
    try:
        queues.send(queue, [Message(json.dumps({"due": due.model_dump()}, ensure_ascii=False)) for _, due in ready])
    except Exception as error:  # noqa: BLE001 - the other queues' items go on
        log.fault("agenda_not_sent", error, queue=queue)
        return False
    for entry, _ in ready:
        entry.delete()
    return True


route_facts = jobs.stream("route_facts", Told.noun, _deliver)
drain_agenda = jobs.every("drain_agenda", "rate(1 minute)", _drain)
