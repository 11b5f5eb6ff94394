"""The played parties' own books, read from their files: what they say does not depend on us, nor on their being up."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class Books:
    """Of the world in a folder."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read yet."""
        self._folder = folder

    def _rows(self, party: str, statement: str, *values: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self._folder / party / party}.sqlite?mode=ro", uri=True)) as db:
            return db.execute(statement, values).fetchall()

    def book(self, party: str, name: str) -> dict[str, Json]:
        """One book: documents by key, oldest first."""
        rows = self._rows(party, "select key, document from book where name = ? order by rowid", name)
        return {key: json.loads(document) for key, document in rows}

    def orders(self) -> dict[str, Json]:
        """WeChat Pay's, by our number."""
        return {one["out_trade_no"]: one for one in self.book("wechatpay", "orders").values()}

    def refunds(self) -> dict[str, Json]:
        """WeChat Pay's, by our number."""
        return {one["out_refund_no"]: one for one in self.book("wechatpay", "refunds").values()}

    def messages(self) -> dict[str, Json]:
        """What WeChat brought to its users, by WeChat's id of the message."""
        return self.book("wechat", "messages")

    def short_messages(self) -> list[Json]:
        """What was sent by SMS."""
        return list(self.book("sms", "inbox").values())

    def appointments(self) -> list[Json]:
        """The HIS's, those sold at its windows too."""
        return [json.loads(text) for (text,) in self._rows("his", "select document from resource where kind = 'Appointment'")]

    def waiting(self) -> list[tuple[str, str]]:
        """The messages that stand in the queues: (queue, body); a dead letter by the queue that it came from."""
        rows = self._rows("queues", "select queue, entry from journal order by number")
        return [(queue, json.loads(entry)["MessageBody"]) for queue, entry in rows]
