"""Every record of a stream reaches its handler; the checkpoint follows the handler and never runs ahead of it."""

import os
import uuid

import boto3
import pytest

from infra.lambdas import Kind
from sandbox.pumps.checkpoints import Checkpoints
from sandbox.pumps.environments import FunctionFailed
from sandbox.pumps.from_stream import StreamPump
from sandbox.pumps.packaged import Trigger

TRIGGER = Trigger(
    "reader", Kind.STREAM, "nowhere", "things", batch=100, reports=True, bisects=True, tries=3, on_failure="given-up"
)


@pytest.fixture
def stream(world, tmp_path):
    """A streamed table: put(), pump(invoke), and what was given up: kept."""
    return Stream(tmp_path / "checkpoints.sqlite")


class Stream:
    def __init__(self, path):
        where = {"endpoint_url": os.environ["AWS_ENDPOINT_URL_DYNAMODB"]}
        self.clients = (boto3.client("dynamodb", **where), boto3.client("dynamodbstreams", **where))
        self.table, self.path, self.kept = f"t{uuid.uuid4().hex}", path, []
        self.clients[0].create_table(
            TableName=self.table,
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
        )

    def put(self, *names):
        for name in names:
            self.clients[0].put_item(TableName=self.table, Item={"id": {"S": name}, "b": {"B": b"\xff"}})

    def pump(self, invoke, trigger=TRIGGER):
        checkpoints = Checkpoints(self.path)

        def keep(queue, told):
            self.kept.append((queue, told))

        return StreamPump(trigger, self.clients, self.table, invoke, checkpoints, keep=keep, pause=0.001).pump()


def ids(event):
    return [record["dynamodb"]["NewImage"]["id"]["S"] for record in event["Records"]]


class Consumer:
    """Answers as told: `bad` fails by the record, `crash` breaks the whole call."""

    def __init__(self, bad=(), crash=(), times=10**6):
        self.bad, self.crash, self.left, self.done = set(bad), set(crash), times, []

    def __call__(self, trigger, event):
        for record, name in zip(event["Records"], ids(event), strict=True):
            if self.left and name in self.crash:
                self.left -= 1
                raise FunctionFailed("crash")
            if self.left and name in self.bad:
                self.left -= 1
                return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}
            self.done.append(name)
        return {"batchItemFailures": []}


def test_every_record_is_told_once_and_in_order(stream):
    consumer = Consumer()
    stream.put("a", "b", "c")
    assert stream.pump(consumer) == 3
    stream.put("d")
    assert stream.pump(consumer) == 1
    assert consumer.done == ["a", "b", "c", "d"]


def test_a_record_looks_as_aws_would_send_it(stream):
    events = []
    stream.put("a")
    stream.pump(lambda trigger, event: events.append(event))
    [record] = events[0]["Records"]
    assert (record["eventName"], record["eventSource"]) == ("INSERT", "aws:dynamodb")
    assert record["eventSourceARN"].split("/")[1] == stream.table
    assert record["dynamodb"]["NewImage"] == {"id": {"S": "a"}, "b": {"B": "/w=="}}
    assert isinstance(record["dynamodb"]["ApproximateCreationDateTime"], float)


def test_what_a_killed_pump_had_not_finished_is_told_again(stream):
    stream.put("a", "b", "c")

    def killed(trigger, event):
        raise SystemExit

    with pytest.raises(SystemExit):
        stream.pump(killed)
    consumer = Consumer()
    assert stream.pump(consumer) == 3
    assert consumer.done == ["a", "b", "c"]


def test_a_failing_record_is_tried_again_without_those_before_it(stream):
    consumer = Consumer(bad={"b"}, times=2)
    stream.put("a", "b", "c")
    stream.pump(consumer)
    assert consumer.done == ["a", "b", "c"]


@pytest.mark.parametrize("how", ["bad", "crash"])
def test_a_poisoned_record_is_given_up_alone_and_kept(stream, how):
    consumer = Consumer(**{how: {"c"}})
    stream.put("a", "b", "c", "d", "e")
    stream.pump(consumer)
    assert set(consumer.done) == {"a", "b", "d", "e"}
    [(queue, told)] = stream.kept
    assert (queue, told["DDBStreamBatchInfo"]["batchSize"]) == ("given-up", 1)
    assert stream.pump(Consumer()) == 0


def test_failures_that_the_template_does_not_ask_for_count_as_done(stream):
    consumer = Consumer(bad={"a"})
    stream.put("a", "b")
    stream.pump(consumer, TRIGGER._replace(reports=False))
    again = Consumer()
    assert stream.pump(again) == 0
