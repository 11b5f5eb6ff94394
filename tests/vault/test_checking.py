"""What is sent is judged by what it is: pictures and PDFs that can be read are kept, written anew; everything else is told why not."""

import io

import pytest
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from chalicelib.vault import buckets, checking, legibility, settings
from chalicelib.vault.problems import WORDS, Problem, Rejected
from chalicelib.vault.settings import VaultSettings
from tests.vault import photos

PAGES = 20
pytestmark = pytest.mark.usefixtures("world")


def problem(body):
    with pytest.raises(Rejected) as refused:
        checking.check(body, PAGES)
    return refused.value.problem


def kept(body):
    return checking.check(body, PAGES).content


def picture(body):
    return Image.open(io.BytesIO(kept(body))).convert("RGB")


def difference(one, other):
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


# ---- pictures that are kept


def test_metadata_does_not_survive():
    sent = photos.turned(photos.card(), 6)
    assert b"SecretPhoneMaker" in sent
    content = kept(sent)
    for secret in (b"SecretPhoneMaker", b"SecretComment", b"Exif"):
        assert secret not in content
    assert not Image.open(io.BytesIO(content)).getexif()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_however_the_phone_was_held(orientation):
    upright = photos.card()
    assert difference(picture(photos.turned(upright, orientation)), upright) < 4


@pytest.mark.parametrize("mode", ["L", "RGBA", "LA", "P", "CMYK", "1", "I;16"])
def test_pictures_of_every_kind_are_kept(mode):
    card = photos.card()
    form = "JPEG" if mode == "CMYK" else "PNG"
    sent = (
        card.convert("L").convert("I;16")
        if mode == "I;16"
        else card.convert("L").convert(mode)
        if mode == "LA"
        else card.convert(mode)
    )
    if mode == "I;16":
        sent = sent.point(lambda value: value * 256)
    assert difference(picture(photos.encoded(sent, form)).convert("L").reduce(8), card.convert("L").reduce(8)) < 12


def test_what_is_transparent_lies_on_white_paper():
    card = photos.card().convert("RGBA")
    card.paste((0, 0, 0, 0), (0, 0, 300, 800))
    assert picture(photos.png(card)).getpixel((100, 400)) == (255, 255, 255)


@pytest.mark.parametrize("tail", [b"<html><script>alert(1)</script>", b"PK\x03\x04" + b"zip" * 50, b"%PDF-1.7\n1 0 obj"])
@pytest.mark.parametrize("make", [photos.jpeg, photos.png, photos.pdf])
def test_what_hangs_behind_a_file_is_gone(make, tail):
    assert tail not in kept(make() + tail)


def test_a_script_hidden_in_a_comment_is_gone():
    script = b"<script>alert(document.cookie)</script>"
    assert script not in kept(photos.jpeg(comment=script))


# ---- pictures that are not


def test_a_bomb_is_refused_by_its_header():
    assert problem(photos.bomb()) == Problem.TOO_MANY_PIXELS
    assert problem(photos.bomb(5001, 5000)) == Problem.TOO_MANY_PIXELS


def test_an_animation_is_refused():
    assert problem(photos.animated()) == Problem.MOVING


@pytest.mark.parametrize("make", [photos.jpeg, photos.png])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.95])
def test_a_file_that_was_cut_off_is_told_so(make, share):
    body = make()
    assert problem(body[: int(len(body) * share)]) == Problem.UNREADABLE


def test_a_file_that_was_damaged_is_told_so():
    body = bytearray(photos.png())
    body[len(body) // 2] ^= 0xFF
    assert problem(bytes(body)) == Problem.UNREADABLE


@pytest.mark.parametrize(
    "body",
    [
        b"GIF89a" + bytes(100),
        b"RIFF" + bytes(4) + b"WEBP" + bytes(50),
        b"MZ" + bytes(100),
        b"<svg></svg>",
        b" %PDF-1.4",
        b"\xff\xd8",
        b"\0",
    ],
)
def test_anything_else_is_refused_unread(body):
    assert problem(body) == Problem.UNKNOWN_TYPE


def test_a_name_of_a_picture_with_nothing_behind_it_is_refused():
    assert problem(b"\xff\xd8\xff" + bytes(500)) == Problem.UNREADABLE
    assert problem(b"\x89PNG\r\n\x1a\n" + bytes(500)) == Problem.UNREADABLE


def test_a_file_that_is_too_large_is_refused():
    assert problem(b"\xff\xd8\xff" + bytes(buckets.LARGEST)) == Problem.TOO_LARGE


def test_a_tiny_picture_is_told_so():
    assert problem(photos.jpeg((400, 300))) == Problem.TOO_SMALL
    assert problem(photos.png(Image.new("RGB", (4000, 2)))) == Problem.TOO_SMALL


@pytest.mark.parametrize("colour", [(238, 238, 236), (4, 4, 6), (120, 130, 125)])
def test_a_blank_picture_is_told_so(colour):
    assert problem(photos.blank(colour)) == Problem.BLANK


@pytest.mark.parametrize("radius", [4, 6, 9, 15])
def test_a_blurred_picture_is_told_so(radius):
    assert problem(photos.blurred(radius)) == Problem.BLURRED


@pytest.mark.parametrize("radius", [0, 1, 2])
def test_a_picture_that_can_be_read_is_not_called_blurred(radius):
    assert kept(photos.blurred(radius))


@pytest.mark.parametrize("size", [(640, 480), (1600, 1200), (4000, 3000)])
def test_the_measure_is_the_same_for_small_and_large_photographs(size):
    limits = VaultSettings()
    assert legibility.measure(photos.card(size)).sharpness > 2 * limits.least_sharpness


def test_a_hospital_may_be_milder(world):
    world.choose(VaultSettings, least_sharpness=0)
    try:
        assert kept(photos.blurred(9))
    finally:
        world.choose(VaultSettings, least_sharpness=15)


# ---- PDFs


def test_a_pdf_keeps_its_pages_and_loses_what_it_told_of_its_maker():
    content = kept(photos.written(lambda writer: writer.add_metadata({"/Author": "SecretName"}), pages=2))
    assert len(PdfReader(io.BytesIO(content)).pages) == 2
    assert b"SecretName" not in content


def test_too_many_pages_are_refused():
    assert problem(photos.written(lambda writer: [writer.add_blank_page(100, 100) for _ in range(20)])) == Problem.PDF_PAGES


def test_a_proof_may_have_more_pages_than_a_scan(world):
    body = photos.written(lambda writer: [writer.add_blank_page(100, 100) for _ in range(24)])
    assert checking.check(body, settings.most_pages("proof")).pages == 25
    assert settings.most_pages("scan") == PAGES


def test_a_locked_pdf_is_told_so():
    assert problem(photos.written(lambda writer: writer.encrypt("secret", algorithm="AES-256"))) == Problem.PDF_LOCKED
    assert problem(photos.written(lambda writer: writer.encrypt("", "owner", algorithm="RC4-128"))) == Problem.PDF_LOCKED


def _opens_with(kind, **about):
    return lambda writer: writer.root_object.update({NameObject("/OpenAction"): photos.action(kind, **about)})


def _page_acts(writer):
    writer.pages[0][NameObject("/AA")] = photos.action("/GoTo")


def _named_script(writer):
    tree = DictionaryObject(
        {NameObject("/Names"): ArrayObject([TextStringObject("start"), photos.action("/x", JS="app.alert(1)")])}
    )
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): writer._add_object(tree)})


