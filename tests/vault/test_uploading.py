"""An upload form puts one file of one type at one place, for minutes; S3 itself refuses everything else."""

import base64
import json
import time

import pytest

from chalicelib.kernel.settings import deployment
from chalicelib.vault import buckets, papers, receiving
from chalicelib.vault.models import PaperState
from chalicelib.vault.settings import VaultSettings
from tests.vault import photos
from tests.vault.places import inbox, post, told, upload, wanted


@pytest.fixture
def form(stores):
    yield papers.upload_form(wanted())
    for name in inbox():
        buckets.clear(name)


def test_a_form_for_another_key_is_refused(form):
    assert post(form, photos.jpeg(), key=form.fields["key"] + "x") == 403
    assert post(form, photos.jpeg(), key="inbox/another/place") == 403
    assert inbox() == []


def test_another_type_is_refused(form):
    assert post(form, photos.jpeg(), **{"Content-Type": "text/html"}) == 403
    assert inbox() == []


def test_a_file_that_is_too_large_is_refused(form):
    assert post(form, b"\xff\xd8\xff" + bytes(buckets.LARGEST)) == 400
    assert inbox() == []


def test_an_empty_file_is_refused(form):
    assert post(form, b"") == 400


def test_after_its_minutes_a_form_is_refused(stores):
    fields = buckets.form(buckets.Place("p1", "a1"), "image/jpeg", 1)
    time.sleep(2.1)
    late = papers.UploadForm(deployment().upload_url, fields, "", 0)
    assert post(late, photos.jpeg()) == 403


def test_a_changed_policy_is_refused(form):
    policy = json.loads(base64.b64decode(form.fields["policy"]))
    policy["expiration"] = "2099-01-01T00:00:00Z"
    assert post(form, photos.jpeg(), policy=base64.b64encode(json.dumps(policy).encode()).decode()) == 403


def test_a_form_without_its_signature_is_refused(form):
    assert post(form, photos.jpeg(), **{"x-amz-signature": "0" * 64}) == 403


def test_fields_that_were_not_signed_are_refused(form):
    assert post(form, photos.jpeg(), **{"x-amz-meta-note": "x"}) == 403


def test_a_form_used_twice_makes_one_paper(stores):
    paper = wanted()
    form = papers.upload_form(paper)
    assert post(form, photos.jpeg()) == 204
    receiving.take_in(form.fields["key"])
    assert post(form, photos.jpeg(seed=2)) == 204
    receiving.take_in(form.fields["key"])
    assert told(paper) == ["paper.sealed"]
    assert inbox() == []


def test_where_the_stage_encrypts_the_form_asks_for_it(form, monkeypatch):
    monkeypatch.setattr(buckets, "deployment", lambda: deployment().model_copy(update={"s3_sse": "aws:kms"}))
    fields = buckets.form(buckets.Place("p1", "a1"), "image/jpeg", 60)
    assert fields["x-amz-server-side-encryption"] == "aws:kms"
    assert {"x-amz-server-side-encryption": "aws:kms"} in json.loads(base64.b64decode(fields["policy"]))["conditions"]


def test_the_hospital_chooses_the_minutes(world, stores):
    world.choose(VaultSettings, form_minutes=3)
    fields = papers.upload_form(wanted()).fields
    expires = json.loads(base64.b64decode(fields["policy"]))["expiration"]
    world.choose(VaultSettings, form_minutes=10)
    later = json.loads(base64.b64decode(papers.upload_form(wanted()).fields["policy"]))["expiration"]
    assert expires < later


def test_a_lie_about_the_type_changes_nothing(stores):
    paper = wanted()
    receiving.take_in(upload(paper, photos.pdf(), "image/jpeg"))
    assert papers.get(paper).state == PaperState.SEALED
    paper = wanted()
    receiving.take_in(upload(paper, b"<html><script>alert(1)</script></html>", "image/png"))
    assert papers.get(paper).problem.code == "unknown_type"
