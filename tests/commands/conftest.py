"""The commands as they are typed, against real tables and a real SQS."""

import os

import boto3
import pytest

from chalicelib.kernel import queues
from infra import stores
from infra.commands.__main__ import main
from sandbox import engines


@pytest.fixture(scope="module")
def sqs(world, tmp_path_factory):
    """Every queue of the template, by the names that it gives them."""
    folder = tmp_path_factory.mktemp("sqs")
    port = engines.free_port()
    os.environ["AWS_ENDPOINT_URL_SQS"] = f"http://127.0.0.1:{port}"
    os.environ["XINGLIN_QUEUES"] = f"http://127.0.0.1:{port}/{engines.ACCOUNT}/xinglin-test-"
    forget()
    with engines.start_sqs(port, folder / "sqs.log", folder):
        engines.wait_until(lambda: engines.answers(f"http://127.0.0.1:{port}/_ministack/health"), "SQS")
        client = boto3.client("sqs")
        for resource in stores.resources().values():
            if resource["Type"] == "AWS::SQS::Queue":
                name = resource["Properties"]["QueueName"]["Fn::Sub"].replace("${Prefix}", "xinglin-test-")
                client.create_queue(QueueName=name, Attributes={"FifoQueue": "true"} if name.endswith(".fifo") else {})
        yield client
    forget()


def forget():
    from chalicelib.kernel import deployment

    deployment.deployment.cache_clear()
    queues._client.cache_clear()


@pytest.fixture
def typed(world, capsys):
    """Type a command: its exit code and what it printed."""

    def run(*words):
        capsys.readouterr()
        code = main([str(word) for word in words])
        return code, capsys.readouterr().out

    return run
