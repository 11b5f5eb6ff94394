"""Where a command works: in the environment as it is, in a deployed stack, or in the running local world."""

import json
import os
from pathlib import Path

import boto3


def in_stack(stack: str) -> None:
    """Take the environment that the API's Lambda of this stack has; credentials and region are the engineer's own."""
    found = boto3.client("cloudformation").describe_stack_resource(StackName=stack, LogicalResourceId="APIHandler")
    function = found["StackResourceDetail"]["PhysicalResourceId"]
    known = boto3.client("lambda").get_function_configuration(FunctionName=function)
    os.environ.update(known["Environment"]["Variables"])


def in_world(folder: Path) -> None:
    """Take the environment of the local world whose data lie there."""
    os.environ.update(json.loads((folder / "where.json").read_text(encoding="utf-8"))["environment"])
