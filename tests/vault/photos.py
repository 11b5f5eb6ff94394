"""Pictures and documents such as phones send, and such as attackers send. Nobody's face, nobody's number."""

import io
import random
import struct
import zlib

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

SIZE = (1200, 800)


def card(size=SIZE, seed=1):
    """A card with lines of text on a table, with the grain of a sensor."""
    width, height = size
    picture = Image.new("RGB", size, (96, 84, 70))
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(max(10, height // 22))
    draw.rectangle((width // 12, height // 12, width - width // 12, height - height // 12), fill=(232, 236, 228))
    words = random.Random(seed)
    for line in range(9):
        text = " ".join(f"{words.randrange(10**6):06d}" for _ in range(6))
        draw.text((width // 8, height // 8 + line * height // 12), text, font=font, fill=(30, 32, 38))
    grain = Image.effect_noise((width // 2, height // 2), 12).resize(size)
    return Image.blend(picture, Image.merge("RGB", [grain] * 3), 0.06)


def jpeg(size=SIZE, seed=1, quality=85, **options):
    return encoded(card(size, seed), "JPEG", quality=quality, **options)


def png(picture=None, **options):
    return encoded(picture or card(), "PNG", **options)


def encoded(picture, form, **options):
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def turned(picture, orientation):
    """As a phone held that way writes it: pixels turned, EXIF saying how to turn them back, and where it was taken."""
    back = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    raw = picture if back is None else picture.transpose(Image.Transpose(back))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretPhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    return encoded(raw, "JPEG", quality=92, exif=exif.tobytes(), comment=b"SecretComment")


def blurred(radius):
    return encoded(card().filter(ImageFilter.GaussianBlur(radius)), "JPEG", quality=85)


def blank(colour=(238, 238, 236)):
    grain = Image.effect_noise(SIZE, 40)
    return encoded(Image.blend(Image.new("RGB", SIZE, colour), Image.merge("RGB", [grain] * 3), 0.1), "JPEG", quality=85)


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def bomb(width=30_000, height=30_000):
    """A PNG of a few hundred kilobytes whose pixels would fill the memory."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + 3 * width)
    rows = b"".join(packer.compress(row) for _ in range(min(height, 2000))) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def animated():
    frames = [card((600, 600), seed) for seed in (1, 2)]
    return encoded(frames[0], "PNG", save_all=True, append_images=frames[1:])


def pdf(pages=1, size=(1000, 700)):
    """Scans, as an app makes a PDF of them."""
    scans = [card(size, seed) for seed in range(pages)]
    return encoded(scans[0], "PDF", save_all=True, append_images=scans[1:], resolution=100)


def written(change, pages=1):
    """A PDF after somebody changed it: `change(writer)`."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf(pages)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def action(kind, **about):
    """A dictionary that does something."""
    said = {NameObject("/S"): NameObject(kind)}
    said |= {NameObject(f"/{name}"): TextStringObject(value) for name, value in about.items()}
    return DictionaryObject(said)


def with_stream(writer, content, **about):
    """A stream, led to from the first page."""
    stream = DecodedStreamObject()
    stream.set_data(content)
    stream.update({NameObject(f"/{name}"): value for name, value in about.items()})
    writer.pages[0][NameObject("/Extra")] = writer._add_object(stream)
    return stream