def _xfa(writer):
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/XFA"): ArrayObject()})


def _escaped(writer):
    writer.root_object.update({NameObject("/OpenAction"): photos.action("/JavaScript")})


@pytest.mark.parametrize(
    "change",
    [
        _named_script,
        lambda writer: writer.add_attachment("evil.exe", b"MZ"),
        _opens_with("/Launch", F="cmd.exe"),
        _opens_with("/JavaScript", JS="app.alert(1)"),
        _opens_with("/SubmitForm", F="https://evil.example"),
        _opens_with("/GoToR", F="other.pdf"),
        _opens_with("/ImportData", F="data.fdf"),
        _opens_with("/Rendition"),
        _page_acts,
        lambda writer: photos.with_stream(writer, b"x", Type=NameObject("/EmbeddedFile")),
        lambda writer: photos.with_stream(writer, b"x", Subtype=NameObject("/RichMedia")),
        _xfa,
    ],
)
def test_a_pdf_that_acts_or_carries_files_is_refused(change):
    assert problem(photos.written(change)) == Problem.PDF_ACTIVE


def test_a_script_in_disguise_is_found():
    """Names may be written in escapes, and objects packed into streams."""
    plain = photos.written(_escaped)
    assert b"/JavaScript" in plain
    assert problem(plain.replace(b"/JavaScript", b"/J#61vaScript")) in {Problem.PDF_ACTIVE, Problem.UNREADABLE}


def test_a_script_that_nothing_leads_to_is_left_behind():
    body, hidden = photos.pdf(), b"99 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj\n"
    table = int(body.rpartition(b"startxref")[2].split()[0])
    sent = body[:table] + hidden + body[table:].replace(str(table).encode(), str(table + len(hidden)).encode())
    assert b"app.alert" not in kept(sent)


def test_a_stream_that_inflates_without_end_is_refused():
    bomb = DecodedStreamObject()
    bomb.set_data(bytes(300 * 1024 * 1024))
    packed = bomb.flate_encode()
    assert (
        problem(photos.written(lambda writer: writer.pages[0].update({NameObject("/Extra"): writer._add_object(packed)})))
        == Problem.TOO_MANY_PIXELS
    )


def test_an_image_of_too_many_pixels_is_refused():
    def grow(writer):
        image = DecodedStreamObject()
        image.set_data(b"\0")
        image.update(
            {
                NameObject("/Subtype"): NameObject("/Image"),
                NameObject("/Width"): NumberObject(30000),
                NameObject("/Height"): NumberObject(30000),
            }
        )
        writer.pages[0][NameObject("/Extra")] = writer._add_object(image)

    assert problem(photos.written(grow)) == Problem.TOO_MANY_PIXELS


def test_a_stream_packed_twice_is_refused():
    def twice(writer):
        stream = photos.with_stream(writer, b"x")
        stream[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode"), NameObject("/FlateDecode")])

    assert problem(photos.written(twice)) == Problem.UNREADABLE


def test_empty_pages_alone_are_told_to_be_blank():
    from pypdf import PdfWriter

    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(600, 800)
    writer.write(out)
    assert problem(out.getvalue()) == Problem.BLANK


@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_half_a_pdf_is_told_to_be_damaged(share):
    body = photos.pdf()
    assert problem(body[: int(len(body) * share)]) in {Problem.UNREADABLE, Problem.BLANK}


def test_every_problem_has_words_that_say_what_to_do():
    assert WORDS.keys() == set(Problem)
    assert all("请" in words for words in WORDS.values())
