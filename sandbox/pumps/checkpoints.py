"""How far each shard of each stream was read, on disk."""

import sqlite3
import threading
from pathlib import Path


class Checkpoints:
    """Moved only after the consumers of a record have finished."""

    def __init__(self, path: Path) -> None:
        """Open or make the file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock, self._db = threading.Lock(), sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("create table if not exists checkpoint(shard text primary key, number text)")

    def of(self, shard: str) -> str | None:
        """The sequence number of the last finished record."""
        with self._lock:
            rows = self._db.execute("select number from checkpoint where shard = ?", (shard,)).fetchall()
        return str(rows[0][0]) if rows else None

    def move(self, shard: str, number: str) -> None:
        """Everything up to that record is finished."""
        with self._lock:
            self._db.execute("insert or replace into checkpoint values (?, ?)", (shard, number))
