"""The world without its pumps, and people in it: only what is measured runs."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chalicelib.accounts import sessions
from chalicelib.kernel import settings
from sandbox.world import World
from tests.registration import people
from tests.registration.people import Person

MEMORY = Path("/dev/shm")  # noqa: S108 - of Linux: files in it are in memory


@contextmanager
def standing(workers: int = 2, *, in_memory: bool = False) -> Iterator[World]:
    """Up, with this process in its environment. `in_memory`: its data too, where the machine has a place for that."""
    where = MEMORY if in_memory and MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="xinglin-bench-", dir=where) as folder:
        world = World(Path(folder), workers=workers, without=("pumps",))
        world.up()
        before = dict(os.environ)
        os.environ.update(world.environment)
        settings.forget_cached()
        try:
            yield world
        finally:
            os.environ.clear()
            os.environ.update(before)
            world.down()


def token(person: Person) -> dict[str, str]:
    """The headers of a signed-in patient."""
    session = sessions.sign(person.me.account, person.me.epoch)
    return {"Authorization": f"Bearer {session.token}", "Content-Type": "application/json"}


def crowd(size: int) -> list[Person]:
    """So many patients, each with an account, a card and consent."""
    return [people.somebody() for _ in range(size)]
