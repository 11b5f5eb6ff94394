"""Killed anywhere, or with KMS or S3 away: it goes on by itself, and each step counts once."""

import pytest

from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.vault import auditor, buckets, destroying, envelope, papers, receiving, sweeping
from chalicelib.vault.models import PaperState
from sandbox.vaults import Vaults
from tests.vault import photos
from tests.vault.machine import Machine
from tests.vault.places import inbox, item, later, told, upload, wanted

MOST_CALLS = 60
SMALL = photos.jpeg((600, 500))


@pytest.fixture
def machine(monkeypatch):
    return Machine(monkeypatch)


def calls_of(machine, deed):
    machine.calls = []
    deed()
    return len(machine.calls)


def opens(paper):
    found = item(paper)
    return envelope.unseal(found, envelope.open_key(found), buckets.kept(found.object))


@pytest.mark.parametrize("after", [False, True])
def test_killed_at_any_step_a_paper_is_sealed_once(stores, machine, after):
    name = upload(wanted(), SMALL)
    steps = calls_of(machine, lambda: receiving.take_in(name))
    assert 10 < steps < MOST_CALLS
    for step in range(1, steps + 1):
        paper = wanted()
        name = upload(paper, SMALL)
        with machine.dying(step, after=after):
            receiving.take_in(name)
        receiving.take_in(name)
        assert papers.get(paper).state == PaperState.SEALED, step
        assert told(paper) == ["paper.sealed"], step
        assert inbox(paper) == [], step
        assert opens(paper), step
    assert auditor.problems() == []


def test_killed_at_any_step_a_bad_picture_is_refused_once(stores, machine):
    bad = photos.jpeg((300, 300))
    name = upload(wanted(), bad)
    steps = calls_of(machine, lambda: receiving.take_in(name))
    for step in range(1, steps + 1):
        paper = wanted()
        name = upload(paper, bad)
        with machine.dying(step, after=True):
            receiving.take_in(name)
        receiving.take_in(name)
        assert (papers.get(paper).state, told(paper)) == (PaperState.REJECTED, ["paper.rejected"]), step
        assert inbox(paper) == [], step


@pytest.mark.parametrize("after", [False, True])
def test_killed_at_any_step_a_paper_is_destroyed_once(sealed, machine, after):
    first = ended(sealed(SMALL))
    steps = calls_of(machine, lambda: destroying.finish(first))
    for step in range(1, steps + 1):
        paper = ended(sealed(SMALL))
        assert item(paper).key is None, "from the first moment on nothing opens it"
        with machine.dying(step, after=after):
            destroying.finish(paper)
        if papers.get(paper).state == PaperState.DESTROYED:
            assert buckets.is_empty(item(paper).prefix), "what is certified is true"
        destroying.finish(paper)
        assert (papers.get(paper).state, told(paper)) == (PaperState.DESTROYED, ["paper.sealed", "paper.destroyed"]), step
        assert buckets.is_empty(item(paper).prefix)
    assert auditor.problems() == []


def ended(paper):
    with Unit() as unit:
        destroying.destroy(unit, [paper], "case_closed")
    return paper


@pytest.mark.parametrize(
    "away",
    [("GET", "/inbox-"), ("PUT", "/vault-"), ("DELETE", "/inbox-"), ("GET", "versions")],
    ids=["reading the inbox", "writing the vault", "clearing the inbox", "listing"],
)
def test_when_s3_is_away_the_next_sweep_goes_on(stores, machine, away):
    paper = wanted()
    name = upload(paper, SMALL)
    with machine.without(away), pytest.raises(Exception, match="Could not connect"):
        receiving.take_in(name)
    with later(minutes=3):
        sweeping.sweep()
    assert (papers.get(paper).state, told(paper), inbox(paper)) == (PaperState.SEALED, ["paper.sealed"], [])
    assert item(paper).deaths == 0


@pytest.mark.parametrize("mood", ["down", "error", "nonsense"])
def test_when_kms_is_away_the_next_sweep_goes_on(stores, vaults: Vaults, mood):
    paper = wanted()
    name = upload(paper, SMALL)
    vaults.feel(mood)
    with pytest.raises(Exception):  # noqa: B017, PT011 - botocore's, each mood its own
        receiving.take_in(name)
    assert papers.get(paper).state == PaperState.UPLOADED
    vaults.calm()
    with later(minutes=3):
        sweeping.sweep()
    assert (papers.get(paper).state, told(paper), inbox(paper)) == (PaperState.SEALED, ["paper.sealed"], [])


def test_a_key_that_is_disabled_loses_nothing(stores, vaults: Vaults):
    paper = wanted()
    name = upload(paper, SMALL)
    vaults.disable("alias/scans")
    with pytest.raises(Exception, match="Disabled"):
        receiving.take_in(name)
    vaults.enable("alias/scans")
    receiving.take_in(name)
    assert papers.get(paper).state == PaperState.SEALED


def test_a_picture_that_kills_the_process_again_and_again_is_refused_unread(stores, machine, monkeypatch):
    paper = wanted()
    name = upload(paper, SMALL)

    def ends_the_process(body, pages):
        machine._die()

    monkeypatch.setattr(receiving.checking, "check", ends_the_process)
    for _ in range(receiving.DEATHS):
        with machine.dying(None, after=False):
            receiving.take_in(name)
    receiving.take_in(name)
    assert papers.get(paper).problem.code == "unreadable"
    assert inbox(paper) == []


def test_an_upload_that_came_between_does_not_mix_with_the_first(stores, monkeypatch):
    """While the first is checked, the second is sealed: the paper is the second, and nothing of the first stays."""
    paper = wanted()
    first, second = upload(paper, SMALL), upload(paper, photos.jpeg((700, 600)))
    check = receiving.checking.check

    def meanwhile(body, pages):
        monkeypatch.setattr(receiving.checking, "check", check)
        receiving.take_in(second)
        return check(body, pages)

    monkeypatch.setattr(receiving.checking, "check", meanwhile)
    with pytest.raises(Exception):  # noqa: B017, PT011 - the item changed: pynamodb's or ours
        receiving.take_in(first)
    receiving.take_in(first)
    assert told(paper) == ["paper.sealed"]
    assert item(paper).attempt == second.rpartition("/")[2]
    assert opens(paper)
    assert auditor.problems() == []


def test_a_paper_destroyed_while_it_was_refused_stays_destroyed(stores, monkeypatch):
    paper = wanted()
    name = upload(paper, photos.blank())
    check = receiving.checking.check

    def meanwhile(body, pages):
        ended(paper)
        return check(body, pages)

    monkeypatch.setattr(receiving.checking, "check", meanwhile)
    with pytest.raises(LostRace):
        receiving.take_in(name)
    destroying.finish(paper)
    receiving.take_in(name)
    assert (papers.get(paper).state, told(paper), inbox(paper)) == (PaperState.DESTROYED, ["paper.destroyed"], [])


def test_a_paper_destroyed_while_it_was_sealed_leaves_nothing(stores, monkeypatch):
    paper = wanted()
    name = upload(paper, SMALL)
    keep = buckets.keep

    def meanwhile(*about):
        ended(paper)
        destroying.finish(paper)
        keep(*about)

    monkeypatch.setattr(buckets, "keep", meanwhile)
    with pytest.raises(Exception):  # noqa: B017, PT011
        receiving.take_in(name)
    receiving.take_in(name)
    assert papers.get(paper).state == PaperState.DESTROYED
    assert buckets.is_empty(item(paper).prefix)
    assert inbox(paper) == []
