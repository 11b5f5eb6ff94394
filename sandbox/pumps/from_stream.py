"""From a table's stream into a Lambda: each shard in order, parents first, every record until it is done or given up."""

import base64
import datetime as dt
import json
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from sandbox.pumps.checkpoints import Checkpoints
from sandbox.pumps.environments import FunctionFailed, Invoke
from sandbox.pumps.kept import Keep, keep
from sandbox.pumps.packaged import Trigger

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodbstreams import DynamoDBStreamsClient

    Clients = tuple[DynamoDBClient, DynamoDBStreamsClient]

IDLE, PAUSE, LONGEST_PAUSE = 0.1, 0.1, 5.0  # seconds
Records = list[dict[str, Any]]


class StreamPump:
    """Reads one table's stream for one Lambda."""

    def __init__(
        self,
        trigger: Trigger,
        clients: "Clients",
        table: str,
        invoke: Invoke,
        checkpoints: Checkpoints,
        *,
        keep: Keep = keep,
        pause: float = PAUSE,
    ) -> None:
        """Nothing runs yet."""
        self._keep, self._pause = keep, pause
        self._trigger, self._table, self._invoke, self._checkpoints = trigger, table, invoke, checkpoints
        self._tables, self._streams = clients
        self._iterators: dict[str, str | None] = {}
        self._stopping = threading.Event()

    def run(self, stopping: threading.Event) -> None:
        """Until told to stop."""
        self._stopping = stopping
        while not stopping.is_set():
            try:
                moved = self.pump()
            except (BotoCoreError, ClientError):  # the engine is away, or an iterator grew old: begin again at the checkpoints
                self._iterators.clear()
                moved = 0
            if not moved:
                stopping.wait(IDLE)

    def pump(self) -> int:
        """Read every shard once; how many records there were."""
        arn = self._tables.describe_table(TableName=self._table)["Table"]["LatestStreamArn"]
        return sum(self._read(arn, shard) for shard in self._shards(arn))

    def _shards(self, arn: str) -> Iterator[str]:
        """Parents before their children: they are told in the order in which they were made."""
        start: dict[str, str] = {}
        while True:
            told = self._streams.describe_stream(StreamArn=arn, **start)["StreamDescription"]  # type: ignore[arg-type]
            yield from (shard["ShardId"] for shard in told["Shards"])
            if "LastEvaluatedShardId" not in told:
                return
            start = {"ExclusiveStartShardId": told["LastEvaluatedShardId"]}

    def _read(self, arn: str, shard: str) -> int:
        name, count = f"{self._trigger.name}#{arn}#{shard}", 0
        if name not in self._iterators:
            self._iterators[name] = self._from_checkpoint(arn, shard, name)
        while iterator := self._iterators[name]:
            answer = self._streams.get_records(ShardIterator=iterator, Limit=self._trigger.batch)
            records: Records = [_plain(arn, record) for record in answer["Records"]]
            self._deliver(name, records)
            self._iterators[name] = answer.get("NextShardIterator")
            count += len(records)
            if not records or self._stopping.is_set():
                break
        return count

    def _from_checkpoint(self, arn: str, shard: str, name: str) -> str:
        number = self._checkpoints.of(name)
        place: dict[str, Any] = {"ShardIteratorType": "TRIM_HORIZON"}
        if number:
            place = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": number}
        return self._streams.get_shard_iterator(StreamArn=arn, ShardId=shard, **place)["ShardIterator"]

    def _deliver(self, name: str, records: Records) -> None:
        """Until all of them are done or given up, in order; raises Stopped when told to stop before."""
        left, failures = records, 0
        size = len(left)
        while left:
            done = self._done(left[:size])
            if done:
                self._checkpoints.move(name, _number(left[done - 1]))
                left, failures, size = left[done:], 0, len(left) - done
                continue
            failures += 1
            if self._trigger.bisects and size > 1:
                size = (size + 1) // 2
            elif failures > self._trigger.tries:
                self._give_up(name, left[:size])
                left, failures, size = left[size:], 0, len(left) - size
            if self._stopping.wait(min(LONGEST_PAUSE, self._pause * 2**failures)):
                raise Stopped

    def _done(self, records: Records) -> int:
        """How many of them, from the first on, the Lambda has finished."""
        try:
            answer = self._invoke(self._trigger, {"Records": records})
        except FunctionFailed:
            return 0
        failures = (answer or {}).get("batchItemFailures") if self._trigger.reports else None
        if not failures:
            return len(records)
        numbers = [_number(record) for record in records]
        failed = [failure.get("itemIdentifier") for failure in failures]
        return min(numbers.index(one) if one in numbers else 0 for one in failed)

    def _give_up(self, name: str, records: Records) -> None:
        """Tell the on-failure queue which records these were, as AWS does, without their content; then go on."""
        arn, shard = name.split("#")[1:]
        batch = {
            "shardId": shard,
            "startSequenceNumber": _number(records[0]),
            "endSequenceNumber": _number(records[-1]),
            "batchSize": len(records),
            "streamArn": arn,
        }
        why = {"functionArn": self._trigger.name, "condition": "RetryAttemptsExhausted"}
        self._keep(self._trigger.on_failure, {"requestContext": why, "DDBStreamBatchInfo": batch})
        self._checkpoints.move(name, _number(records[-1]))


class Stopped(Exception):
    """Told to stop with work left: it begins again at the checkpoint."""


def _number(record: dict[str, Any]) -> str:
    return str(record["dynamodb"]["SequenceNumber"])


def _plain(arn: str, record: Any) -> dict[str, Any]:
    """A record as a Lambda gets it: JSON, moments as numbers, bytes in base64."""
    return {**json.loads(json.dumps(record, default=_json)), "eventSourceARN": arn}


def _json(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.timestamp()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value).__name__)
