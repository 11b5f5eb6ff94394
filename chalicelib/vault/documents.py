"""PDFs: counted, searched for anything that acts, and written anew from what can be reached.

pypdf reads and writes them: pure Python, so that a hostile file meets no C parser here; it bounds what it inflates. What
is kept is pypdf's own writing, so that what was searched is what will be shown: no trailing data, no second reading of a file
that means two things. Showing is pdfium's (rendering.py), whose wheels are built without JavaScript.
"""

import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.vault import pictures
from chalicelib.vault.problems import Problem, Rejected

if TYPE_CHECKING:
    from pypdf import PdfReader

MAGIC = b"%PDF-"
# Names that make a document do something, or carry another file. Opening at a page and links are no such thing.
ACTIVE = frozenset({
    "/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/RichMedia", "/XFA", "/SubmitForm", "/ImportData",
    "/ResetForm", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound", "/3D", "/AA",
})  # fmt: skip
INFLATING = frozenset({"/FlateDecode", "/LZWDecode", "/RunLengthDecode"})
MOST_OBJECTS = 50_000
INFLATED, PAGES = 13 * 1024 * 1024, 20  # bytes of all streams together, for each page: 4 megapixels; a few pages may take as 20
CHUNK = 256 * 1024


class Document(NamedTuple):
    """As it is kept."""

    content: bytes
    pages: int


def checked(body: bytes, most_pages: int) -> Document:
    """The document as it is kept. Raises Rejected."""
    try:
        return _checked(body, most_pages)
    except (Rejected, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a hostile file may make a parser raise anything
        raise Rejected(Problem.UNREADABLE) from None


def _checked(body: bytes, most_pages: int) -> Document:
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(io.BytesIO(body), strict=False)
    if reader.is_encrypted:
        raise Rejected(Problem.PDF_LOCKED)
    pages = len(reader.pages)
    if not pages:
        raise Rejected(Problem.UNREADABLE)
    if pages > most_pages:
        raise Rejected(Problem.PDF_PAGES)
    budget = max(PAGES, pages) * INFLATED
    for one in _objects(reader):
        budget -= _judged(one, budget)
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return Document(out.getvalue(), pages)


def _objects(reader: "PdfReader") -> Iterator[Any]:
    """Every dictionary, array and stream that can be reached."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    seen, waiting, count = set[tuple[int, int]](), [reader.trailer], 0
    while waiting:
        one: Any = waiting.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) in seen:
                continue
            seen.add((one.idnum, one.generation))
            one = one.get_object()
        count += 1
        if count > MOST_OBJECTS:
            raise Rejected(Problem.UNREADABLE)
        if isinstance(one, DictionaryObject):
            waiting.extend(one.raw_get(name) for name in one)
            yield one
        elif isinstance(one, ArrayObject):
            waiting.extend(list.__iter__(one))


def _judged(one: Any, budget: int) -> int:
    """How many bytes a stream inflates to. Raises Rejected for what acts, and for what is larger than anybody needs."""
    from pypdf.generic import NameObject, StreamObject

    said = {name for name in one.values() if isinstance(name, NameObject)}
    if ACTIVE & (one.keys() | said):
        raise Rejected(Problem.PDF_ACTIVE)
    if not isinstance(one, StreamObject):
        return 0
    named = one.get("/Filter", [])
    filters = [str(named)] if isinstance(named, NameObject) else [str(each.get_object()) for each in named]
    content: bytes = one._data  # noqa: SLF001 - as it stands in the file; get_data would inflate it whole
    if one.get("/Subtype") == "/Image":
        _fits(int(one.get("/Width", 0)), int(one.get("/Height", 0)))
        if filters[:1] in (["/DCTDecode"], ["/JPXDecode"]):
            _fits(*pictures.size(content))
    first, others = filters[:1], filters[1:]
    if INFLATING & set(others) or first in (["/LZWDecode"], ["/RunLengthDecode"]):
        raise Rejected(Problem.UNREADABLE)  # inflated twice, or as no scanner of today does it
    return _inflated(content, budget) if first == ["/FlateDecode"] else len(content)


def _fits(width: int, height: int) -> None:
    if width * height > pictures.MOST_PIXELS:
        raise Rejected(Problem.TOO_MANY_PIXELS)


def _inflated(content: bytes, budget: int) -> int:
    """Counted piece by piece, and never kept."""
    inflating, count, left = zlib.decompressobj(), 0, content
    while left and not inflating.eof:
        count += len(inflating.decompress(left, CHUNK))
        if count > budget:
            raise Rejected(Problem.TOO_MANY_PIXELS)
        left = inflating.unconsumed_tail
    return count
