"""What was given up goes to an on-failure queue: what it was and why, never its content."""

import json
from collections.abc import Callable
from typing import Any

from chalicelib.kernel import queues

Keep = Callable[[str, dict[str, Any]], None]


def keep(queue: str, told: dict[str, Any]) -> None:
    """Send it, where the template names a queue."""
    if queue:
        queues.send(queue, [queues.Message(json.dumps(told))])
