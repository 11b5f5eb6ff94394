"""Papers, photographed by a generator."""

import pytest

from chalicelib.vault import receiving
from tests.vault import photos
from tests.vault.places import s3_engine, stores, upload, wanted  # noqa: F401 - fixtures


@pytest.fixture
def sealed(stores):  # noqa: F811 - the fixture
    """A paper that lies in the vault."""

    def seal(body=None, **about):
        paper = wanted(**about)
        receiving.take_in(upload(paper, body or photos.jpeg()))
        return paper

    return seal
