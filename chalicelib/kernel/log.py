"""Structured JSON log lines with opaque ids and codes, never personal data; metrics in CloudWatch's embedded format."""

import json
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

Field = str | int | float | bool | None

_context: ContextVar[Mapping[str, Field]] = ContextVar("fields", default=MappingProxyType({}))


def _write(level: str, event: str, fields: dict[str, Field]) -> None:
    line = {"at": round(time.time(), 3), "level": level, "event": event, **_context.get(), **fields}
    sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")


def info(event: str, **fields: Field) -> None:
    """Something happened that an engineer may want to find again."""
    _write("info", event, fields)


def warning(event: str, **fields: Field) -> None:
    """Something is not as it should be, and is handled."""
    _write("warning", event, fields)


def fault(event: str, error: BaseException, **fields: Field) -> None:
    """A fault of ours: type and stack, without the message and the values (they may hold personal data)."""
    stack = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    _write("error", event, {"type": type(error).__name__, "stack": " < ".join(reversed(stack)), **fields})


@contextmanager
def about(**fields: Field) -> Iterator[None]:
    """Every line written inside carries these fields."""
    token = _context.set({**_context.get(), **fields})
    try:
        yield
    finally:
        _context.reset(token)


def told() -> Mapping[str, Field]:
    """The fields that a line written now would carry."""
    return _context.get()


def metric(name: str, value: float = 1, unit: str = "Count", **dimensions: str) -> None:
    """One measured value; CloudWatch reads it from the log line itself: in all, which is what alarms watch, and by dimension."""
    embedded = {
        "Timestamp": int(time.time() * 1000),
        "CloudWatchMetrics": [
            {
                "Namespace": "Xinglin",
                "Dimensions": [[], sorted(dimensions)] if dimensions else [[]],
                "Metrics": [{"Name": name, "Unit": unit}],
            },
        ],
    }
    sys.stderr.write(json.dumps({"_aws": embedded, name: value, **dimensions}) + "\n")
