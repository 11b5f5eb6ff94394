"""The same creating request twice is one deed: an item of the deed's own transaction.

Only successes are remembered. The key is the caller's (`Idempotency-Key`), bound to the account and the route.
"""

import datetime as dt
from typing import NamedTuple

from pynamodb.attributes import TTLAttribute, UnicodeAttribute

from chalicelib.kernel import ids, refusals
from chalicelib.kernel.tables import Table, Unit

KEPT = dt.timedelta(days=2)


class Remembered(Table):
    """That a request succeeded, and the id of what it made."""

    noun = "idempotency"

    key = UnicodeAttribute(hash_key=True)
    digest = UnicodeAttribute()
    subject = UnicodeAttribute()
    until = TTLAttribute()


class Repeated(Exception):
    """The deed of this key was done before; `subject` is the id of what it made."""

    def __init__(self, subject: str) -> None:
        """Name what was made."""
        super().__init__(subject)
        self.subject = subject


class KeyReused(refusals.Invalid):
    """The same key with another content."""

    code, message = "idempotency_key_reused", "请求重复且内容不同，请返回后重新操作"


class _Taken(Exception):
    pass


class Once(NamedTuple):
    """One creating request: who, which route, which key, which content. All hashed, none readable."""

    key: str  # hash(account, route, Idempotency-Key)
    digest: str  # of the content

    def id(self, noun: str) -> str:
        """The id of what this request makes: the same at every repetition."""
        return ids.derived(noun, self.key)

    def remember(self, unit: Unit, subject: str) -> None:
        """Add to the deed's transaction that it made `subject`. Name it first, so that a repetition wins over refusals."""
        item = Remembered(self.key, digest=self.digest, subject=subject, until=KEPT)
        unit.put(item, condition=Remembered.key.does_not_exist(), otherwise=_Taken)

    def commit(self, unit: Unit) -> None:
        """Commit the deed. Raises Repeated when it was done before, KeyReused when the key was used for something else."""
        try:
            unit.commit()
        except _Taken:
            self.raise_if_done()
            raise refusals.Busy from None

    def raise_if_done(self) -> None:
        """Raise Repeated or KeyReused when the key is remembered; else do nothing."""
        before = Remembered.find(self.key)
        if before is None:
            return
        raise Repeated(before.subject) if before.digest == self.digest else KeyReused


def once(account: str, route: str, key: str, content: bytes) -> Once:
    """The Once of a request."""
    return Once(ids.derived("once", account, route, key), ids.derived("content", content.hex()))
