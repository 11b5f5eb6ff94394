"""Notices: sealed, signed, sent again until they are taken, and misbehaving in the way that is asked for.

What is planned stands in the books, so that a killed party goes on with it when it is back.
"""

import base64
import heapq
import json
import secrets
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, Self

import urllib3
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sandbox.wechatpay.refunding import Refunding
from sandbox.wechatpay.wire import Document

RETRIES = (15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600)  # seconds
HELD_BACK = 45  # seconds by which an out-of-order notice comes too late
MODES = (
    "normal",
    "duplicate",
    "out_of_order",
    "never",
    "signtest",
    "stale",
    "wrong_serial",
    "tampered",
    "cert_signed",
    "stranger",
    "undecryptable",
)
TAKEN = (200, 204)


class Letter(NamedTuple):
    """One notice as it goes over the wire."""

    url: str
    headers: dict[str, str]
    body: bytes


class Reply(NamedTuple):
    """What it was answered with; status 0 when nobody answered."""

    status: int
    body: str


class Noticing(Refunding):
    """The notices' part."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        super().__init__(folder, port)
        self.notices = "normal"  # one of MODES; the bad ones spoil the first attempt, what follows is genuine
        self._http = urllib3.PoolManager(retries=False, timeout=5)
        self._senders = ThreadPoolExecutor(4)
        self._due: list[tuple[float, str]] = []
        self._changed = threading.Condition()
        self._stopping = False

    # ---- plans
    def plan(self, seconds: float, deed: str, *about: str) -> None:
        """Do it after so many seconds at the real pace."""
        due, number = time.time() + seconds / self.pace, uuid.uuid4().hex
        self.book("plans")[number] = {"due": due, "deed": deed, "about": about}
        self._remind(due, number)

    def _remind(self, due: float, number: str) -> None:
        with self._changed:
            heapq.heappush(self._due, (due, number))
            self._changed.notify()

    @contextmanager
    def serving(self) -> Iterator[Self]:
        """Serve, and go on with what is planned."""
        worker = self._work()
        try:
            with super().serving():
                yield self
        finally:
            with self._changed:
                self._stopping = True
                self._changed.notify()
            worker.join()
            self._senders.shutdown()

    def serve_forever(self) -> None:
        """Serve from this thread, and go on with what is planned."""
        self._work()
        super().serve_forever()

    def _work(self) -> threading.Thread:
        self._due.clear()
        for number, plan in self.book("plans").items():
            self._remind(plan["due"], number)
        worker = threading.Thread(target=self._keep_plans, daemon=True)
        worker.start()
        return worker

    def _keep_plans(self) -> None:
        while True:
            with self._changed:
                while not self._stopping and (not self._due or self._due[0][0] > time.time()):
                    self._changed.wait(self._due[0][0] - time.time() if self._due else None)
                if self._stopping:
                    return
                _, number = heapq.heappop(self._due)
            self._senders.submit(self._carry_out, number)

    def _carry_out(self, number: str) -> None:
        plan = self.book("plans").get(number)
        if plan is None:  # kept in mind twice
            return
        if plan["deed"] == "finish":
            self.finish_refund(*plan["about"])
        else:
            self._send(*plan["about"])
        del self.book("plans")[number]

    # ---- what happened
    def paid(self, number: str) -> None:
        """Tell of a payment."""
        self._tell("TRANSACTION.SUCCESS", "支付成功", number)

    def refund_ended(self, number: str) -> None:
        """Tell of a refund's end."""
        state = self.book("refunds")[number]["state"]
        self._tell(f"REFUND.{state}", {"SUCCESS": "退款成功", "ABNORMAL": "退款异常", "CLOSED": "退款关闭"}[state], number)

    def _tell(self, event: str, summary: str, subject: str) -> None:
        if self.notices not in MODES:
            raise ValueError(self.notices)
        notice = self._notice(event, summary, subject)
        self.book("notices")[notice["id"]] = notice
        if notice["url"] and self.notices != "never":
            for _ in range(2 if self.notices == "duplicate" else 1):
                self.plan(HELD_BACK if self.notices == "out_of_order" else 0, "notice", notice["id"])

    def _notice(self, event: str, summary: str, subject: str) -> Document:
        books = self.book("orders" if event.startswith("TRANSACTION") else "refunds")
        return {
            "id": str(uuid.uuid4()),
            "event_type": event,
            "summary": summary,
            "subject": subject,
            "created": self.stamp(),
            "url": books[subject]["asked"].get("notify_url", ""),
            "mode": self.notices,
            "attempts": [],
        }

    def _send(self, notice_id: str) -> None:
        notice = self.book("notices")[notice_id]
        tried = len(notice["attempts"])
        mode = notice["mode"] if tried == 0 or notice["mode"] == "cert_signed" else "normal"
        reply = self.deliver(self.letter_of(notice, mode))
        with self.lock:
            notice = self.book("notices")[notice_id]
            before = [attempt["status"] for attempt in notice["attempts"]]
            notice["attempts"].append({"at": self.stamp(), "as": mode, "status": reply.status, "answer": reply.body[:200]})
            self.book("notices")[notice_id] = notice
        if reply.status not in TAKEN and not set(TAKEN).intersection(before) and tried < len(RETRIES):
            self.plan(RETRIES[tried], "notice", notice_id)

    # ---- letters
    def notify(self, subject: str, *, mode: str = "normal", signed_by: str = "", **lies: Any) -> Reply:
        """Send one notice of an order or a refund now, on top of those that go by themselves; `lies` change what it tells."""
        return self.deliver(self.letter(subject, mode=mode, signed_by=signed_by, **lies))

    def letter(self, subject: str, *, mode: str = "normal", signed_by: str = "", **lies: Any) -> Letter:
        """The same, written and not sent. `signed_by` is platform, certificate or stranger."""
        if subject in self.book("orders"):
            notice = self._notice("TRANSACTION.SUCCESS", "支付成功", subject)
        else:
            state = self.book("refunds")[subject]["state"]
            notice = self._notice(f"REFUND.{state}", "退款", subject)
        by = {"": mode, "platform": mode, "certificate": "cert_signed", "stranger": "stranger"}[signed_by]
        return self.letter_of(notice, by, **lies)

    def letter_of(self, notice: Document, mode: str, **lies: Any) -> Letter:
        """Seal and sign. Every attempt is sealed anew, under the same id."""
        payment = notice["event_type"].startswith("TRANSACTION")
        if payment:
            order = self.book("orders")[notice["subject"]]
            told, mchid = self.trade(order | {"state": "SUCCESS"}) | lies, order["mchid"]
        else:
            refund = self.book("refunds")[notice["subject"]]
            told, mchid = self.refund_told(refund) | lies, refund["mchid"]
        kind = "transaction" if payment else "refund"
        key = "0" * 32 if mode == "undecryptable" else self.keys["merchants"][mchid]["apiv3_key"]
        told = {
            "id": notice["id"],
            "create_time": notice["created"],
            "resource_type": "encrypt-resource",
            "event_type": notice["event_type"],
            "summary": notice["summary"],
            "resource": _sealed(key, kind, told),
        }
        body = json.dumps(told, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "User-Agent": "Mozilla/4.0", "Accept": "*/*"}
        return Letter(notice["url"], headers | self._signature_of(body, mode), _tampered(body) if mode == "tampered" else body)

    def _signature_of(self, body: bytes, mode: str) -> dict[str, str]:
        if mode == "stale":
            return self.signature(body, "platform", moment=int(self.now()) - 3600)
        if mode == "wrong_serial":
            return self.signature(body, "platform", serial="PUB_KEY_ID_0000000000000000000000000000001")
        if mode == "stranger":
            return self.signature(body, "stranger")
        if mode == "signtest":
            probe = "WECHATPAY/SIGNTEST/" + base64.b64encode(secrets.token_bytes(180)).decode()
            return self.signature(body, "platform") | {"Wechatpay-Signature": probe}
        return self.signature(body, "certificate_key" if mode == "cert_signed" else "platform")

    def deliver(self, letter: Letter) -> Reply:
        """Over the wire."""
        with suppress(urllib3.exceptions.HTTPError):
            response = self._http.request("POST", letter.url, body=letter.body, headers=letter.headers)
            return Reply(response.status, response.data.decode(errors="replace"))
        return Reply(0, "")


def _sealed(key: str, kind: str, told: Document) -> Document:
    nonce = secrets.token_hex(6)
    sealed = AESGCM(key.encode()).encrypt(nonce.encode(), json.dumps(told, ensure_ascii=False).encode(), kind.encode())
    return {
        "original_type": kind,
        "algorithm": "AEAD_AES_256_GCM",
        "ciphertext": base64.b64encode(sealed).decode(),
        "associated_data": kind,
        "nonce": nonce,
    }


def _tampered(body: bytes) -> bytes:
    return body.replace(b'"summary"', b'"Summary"')
