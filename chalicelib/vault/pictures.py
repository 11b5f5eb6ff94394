"""Photographs: opened with care, told when they cannot be read, written anew as plain JPEG.

What is kept is never what was sent: metadata, trailing data and everything that is not the picture are gone, the picture
stands upright. At most 4 bytes a pixel beside the file are held: a picture that must be turned or flattened is packed in
strips first, because a second copy of it would be as large as the first.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.vault import legibility
from chalicelib.vault.problems import Problem, Rejected

if TYPE_CHECKING:
    from PIL.Image import Image

MAGIC = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
MOST_PIXELS = 25_000_000
QUALITIES, STRIP_QUALITY = (88, 75, 50), 95
LARGEST_KEPT = 10 * 1024 * 1024  # bytes: noise may need more than was sent
STRIP = 256  # rows
ORIENTATION = 0x0112
TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}  # EXIF's orientation to Pillow's Transpose
SIDEWAYS = frozenset({5, 6, 7, 8})
LEAST = 8  # pixels of a side: thinner is no picture, and no measure means anything


def form(body: bytes) -> str | None:
    """JPEG or PNG, by its first bytes; None for anything else."""
    return next((name for magic, name in MAGIC.items() if body.startswith(magic)), None)


def size(body: bytes) -> tuple[int, int]:
    """Width and height by the header of a JPEG or JPEG 2000, without decoding it."""
    from PIL import Image

    with _no_bombs(), Image.open(io.BytesIO(body), formats=("JPEG", "JPEG2000")) as picture:
        return picture.size


class _Strips(NamedTuple):
    """A picture packed in strips, from the top down, and how it must be turned."""

    packed: list[bytes]
    size: tuple[int, int]
    orientation: int


def checked(body: bytes) -> bytes:
    """The picture as it is kept. Raises Rejected."""
    with _no_bombs():
        ready = _ready(body)  # what was decoded is let go here
        return _fitting(_assembled(ready)) if isinstance(ready, _Strips) else ready


def _ready(body: bytes) -> bytes | _Strips:
    with _opened(body) as picture:
        orientation = picture.getexif().get(ORIENTATION, 1)
        legibility.check(picture.size, _glance(picture))
        if picture.mode in {"RGB", "L"} and orientation not in TURNS:
            return _fitting(picture)
        return _Strips(list(_strips(picture)), picture.size, orientation)


def _fitting(picture: "Image") -> bytes:
    """As good as possible within what a file may be."""
    for quality in QUALITIES:
        content = jpeg(picture, quality)
        if len(content) <= LARGEST_KEPT:
            return content
    raise Rejected(Problem.TOO_LARGE)


def jpeg(picture: "Image", quality: int) -> bytes:
    """Plain JPEG, without anything but the picture."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, exif=b"", icc_profile=None, comment=b"")
    return out.getvalue()


@contextmanager
def _no_bombs() -> Iterator[None]:
    """Pillow's own warning of a bomb is a refusal here, and whatever a broken file makes its decoders raise."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Rejected(Problem.TOO_MANY_PIXELS) from None
    except (Rejected, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a hostile file may make a decoder raise anything
        raise Rejected(Problem.UNREADABLE) from None


@contextmanager
def _opened(body: bytes) -> "Iterator[Image]":
    """Its header is judged before any pixel is decoded."""
    from PIL import Image

    with Image.open(io.BytesIO(body), formats=("JPEG", "PNG")) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise Rejected(Problem.TOO_MANY_PIXELS)
        if min(width, height) < LEAST:
            raise Rejected(Problem.TOO_SMALL)
        if picture.format == "PNG" and getattr(picture, "is_animated", False):
            raise Rejected(Problem.MOVING)
        picture.load()
        yield picture


def _glance(picture: "Image") -> "Image":
    """A small copy, for looking at. Of the rarer kinds by single pixels: any other way copies the whole picture first."""
    from PIL import Image

    width, height = picture.size
    if picture.mode in {"RGB", "L"}:
        return picture.reduce(max(1, max(width, height) // legibility.LOOKED_AT))
    scale = min(1.0, legibility.LOOKED_AT / max(width, height))
    return _flat(picture.resize((max(4, round(width * scale)), max(4, round(height * scale))), Image.Resampling.NEAREST))


def _strips(picture: "Image") -> Iterator[bytes]:
    width, height = picture.size
    for top in range(0, height, STRIP):
        yield jpeg(_flat(picture.crop((0, top, width, min(height, top + STRIP)))), STRIP_QUALITY)


def _flat(strip: "Image") -> "Image":
    """In colours, on white paper where it was transparent."""
    from PIL import Image

    if strip.mode.startswith("I") or strip.mode == "F":  # 16 bits of grey
        return strip.point(lambda value: value / 256).convert("L").convert("RGB")
    if strip.has_transparency_data:
        strip = strip.convert("RGBA")
        paper = Image.new("RGB", strip.size, "white")
        paper.paste(strip, mask=strip.getchannel("A"))
        return paper
    return strip.convert("RGB")


def _assembled(strips: _Strips) -> "Image":
    """Upright, each strip at its place."""
    from PIL import Image

    packed, size, orientation = strips
    width, height = size
    whole = Image.new("RGB", (height, width) if orientation in SIDEWAYS else size)
    for number, strip in enumerate(packed):
        with Image.open(io.BytesIO(strip), formats=("JPEG",)) as opened:
            rows = opened.height
            piece = opened.transpose(Image.Transpose(TURNS[orientation])) if orientation in TURNS else opened
            top, bottom = number * STRIP, height - number * STRIP - rows
            whole.paste(piece, _corner(orientation, top, bottom))
        packed[number] = b""
    return whole


def _corner(orientation: int, top: int, bottom: int) -> tuple[int, int]:
    """Where a strip comes to lie that began so many rows below the top and ends so many above the bottom."""
    match orientation:
        case 3 | 4:
            return (0, bottom)
        case 5 | 8:
            return (top, 0)
        case 6 | 7:
            return (bottom, 0)
    return (0, top)
