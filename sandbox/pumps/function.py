"""One execution environment of Lambda: `python -m sandbox.pumps.function` reads an event a line, answers a line.

A handler is imported when it is first called, as at a cold start, and the process ends when its caller is gone.
"""

import importlib
import json
import os
import sys
import time
import traceback
from typing import Any, NamedTuple


class Context(NamedTuple):
    """What a handler is told of its call."""

    function_name: str
    aws_request_id: str
    until: float
    memory_limit_in_mb: int = 512

    def get_remaining_time_in_millis(self) -> int:
        """Before it is ended."""
        return max(0, int((self.until - time.monotonic()) * 1000))


def called(asked: dict[str, Any]) -> dict[str, Any]:
    """Call the handler: {result} or {error}, the type and nothing else of what it raised."""
    module, _, name = asked["handler"].rpartition(".")
    context = Context(asked["name"], asked["id"], time.monotonic() + asked["timeout"])
    try:
        handler = getattr(importlib.import_module(module), name)
        return {"result": handler(asked["event"], context)}
    except Exception as error:
        traceback.print_exc()
        return {"error": type(error).__name__}


def main() -> None:
    """Answer on what was standard output; whatever else is printed goes where the log goes."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        answers.write(json.dumps(called(json.loads(line))) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
