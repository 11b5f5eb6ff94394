"""Dead letters: messages that failed so often that they wait for somebody. Looked at, sent again, or dropped."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from chalicelib.kernel import audit, queues
from chalicelib.kernel.jobs import FIFO
from chalicelib.kernel.queues import Message
from chalicelib.kernel.tables import Unit
from infra.commands.acts import signed
from infra.lambdas import queues as consumed
from infra.stores import FAILED_FACTS, FAILED_JOBS

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

UNSEEN = 60  # seconds a message is out of sight while it is handled
NO_QUEUE = {
    FAILED_FACTS: "facts are sent again with: facts replay HOUR",
    FAILED_JOBS: "a schedule comes by itself again: drop them",
}


def add(parser: ArgumentParser) -> None:
    """The commands."""
    deeds = parser.add_subparsers(required=True)
    deeds.add_parser("list", help="every dead-letter queue and how many wait there").set_defaults(run=show_all)
    for name, run, text in (
        ("show", show, "what waits there; it stays"),
        ("redrive", redrive, "send what waits there to its queue again"),
        ("drop", drop, "delete what waits there"),
    ):
        deed = deeds.add_parser(name, help=text)
        deed.add_argument("queue", choices=[*consumed(), FAILED_FACTS, FAILED_JOBS])
        deed.add_argument("--most", type=int, default=100)
        deed.set_defaults(run=run)
        if run is not show:
            signed(deed)


def _client() -> "SQSClient":
    import boto3

    client: SQSClient = boto3.client("sqs")
    return client


def dead(queue: str) -> str:
    """The URL of what a queue gave up."""
    if queue in NO_QUEUE:
        return queues.url(queue)
    return queues.url(f"{queue.removesuffix(FIFO)}-dead{FIFO if queue.endswith(FIFO) else ''}")


def show_all(_: Namespace) -> int:
    """Each queue with its number; 1 when anything waits."""
    waiting = 0
    for queue in [*consumed(), FAILED_FACTS, FAILED_JOBS]:
        asked = _client().get_queue_attributes(QueueUrl=dead(queue), AttributeNames=["ApproximateNumberOfMessages"])
        count = int(asked["Attributes"]["ApproximateNumberOfMessages"])
        waiting += count
        print(f"{count:6} {queue}")
    return 1 if waiting else 0


def _messages(queue: str, most: int) -> Iterator["MessageTypeDef"]:
    seen = 0
    while seen < most:
        batch = _client().receive_message(
            QueueUrl=dead(queue),
            MaxNumberOfMessages=min(10, most - seen),
            VisibilityTimeout=UNSEEN,
            WaitTimeSeconds=1,
            MessageSystemAttributeNames=["All"],
        )
        if not batch.get("Messages"):
            return
        seen += len(batch["Messages"])
        yield from batch["Messages"]


def show(asked: Namespace) -> int:
    """Each message: its id, how often it came, its body (ids and codes only)."""
    taken = list(_messages(asked.queue, asked.most))
    for one in taken:
        print(one["MessageId"], f"came {one['Attributes']['ApproximateReceiveCount']} times", one["Body"], sep="\n  ")
        _client().change_message_visibility(QueueUrl=dead(asked.queue), ReceiptHandle=one["ReceiptHandle"], VisibilityTimeout=0)
    print(f"{len(taken)} shown")
    return 0


def redrive(asked: Namespace) -> int:
    """Send again, then delete: killed in between, a message is there twice, and its consumer acts once."""
    if asked.queue in NO_QUEUE:
        print(NO_QUEUE[asked.queue])
        return 1
    count = 0
    for one in _messages(asked.queue, asked.most):
        group = one["Attributes"].get("MessageGroupId", "") if asked.queue.endswith(FIFO) else ""
        queues.send(asked.queue, [Message(one["Body"], group, f"again-{one['MessageId']}" if group else "")])
        _client().delete_message(QueueUrl=dead(asked.queue), ReceiptHandle=one["ReceiptHandle"])
        count += 1
    _tell(asked, "redriven", count)
    return 0


def drop(asked: Namespace) -> int:
    """Delete."""
    count = 0
    for one in _messages(asked.queue, asked.most):
        print(one["MessageId"], one["Body"])
        _client().delete_message(QueueUrl=dead(asked.queue), ReceiptHandle=one["ReceiptHandle"])
        count += 1
    _tell(asked, "dropped", count)
    return 0


def _tell(asked: Namespace, act: str, count: int) -> None:
    with Unit() as unit:
        audit.write(unit, asked.by, f"dead_letters.{act}", f"{asked.queue}#{count}", asked.reason)
    print(f"{count} {act}")
