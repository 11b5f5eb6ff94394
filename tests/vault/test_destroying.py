"""What is destroyed is gone: key, every version, in a true order; a certificate says so; a restore does not bring it back."""

import datetime as dt
import json

import pytest

from chalicelib.kernel import agenda, audit, clock, ids, refusals
from chalicelib.kernel.settings import deployment
from chalicelib.kernel.tables import Unit
from chalicelib.vault import auditor, buckets, destroying, papers, receiving
from chalicelib.vault.models import Destroyed, Hold, PaperClass, PaperState
from tests.vault import photos
from tests.vault.places import inbox, item, later, told, upload, wanted


def destroy(*which, why="case_closed"):
    with Unit() as unit:
        destroying.destroy(unit, which, why)


def due(kind):
    found = [one for shard in range(agenda.SHARDS) for _, one in agenda.due(shard, clock.now() + dt.timedelta(days=40 * 366))]
    return [one for one in found if one.kind == kind]


def test_from_the_first_moment_no_copy_of_it_opens(sealed):
    paper = sealed()
    destroy(paper)
    assert item(paper).key is None
    assert papers.get(paper).state == PaperState.DESTROYING
    assert paper in [one.subject for one in due(destroying.FINISH)]


def test_every_version_of_its_objects_goes(sealed, stores):
    paper = sealed()
    name = item(paper).object
    buckets.keep(name, b"an older version")
    stores.delete_object(Bucket=deployment().vault_bucket, Key=name)  # which only hides it
    destroy(paper)
    destroying.finish(paper)
    listed = stores.list_object_versions(Bucket=deployment().vault_bucket, Prefix=item(paper).prefix)
    assert (listed.get("Versions"), listed.get("DeleteMarkers")) == (None, None)
    assert auditor.problems() == []


def test_the_certificate_says_what_when_why_and_until_when_a_backup_may_hold_the_key(sealed):
    paper = sealed(reference="application7")
    with later(days=1):
        gone = clock.now()
        destroy(paper)
        destroying.finish(paper)
    [certificate] = destroying.certificates("copies", "application7")
    assert (certificate.paper, certificate.kind, certificate.why) == (paper, "id_card_front", "case_closed")
    assert certificate.key_gone_at == certificate.objects_gone_at == clock.stamp(gone)
    assert certificate.last_backup_day == clock.local(gone).date() + dt.timedelta(days=35)
    assert told(paper) == ["paper.sealed", "paper.destroyed"]


def test_no_certificate_before_everything_is_gone(sealed, monkeypatch):
    paper = sealed(reference="application8")
    destroy(paper)
    monkeypatch.setattr(buckets, "erase", lambda prefix: None)
    with pytest.raises(destroying.NotGone):
        destroying.finish(paper)
    assert destroying.certificates("copies", "application8") == []
    assert papers.get(paper).state == PaperState.DESTROYING


def test_destroying_twice_is_once(sealed):
    paper = sealed()
    destroy(paper)
    destroy(paper)
    destroying.finish(paper)
    destroying.finish(paper)
    destroy(paper)
    assert told(paper) == ["paper.sealed", "paper.destroyed"]


def test_a_place_that_was_never_filled_is_closed_too(stores):
    paper = wanted()
    name = upload(paper, photos.jpeg())
    destroy(paper)
    destroying.finish(paper)
    receiving.take_in(name)
    assert papers.get(paper).state == PaperState.DESTROYED
    assert inbox(paper) == []
    with pytest.raises(papers.NotWanted):
        papers.upload_form(paper)


def held(reference, until, reason):
    with Unit() as unit:
        destroying.hold(unit, "staff7", "copies", reference, until, reason)


def test_a_hold_of_the_medical_affairs_stops_it(sealed):
    paper = sealed(reference="application3")
    until = clock.today() + dt.timedelta(days=30)
    assert destroying.held_until("copies", "application3") is None
    held("application3", until, "患者投诉")
    assert destroying.held_until("copies", "application3") == until
    with pytest.raises(destroying.OnHold):
        destroy(paper)
    assert papers.get(paper).state == PaperState.SEALED
    entry = list(audit.entries(clock.today(), "staff7"))[-1]
    assert (entry.act, entry.subject, entry.reason) == ("paper.held", "copies#application3", "患者投诉")


