"""Lambdas for the pumps' tests. What they did stands in the file named by the environment."""

import os
import time
from pathlib import Path


def _note(text):
    with Path(os.environ["XINGLIN_TEST_NOTES"]).open("a") as notes:
        notes.write(text + "\n")


def note(event, context):
    """Write down every body."""
    for record in event["Records"]:
        _note(record["body"])


def die_once(event, context):
    """Killed in the midst of the first call, well at the second."""
    path = Path(os.environ["XINGLIN_TEST_NOTES"])
    first = not path.exists()
    note(event, context)
    if first:
        os._exit(9)


def hang_once(event, context):
    """The same, by taking too long."""
    path = Path(os.environ["XINGLIN_TEST_NOTES"])
    first = not path.exists()
    note(event, context)
    if first:
        time.sleep(60)


def fail(event, context):
    """Never well."""
    note(event, context)
    raise ValueError(event["Records"][0]["body"])
