"""From the phone into the vault: what was sent lies there sealed, and nowhere else."""

import io

import pytest
from PIL import Image

from chalicelib.kernel import refusals
from chalicelib.kernel.settings import deployment
from chalicelib.vault import auditor, buckets, envelope, papers, receiving
from chalicelib.vault.models import NEXT, PaperClass, PaperState
from tests.vault import photos
from tests.vault.places import inbox, item, told, upload, wanted

RUN = 64  # bytes of the original that must be found nowhere


def opened(paper):
    found = item(paper)
    return envelope.unseal(found, envelope.open_key(found), buckets.kept(found.object))


def test_a_photograph_of_a_card_is_sealed(stores):
    paper = wanted()
    receiving.take_in(upload(paper, photos.jpeg()))
    seen = papers.get(paper)
    assert (seen.state, seen.pages, seen.problem) == (PaperState.SEALED, 1, None)
    assert told(paper) == ["paper.sealed"]
    assert inbox(paper) == []
    assert auditor.problems() == []
    with Image.open(io.BytesIO(opened(paper))) as picture:
        assert picture.size == photos.SIZE


def test_a_pdf_keeps_its_pages(stores):
    paper = wanted()
    receiving.take_in(upload(paper, photos.pdf(3), "application/pdf"))
    assert (papers.get(paper).state, papers.get(paper).pages) == (PaperState.SEALED, 3)


def test_until_it_is_sealed_a_paper_does_not_count(stores):
    paper = wanted()
    name = upload(paper, photos.jpeg())
    assert papers.get(paper).state == PaperState.WANTED
    receiving.take_in(name)


def test_nothing_of_what_was_sent_is_left_readable(stores, world):
    original = photos.jpeg(seed=77)
    paper = wanted()
    receiving.take_in(upload(paper, original))
    plain = opened(paper)
    everything = b"".join(everything_in(stores)) + repr([one.serialize() for one in type(item(paper)).scan()]).encode()
    for text in (original, plain):
        for start in range(0, len(text) - RUN, RUN):
            assert text[start : start + RUN] not in everything


def everything_in(s3):
    for bucket in (deployment().inbox_bucket, deployment().vault_bucket):
        for version in s3.list_object_versions(Bucket=bucket).get("Versions", []):
            yield s3.get_object(Bucket=bucket, Key=version["Key"], VersionId=version["VersionId"])["Body"].read()


def test_the_key_lies_in_the_table_and_not_beside_the_object(sealed, stores):
    paper = sealed()
    key = item(paper).key
    assert key
    assert key not in b"".join(everything_in(stores))


def test_a_file_that_is_refused_says_why_and_is_gone(stores):
    paper = wanted()
    receiving.take_in(upload(paper, photos.blank()))
    seen = papers.get(paper)
    assert (seen.state, seen.problem.code) == (PaperState.REJECTED, "blank")
    assert "重新拍摄" in seen.problem.words
    assert told(paper) == ["paper.rejected"]
    assert inbox(paper) == []
    assert item(paper).key is None
    assert auditor.problems() == []


def test_after_a_refusal_a_better_photograph_is_taken(stores):
    paper = wanted()
    receiving.take_in(upload(paper, photos.blurred(9)))
    receiving.take_in(upload(paper, photos.jpeg()))
    assert papers.get(paper).state == PaperState.SEALED
    assert papers.get(paper).problem is None
    assert told(paper) == ["paper.rejected", "paper.sealed"]


def test_the_same_event_twice_is_one_paper(stores):
    paper = wanted()
    name = upload(paper, photos.jpeg())
    receiving.take_in(name)
    before = item(paper).version
    receiving.take_in(name)
    assert item(paper).version == before
    assert told(paper) == ["paper.sealed"]


def test_the_same_upload_twice_is_one_paper(stores):
    paper, body = wanted(), photos.jpeg()
    first, second = upload(paper, body), upload(paper, body)
    receiving.take_in(second)
    receiving.take_in(first)
    assert told(paper) == ["paper.sealed"]
    assert inbox(paper) == []
    assert len(list(buckets.objects())) == len({*buckets.objects()})
    assert auditor.problems() == []


def test_one_photograph_is_not_both_sides_of_a_card(stores):
    front, back = (wanted(reference="application7", kind="patient_id") for _ in range(2))
    body = photos.jpeg()
    receiving.take_in(upload(front, body))
    receiving.take_in(upload(back, body))
    assert (papers.get(front).state, papers.get(back).state) == (PaperState.SEALED, PaperState.REJECTED)
    assert papers.get(back).problem.code == "same"
    receiving.take_in(upload(back, photos.jpeg(seed=2)))
    assert papers.get(back).state is PaperState.SEALED
    assert auditor.problems() == []


def test_one_file_may_be_two_kinds_of_paper_and_serve_another_owner(stores):
    body = photos.jpeg()
    for about in ({"kind": "request"}, {"kind": "policy"}, {"kind": "request", "reference": "application6"}):
        paper = wanted(**{"reference": "application5", **about})
        receiving.take_in(upload(paper, body))
        assert papers.get(paper).state is PaperState.SEALED


def test_a_sealed_paper_takes_no_other_file(sealed):
    with pytest.raises(papers.NotWanted):
        papers.upload_form(sealed())


def test_a_paper_that_nobody_wants_is_not_found(stores):
    with pytest.raises(refusals.NotFound):
        papers.upload_form("nobody")
    with pytest.raises(refusals.NotFound):
        papers.get("nobody")


def test_an_owner_sees_its_papers_in_their_order(stores):
    mine = [wanted(reference="application9", kind=kind) for kind in ("id_card_front", "id_card_back")]
    assert [one.id for one in papers.of("copies", "application9")] == mine
    assert papers.of("copies", "another") == []


def test_proofs_lie_apart_from_scans(sealed):
    proof = sealed(paper_class=PaperClass.PROOF)
    assert item(proof).object.startswith("proof/")
    assert item(sealed()).object.startswith("scan/")


def test_every_state_can_come_to_an_end():
    reached = {PaperState.WANTED}
    while more := {after for state in reached for after in NEXT[state]} - reached:
        reached |= more
    assert reached == set(PaperState)
    assert NEXT[PaperState.DESTROYED] == frozenset()
