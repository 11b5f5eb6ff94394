"""The inbox holds nothing for long."""

from chalicelib.kernel.settings import deployment
from chalicelib.vault import papers, receiving, sweeping
from chalicelib.vault.models import PaperState
from tests.vault import photos
from tests.vault.places import inbox, later, told, upload, wanted


def sweep_in(**by):
    with later(**by):
        sweeping.sweep()


def test_what_just_came_is_left_to_its_own_event(stores):
    paper = wanted()
    name = upload(paper, photos.jpeg())
    sweeping.sweep()
    assert inbox(paper) == [name]
    receiving.take_in(name)


def test_an_upload_whose_event_was_lost_is_sealed_by_the_sweep(stores):
    paper = wanted()
    upload(paper, photos.jpeg())
    sweep_in(minutes=2)
    assert (papers.get(paper).state, told(paper), inbox(paper)) == (PaperState.SEALED, ["paper.sealed"], [])


def test_what_could_not_be_sealed_in_time_is_cleared_and_asked_for_again(stores):
    paper = wanted()
    upload(paper, photos.jpeg())
    sweep_in(minutes=121)
    seen = papers.get(paper)
    assert (seen.state, seen.problem.code, inbox(paper)) == (PaperState.REJECTED, "late", [])
    assert papers.upload_form(paper)


def test_what_we_never_gave_a_place_is_cleared_at_once(stores):
    for name in ("inbox/stranger", "other/thing", "inbox/a/b/c", "inbox/nobody/attempt"):
        stores.put_object(Bucket=deployment().inbox_bucket, Key=name, Body=b"x")
    sweeping.sweep()
    assert inbox() == ["inbox/nobody/attempt"], "a place like ours waits for the minute of its event"
    sweep_in(minutes=2)
    assert inbox() == []


def test_one_that_fails_holds_up_no_other(stores, monkeypatch):
    bad, good = wanted(), wanted()
    names = [upload(paper, photos.jpeg()) for paper in (bad, good)]
    take_in = receiving.take_in

    def failing(name):
        if name == names[0]:
            raise OSError
        take_in(name)

    monkeypatch.setattr(receiving, "take_in", failing)
    sweep_in(minutes=2)
    assert (papers.get(bad).state, papers.get(good).state) == (PaperState.WANTED, PaperState.SEALED)
    monkeypatch.undo()
    sweep_in(minutes=2)
    assert papers.get(bad).state == PaperState.SEALED
