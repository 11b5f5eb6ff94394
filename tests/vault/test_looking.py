"""Nobody looks without the audit log saying so first, and what is seen carries who looked."""

import base64
import io
import json

import pytest
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader

from chalicelib.kernel import audit, clock
from chalicelib.kernel.tables import Unit
from chalicelib.vault import buckets, destroying, envelope, looking, receiving, rendering, showing
from tests.vault import photos
from tests.vault.places import item, later, upload, wanted

MARK = "R1024 2026-11-21 10:30"


def admitted(paper, actor="reviewer1"):
    with Unit() as unit:
        return looking.admit(unit, actor, paper, "审核申请")


def asked(paper, entry, **more):
    return {"paper": paper, "page": 1, "watermark": MARK, "audit": list(entry), **more}


def picture(answer):
    return Image.open(io.BytesIO(base64.b64decode(answer["image"])))


def test_a_reviewer_sees_the_paper_with_the_mark_across_it(sealed):
    paper = sealed(photos.jpeg())
    seen = picture(showing.show(asked(paper, admitted(paper)))).convert("RGB")
    found = item(paper)
    plain = rendering.page(envelope.unseal(found, envelope.open_key(found), buckets.kept(found.object)), "image/jpeg", 1, 2000)
    changed = ImageChops.difference(seen, plain).convert("L").point(lambda value: 255 * (value > 12))
    for left in range(0, 1200, 400):
        for top in range(0, 800, 400):
            assert ImageStat.Stat(changed.crop((left, top, left + 400, top + 400))).mean[0] > 1, "the mark is everywhere"
    assert max(ImageStat.Stat(ImageChops.difference(seen, plain)).mean) < 30, "and the paper can still be read"


def test_without_an_audit_entry_nothing_is_shown(sealed):
    paper = sealed()
    for more in ({}, {"password": "k7m2q9w4x8c3", "part": 1}):
        assert showing.show(asked(paper, ("2026-11-21#reviewer1", 7), **more)) == {"refused": "forbidden"}


def test_a_pdf_is_given_as_a_file_that_its_code_opens(sealed):
    paper, code = sealed(photos.pdf(2)), "k7m2q9w4x8c3"
    given = showing.show(asked(paper, admitted(paper), password=code, part=1))
    reader = PdfReader(io.BytesIO(base64.b64decode(given["pdf"])))
    assert (given["part"], given["parts"], reader.is_encrypted, bool(reader.decrypt(code))) == (1, 1, True, True)
    assert [MARK in page.extract_text() for page in reader.pages] == [True, True]
    assert showing.show(asked(paper, admitted(paper), password=code, part=2)) == {"refused": "no_such_page"}


def test_a_photograph_is_never_given_as_a_file(sealed):
    paper = sealed(photos.jpeg())
    assert showing.show(asked(paper, admitted(paper), password="k7m2q9w4x8c3", part=1)) == {"refused": "not_there"}


def test_an_entry_about_another_paper_shows_nothing(sealed):
    paper, other = sealed(), sealed()
    assert showing.show(asked(paper, admitted(other))) == {"refused": "forbidden"}


def test_an_entry_about_another_act_shows_nothing(sealed):
    paper = sealed()
    with Unit() as unit:
        entry = audit.write(unit, "reviewer1", "application.claimed", paper)
    assert showing.show(asked(paper, entry)) == {"refused": "forbidden"}


def test_an_old_entry_shows_nothing(sealed):
    paper = sealed()
    entry = admitted(paper)
    with later(minutes=6):
        assert showing.show(asked(paper, entry)) == {"refused": "forbidden"}


@pytest.mark.parametrize("mark", ["", "x", "杏林" * 10, "R1024\n2026", "y" * 65])
def test_without_a_mark_that_can_be_read_nothing_is_shown(sealed, mark):
    paper = sealed()
    assert showing.show(asked(paper, admitted(paper), watermark=mark)) == {"refused": "forbidden"}


def test_a_paper_that_is_not_sealed_or_is_destroyed_is_not_shown(sealed):
    waiting, gone = wanted(), sealed()
    with Unit() as unit:
        destroying.destroy(unit, [gone], "case_closed")
    for paper in (waiting, gone):
        assert showing.show(asked(paper, admitted(paper))) == {"refused": "not_there"}


def test_every_page_of_a_pdf_is_shown(stores):
    paper = wanted()
    receiving.take_in(upload(paper, photos.pdf(2), "application/pdf"))
    entry = admitted(paper)
    first, second = (showing.show(asked(paper, entry, page=page)) for page in (1, 2))
    assert (first["pages"], second["page"]) == (2, 2)
    assert first["image"] != second["image"]
    assert showing.show(asked(paper, entry, page=3)) == {"refused": "no_such_page"}


def test_a_large_photograph_fits_into_an_answer(sealed):
    noisy = Image.merge("RGB", [Image.effect_noise((5000, 4000), 90) for _ in range(3)])
    paper = sealed(photos.encoded(noisy, "JPEG", quality=60))
    answer = showing.show(asked(paper, admitted(paper)))
    assert max(picture(answer).size) <= 2000
    assert len(json.dumps(answer)) < 4 * 1024 * 1024


def test_a_broken_object_is_a_fault_and_not_an_answer(sealed):
    paper = sealed()
    buckets.keep(item(paper).object, b"x" * 100)
    with pytest.raises(envelope.EnvelopeBroken):
        showing.show(asked(paper, admitted(paper)))


def test_the_look_stands_in_the_audit_log_before_anything_is_seen(sealed):
    paper = sealed()
    entry = admitted(paper, actor="reviewer9")
    found = audit.find(*entry)
    assert (found.act, found.subject, found.reason) == ("paper.looked", paper, "审核申请")
    assert audit.broken(clock.today()) == []