def test_a_hold_that_comes_at_the_same_moment_wins_or_loses_whole(sealed):
    paper = sealed(reference="application4")
    unit = Unit()
    destroying.destroy(unit, [paper], "case_closed")
    held("application4", clock.today() + dt.timedelta(days=30), "患者投诉")
    with pytest.raises(destroying.OnHold):
        unit.commit()
    assert item(paper).key


def test_after_the_hold_it_goes_on(sealed):
    paper = sealed(reference="application5")
    Hold("copies#application5", until=clock.stamp(clock.now() - dt.timedelta(days=1)), by="staff7", at="").save()
    assert destroying.held_until("copies", "application5") is None
    destroy(paper)
    assert papers.get(paper).state == PaperState.DESTROYING


def test_all_scans_of_a_case_go_at_once_and_its_proofs_stay(sealed):
    reference = ids.new()
    scans = [sealed(reference=reference) for _ in range(3)]
    proof = sealed(reference=reference, paper_class=PaperClass.PROOF)
    with Unit() as unit:
        destroying.destroy_all(unit, "copies", reference, "case_closed")
    assert {papers.get(one).state for one in scans} == {PaperState.DESTROYING}
    assert papers.get(proof).state == PaperState.SEALED


def test_proofs_are_destroyed_after_their_years(sealed):
    reference = ids.new()
    proof = sealed(reference=reference, paper_class=PaperClass.PROOF)
    closed = clock.now()
    with Unit() as unit:
        destroying.destroy_on(unit, "copies", reference, destroying.kept_until(closed), "years_over", PaperClass.PROOF)
    [one] = [one for one in due(destroying.DUE) if one.subject == f"copies#{reference}"]
    assert clock.read(one.due) >= closed + dt.timedelta(days=15 * 365)
    destroying.when_due(one)
    assert papers.get(proof).state == PaperState.DESTROYING


def test_what_is_due_waits_for_the_end_of_a_hold(sealed):
    reference = ids.new()
    scan = sealed(reference=reference)
    until = clock.today() + dt.timedelta(days=30)
    held(reference, until, "封存争议")
    with Unit() as unit:
        destroying.destroy_on(unit, "copies", reference, clock.now(), "case_closed", PaperClass.SCAN)
    [one] = [one for one in due(destroying.DUE) if one.subject == f"copies#{reference}"]
    destroying.when_due(one)
    assert papers.get(scan).state == PaperState.SEALED
    again = max(due(destroying.DUE), key=lambda each: (each.subject == f"copies#{reference}", each.due))
    assert again.due == clock.stamp(clock.at(until + dt.timedelta(days=1), 0))
    with later(days=32):
        destroying.when_due(again)
        assert papers.get(scan).state == PaperState.DESTROYING


def test_a_restore_does_not_bring_it_back(sealed):
    """The tables are as they were before: item with key, no certificate; even the object was put back."""
    paper = sealed()
    before = item(paper)
    content = buckets.kept(before.object)
    destroy(paper)
    destroying.finish(paper)
    today = clock.now().date()
    before.save()
    Destroyed.get(before.owner, paper).delete()
    buckets.keep(before.object, content)
    assert destroying.replay(today) >= 1
    assert item(paper).key is None
    assert papers.get(paper).state == PaperState.DESTROYED
    assert buckets.is_empty(before.prefix)
    assert destroying.certificates("copies", before.reference)
    assert destroying.replay(today) == 0
    assert auditor.problems() == []


def test_a_certificate_holds_ids_and_nothing_else(sealed):
    paper = sealed()
    destroy(paper)
    destroying.finish(paper)
    text = next(one for one in buckets.certificates(clock.now().date()) if paper.encode() in one)
    assert set(json.loads(text)) == set(destroying.Certificate.model_fields)


def test_a_paper_that_never_was_cannot_be_destroyed(stores):
    with pytest.raises(refusals.NotFound):
        destroy("nobody")
