"""The local world: engines, played parties, the app, the pumps and the front, each a process of its own on loopback.

world = World(folder)      ports are chosen once and kept; base=8600 takes fixed ones
world.up()                 in order, seconds after the first time
world.kill("workers")      as a machine that dies; also "pumps", "app", "dynamodb", "sqs", … by name
world.mend()               starts what is dead
world.down()               everything ends; all data stay in the folder
"""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psutil

from sandbox import engines, web
from sandbox.children import RECORD, Children
from sandbox.engines import ACCOUNT, CREDENTIALS, HERE
from sandbox.ports import ports
from sandbox.serve import OUTSIDE, PARTIES, PROVISION

FOLDER = HERE / ".world" / "data"
PREFIX = "xinglin-"
ENGINES = ("dynamodb", "sqs", "s3")
SERVED = ("app", "pumps", "front")
WHERE = "where.json"  # the urls by name, and the environment of the app: for whoever comes to a running world
OPTIONS = {  # paces in seconds: of a parcel's steps, of a bill's issue
    "express": {"pace": 60, "pushes": "/express/sf/pushes"},
    "invoices": {"pace": 3},
    "calls": {"pace": 20},
}
FIRST_SYNC = 300.0  # seconds; later starts find the clinics in the tables
STOP_SECONDS = {"s3": 3.0}  # its filer waits 15 s for streams of its own; what it acknowledged is on disk


