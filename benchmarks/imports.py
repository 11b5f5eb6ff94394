"""Import time of the API Lambda beside that of what it cannot do without: Chalice, pynamodb, pydantic. A fresh process each."""

import statistics
import subprocess
import sys

FLOOR = "from chalice.app import Chalice; from pynamodb.models import Model; from pynamodb.transactions import TransactWrite; from pydantic import BaseModel, Field, ConfigDict, ValidationError"
OURS = "import app"


def measure(rounds: int) -> tuple[float, float]:
    """Medians in milliseconds: the floor, ours. Taken in turn."""
    pairs = [(_once(FLOOR), _once(OURS)) for _ in range(rounds + 1)][1:]  # the first compiles
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _once(statement: str) -> float:
    code = f"import time; t = time.perf_counter()\n{statement}\nprint((time.perf_counter() - t) * 1000)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
