"""SQS that lasts: ministack behind it does what SQS does, this keeps what was sent until it was deleted.

ministack holds its queues in memory. On AWS a message survives everything, and nothing of ours guards against its loss: the
agenda hands an item over and forgets it. So every call passes here, what is sent stands in a journal before the sender hears
"sent", and `refill` sends the journal again after ministack was away: in order, at least once, as SQS promises.
"""

import html
import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import urllib3
from werkzeug.wrappers import Request, Response

from sandbox.party import Answer, Party, answers

JSON = "application/x-amz-json-1.0"
LONGEST_POLL = 20  # seconds, of SQS
DEDUPLICATED = 300  # seconds in which FIFO takes a message of the same deduplication id for the one it had
FRESH = frozenset({"MessageBody", "MessageAttributes", "MessageGroupId", "MessageDeduplicationId"})


class Queues(Party):
    """The front of SQS. `behind` is ministack's URL; `queues` are made anew whenever it starts."""

    name: ClassVar = "queues"
    title: ClassVar = "消息队列（SQS）"
    behind: str = ""

    def __init__(self, folder: Path, port: int = 0) -> None:
        """Open the journal."""
        super().__init__(folder, port)
        self._pool = urllib3.PoolManager(maxsize=64, retries=False)
        self._turn = 0  # raised when those who receive are gone: what is then handed out goes back
        self._sending = threading.Lock()  # so that nothing is deleted before it stands in the journal
        self.sql("create table if not exists journal(number integer primary key, id text, queue text, entry text, receipt text)")
        self.sql("create index if not exists by_id on journal(id)")
        self.sql("create index if not exists by_receipt on journal(receipt)")
        self.sql("create table if not exists handled(id text primary key, at real)")

    @answers("POST", "/")
    @answers("POST", "/<path:_queue>")
    def call(self, request: Request, _queue: str = "") -> Answer:
        """One call; the target header names it."""
        operation = request.headers.get("X-Amz-Target", "").partition(".")[2]
        asked = json.loads(request.get_data())
        deeds: dict[str, Callable[[dict[str, Any]], Response]] = {
            "SendMessage": self._send,
            "SendMessageBatch": self._send_batch,
            "ReceiveMessage": self._receive,
            "DeleteMessage": self._delete,
            "DeleteMessageBatch": self._delete_batch,
            "PurgeQueue": self._purge,
        }
        deed = deeds.get(operation)
        return deed(asked) if deed else self._forward(operation, asked)

    def _remember(self, request: Request, response: Response) -> None:
        """Nothing: the journal is the book."""

    def _forward(self, operation: str, asked: dict[str, Any]) -> Response:
        headers = {"Content-Type": JSON, "X-Amz-Target": f"AmazonSQS.{operation}", "Authorization": self._signed()}
        timeout = urllib3.Timeout(connect=2, read=LONGEST_POLL + 10)
        try:
            said = self._pool.request("POST", self.behind + "/", body=json.dumps(asked), headers=headers, timeout=timeout)
        except urllib3.exceptions.HTTPError:
            return Response('{"__type":"ServiceUnavailable","message":"ministack is away"}', 503, content_type=JSON)
        return Response(said.data, said.status, content_type=JSON)

    @staticmethod
    def _signed() -> str:
        return "AWS4-HMAC-SHA256 Credential=xinglin/20260101/cn-north-1/sqs/aws4_request, SignedHeaders=host, Signature=local"

    # ---- what is journalled
    def _journal(self, queue: str, message: str, entry: dict[str, Any]) -> None:
        if self.sql("select 1 from handled where id = ?", (message,)):
            return  # FIFO knew it as one that it had: it is sent, and nobody will be handed it again
        kept = {name: value for name, value in entry.items() if name in FRESH}
        text = json.dumps(kept, ensure_ascii=False)
        self.sql("insert into journal(id, queue, entry) values (?, ?, ?)", (message, _name(queue), text))

    def _send(self, asked: dict[str, Any]) -> Response:
        with self._sending:
            said = self._forward("SendMessage", asked)
            if said.status_code == 200:
                self._journal(asked["QueueUrl"], json.loads(said.get_data())["MessageId"], asked)
        return said

    def _send_batch(self, asked: dict[str, Any]) -> Response:
        entries = {entry["Id"]: entry for entry in asked["Entries"]}
        with self._sending:
            said = self._forward("SendMessageBatch", asked)
            if said.status_code == 200:
                for taken in json.loads(said.get_data()).get("Successful", []):
                    self._journal(asked["QueueUrl"], taken["MessageId"], entries[taken["Id"]])
        return said

    def _receive(self, asked: dict[str, Any]) -> Response:
        turn = self._turn
        said = self._forward("ReceiveMessage", asked)
        if said.status_code != 200:
            return said
        for message in json.loads(said.get_data()).get("Messages", []):
            with self._sending:  # its sender may not have written it into the journal yet
                self.sql("update journal set receipt = ? where id = ?", (message["ReceiptHandle"], message["MessageId"]))
            if turn != self._turn:
                self._hand_back(asked["QueueUrl"], message["ReceiptHandle"])
        return said if turn == self._turn else Response("{}", content_type=JSON)

    def _hand_back(self, queue: str, receipt: str) -> None:
        self._forward("ChangeMessageVisibility", {"QueueUrl": queue, "ReceiptHandle": receipt, "VisibilityTimeout": 0})

    def _delete(self, asked: dict[str, Any]) -> Response:
        with self._sending:
            self._forget([asked["ReceiptHandle"]])
        return self._forward("DeleteMessage", asked)

    def _delete_batch(self, asked: dict[str, Any]) -> Response:
        with self._sending:
            self._forget([entry["ReceiptHandle"] for entry in asked["Entries"]])
        return self._forward("DeleteMessageBatch", asked)

    def _purge(self, asked: dict[str, Any]) -> Response:
        with self._sending:
            self.sql("delete from journal where queue = ?", (_name(asked["QueueUrl"]),))
            return self._forward("PurgeQueue", asked)

    def _forget(self, receipts: list[str]) -> None:
        now = time.time()
        self.sql("delete from handled where at < ?", (now - 2 * DEDUPLICATED,))
        for receipt in receipts:
            gone = self.sql("delete from journal where receipt = ? returning id", (receipt,))
            for (message,) in gone:
                self.sql("insert or replace into handled values (?, ?)", (message, now))

    # ---- for the world
    @answers("POST", "/_queues")
    def _make(self, request: Request) -> Answer:
        """Take the queues that shall be there: {name: attributes}, dead-letter queues first."""
        for name, attributes in request.get_json().items():
            self.book("queues")[name] = attributes
        return {}

    @answers("POST", "/_refill")
    def _refill(self, _request: Request) -> Answer:
        """Make the queues and send the journal again, to a ministack that has just started."""
        with self._sending:
            for name, attributes in self.book("queues").items():
                made = self._forward("CreateQueue", {"QueueName": name, "Attributes": attributes})
                if made.status_code != 200:
                    return 502, {"queue": name, "said": made.get_data(as_text=True)}
            rows = self.sql("select number, queue, entry from journal order by number")
            for number, queue, entry in rows:
                said = self._forward("SendMessage", {"QueueUrl": queue, **json.loads(entry)})
                if said.status_code == 200:
                    self.sql("update journal set id = ? where number = ?", (json.loads(said.get_data())["MessageId"], number))
        return {"sent": len(rows)}

    @answers("POST", "/_release")
    def _release(self, _request: Request) -> Answer:
        """Whatever was handed out, or is just being, may be handed out again at once: those who had it are gone."""
        self._turn += 1
        for queue, receipt in self.sql("select queue, receipt from journal where receipt is not null"):
            self._hand_back(queue, receipt)
        return {}

    @answers("GET", "/_depths")
    def _depths(self, _request: Request) -> Answer:
        """How many messages each queue has in hand and has handed out: {queue: [number, number]}."""
        return {queue: self._depth(queue) for queue in dict(self.book("queues").items())}

    def _depth(self, queue: str) -> list[int]:
        said = self._forward("GetQueueAttributes", {"QueueUrl": queue, "AttributeNames": ["All"]})
        known = json.loads(said.get_data()).get("Attributes", {})
        return [int(known.get(name, 0)) for name in ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")]

    def front(self) -> str:
        """Depth of every queue, dead letters among them."""
        depths = {queue: self._depth(queue) for queue in dict(self.book("queues").items())}
        rows = "".join(f"<tr><td>{html.escape(queue)}<td>{here}<td>{out}" for queue, (here, out) in depths.items())
        return f"<table><tr><th>队列<th>等待<th>处理中</tr>{rows}</table>"


def _name(url: str) -> str:
    return url.rsplit("/", 1)[-1]
