"""A PDF to be given away: its pages with a mark across each, encrypted with AES-256, opened by a password; in parts that fit an answer.

Each part is a whole file of its own. Which pages it holds follows from the document alone, so that parts asked for one by one fit
together.
"""

import io
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.kernel import ids
from chalicelib.vault import rendering

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, PdfObject

LARGEST = 2_800_000  # bytes of a part's pages: 4 MB in base64 once marked and encrypted, within a Lambda's 6 MB
LONGEST = 2000  # pixels of a page that is too large and becomes a picture
SIZE, STEEP, FAINT = 13, math.radians(28), 0.35  # points, of the mark's slant, of black
APART = (260.0, 130.0)  # points from mark to mark


class Part(NamedTuple):
    """One file."""

    content: bytes
    parts: int


def part(content: bytes, number: int, mark: str, password: str) -> Part:
    """Part `number`, the first is 1, of a sealed PDF. Raises NoSuchPage."""
    from pypdf import PdfWriter
    from pypdf.constants import UserAccessPermissions as May

    groups = list(_groups([_alone(content, page) for page in range(_count(content))]))
    if not 1 <= number <= len(groups):
        raise rendering.NoSuchPage
    writer = PdfWriter()
    for one in groups[number - 1]:
        _mark(writer.add_page(_read(one).pages[0]), mark)
    writer.encrypt(
        password, ids.new(), algorithm="AES-256", permissions_flag=May.PRINT | May.PRINT_TO_REPRESENTATION | May.EXTRACT
    )
    return Part(_written(writer), len(groups))


def _count(content: bytes) -> int:
    return len(_read(content).pages)


def _read(content: bytes) -> "PdfReader":
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(content))


def _written(writer: "PdfWriter") -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _alone(content: bytes, page: int) -> bytes:
    """A page as a document of its own; as a picture where it would fit into no part."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_page(_read(content).pages[page])
    alone = _written(writer)
    if len(alone) <= LARGEST:
        return alone
    out = io.BytesIO()
    rendering.page(content, rendering.PDF, page + 1, LONGEST).save(out, "PDF", resolution=170, quality=70)
    return out.getvalue()


def _groups(pages: list[bytes]) -> Iterator[list[bytes]]:
    """Pages in their order, as many together as fit."""
    group: list[bytes] = []
    for one in pages:
        if group and sum(map(len, group)) + len(one) > LARGEST:
            yield group
            group = []
        group.append(one)
    yield group


def _mark(page: "PageObject", text: str) -> None:
    """The text slantwise across the whole page, over everything."""
    from pypdf import PageObject
    from pypdf.generic import DecodedStreamObject, FloatObject, NameObject

    page.transfer_rotation_to_content()
    width, height = page.mediabox.right, page.mediabox.top
    font = _dictionary({"/Type": NameObject("/Font"), "/Subtype": NameObject("/Type1"), "/BaseFont": NameObject("/Helvetica")})
    faint = _dictionary({"/Type": NameObject("/ExtGState"), "/ca": FloatObject(FAINT)})
    stream = DecodedStreamObject()
    stream.set_data(_across(text, float(width), float(height)))
    over = PageObject.create_blank_page(width=width, height=height)
    over[NameObject("/Contents")] = stream
    over[NameObject("/Resources")] = _dictionary(
        {"/Font": _dictionary({"/XinglinMark": font}), "/ExtGState": _dictionary({"/XinglinFaint": faint})}
    )
    page.merge_page(over)
    page.compress_content_streams()


def _dictionary(content: "dict[str, PdfObject]") -> "DictionaryObject":
    from pypdf.generic import DictionaryObject, NameObject

    return DictionaryObject({NameObject(name): value for name, value in content.items()})


def _across(text: str, width: float, height: float) -> bytes:
    """PDF's drawing of it: rows of the text, slanted."""
    said = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    cos, sin = math.cos(STEEP), math.sin(STEEP)
    lines = [f"q /XinglinFaint gs BT /XinglinMark {SIZE} Tf"]
    for row in range(math.ceil(height / APART[1]) + 1):
        for column in range(math.ceil(width / APART[0]) + 1):
            x, y = column * APART[0] - (row % 2) * APART[0] / 2, row * APART[1]
            lines.append(f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.1f} {y:.1f} Tm ({said}) Tj")
    lines.append("ET Q")
    return "\n".join(lines).encode("ascii")
