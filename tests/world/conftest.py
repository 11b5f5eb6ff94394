"""SQS for the tests of the pumps: ministack, with the journal in front of it."""

import json
import os
import time
import uuid

import boto3
import pytest

from sandbox import engines
from sandbox.queues import Queues


class Sqs:
    """The engine, its front, and a client."""

    def __init__(self, folder, kind=Queues):
        self.folder, self.port = folder, engines.free_port()
        self.front = kind(folder)
        self.front.behind = f"http://127.0.0.1:{self.port}"
        self.start()
        where = {"endpoint_url": self.front.url, "region_name": engines.REGION}
        self.client = boto3.client("sqs", aws_access_key_id="x", aws_secret_access_key="x", **where)

    def start(self):
        self.engine = engines.start_sqs(self.port, self.folder / "sqs.log", self.folder)
        engines.wait_until(lambda: engines.answers(self.front.behind), "ministack")

    def make(self, *, fifo=False, receives=2):
        """A queue and its dead letters: both URLs."""
        end, name = ".fifo" if fifo else "", f"q{uuid.uuid4().hex[:8]}"
        kind = {"FifoQueue": "true"} if fifo else {}
        arn = f"arn:aws:sqs:{engines.REGION}:{engines.ACCOUNT}:{name}-dead{end}"
        policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": receives})
        for one, attributes in ((f"{name}-dead{end}", kind), (name + end, {**kind, "RedrivePolicy": policy})):
            self.front.book("queues")[one] = attributes
            self.client.create_queue(QueueName=one, Attributes=attributes)
        root = f"{self.front.url}/{engines.ACCOUNT}/{name}"
        return root + end, f"{root}-dead{end}"

    def bodies(self, url):
        got = self.client.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        return [message["Body"] for message in got]


class SlowJournal(Queues):
    """Writes what was sent a moment after the engine has it."""

    def _journal(self, *about):
        time.sleep(0.3)
        super()._journal(*about)


@pytest.fixture(scope="module")
def sqs(tmp_path_factory):
    yield from _serving(Sqs(tmp_path_factory.mktemp("sqs")))


@pytest.fixture
def slow_sqs(tmp_path):
    yield from _serving(Sqs(tmp_path, SlowJournal))


def _serving(made):
    with made.front.serving():
        yield made
    made.engine.stop()


@pytest.fixture
def notes(tmp_path):
    """Where tests.world.handlers write."""
    os.environ["XINGLIN_TEST_NOTES"] = str(tmp_path / "notes")
    yield lambda: (tmp_path / "notes").read_text().split()
    del os.environ["XINGLIN_TEST_NOTES"]
