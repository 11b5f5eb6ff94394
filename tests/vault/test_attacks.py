"""What somebody sends, or changes in the vault or the table: refused, written down by its code, and nothing else is touched."""

import json

import pytest
from pypdf.generic import NameObject

from chalicelib.kernel.audit import Entry
from chalicelib.kernel.tables import Unit
from chalicelib.vault import auditor, buckets, envelope, looking, receiving, showing
from chalicelib.vault.models import Paper, PaperState
from tests.vault import photos
from tests.vault.places import inbox, item, upload, wanted


def swapped(one, other):
    first, second = buckets.kept(one.object), buckets.kept(other.object)
    buckets.keep(one.object, second)
    buckets.keep(other.object, first)


def another_key(one, other):
    one.update([Paper.key.set(other.key)])


def key_and_object(one, other):
    one.update([Paper.key.set(other.key)])
    buckets.keep(one.object, buckets.kept(other.object))


def another_owner(one, other):
    one.update([Paper.reference.set(other.reference)])


def cut(one, other):
    buckets.keep(one.object, buckets.kept(one.object)[:-1])


def extended(one, other):
    buckets.keep(one.object, buckets.kept(one.object) + b"\0")


def everything():
    """Every paper, and what lies under its name."""
    return {
        one.id: (json.dumps(one.to_dynamodb_dict(), default=repr), buckets.kept(one.object)) for one in Paper.scan() if one.object
    }


def logged(capsys, event):
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    return [line for line in lines if line.get("event") == event]


@pytest.mark.parametrize("attack", [swapped, another_key, key_and_object, another_owner, cut, extended])
def test_what_was_changed_in_the_vault_or_the_table_is_not_shown_and_an_engineer_is_woken(sealed, capsys, attack):
    mine, theirs = sealed(photos.jpeg(seed=1)), sealed(photos.jpeg(seed=2))
    attack(item(mine), item(theirs))
    with Unit() as unit:
        entry = looking.admit(unit, "reviewer1", mine, "审核申请")
    before, entries = everything(), Entry.count(entry.chain)
    capsys.readouterr()
    with pytest.raises(envelope.EnvelopeBroken) as fault:
        showing.show({"paper": mine, "page": 1, "watermark": "R1024 2026-11-21 10:30", "audit": list(entry)})
    said = capsys.readouterr().err
    assert f'"event": "paper_broken", "paper": "{mine}"' in said
    assert '"PaperBroken": 1' in said
    assert str(fault.value) == "", "nothing of the content stands in the error"
    assert (everything(), Entry.count(entry.chain)) == (before, entries)


def active(writer):
    writer.root_object.update({NameObject("/OpenAction"): photos.action("/JavaScript")})


BAD = {
    "a page in the place of a photograph": (lambda: b"<html><script>alert(1)</script></html>", "unknown_type"),
    "a program that begins like a photograph": (lambda: b"\xff\xd8\xff\xe0MZ" + bytes(5000), "unreadable"),
    "a bomb": (photos.bomb, "too_many_pixels"),
    "an animation": (photos.animated, "moving"),
    "a PDF with a script": (lambda: photos.written(active), "pdf_active"),
    "a photograph cut short": (lambda: photos.jpeg()[:2000], "unreadable"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_harmful_file_is_refused_by_its_code_and_leaves_nothing_in_the_vault(sealed, stores, capsys, what):
    make, code = BAD[what]
    sealed()
    before, paper = everything(), wanted()
    capsys.readouterr()
    receiving.take_in(upload(paper, make()))
    assert [(line["paper"], line["problem"]) for line in logged(capsys, "paper_rejected")] == [(paper, code)]
    assert (item(paper).state, item(paper).key, inbox(paper)) == (PaperState.REJECTED, None, [])
    assert buckets.is_empty(item(paper).prefix)
    after = everything()
    after.pop(paper, None)
    assert after == before
    assert [line for line in auditor.problems() if paper in line] == []


@pytest.mark.parametrize(
    "tail", [b"PK\x03\x04" + bytes(400), b"%PDF-1.7\n/JavaScript", b"<script>alert(1)</script>", b"MZ" + bytes(200)]
)
@pytest.mark.parametrize("make", [photos.jpeg, photos.png, photos.pdf])
def test_of_a_file_that_is_two_things_at_once_only_the_paper_is_kept(stores, make, tail):
    paper = wanted()
    receiving.take_in(upload(paper, make() + tail))
    found = item(paper)
    assert found.state in (PaperState.SEALED, PaperState.REJECTED)
    if found.state == PaperState.SEALED:
        assert tail not in envelope.unseal(found, envelope.open_key(found), buckets.kept(found.object))
