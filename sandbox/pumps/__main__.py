"""`python -m sandbox.pumps FOLDER [--speed N] [--processes N] [--invocations PORT]`: whatever wakes a packaged Lambda."""

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
from sandbox.pumps.from_bucket import BucketPump
from sandbox.pumps.from_clock import SchedulePump
from sandbox.pumps.from_queue import QueuePump
from sandbox.pumps.from_stream import Stopped, StreamPump
from sandbox.pumps.invocations import Invocations
from sandbox.pumps.packaged import Trigger, triggers

VISIBILITY = 6  # times the Lambda's time-out, as packaged
LONGEST_STOP = 5.0  # seconds for what runs to finish; what does not comes again at the next start
LONGEST_WAIT = 30.0  # seconds until a failed message comes again


def start(
    folder: Path, speed: float, processes: int, invocations: int, stopping: threading.Event
) -> tuple[list[threading.Thread], Environments]:
    """Everything that is packaged, each in threads of its own that share the processes."""
    config = Config(max_pool_connections=100, retries={"max_attempts": 2})
    sqs = boto3.client("sqs", config=config)
    tables, streams = boto3.client("dynamodb", config=config), boto3.client("dynamodbstreams", config=config)
    checkpoints, invoke = Checkpoints(folder / "checkpoints.sqlite"), Environments(processes)
    s3, functions = boto3.client("s3", config=config), dict[str, Trigger]()
    runs: list[Callable[[], None]] = []
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
            case Kind.EVENT:
                runs.append(partial(BucketPump(one, s3, deployment().inbox_bucket, invoke).run, stopping))
            case Kind.FUNCTION:
                functions[one.name] = one
    if invocations:
        runs.append(Invocations(functions, invoke).served(invocations).serve_forever)
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
    parser.add_argument("--invocations", type=int, default=0, help="port on which one Lambda invokes another; 0: none does")
    options = parser.parse_args()
    stopping = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stopping.set())
    threads, environments = start(options.folder, options.speed, options.processes, options.invocations, stopping)
    (options.folder / "pumping").write_text(str(os.getpid()))
    stopping.wait()
    until = time.monotonic() + LONGEST_STOP
    for thread in threads:
        thread.join(timeout=max(0, until - time.monotonic()))
    environments.end()


if __name__ == "__main__":
    main()
