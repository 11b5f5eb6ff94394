"""The Lambda's side of looking: without an audit entry it shows nothing, and what it shows carries who looked and when."""

import base64
import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from chalicelib.kernel import audit, clock, log
from chalicelib.vault import buckets, envelope, pictures, protecting, rendering
from chalicelib.vault.looking import LOOKED
from chalicelib.vault.models import Paper, PaperState

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST = 2000  # pixels
LARGEST = 3_000_000  # bytes of JPEG: 4 MB in base64, within a Lambda's 6 MB
GOOD_FOR = dt.timedelta(minutes=5)  # an entry covers the pages of one sitting
WATERMARK = re.compile(r"[ -~]{4,64}")
STEEP, STRENGTH = 28, 70  # degrees; of 255


def show(asked: dict[str, Any]) -> dict[str, Any]:
    """One watermarked page, or {"refused": why}. Takes {paper, page, watermark, audit: [chain, number]}.

    With a `password` and a `part`: that part of a PDF as a file, marked and encrypted, instead of a page.
    """
    name, watermark = str(asked["paper"]), str(asked["watermark"])
    if not WATERMARK.fullmatch(watermark) or not _entered(name, *asked["audit"]):
        log.warning("look_refused", paper=name)
        return {"refused": "forbidden"}
    paper = Paper.find(name)
    if paper is None or paper.state != PaperState.SEALED:
        return {"refused": "not_there"}
    sealed = buckets.kept(paper.object)
    if sealed is None:
        return {"refused": "not_there"}
    try:
        content = envelope.unseal(paper, envelope.open_key(paper), sealed)
    except envelope.EnvelopeBroken:
        log.warning("paper_broken", paper=name)
        log.metric("PaperBroken")
        raise
    try:
        return _file(paper, content, asked) if "password" in asked else _page(paper, content, asked)
    except rendering.NoSuchPage:
        return {"refused": "no_such_page"}


def _file(paper: Paper, content: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    if paper.content_type != rendering.PDF:
        return {"refused": "not_there"}
    number = int(asked["part"])
    made = protecting.part(content, number, str(asked["watermark"]), str(asked["password"]))
    return {"pdf": base64.b64encode(made.content).decode(), "part": number, "parts": made.parts}


def _page(paper: Paper, content: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    number = int(asked.get("page", 1))
    picture = rendering.page(content, str(paper.content_type), number, LONGEST)
    image = _small(marked(picture, str(asked["watermark"])))
    return {"image": base64.b64encode(image).decode(), "page": number, "pages": int(paper.pages or 1)}


def _entered(paper: str, chain: str, number: int) -> bool:
    """Whether the audit log says, not long ago, that this paper is being looked at."""
    entry = audit.find(str(chain), int(number))
    if entry is None or (entry.act, entry.subject) != (LOOKED, paper):
        return False
    return clock.now() - clock.read(entry.at) < GOOD_FOR


def marked(picture: "Image", text: str) -> "Image":
    """That text slantwise across the whole picture, dark on light and light on dark."""
    from PIL import Image, ImageDraw, ImageFont

    size = max(14, max(picture.size) // 45)
    font = ImageFont.load_default(size)
    width = int(font.getlength(text)) + 2 * size
    tile = Image.new("L", (width, 3 * size))
    ImageDraw.Draw(tile).text((size, size), text, font=font, fill=STRENGTH)
    slanted = tile.rotate(STEEP, expand=True, resample=Image.Resampling.BILINEAR)
    for row, top in enumerate(range(0, picture.height, slanted.height)):
        for left in range(-(row % 2) * slanted.width // 2, picture.width, slanted.width):
            picture.paste("black", (left, top), slanted)
            picture.paste("white", (left + 2, top + 2), slanted)
    return picture


def _small(picture: "Image") -> bytes:
    """As JPEG that fits into the answer."""
    for quality in (85, 70, 50, 30):
        image = pictures.jpeg(picture, quality)
        if len(image) <= LARGEST:
            return image
    return pictures.jpeg(picture.reduce(2), 50)
