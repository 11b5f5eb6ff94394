"""Due messages drained and delivered, beside the bare engine doing the same writes and one HTTP post each.

Both from the same processes: ours drains agenda shards into the queue, then takes batches from it and sends; the bare
one sends the queue the same messages, moves the same agenda items, then makes the same writes with pynamodb alone and
posts the same document. XINGLIN_PUSHES says how many at most; `python -m benchmarks.pushes 1000 10000` prints a row each.
"""

import datetime as dt
import functools
import json
import os
import sys
import threading
import time
import urllib.request
from collections import Counter
from typing import Any, NamedTuple

import psutil
from werkzeug.wrappers import Request, Response

from benchmarks import load, page, stage
from benchmarks.load import PROCESSES, Rate, Share
from sandbox.party import Answer
from sandbox.world import World
from tests.messages.queues import Queues

TEMPLATE = "xinglin-reminder"
EMPTY = 3  # answers without a message, then the queue is taken for empty
WARM = 400  # before anything is measured
SIZES = (1_000, 10_000, 100_000)
CHOSEN = {"sends_a_minute": 1_000_000, "quiet_from": 3, "quiet_until": 3}


class Queue(Queues):
    """Hands each message out once. That of the local world searches all that waits at every call."""

    _handing = threading.Lock()

    def answer(self, operation: str, asked: dict[str, Any]) -> Answer:
        """One call."""
        if operation == "ReceiveMessage":
            return {"Messages": self._handed_out()}
        if operation == "DeleteMessageBatch":
            return {"Successful": [{"Id": one["Id"]} for one in asked["Entries"]], "Failed": []}
        with self._handing:
            return super().answer(operation, asked)

    def _remember(self, _request: Request, _response: Response) -> None:
        """Nothing."""

    def _handed_out(self) -> list[dict[str, str]]:
        for _ in range(10):
            with self._handing:
                taken = [self.waiting.popleft()[1] for _ in range(min(10, len(self.waiting)))]
            if taken:
                return [{"MessageId": text, "ReceiptHandle": "r", "Body": text} for text in taken]
            time.sleep(0.1)
        return []


class Found(NamedTuple):
    """How many a second, and what one costs."""

    rate: Rate
    cost: float  # milliseconds of processor time: of the loading processes, DynamoDB and WeChat


def measure(world: World, size: int) -> dict[str, Found]:
    """Ours, and the floor; each with a crowd of its own."""
    from sandbox.wechat import Wechat
    from tests.messages.crowd import Crowd

    wechat = Wechat(world.folder / "wechat")
    found: dict[str, Found] = {}
    for name, worker in (("floor", bare), ("ours", ours)):
        Crowd(wechat, size, plain=True)
        work: Share = ["warm"] * (2 * PROCESSES) + list(range(PROCESSES))  # the first two of each share warm up, unmeasured
        before = _spent(world)
        told = load.run(worker, work)
        found[name] = _found(told, _spent(world) - before)
    return found


def _spent(world: World) -> float:
    times = [psutil.Process(world.children.pid(name)).cpu_times() for name in ("dynamodb", "wechat")]
    return sum(one.user + one.system for one in times)


def _found(told: Rate, engines: float) -> Found:
    """From the first beginning to the last message handled: waiting for an empty queue to stay empty is nobody's work."""
    said = {
        name: [float(key.split()[1]) for key in told.outcomes if key.startswith(name)] for name in ("began", "ended", "spent")
    }
    sent = told.outcomes["sent"]
    rate = Rate(sent, max(said["ended"]) - min(said["began"]), Counter(sent=sent))
    return Found(rate, (engines + sum(said["spent"])) / sent * 1000)


def ours(share: Share) -> Counter[str]:
    """Drain this process's shards, then send what the queue gives."""
    from chalicelib.kernel import agenda, clock
    from chalicelib.messages import jobs

    if "warm" in share:
        return _warm()
    began, warm = time.time(), time.process_time()
    for number in share:
        for shard in range(number, agenda.SHARDS, PROCESSES):
            _drain(shard, clock.now())

    def handle(records: list[dict[str, Any]]) -> None:
        jobs.sends_queue({"Records": records}, None)

    return _consume(handle, began, warm)


def _warm() -> Counter[str]:
    """What a process loads and connects to once."""
    from chalicelib.messages import jobs
    from chalicelib.messages.models import Attempt

    jobs.sends_queue({"Records": []}, None)
    Attempt.find("nobody", "none")
    _token()
    return Counter()


def _drain(shard: int, now: dt.datetime) -> None:
    """Run after run, as the minutes would bring them."""
    from chalicelib import delivery
    from chalicelib.kernel import agenda

    while next(agenda.due(shard, now), None):
        delivery.drain(now, [shard])


def bare(share: Share) -> Counter[str]:
    """The same messages, agenda items and writes, and one post each."""
    from chalicelib.kernel import agenda, clock

    if "warm" in share:
        return _warm()
    began, warm = time.time(), time.process_time()
    for number in share:
        for shard in range(number, agenda.SHARDS, PROCESSES):
            _move(shard, clock.now())
    return _consume(_send_bare, began, warm)


