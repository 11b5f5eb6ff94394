"""What no deed would leave behind, for a while: afterwards the tables are as they were."""

import contextlib
from collections.abc import Iterator

from chalicelib.kernel.tables import Table


@contextlib.contextmanager
def planted(*items: Table) -> Iterator[None]:
    """These stand there, new or in the place of what stood under their keys."""
    before = [_stored(one) for one in items]
    for one in items:
        one.save()
    try:
        yield
    finally:
        for one, was in zip(items, before, strict=True):
            if was is None:
                one.delete()
            else:
                was.save()


@contextlib.contextmanager
def missing(*items: Table) -> Iterator[None]:
    """These do not stand there."""
    before = [_stored(one) for one in items]
    for one in items:
        one.delete()
    try:
        yield
    finally:
        for was in before:
            if was is not None:
                was.save()


@contextlib.contextmanager
def changed(item: Table, **fields: object) -> Iterator[None]:
    """Some fields of it are others."""
    other = _stored(item)
    assert other is not None
    for name, value in fields.items():
        setattr(other, name, value)
    with planted(other):
        yield


def _stored(item: Table) -> Table | None:
    keys = sorted(
        (one for one in item.get_attributes().items() if one[1].is_hash_key or one[1].is_range_key),
        key=lambda one: bool(one[1].is_range_key),
    )
    return type(item).find(*(getattr(item, name) for name, _ in keys))
