"""The played HIS, a directory synced from it, and the room's own API."""

import pytest

from chalicelib.directory import catalogue, sync
from sandbox.his import His


@pytest.fixture(scope="module")
def his(world, tmp_path_factory):
    with His(tmp_path_factory.mktemp("his"), days=1).serving() as party:
        yield world.meet(party)


@pytest.fixture(scope="module")
def synced(his):
    catalogue.forget_cached()
    sync.sync()
    return his
