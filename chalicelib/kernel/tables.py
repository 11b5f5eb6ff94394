"""Tables, and the one way of writing several items: a Unit, all of them or none."""

import functools
import random
import time
import uuid
from collections.abc import Callable
from types import TracebackType
from typing import ClassVar, Generic, NamedTuple, Self, TypeVar

from pynamodb.connection import Connection
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import DoesNotExist, TransactGetError, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactGet, TransactWrite

from chalicelib.kernel import log, refusals
from chalicelib.kernel.deployment import deployment

TRIES = 6
FAILED = "ConditionalCheckFailed"
PASSING = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "TransactionInProgressException"})
_random = random.SystemRandom()


@functools.cache
def connection() -> Connection:
    """The one connection of this process: one a table would cost 20 to 50 ms of cold start each."""
    return Connection(connect_timeout_seconds=2, read_timeout_seconds=10, max_retry_attempts=3)


class Table(Model):
    """A table named `<prefix><noun>`, billed per request. A room's models name the noun; `streamed` ones have a stream."""

    noun: ClassVar[str]
    streamed: ClassVar[bool] = False

    class Meta:
        """Overwritten in each model: pynamodb wants a class of its own there."""

        table_name = ""
        billing_mode = "PAY_PER_REQUEST"

    def __init_subclass__(cls) -> None:
        """Give the model its own Meta; the table's name is known only when the settings are read."""
        super().__init_subclass__()
        setattr(cls, "Meta", type("Meta", (cls.Meta,), {"table_name": ""}))  # noqa: B010 - not an attribute to mypy

    @classmethod
    def _get_connection(cls) -> TableConnection:
        if cls._connection is None:
            cls.Meta.table_name = deployment().tables + cls.noun
            own = super()._get_connection()
            meta = own.connection.get_meta_table(cls.Meta.table_name)
            own.connection = connection()
            own.connection.add_meta_table(meta)
        return super()._get_connection()

    @classmethod
    def find(cls, key: str, sort: str | None = None, *, consistent: bool = True) -> Self | None:
        """The item, or None. Consistent unless told otherwise."""
        try:
            return cls.get(key, sort, consistent_read=consistent)
        except DoesNotExist:
            return None

    @classmethod
    def at_key(cls, key: str, sort: str | None = None) -> "Key[Self]":
        """Where an item stands, for `find_both`."""
        return Key(cls, key, sort)


T = TypeVar("T", bound=Table)
A = TypeVar("A", bound=Table)
B = TypeVar("B", bound=Table)


class Key(NamedTuple, Generic[T]):
    """Of one item."""

    model: type[T]
    key: str
    sort: str | None


def find_both(one: Key[A], other: Key[B]) -> tuple[A | None, B | None]:
    """Two items as they stood at one moment, in one round trip; None for what is not there.

    Conflicts with transactions are tried again like those of a Unit.
    """
    for tried in range(1, TRIES + 1):
        try:
            with TransactGet(connection=connection()) as asked:
                first = asked.get(one.model, one.key, one.sort)
                second = asked.get(other.model, other.key, other.sort)
        except TransactGetError as error:
            reasons = [reason.code if reason else None for reason in error.cancellation_reasons]
            if not PASSING.intersection(reasons) and error.cause_response_code not in PASSING:
                raise
            _pause("read_conflict", tried)
        else:
            return _or_none(first.get), _or_none(second.get)
    raise refusals.Busy


def _or_none(get: Callable[[], T]) -> T | None:
    try:
        return get()
    except DoesNotExist:
        return None


def _pause(code: str, tried: int) -> None:
    log.warning(code, tried=tried)
    time.sleep(_random.uniform(0.005, 0.02 * 2**tried))


class LostRace(refusals.Busy):
    """A condition failed for which the writer named no refusal of its own."""


Otherwise = type[Exception] | Exception


class _Write(NamedTuple):
    order: int  # in which the deed named it: the first that failed tells why
    otherwise: Otherwise
    apply: functools.partial[None]


class Unit:
    """What one deed writes, committed as one DynamoDB transaction when the `with` block ends.

    Each write may carry a condition and the exception to raise when that condition failed; of several that failed
    the first named wins. Conflicts with other transactions are tried again, TRIES times in all, then `Busy`.
    Raises TransactWriteError for anything else: a fault. At most 100 items.
    """

    def __init__(self) -> None:
        """Start with nothing to write."""
        self._checks: list[_Write] = []
        self._deletes: list[_Write] = []
        self._puts: list[_Write] = []
        self._updates: list[_Write] = []

    def __enter__(self) -> Self:
        """Collect."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Commit, unless the block raised."""
        if kind is None:
            self.commit()

    def _add(self, to: list[_Write], otherwise: Otherwise, apply: functools.partial[None]) -> None:
        to.append(_Write(len(self._checks) + len(self._deletes) + len(self._puts) + len(self._updates), otherwise, apply))

    def check(
        self,
        model: type[Table],
        key: str,
        sort: str | None = None,
        *,
        condition: Condition,
        otherwise: Otherwise = LostRace,
    ) -> None:
        """The item must be so, and is not written."""
        self._add(
            self._checks,
            otherwise,
            functools.partial(TransactWrite.condition_check, model_cls=model, hash_key=key, range_key=sort, condition=condition),
        )

    def put(self, item: Table, *, condition: Condition | None = None, otherwise: Otherwise = LostRace) -> None:
        """Write the whole item."""
        self._add(self._puts, otherwise, functools.partial(TransactWrite.save, model=item, condition=condition))

    def update(
        self,
        item: Table,
        actions: list[Action],
        *,
        condition: Condition | None = None,
        otherwise: Otherwise = LostRace,
    ) -> None:
        """Change some attributes of the item with this item's key. The object in memory stays as it was."""
        self._add(
            self._updates,
            otherwise,
            functools.partial(TransactWrite.update, model=item, actions=actions, condition=condition),
        )

    def delete(self, item: Table, *, condition: Condition | None = None, otherwise: Otherwise = LostRace) -> None:
        """Delete the item with this item's key."""
        self._add(self._deletes, otherwise, functools.partial(TransactWrite.delete, model=item, condition=condition))

    def commit(self) -> None:
        """Write all or none; see the class. A deed that found nothing to write is done."""
        if not self._in_engine_order():
            return
        for tried in range(1, TRIES + 1):
            try:
                self._send()
            except TransactWriteError as error:
                reasons = [reason.code if reason else None for reason in error.cancellation_reasons]
                failed = self._failed(reasons)
                if failed is not None:
                    raise failed from None
                if not PASSING.intersection(reasons) and error.cause_response_code not in PASSING:
                    raise
                _pause("transaction_conflict", tried)
            else:
                return
        raise refusals.Busy

    def _in_engine_order(self) -> list[_Write]:
        """Pynamodb sends checks, deletes, puts, updates; the reasons of a cancelled transaction follow that order."""
        return [*self._checks, *self._deletes, *self._puts, *self._updates]

    def _send(self) -> None:
        with TransactWrite(connection=connection(), client_request_token=str(uuid.uuid4())) as transaction:
            for write in self._in_engine_order():
                write.apply(transaction)

    def _failed(self, reasons: list[str | None]) -> Exception | None:
        failed = [write for write, reason in zip(self._in_engine_order(), reasons, strict=False) if reason == FAILED]
        if not failed:
            return None
        otherwise = min(failed).otherwise
        return otherwise() if isinstance(otherwise, type) else otherwise