class World:
    """One world in one folder."""

    def __init__(
        self,
        folder: Path = FOLDER,
        *,
        base: int = 0,
        speed: float = 30,
        workers: int = 3,
        processes: int = 3,
        days: int = 8,
        without: tuple[str, ...] = (),
    ) -> None:
        """`speed`: how many times faster schedules ring; `workers` serve requests, `processes` run jobs.

        `days`: of clinics that the HIS offers. `without`: what is left out.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.speed, self._workers, self._processes = folder.resolve(), speed, workers, processes
        self.ports, self._days = ports(self.folder, base), days
        self._names = [name for name in (*ENGINES, *PARTIES, *SERVED) if name not in without]
        self._children: Children | None = None

    def url(self, name: str) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.ports[name]}"

    @property
    def children(self) -> Children:
        """The processes. Raises AlreadyUp when another process keeps this world."""
        if self._children is None:
            self._children = Children(self.folder / RECORD, self.folder / "logs")
        return self._children

    @property
    def environment(self) -> dict[str, str]:
        """Of the app and of whoever looks into its tables."""
        told: dict[str, str] = {}
        for name in OUTSIDE:
            path = self.folder / name / PROVISION
            told |= json.loads(path.read_text())["deployment"] if path.exists() else {}
        return {
            **CREDENTIALS,
            "AWS_ENDPOINT_URL_DYNAMODB": self.url("dynamodb"),
            "AWS_ENDPOINT_URL_DYNAMODB_STREAMS": self.url("dynamodb"),
            "AWS_ENDPOINT_URL_SQS": self.url("queues"),
            "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{self.ports['s3.port']}",
            "AWS_ENDPOINT_URL_LAMBDA": self.url("lambda"),
            "AWS_ENDPOINT_URL_KMS": self.url("vaults"),
            "AWS_ENDPOINT_URL_SECRETS_MANAGER": self.url("vaults"),
            "XINGLIN_STAGE": "local",
            "XINGLIN_TABLES": PREFIX,
            "XINGLIN_QUEUES": f"{self.url('queues')}/{ACCOUNT}/{PREFIX}",
            "XINGLIN_SECRETS": "xinglin/local/",
            "XINGLIN_FIELDS_KEY": "alias/fields",
            "XINGLIN_AUDIT_KEY": "alias/audit",
            "XINGLIN_ANCHORS_BUCKET": PREFIX + "anchors",
            "XINGLIN_SCANS_KEY": "alias/scans",
            "XINGLIN_INBOX_BUCKET": PREFIX + "inbox",
            "XINGLIN_VAULT_BUCKET": PREFIX + "vault",
            "XINGLIN_UPLOAD_URL": self.url("front") + "/upload",
            "XINGLIN_S3_SSE": "none",
            "XINGLIN_LOOK_FUNCTION": "look_at_paper",
            "XINGLIN_PUBLIC_URL": self.url("front") + "/api",
            "XINGLIN_CONSOLE_ORIGIN": self.url("front"),
            **{f"XINGLIN_{name.upper()}_TIMEOUT": "5" for name in OUTSIDE},
            **told,
        }

    # ---- up and down
    def up(self) -> None:
        """Everything, in order. Raises NotReady, or AlreadyUp."""
        before = [name for name in self._names if name not in SERVED]
        for name in before:
            self._start(name)
        for name in before:
            if name != "s3":
                self._wait(name)
        self._settle()
        for name in SERVED:
            if name in self._names:
                self._start(name)
        for name in SERVED:
            if name in self._names:
                self._wait(name)
        if {"his", "front", "pumps"} <= set(self._names):
            engines.wait_until(self._synced, "the hospital's clinics", FIRST_SYNC)

    def _synced(self) -> bool:
        """Whether the first schedules have brought the HIS's clinics into our tables, all of them."""
        import boto3

        session = boto3.Session("x", "x", region_name=engines.REGION)
        dynamodb = session.client("dynamodb", endpoint_url=self.url("dynamodb"))
        return "Item" in dynamodb.get_item(TableName=f"{PREFIX}registration-watermarks", Key={"name": {"S": "clinics"}})

    def down(self) -> None:
        """Everything ends: first what makes work, then what keeps it."""
        self.children.stop([name for name in reversed(SERVED) if name in self._names], STOP_SECONDS)
        self.children.stop([name for name in (*PARTIES, *ENGINES) if name in self._names], STOP_SECONDS)

    def kill(self, name: str) -> None:
        """SIGKILL. "workers": one process that serves requests and one that runs jobs; "all": everything."""
        if name == "workers":
            for keeper in ("app", "pumps"):
                workers = psutil.Process(self.children.pid(keeper)).children()
                if workers:
                    random.choice(workers).send_signal(signal.SIGKILL)
        else:
            for one in self._names if name == "all" else [name]:
                self.children.kill(one)

    def mend(self) -> list[str]:
        """Start what is dead; its names."""
        dead = [name for name in self._names if not self.children.alive(name)]
        if "queues" in dead and "sqs" not in dead:  # what was being handed out through it is in nobody's hands
            self.children.kill("sqs")
            dead.append("sqs")
        for name in dead:
            self.children.kill(name)  # what is left of its group may hold its port
            self._start(name)
        for name in dead:
            self._wait(name)
        if "sqs" in dead:
            web.post(self.url("queues") + "/_refill")
        return dead

    # ---- one by one
    def _start(self, name: str) -> None:
        port, data, log = self.ports.get(name, 0), self.folder / name, self.children.log(name)
        python = partial(self.children.start, name)
        starts: dict[str, Callable[[], engines.Engine]] = {
            "dynamodb": lambda: engines.start_dynamodb(port, log, data),
            "sqs": lambda: engines.start_sqs(port, log, data),
            "s3": lambda: engines.start_s3(self.ports, log, data),
        }
        if name in starts:
            self.children.take(name, starts[name]())
        elif name in PARTIES:
            told = self.url("sqs") if name == "queues" else self.url("front") + "/api"
            about = json.dumps({"his": {"days": self._days}, **OPTIONS}.get(name, {}))
            python([sys.executable, "-m", "sandbox.serve", name, str(data), str(port), told, about], {})
        elif name == "app":
            python([*_gunicorn(port, self._workers, self.folder)], self.environment)
        elif name == "pumps":
            data.mkdir(exist_ok=True)
            (data / "pumping").unlink(missing_ok=True)
            web.post(self.url("queues") + "/_release")
            options = [
                "--speed",
                str(self.speed),
                "--processes",
                str(self._processes),
                "--invocations",
                str(self.ports["lambda"]),
            ]
            python([sys.executable, "-m", "sandbox.pumps", str(data), *options], self.environment)
        else:
            where = {"urls": {one: self.url(one) for one in self.ports}, "environment": self.environment}
            (self.folder / WHERE).write_text(json.dumps(where))
            python([sys.executable, "-m", "sandbox.front", str(self.folder), str(port)], {})

    def _wait(self, name: str) -> None:
        if name == "pumps":
            engines.wait_until(self._gone_or((self.folder / name / "pumping").exists, name), name)
        elif name == "s3":
            self._wait_for_s3()
        else:
            path = "/_ready" if name in PARTIES else "/"
            engines.wait_until(self._gone_or(lambda: engines.answers(self.url(name) + path), name), name)

    def _wait_for_s3(self) -> None:
        url = f"http://127.0.0.1:{self.ports['s3.port']}/status"
        engines.wait_until(self._gone_or(lambda: engines.answers(url), "s3"), "s3")

    def _gone_or(self, ready: Callable[[], bool], name: str) -> Callable[[], bool]:
        """Ready; or the process is gone, and waiting would be in vain."""

        def look() -> bool:
            if not self.children.alive(name):
                msg = f"{name} ended at its start: {self.children.log(name)}"
                raise engines.NotReady(msg)
            return ready()

        return look

    def _settle(self) -> None:
        if "s3" in self._names:
            self._wait_for_s3()
        command = [sys.executable, "-m", "sandbox.settle", str(self.folder)]
        done = subprocess.run(
            command, env={**os.environ, **self.environment}, cwd=HERE, capture_output=True, text=True, check=False
        )
        if done.returncode:
            msg = f"the hospital could not be set up: {done.stderr[-2000:]}"
            raise engines.NotReady(msg)
        web.post(self.url("queues") + "/_refill")


def _gunicorn(port: int, workers: int, folder: Path) -> list[str]:
    options = ["--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--worker-class", "sync", "--timeout", "60"]
    where = ["--worker-tmp-dir", str(folder), "--no-control-socket", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", *options, *where, "sandbox.adaptor:application()"]
