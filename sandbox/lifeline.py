"""Whatever a process started ends when that process is gone, however it went.

`hold(pid)` names a child to a helper of this process: `python -m sandbox.lifeline`, which reads from a pipe that nobody else holds.
When the pipe closes, those of the named that still live are ended with their groups.
"""

import atexit
import contextlib
import functools
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil

HERE = Path(__file__).resolve().parent.parent
SECONDS = 10


def identity(pid: int) -> list[float] | None:
    """A process, told apart from a later one with the same number; None when it is gone."""
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else [pid, process.create_time()]
    except psutil.NoSuchProcess:
        return None


def end(known: list[float]) -> None:
    """End the group of that process, if it is still that process."""
    pid = int(known[0])
    if identity(pid) == known:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=SECONDS)


def hold(pid: int) -> None:
    """The leader of a group that is to end with this process."""
    pipe = _helper().stdin
    if pipe:
        pipe.write(json.dumps(identity(pid)) + "\n")
        pipe.flush()


@functools.cache
def _helper() -> subprocess.Popen[str]:
    command = [sys.executable, "-m", __name__]
    helper = subprocess.Popen(command, cwd=HERE, stdin=subprocess.PIPE, text=True, start_new_session=True)
    atexit.register(_let_go, helper)
    return helper


def _let_go(helper: subprocess.Popen[str]) -> None:
    if helper.stdin:
        helper.stdin.close()
    helper.wait()


def main() -> None:
    """Read names until nobody can write any more, then end who is left, the last first."""
    named = [json.loads(line) for line in sys.stdin]
    for one in reversed(named):
        if one:
            end(one)


if __name__ == "__main__":
    main()
