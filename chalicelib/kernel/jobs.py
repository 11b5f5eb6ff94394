"""Jobs: what runs without a request. Queues of facts and due items, streams, schedules.

A room says what it acts on, and makes one Lambda of it:

    jobs = Jobs(__name__)

    @jobs.on("payment.paid", purpose="registration")
    def confirm(fact: Fact) -> None: ...

    @jobs.due("registration.hold_expires")
    def expire(due: Due) -> None: ...

    registration_queue = jobs.queue("registration")

A handler returns when the work is done (or was done before: AlreadySeen) and raises when it is to come again.
A message that cannot be read or keeps failing ends in the queue's dead-letter queue, unseen by the others.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

from chalice.app import Blueprint, CloudWatchEvent, DynamoDBEvent, DynamoDBRecord, SQSEvent

from chalicelib.kernel import log, refusals
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.facts import AlreadySeen, Fact
from chalicelib.kernel.settings import deployment

FIFO = ".fifo"
BATCH = 10


class Unconsumed(LookupError):
    """A message of a kind that no handler of this queue acts on: for the dead-letter queue."""


class Failed(NamedTuple):
    """What AWS comes again with."""

    itemIdentifier: str  # noqa: N815 - AWS's name


Handler = Callable[[Any], None]
Failures = dict[str, list[dict[str, str]]]


class Jobs(Blueprint):
    """A room's jobs. The Blueprint of its Lambdas, whose handlers stand alone: nothing is configured in app.py."""

    def __init__(self, module: str) -> None:
        """Name the module, as `Jobs(__name__)`."""
        super().__init__(module)
        self.module = module
        self.facts: dict[tuple[str, str], Handler] = {}
        self.dues: dict[str, Handler] = {}
        self.plain: Handler | None = None

    def on(self, kind: str, purpose: str = "") -> Callable[[Callable[[Fact], None]], Callable[[Fact], None]]:
        """Act on facts of that kind (and purpose)."""

        def remember(handler: Callable[[Fact], None]) -> Callable[[Fact], None]:
            self.facts[kind, purpose] = handler
            return handler

        return remember

    def due(self, kind: str) -> Callable[[Callable[[Due], None]], Callable[[Due], None]]:
        """Act on due agenda items of that kind."""

        def remember(handler: Callable[[Due], None]) -> Callable[[Due], None]:
            self.dues[kind] = handler
            return handler

        return remember

    def body(self, handler: Callable[[str], None]) -> Callable[[str], None]:
        """Act on messages that are neither facts nor due items (a queue of the room's own making)."""
        self.plain = handler
        return handler

    def queue(self, queue: str, *, at_once: int = 2) -> Any:
        """The Lambda that consumes a queue, `<module's last two names>` with `_queue`. At most `at_once` run at a time."""

        def consume(event: SQSEvent) -> Failures:
            return _batch(queue, [record.to_dict() for record in event], self._act)

        consume.__name__ = queue.removesuffix(FIFO).replace("-", "_") + "_queue"
        return self.on_sqs_message(
            queue=queue,
            name=consume.__name__,
            batch_size=BATCH,
            maximum_concurrency=max(2, at_once),
        )(consume)

    def stream(self, name: str, table: str, handler: Callable[[DynamoDBRecord], None]) -> Any:
        """The Lambda that reads a table's stream; the real ARN comes from the packaged template."""

        def consume(event: DynamoDBEvent) -> Failures:
            with _running(name):
                for record in event:
                    number = record.sequence_number
                    if not _done(partial(handler, record), name, number):
                        return {"batchItemFailures": [Failed(number)._asdict()]}  # the rest comes again, in order
            return {"batchItemFailures": []}

        consume.__name__ = name
        arn = f"arn:aws:dynamodb:::table/{table}/stream/overwritten-when-packaged"
        return self.on_dynamodb_record(stream_arn=arn, name=name, batch_size=100, starting_position="TRIM_HORIZON")(consume)

    def every(self, name: str, expression: str, handler: Callable[[], None]) -> Any:
        """The Lambda that runs on a schedule, `rate(1 minute)` or `cron(…)` in UTC. What it raises is retried by AWS, then kept."""

        def consume(_event: CloudWatchEvent) -> None:
            with _running(name):
                handler()

        consume.__name__ = name
        return self.schedule(expression, name=name)(consume)

    def event(self, name: str, pattern: dict[str, Any], handler: Callable[[dict[str, Any]], None]) -> Any:
        """The Lambda that EventBridge wakes with events of that pattern; the handler gets the event's detail.

        What it raises is retried by AWS, then kept. The packaged template may narrow the pattern (infra/merge.py).
        """

        def consume(event: CloudWatchEvent) -> None:
            with _running(name):
                handler(event.detail)

        consume.__name__ = name
        return self.on_cw_event(pattern, name=name)(consume)

    def function(self, name: str, handler: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
        """The Lambda that another of ours invokes by name and whose answer it waits for."""

        def answer(event: dict[str, Any], _context: object) -> dict[str, Any]:
            with _running(name):
                return handler(event)

        answer.__name__ = name
        return self.lambda_function(name=name)(answer)

    def _act(self, record: dict[str, Any]) -> None:
        try:
            message = json.loads(record["body"])
        except ValueError:
            message = {}
        if "fact" in message:
            fact = Fact.model_validate(message["fact"])
            handler = self.facts.get((fact.kind, fact.purpose))
            subject: Fact | Due | str = fact
        elif "due" in message:
            due = Due.model_validate(message["due"])
            handler, subject = self.dues.get(due.kind), due
        else:
            handler, subject = self.plain, record["body"]
        if handler is None:
            raise Unconsumed
        handler(subject)


@contextmanager
def _running(name: str) -> Iterator[None]:
    deployment()  # a missing setting stops the job before it touches anything
    with log.about(job=name):
        yield


def _batch(queue: str, records: list[dict[str, Any]], act: Callable[[dict[str, Any]], None]) -> Failures:
    """Act on each; name those that are to come again. A FIFO group stops at its first failure, the other groups go on."""
    failed: list[dict[str, str]] = []
    stopped: set[str] = set()
    with _running(queue):
        for record in records:
            group = record.get("attributes", {}).get("MessageGroupId", "") if queue.endswith(FIFO) else ""
            if group and group in stopped:
                failed.append(Failed(record["messageId"])._asdict())
            elif not _done(partial(act, record), queue, record["messageId"]):
                failed.append(Failed(record["messageId"])._asdict())
                stopped.add(group)
    return {"batchItemFailures": failed}


def _done(act: Callable[[], None], name: str, message: str) -> bool:
    with log.about(message=message):
        try:
            act()
        except AlreadySeen:
            return True
        except refusals.Refusal as refusal:
            log.warning("job_refused", code=refusal.code)
            return False
        except Exception as error:  # noqa: BLE001 - whatever it is, this message comes again and the others go on
            log.fault("job_failed", error)
            log.metric("JobFailed", job=name)
            return False
    return True