def _move(shard: int, now: dt.datetime) -> None:
    from chalicelib.kernel import agenda, queues
    from chalicelib.kernel.queues import Message

    due = [one for one in agenda.due(shard, now) if one[1].kind == "messages.attempt"]
    for start in range(0, len(due), 250):
        part = due[start : start + 250]
        queues.send("sends.fifo", [Message(json.dumps({"due": one.model_dump()}), one.group, one.id) for _, one in part])
        with agenda.Entry.batch_write() as batch:
            for entry, one in part:
                batch.save(agenda.Entry(entry.shard, f"9{one.due}#{one.id}", body=entry.body))
                batch.delete(entry)


def _consume(handle: Any, began: float, warm: float) -> Counter[str]:
    import boto3

    from chalicelib.kernel import queues

    sqs, url, done, empty, ended = boto3.client("sqs"), queues.url("sends.fifo"), 0, 0, began
    spent = time.process_time()
    while empty < EMPTY:
        messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=1).get("Messages", [])
        empty = 0 if messages else empty + 1
        if not messages:
            continue
        records = [
            {
                "messageId": m["MessageId"],
                "receiptHandle": "r",
                "body": m["Body"],
                "attributes": {"MessageGroupId": m["MessageId"]},
            }
            for m in messages
        ]
        handle(records)
        entries = [{"Id": str(n), "ReceiptHandle": m["ReceiptHandle"]} for n, m in enumerate(messages)]
        sqs.delete_message_batch(QueueUrl=url, Entries=entries)
        done, ended, spent = done + len(messages), time.time(), time.process_time()
    return Counter({"sent": done, f"began {began}": 1, f"ended {ended}": 1, f"spent {spent - warm}": 1})


def _send_bare(records: list[dict[str, Any]]) -> None:
    for record in records:
        _write_and_post(json.loads(record["body"])["due"])


def _write_and_post(due: dict[str, Any]) -> None:
    from pynamodb.expressions.update import Action
    from pynamodb.transactions import TransactWrite

    from chalicelib.accounts.models import Account
    from chalicelib.kernel import agenda
    from chalicelib.kernel.deployment import deployment
    from chalicelib.kernel.tables import connection
    from chalicelib.messages.models import Attempt, Lane

    name, key = due["about"]["recipient"], due["about"]["key"]
    openid = Account.get(name.removeprefix("a-")).openid
    with TransactWrite(connection=connection()) as unit:
        marks: list[Action] = [
            Attempt.state.set("sending"),
            Attempt.reason.set(""),
            Attempt.tries.set(1),
            Attempt.marked.set(due["due"]),
        ]
        unit.update(Attempt(name, key), [*marks, Attempt.steps.set(Attempt.steps.append([f"{due['due']} sending"]))])
        taken: list[Action] = [Lane.last.set(key), Lane.blocked_until.set(due["due"]), Lane.used.add(1)]
        unit.update(Lane(name, TEMPLATE), taken, condition=Lane.blocked_until.does_not_exist())
    fields = {
        "thing1": "心血管内科",
        "thing2": "请进入小程序查看",
        "time3": "2026-11-24 09:30",
        "thing4": "门诊三楼",
        "name5": "欧阳测试",
    }
    document = {"touser": openid, "template_id": TEMPLATE, "data": {key: {"value": text} for key, text in fields.items()}}
    request = urllib.request.Request(  # noqa: S310 - the played WeChat
        f"{deployment().wechat_url}/cgi-bin/message/subscribe/send?access_token={_token()}",
        json.dumps(document).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - the played WeChat
        message_id = str(json.load(answer)["msgid"])
    ended = [Attempt.state.set("sent"), Attempt.reason.set(""), Attempt.message_id.set(message_id)]
    Attempt(name, key).update([*ended, Attempt.steps.set(Attempt.steps.append([f"{due['due']} sent"]))])
    shard = f"{int(due['id'][-1], 36) % agenda.SHARDS:02d}"
    agenda.Entry(shard, f"9{due['due']}#{due['id']}").delete()


@functools.cache
def _token() -> str:
    from chalicelib.gateways.wechat import client
    from chalicelib.kernel.deployment import deployment

    asked = {"grant_type": "client_credential", "appid": deployment().appid, "secret": client.secret().app_secret}
    return str(client.call("POST", "/cgi-bin/stable_token", {}, asked)["access_token"])


def rows(sizes: list[int]) -> list[str]:
    """For the table of docs/benchmarks.md."""
    from chalicelib.kernel import settings
    from chalicelib.kernel.chosen import change
    from chalicelib.messages.settings import MessagesSettings

    with stage.standing(in_memory=True) as world, Queue(world.folder / "queue").serving() as queue:
        os.environ.update(queue.deployment())
        settings.deployment.cache_clear()
        change("benchmark", MessagesSettings, settings.HOSPITAL, CHOSEN)
        measure(world, WARM)
        return [row for size in sizes for row in _rows(size, measure(world, size))]


def sizes() -> list[int]:
    """Up to XINGLIN_PUSHES; 10,000 unless told otherwise."""
    most = int(os.environ.get("XINGLIN_PUSHES", "10000"))
    return [one for one in SIZES if one <= most]


def _rows(size: int, found: dict[str, Found]) -> list[str]:
    ours, floor = found["ours"], found["floor"]
    return [
        page.row(f"{size:,} due messages drained and delivered/s", ours.rate.each_second, floor.rate.each_second, "≥ 0.5"),
        page.row("the same, ms of processor time a message", ours.cost, floor.cost, "≤ 2, flat"),
    ]


if __name__ == "__main__":
    print("\n".join(rows([int(one) for one in sys.argv[1:]] or sizes())))
