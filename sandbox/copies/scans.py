"""Photographs of papers that do not exist, as a phone takes them: the same seed is the same file. TAKEN is for tests to look for."""

import functools
import io
import random

SIZE = (1200, 800)
GRAIN = 0.05  # of a phone's sensor
BLUR = 9  # pixels: nobody reads that
TAKEN: dict[str, bytes] = {}  # by seed, those of this process


def photo(seed: str, *, blurred: bool = False) -> bytes:
    """A JPEG of a card with lines of text, as large as a phone's small pictures."""
    seed += " blurred" * blurred
    if seed not in TAKEN:
        TAKEN[seed] = _taken(seed, blurred=blurred)
    return TAKEN[seed]


def _taken(seed: str, *, blurred: bool) -> bytes:
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    rng, (width, height) = random.Random(seed), SIZE
    picture = Image.new("RGB", SIZE, (96, 84, 70))
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(36)
    draw.rectangle((width // 12, height // 12, width - width // 12, height - height // 12), fill=(232, 236, 228))
    for line in range(9):
        text = " ".join(f"{rng.randrange(10**6):06d}" for _ in range(6))
        draw.text((width // 8, height // 8 + line * height // 12), text, font=font, fill=(30, 32, 38))
    grain = Image.frombytes("L", (width // 2, height // 2), rng.randbytes(width * height // 4)).resize(SIZE)
    picture = Image.blend(picture, Image.merge("RGB", [grain] * 3), GRAIN)
    if blurred:
        picture = picture.filter(ImageFilter.GaussianBlur(BLUR))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


@functools.cache
def document(seed: str, pages: int) -> bytes:
    """A PDF of so many scanned pages, as the copy desk's scanner makes it."""
    from PIL import Image

    scans = [Image.open(io.BytesIO(photo(f"{seed} {page}"))) for page in range(1, pages + 1)]
    out = io.BytesIO()
    scans[0].save(out, "PDF", save_all=True, append_images=scans[1:], resolution=100)
    return out.getvalue()
