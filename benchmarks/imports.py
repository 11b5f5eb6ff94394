"""Import time of the API Lambda beside that of what it cannot do without: Chalice, pynamodb, pydantic. A fresh process each."""

import statistics
import subprocess
import sys

FLOOR = "from chalice.app import Chalice; from pynamodb.models import Model; from pynamodb.transactions import TransactWrite; from pydantic import BaseModel, Field, ConfigDict, ValidationError"
OURS = "import app"
FIRST = "import app, chalicelib.registration.routes"  # what the first booking of a cold Lambda loads


def measure(rounds: int) -> tuple[float, float, float]:
    """Medians in milliseconds: the floor, ours, ours with the room of the first request. Taken in turn."""
    taken = [(_once(FLOOR), _once(OURS), _once(FIRST)) for _ in range(rounds + 1)][1:]  # the first compiles
    floor, ours, first = (statistics.median(column) for column in zip(*taken, strict=True))
    return floor, ours, first


def _once(statement: str) -> float:
    code = f"import time; t = time.perf_counter()\n{statement}\nprint((time.perf_counter() - t) * 1000)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
