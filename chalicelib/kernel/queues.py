"""Sending to queues. A queue is named by the room that consumes it; its URL is the deployment's prefix and that name."""

import functools
import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.kernel import aws
from chalicelib.kernel.settings import deployment

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

BATCH = 10  # of SQS


class SendFailed(RuntimeError):
    """Some messages were not taken by the queue."""


class Message(NamedTuple):
    """A body, and for FIFO queues the group that keeps its order and the id that drops a repetition."""

    body: str
    group: str = ""
    deduplication: str = ""


@functools.cache
def _client() -> "SQSClient":
    import boto3

    client: SQSClient = boto3.client("sqs", config=aws.limits())
    return client


def url(queue: str) -> str:
    """Where a queue is."""
    return deployment().queues + queue


def send(queue: str, messages: Iterable[Message]) -> None:
    """Send all. Raises SendFailed when any was not taken: the caller comes again, the consumers act once."""
    for batch in _batched(messages):
        answer = _client().send_message_batch(QueueUrl=url(queue), Entries=[_entry(n, m) for n, m in enumerate(batch)])
        if answer.get("Failed"):
            msg = f"{len(answer['Failed'])} of {len(batch)} messages to {queue}"
            raise SendFailed(msg)


def _batched(messages: Iterable[Message]) -> Iterable[tuple[Message, ...]]:
    left = iter(messages)
    while batch := tuple(itertools.islice(left, BATCH)):
        yield batch


def _entry(number: int, message: Message) -> "SendMessageBatchRequestEntryTypeDef":
    entry: SendMessageBatchRequestEntryTypeDef = {"Id": str(number), "MessageBody": message.body}
    if message.group:
        entry |= {"MessageGroupId": message.group, "MessageDeduplicationId": message.deduplication}
    return entry
