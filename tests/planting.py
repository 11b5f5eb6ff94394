"""Something wrong in the tables for a moment, for an auditor to tell; afterwards all is as before."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.kernel.tables import Table


@contextmanager
def without(item: Table) -> Iterator[None]:
    """It is gone."""
    item.refresh(consistent_read=True)
    item.delete()
    try:
        yield
    finally:
        item.save()


@contextmanager
def also(*items: Table) -> Iterator[None]:
    """They are there, too."""
    for item in items:
        item.save()
    try:
        yield
    finally:
        for item in items:
            item.delete()


@contextmanager
def changed(item: Table, **fields: object) -> Iterator[None]:
    """It says something else."""
    item.refresh(consistent_read=True)
    before = {field: getattr(item, field) for field in fields}
    _write(item, fields)
    try:
        yield
    finally:
        _write(item, before)


def _write(item: Table, fields: dict[str, object]) -> None:
    for field, value in fields.items():
        setattr(item, field, value)
    item.save()
