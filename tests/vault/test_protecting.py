"""A PDF that is given away: encrypted, opened by its code alone, marked on every page, in parts that fit an answer."""

import io

import pypdfium2
import pytest
from pypdf import PdfReader

from chalicelib.vault import protecting, rendering
from tests.vault import photos

MARK, CODE = "20261122000001 k7m2q9w4x8c3", "k7m2q9w4x8c3"


def opened(part, code=CODE):
    reader = PdfReader(io.BytesIO(part.content))
    assert reader.decrypt(code)
    return reader


def test_the_code_opens_it_and_nothing_else_does():
    made = protecting.part(photos.pdf(2), 1, MARK, CODE)
    encrypted = PdfReader(io.BytesIO(made.content)).trailer["/Encrypt"].get_object()
    assert (encrypted["/V"], encrypted["/R"]) == (5, 6)  # AES-256
    assert len(opened(made).pages) == 2
    for wrong in ("", CODE.upper(), CODE[:-1], "0" * 12):
        assert not PdfReader(io.BytesIO(made.content)).decrypt(wrong)


def test_every_page_carries_the_mark_and_can_still_be_read():
    made = protecting.part(photos.pdf(3), 1, MARK, CODE)
    assert [MARK in page.extract_text() for page in opened(made).pages] == [True] * 3
    with pypdfium2.PdfDocument(made.content, password=CODE) as shown, pypdfium2.PdfDocument(photos.pdf(3)) as plain:
        marked, before = (one[0].render(scale=0.5).to_pil().convert("L").tobytes() for one in (shown, plain))
    share = sum(abs(one - other) > 40 for one, other in zip(marked, before, strict=True)) / len(before)
    assert 0.001 < share < 0.1


def test_what_stands_in_the_mark_cannot_end_it():
    made = protecting.part(photos.pdf(), 1, r"a) Tj (b \ c", CODE)
    assert r"a) Tj (b \ c" in opened(made).pages[0].extract_text()


def test_without_the_code_nothing_of_a_page_lies_open():
    plain = photos.pdf()
    images = PdfReader(io.BytesIO(plain)).pages[0].images[0].data
    assert images[2000:2064] in plain
    assert images[2000:2064] not in protecting.part(plain, 1, MARK, CODE).content


def test_many_pages_come_in_parts_that_fit_together(monkeypatch):
    document = photos.pdf(5)
    monkeypatch.setattr(protecting, "LARGEST", len(document) // 2)
    first = protecting.part(document, 1, MARK, CODE)
    every = [first, *(protecting.part(document, number, MARK, CODE) for number in range(2, first.parts + 1))]
    assert first.parts > 1
    assert sum(len(opened(one).pages) for one in every) == 5
    assert all(one.parts == first.parts for one in every)
    for number in (0, first.parts + 1):
        with pytest.raises(rendering.NoSuchPage):
            protecting.part(document, number, MARK, CODE)


def test_a_page_too_large_for_any_part_comes_as_a_picture(monkeypatch):
    document = photos.pdf(1, size=(2600, 2000))
    monkeypatch.setattr(protecting, "LARGEST", len(document) - 1000)
    monkeypatch.setattr(protecting, "LONGEST", 900)
    made = protecting.part(document, 1, MARK, CODE)
    assert len(made.content) < len(document) / 2
    assert MARK in opened(made).pages[0].extract_text()
