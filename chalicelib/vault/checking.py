"""What may be kept: by its first bytes a picture or a PDF, whole, readable, and nothing else besides."""

from typing import NamedTuple

from chalicelib.vault import documents, legibility, pictures, rendering, settings
from chalicelib.vault.buckets import LARGEST
from chalicelib.vault.problems import Problem, Rejected

GLANCE = 400  # pixels of a page's longer side: enough to see that something is on it


class Checked(NamedTuple):
    """A file as it is kept."""

    content: bytes
    content_type: str
    pages: int


def check(body: bytes, most_pages: int) -> Checked:
    """The file as it is kept. Raises Rejected; what the phone said of its type does not count."""
    if len(body) > LARGEST:
        raise Rejected(Problem.TOO_LARGE)
    if pictures.form(body):
        return Checked(pictures.checked(body), rendering.JPEG, 1)
    if body.startswith(documents.MAGIC):
        document = documents.checked(body, most_pages)
        _visible(document)
        return Checked(document.content, rendering.PDF, document.pages)
    raise Rejected(Problem.UNKNOWN_TYPE)


def _visible(document: documents.Document) -> None:
    """Every page can be shown, and something is on one of them."""
    least, seen = settings.chosen().least_contrast, False
    for number in range(1, document.pages + 1):
        try:
            glance = rendering.page(document.content, rendering.PDF, number, GLANCE)
        except Exception:  # noqa: BLE001 - what cannot be shown is not kept
            raise Rejected(Problem.UNREADABLE) from None
        seen = seen or legibility.measure(glance).contrast >= least
    if not seen:
        raise Rejected(Problem.BLANK)
