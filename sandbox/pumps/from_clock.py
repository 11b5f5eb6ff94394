"""Schedules: `rate(…)` and `cron(…)` as EventBridge reads them, with minutes that may be shorter than minutes."""

import datetime as dt
import re
import threading
import uuid

from chalicelib.kernel import clock
from sandbox.engines import ACCOUNT, REGION
from sandbox.pumps.environments import FunctionFailed, Invoke
from sandbox.pumps.kept import Keep, keep
from sandbox.pumps.packaged import Trigger

SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
ENDS = [(0, 59), (0, 23), (1, 31), (1, 12), (1, 7), (1970, 2199)]  # minute hour day month weekday year


class SchedulePump:
    """Rings one schedule. A rate is sped up by `speed`; the times of a cron expression are real ones, in UTC."""

    def __init__(self, trigger: Trigger, invoke: Invoke, speed: float = 1, keep: Keep = keep) -> None:
        """Nothing runs yet."""
        self._trigger, self._invoke, self._speed, self._keep = trigger, invoke, speed, keep

    def run(self, stopping: threading.Event) -> None:
        """Until told to stop. A rate rings at once, then at its pace; a ring that is late is not rung twice."""
        every = rate(self._trigger.source)
        while not stopping.is_set():
            if every:
                self.ring(stopping)
                stopping.wait(every / self._speed)
            else:
                stopping.wait(60 - dt.datetime.now(dt.UTC).second)
                if not stopping.is_set() and due(self._trigger.source, dt.datetime.now(dt.UTC)):
                    self.ring(stopping)

    def ring(self, stopping: threading.Event | None = None) -> None:
        """Call the Lambda; what it raises is tried again a minute and two minutes later, then kept."""
        event = {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": ACCOUNT,
            "region": REGION,
            "time": clock.stamp(clock.now())[:19] + "Z",
            "resources": [f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{self._trigger.name}"],
            "detail": {},
        }
        for tried in range(1 + self._trigger.tries):
            if tried and (stopping or threading.Event()).wait(tried * 60 / self._speed):
                return
            try:
                self._invoke(self._trigger, event)
            except FunctionFailed as failed:
                problem = str(failed)
            else:
                return
        why = {"functionArn": self._trigger.name, "condition": "RetriesExhausted"}
        self._keep(self._trigger.on_failure, {"requestContext": why, "error": problem})


def rate(expression: str) -> float | None:
    """Seconds between two rings of `rate(5 minutes)`; None for a cron expression."""
    found = re.fullmatch(r"rate\((\d+) (minute|hour|day)s?\)", expression)
    return int(found[1]) * SECONDS[found[2]] if found else None


def due(expression: str, moment: dt.datetime) -> bool:
    """Whether `cron(minutes hours days months weekdays years)` rings in this minute."""
    found = re.fullmatch(r"cron\((.+)\)", expression)
    fields = found[1].split() if found else []
    if len(fields) != len(ENDS):
        msg = f"a schedule that is neither a rate nor a cron expression: {expression}"
        raise ValueError(msg)
    shown = [moment.minute, moment.hour, moment.day, moment.month, moment.isoweekday() % 7 + 1, moment.year]
    return all(_matches(field, value, *ends) for field, value, ends in zip(fields, shown, ENDS, strict=True))


def _matches(field: str, value: int, low: int, high: int) -> bool:
    return any(value in _values(part, low, high) for part in field.split(","))


def _values(part: str, low: int, high: int) -> range:
    span, _, step = part.partition("/")
    first, _, last = span.partition("-")
    start = low if first in {"*", "?"} else _read(first)
    end = _read(last) if last else (high if first in {"*", "?"} or step else start)
    return range(start, end + 1, int(step or 1))


def _read(word: str) -> int:
    for names, first in ((MONTHS, 1), (DAYS, 1)):
        if word in names:
            return names.index(word) + first
    return int(word)
