"""One page of a sealed paper as a picture. PDFs by pdfium, whose wheels are built without JavaScript and XFA."""

import io
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

JPEG, PDF = "image/jpeg", "application/pdf"


class NoSuchPage(LookupError):
    """The paper has fewer pages."""


def page(content: bytes, content_type: str, number: int, longest: int) -> "Image":
    """Page `number`, the first is 1, with no side longer than so many pixels."""
    return _of_pdf(content, number, longest) if content_type == PDF else _of_picture(content, number, longest)


def _of_picture(content: bytes, number: int, longest: int) -> "Image":
    from PIL import Image

    if number != 1:
        raise NoSuchPage
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as opened:
        opened.draft("RGB", (longest, longest))
        picture = opened.convert("RGB")
    picture.thumbnail((longest, longest))
    return picture


def _of_pdf(content: bytes, number: int, longest: int) -> "Image":
    import pypdfium2

    with closing(pypdfium2.PdfDocument(content)) as document:
        if not 1 <= number <= len(document):
            raise NoSuchPage
        with closing(document[number - 1]) as one:
            scale = min(longest / max(one.get_size()), MOST_SCALE)
            with closing(one.render(scale=scale, may_draw_forms=False)) as bitmap:
                picture: Image = bitmap.to_pil().convert("RGB")
    return picture


MOST_SCALE = 4.0  # 288 dots an inch: a small page is not blown up
