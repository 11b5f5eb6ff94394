"""Processes that run handlers, one event at a time each; one that dies or takes too long is replaced."""

import contextlib
import json
import queue
import subprocess
import sys
import threading
import uuid
from pathlib import Path
from typing import Any, Protocol

from sandbox.pumps.packaged import Trigger

HERE = Path(__file__).resolve().parent.parent.parent


class FunctionFailed(Exception):
    """The handler raised, died, or took too long: AWS counts the whole batch as failed."""


class Invoke(Protocol):
    """Call a Lambda and wait for its answer."""

    def __call__(self, trigger: Trigger, event: dict[str, Any]) -> Any:
        """The handler's answer, or FunctionFailed."""


class _Environment:
    def __init__(self) -> None:
        command = [sys.executable, "-m", "sandbox.pumps.function"]
        self._process = subprocess.Popen(command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def call(self, trigger: Trigger, event: dict[str, Any]) -> dict[str, Any]:
        """Raises OSError or ValueError when the process is gone."""
        assert self._process.stdin
        assert self._process.stdout
        asked = {"name": trigger.name, "handler": trigger.handler, "timeout": trigger.timeout, "event": event}
        ender = threading.Timer(trigger.timeout, self.end)
        ender.start()
        try:
            self._process.stdin.write(json.dumps({"id": str(uuid.uuid4()), **asked}) + "\n")
            self._process.stdin.flush()
            return dict(json.loads(self._process.stdout.readline()))
        finally:
            ender.cancel()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                stream and stream.close()


class Environments:
    """So many of them; a caller waits for a free one."""

    def __init__(self, count: int) -> None:
        """They start when they are first needed."""
        self._free: queue.LifoQueue[_Environment | None] = queue.LifoQueue()
        for _ in range(count):
            self._free.put(None)

    def __call__(self, trigger: Trigger, event: dict[str, Any]) -> Any:
        """See Invoke."""
        environment = self._free.get()
        try:
            environment = environment or _Environment()
            answer = environment.call(trigger, event)
        except (OSError, ValueError):
            if environment:
                environment.end()
            environment = None
            raise FunctionFailed(trigger.name) from None
        finally:
            self._free.put(environment)
        if "error" in answer:
            raise FunctionFailed(answer["error"])
        return answer["result"]

    def end(self) -> None:
        """End those that are free."""
        with contextlib.suppress(queue.Empty):
            while True:
                environment = self._free.get_nowait()
                if environment:
                    environment.end()
