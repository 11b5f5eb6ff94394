"""A message is gone when its handler has answered, and not before."""

import pytest

from infra.lambdas import Kind
from sandbox.pumps.environments import Environments, FunctionFailed
from sandbox.pumps.from_queue import QueuePump
from sandbox.pumps.packaged import Trigger


def trigger(handler="note", **about):
    return Trigger(handler, Kind.QUEUE, f"tests.world.handlers.{handler}", "q", **{"timeout": 5, **about})


@pytest.fixture
def pump(sqs):
    def make(url, invoke, **about):
        return QueuePump(trigger(**about), sqs.client, url, invoke, again_after=0)

    return make


@pytest.fixture(scope="module")
def processes():
    made = Environments(1)
    yield made
    made.end()


def send(sqs, url, *bodies, group=None):
    for body in bodies:
        fifo = {"MessageGroupId": group, "MessageDeduplicationId": body} if group else {}
        sqs.client.send_message(QueueUrl=url, MessageBody=body, **fifo)


def test_a_handled_message_is_gone(sqs, pump, notes):
    queue, _ = sqs.make()
    send(sqs, queue, "one", "two")
    environments = Environments(1)
    assert pump(queue, environments).pump() == 2
    environments.end()
    assert sorted(notes()) == ["one", "two"]
    assert sqs.bodies(queue) == []


@pytest.mark.parametrize(("handler", "timeout"), [("die_once", 5), ("hang_once", 1)])
def test_a_killed_handler_loses_nothing(sqs, pump, notes, handler, timeout):
    queue, _ = sqs.make()
    send(sqs, queue, "one")
    environments = Environments(1)
    working = pump(queue, environments, handler=handler, timeout=timeout)
    working.pump()
    working.pump()
    environments.end()
    assert notes() == ["one", "one"]
    assert sqs.bodies(queue) == []


def test_what_keeps_failing_becomes_a_dead_letter(sqs, pump, notes):
    queue, dead = sqs.make(receives=2)
    send(sqs, queue, "poison")
    environments = Environments(1)
    working = pump(queue, environments, handler="fail")
    assert [working.pump() for _ in range(3)] == [1, 1, 0]
    environments.end()
    assert sqs.bodies(dead) == ["poison"]


def answering(*answers):
    left, seen = list(answers), []

    def invoke(trigger, event):
        seen.append([record["body"] for record in event["Records"]])
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return {"batchItemFailures": [{"itemIdentifier": r["messageId"]} for r in event["Records"] if r["body"] in answer]}

    invoke.seen = seen
    return invoke


def test_only_what_failed_comes_again(sqs, pump):
    queue, _ = sqs.make(receives=5)
    send(sqs, queue, "good", "bad")
    invoke = answering({"bad"}, set())
    working = pump(queue, invoke, reports=True)
    working.pump()
    working.pump()
    assert invoke.seen == [["good", "bad"], ["bad"]]


def test_failures_that_the_template_does_not_ask_for_count_as_done(sqs, pump):
    queue, _ = sqs.make(receives=5)
    send(sqs, queue, "bad")
    pump(queue, answering({"bad"}), reports=False).pump()
    assert sqs.bodies(queue) == []


def test_an_answer_that_names_a_stranger_fails_the_batch(sqs, pump):
    queue, _ = sqs.make(receives=5)
    send(sqs, queue, "one", "two")
    pump(queue, lambda trigger, event: {"batchItemFailures": [{"itemIdentifier": "stranger"}]}, reports=True).pump()
    assert sqs.bodies(queue) == ["one", "two"]


def test_a_group_keeps_its_order_through_a_failure(sqs, pump):
    queue, _ = sqs.make(fifo=True, receives=5)
    send(sqs, queue, "one", "two", "three", group="patient")
    invoke = answering(FunctionFailed("x"), {"two", "three"}, set())
    working = pump(queue, invoke, reports=True)
    for _ in range(3):
        working.pump()
    assert invoke.seen == [["one", "two", "three"], ["one", "two", "three"], ["two", "three"]]


def test_a_handler_sees_what_aws_would_send_it(sqs, pump):
    queue, _ = sqs.make(fifo=True)
    send(sqs, queue, "one", group="patient")
    events = []
    pump(queue, lambda trigger, event: events.append(event)).pump()
    [record] = events[0]["Records"]
    assert record["eventSource"] == "aws:sqs"
    assert record["eventSourceARN"].endswith(queue.rsplit("/", 1)[-1])
    assert record["attributes"]["MessageGroupId"] == "patient"
    assert record["attributes"]["ApproximateReceiveCount"] == "1"
    assert set(record) == {
        "messageId", "receiptHandle", "body", "attributes", "messageAttributes", "md5OfBody", "eventSource", "eventSourceARN", "awsRegion",
    }  # fmt: skip
