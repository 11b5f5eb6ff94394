"""The world's processes: started, remembered on disk, ended by id; those that a killed world left behind are ended first."""

import contextlib
import json
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sandbox.engines import HERE, Engine
from sandbox.lifeline import end, identity

RECORD = "world.json"  # who keeps the world in that folder, and its processes


class AlreadyUp(RuntimeError):
    """Another process keeps a world in this folder."""


def kept(record: Path) -> bool:
    """Whether a living process other than this one keeps the world of that record."""
    keeper = json.loads(record.read_text()).get("keeper") if record.exists() else None
    return keeper is not None and keeper[0] != os.getpid() and identity(int(keeper[0])) == keeper


class Children:
    """By name. `record` is the file that a later world reads."""

    def __init__(self, record: Path, logs: Path) -> None:
        """End what is left over. Raises AlreadyUp when its keeper lives."""
        self._record, self._logs, self._engines = record, logs, dict[str, Engine]()
        if kept(record):
            raise AlreadyUp
        before: dict[str, Any] = json.loads(record.read_text()) if record.exists() else {}
        for known in before.get("children", {}).values():
            end(known)
        self._write()

    def _write(self) -> None:
        children = {name: identity(engine.pid) for name, engine in self._engines.items() if engine.alive()}
        half = self._record.with_suffix(".half")
        half.write_text(json.dumps({"keeper": identity(os.getpid()), "children": children}))
        half.replace(self._record)

    def log(self, name: str) -> Path:
        """Where its output goes."""
        return self._logs / f"{name}.log"

    def start(self, name: str, command: list[str], env: Mapping[str, str]) -> None:
        """Start one from the product's folder."""
        self.take(name, Engine(name, command, self.log(name), folder=HERE, env=dict(env)))

    def take(self, name: str, engine: Engine) -> None:
        """Remember one that was started."""
        self._engines[name] = engine
        self._write()

    def alive(self, name: str) -> bool:
        """Whether it runs."""
        return name in self._engines and self._engines[name].alive()

    def dead(self) -> list[str]:
        """Those that ended without being told to."""
        return [name for name, engine in self._engines.items() if not engine.alive()]

    def pid(self, name: str) -> int:
        """Its process."""
        return self._engines[name].pid

    def kill(self, name: str) -> None:
        """At once, with all its children; one that never started is dead already."""
        if name in self._engines:
            self._engines[name].kill()

    def stop(self, names: list[str], seconds: Mapping[str, float]) -> None:
        """Ask all of them at once, then wait for each."""
        asked = [self._engines[name] for name in names if name in self._engines]
        for engine in asked:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(engine.pid, signal.SIGTERM)
        for engine in asked:
            engine.stop(seconds.get(engine.name, 10))
            self._engines.pop(engine.name, None)
        self._write()
