"""`python -m sandbox.pumps FOLDER [--speed N] [--processes N]`: every queue, stream and schedule that is packaged."""

import argparse
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

import boto3
from botocore.config import Config

from chalicelib.kernel import queues
from chalicelib.kernel.deployment import deployment
from infra.lambdas import Kind
from sandbox.pumps.checkpoints import Checkpoints
from sandbox.pumps.environments import Environments
from sandbox.pumps.from_clock import SchedulePump
from sandbox.pumps.from_queue import QueuePump
from sandbox.pumps.from_stream import Stopped, StreamPump
from sandbox.pumps.packaged import triggers

VISIBILITY = 6  # times the Lambda's time-out, as packaged
LONGEST_STOP = 5.0  # seconds for what runs to finish; what does not comes again at the next start
LONGEST_WAIT = 30.0  # seconds until a failed message comes again


def start(folder: Path, speed: float, processes: int, stopping: threading.Event) -> tuple[list[threading.Thread], Environments]:
    """Everything that is packaged, each in threads of its own that share the processes."""
    config = Config(max_pool_connections=100, retries={"max_attempts": 2})
    sqs = boto3.client("sqs", config=config)
    tables, streams = boto3.client("dynamodb", config=config), boto3.client("dynamodbstreams", config=config)
    checkpoints, invoke = Checkpoints(folder / "checkpoints.sqlite"), Environments(processes)
    runs = []
    for one in triggers():
        match one.kind:
            case Kind.QUEUE:
                again_after = min(LONGEST_WAIT, VISIBILITY * one.timeout / speed)
                pump = QueuePump(one, sqs, queues.url(one.source), invoke, again_after)
                runs += [partial(pump.run, stopping)] * min(one.at_once, processes)
            case Kind.STREAM:
                reader = StreamPump(one, (tables, streams), deployment().tables + one.source, invoke, checkpoints)
                runs.append(partial(reader.run, stopping))
            case Kind.SCHEDULE:
                runs.append(partial(SchedulePump(one, invoke, speed).run, stopping))
    threads = [threading.Thread(target=_again, args=(run, stopping), daemon=True) for run in runs]
    for thread in threads:
        thread.start()
    return threads, invoke


def _again(run: Callable[[], None], stopping: threading.Event) -> None:
    """A pump that breaks is told in the log and goes on: on AWS none of them ever ends."""
    while not stopping.is_set():
        try:
            run()
        except Stopped:
            return
        except Exception:
            traceback.print_exc()
            stopping.wait(1)


def main() -> None:
    """Until SIGTERM; then what runs is finished."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--speed", type=float, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    stopping = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stopping.set())
    threads, environments = start(options.folder, options.speed, options.processes, stopping)
    (options.folder / "pumping").write_text(str(os.getpid()))
    stopping.wait()
    until = time.monotonic() + LONGEST_STOP
    for thread in threads:
        thread.join(timeout=max(0, until - time.monotonic()))
    environments.end()


if __name__ == "__main__":
    main()
