"""What an auditor must see, planted into the tables and taken out again."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.kernel.tables import Table


@contextmanager
def changed(item: Table, **wrong: object) -> Iterator[None]:
    """The item says something else."""
    item.refresh(consistent_read=True)
    right = {name: getattr(item, name) for name in wrong}
    _write(item, wrong)
    yield
    _write(item, right)


def _write(item: Table, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(item, name, value)
    item.save()


@contextmanager
def lost(item: Table) -> Iterator[None]:
    """The item is not there."""
    item.refresh(consistent_read=True)
    item.delete()
    yield
    item.save()


@contextmanager
def strange(item: Table) -> Iterator[None]:
    """An item is there that nobody knows."""
    item.save()
    yield
    item.delete()
