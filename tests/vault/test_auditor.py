"""The auditor tells whatever does not add up between the papers' items and the two buckets, and nothing else."""

import pytest

from chalicelib.kernel.settings import deployment
from chalicelib.kernel.tables import Unit
from chalicelib.vault import auditor, buckets, destroying, receiving
from chalicelib.vault.models import Destroyed, PaperOf, PaperState
from tests.planting import changed, missing, planted
from tests.vault import photos
from tests.vault.places import item, later, upload, wanted


@pytest.fixture(autouse=True)
def adds_up(stores):
    """After every test everything adds up."""
    yield
    assert auditor.problems() == []


@pytest.fixture
def destroying_one(sealed):
    """A paper whose key is gone, and whose objects are not yet; in the end they are."""
    paper = sealed()
    with Unit() as unit:
        destroying.destroy(unit, [paper], "case_closed")
    yield paper
    destroying.finish(paper)


@pytest.fixture
def destroyed(destroying_one):
    destroying.finish(destroying_one)
    return destroying_one


def uploaded():
    """A paper whose upload waits in the inbox."""
    paper = wanted()
    return paper, upload(paper, photos.jpeg())


def test_papers_in_every_state_that_deeds_left_are_told_nothing_of(sealed, destroyed):
    sealed()
    wanted()
    receiving.take_in(upload(wanted(), b"no picture"))
    _, waits = uploaded()
    assert auditor.problems() == []
    receiving.take_in(waits)


def test_the_objects_of_a_paper_that_is_being_destroyed_are_no_problem(destroying_one):
    assert buckets.kept(item(destroying_one).object)
    assert auditor.problems() == []


def test_a_sealed_paper_whose_object_is_gone_is_told(sealed):
    paper = sealed()
    name = item(paper).object
    content = buckets.kept(name)
    buckets.erase(item(paper).prefix)
    assert auditor.problems() == [f"paper {paper} is sealed and not in the vault"]
    buckets.keep(name, content)


def test_a_sealed_paper_without_its_key_is_told(sealed):
    paper = sealed()
    with changed(item(paper), key=None):
        assert auditor.problems() == [f"paper {paper} is sealed without a key"]


@pytest.mark.parametrize("state", [PaperState.WANTED, PaperState.REJECTED])
def test_a_key_of_what_is_not_sealed_is_told(stores, state):
    paper = wanted()
    with changed(item(paper), state=state.value, key=b"key"):
        assert auditor.problems() == [f"paper {paper} is {state} and has a key"]


def test_a_key_that_outlived_the_destruction_is_told(destroyed):
    with changed(item(destroyed), key=b"key"):
        assert auditor.problems() == [f"paper {destroyed} is destroyed and has a key"]


def test_an_object_that_is_no_papers_is_told(stores):
    buckets.keep("scan/nobody/1", b"x")
    assert auditor.problems() == ["scan/nobody/1 lies in the vault and is no paper's"]
    buckets.erase("scan/nobody/")


def test_an_object_that_is_only_hidden_is_told(stores):
    buckets.keep("scan/nobody/1", b"x")
    stores.delete_object(Bucket=deployment().vault_bucket, Key="scan/nobody/1")
    assert auditor.problems() == ["scan/nobody/1 lies in the vault and is no paper's"]
    buckets.erase("scan/nobody/")


def test_an_object_of_an_upload_before_the_sealed_one_is_told(sealed):
    paper = sealed()
    older = f"{item(paper).prefix}older"
    buckets.keep(older, b"x")
    assert auditor.problems() == [f"{older} lies in the vault and is no paper's"]
    buckets.erase(older)


def test_an_object_that_outlived_the_destruction_is_told(destroyed):
    name = item(destroyed).object
    buckets.keep(name, b"x")
    assert auditor.problems() == [f"{name} lies in the vault and is no paper's"]
    buckets.erase(name)


def test_a_paper_that_its_owner_does_not_know_is_told(stores):
    paper = wanted(reference="application1")
    with missing(PaperOf("copies#application1", paper)):
        assert auditor.problems() == [f"paper {paper} and its owner copies#application1 do not know each other"]


def test_an_owner_of_a_paper_that_is_none_is_told(stores):
    with planted(PaperOf("copies#application2", "nothing")):
        assert auditor.problems() == ["paper nothing and its owner copies#application2 do not know each other"]


def test_a_destroyed_paper_without_a_certificate_is_told(destroyed):
    with missing(Destroyed(item(destroyed).owner, destroyed)):
        assert auditor.problems() == [f"paper {destroyed} is destroyed without a certificate, or the other way round"]


def test_a_certificate_of_a_paper_that_lives_is_told(destroyed, stores):
    paper = wanted()
    certificate = Destroyed.get(item(destroyed).owner, destroyed)
    certificate.owner, certificate.paper = item(paper).owner, paper
    with planted(certificate):
        assert auditor.problems() == [f"paper {paper} is destroyed without a certificate, or the other way round"]


def test_what_the_sweep_left_in_the_inbox_is_told(stores):
    _, name = uploaded()
    with later(minutes=125):
        assert auditor.problems() == [f"{name} lies in the inbox and should be cleared away"]
    receiving.take_in(name)


def test_what_lies_in_the_inbox_under_a_name_that_we_never_gave_is_told_at_once(stores):
    stores.put_object(Bucket=deployment().inbox_bucket, Key="inbox/elsewhere", Body=b"x")
    assert auditor.problems() == ["inbox/elsewhere lies in the inbox and should be cleared away"]
    buckets.clear("inbox/elsewhere")


def test_what_is_being_destroyed_is_waited_for(destroying_one):
    assert auditor.waiting() == [f"paper {destroying_one} is destroying"]
    destroying.finish(destroying_one)
    assert auditor.waiting() == []


def test_what_is_uploaded_and_not_sealed_is_waited_for(stores):
    paper = wanted()
    with changed(item(paper), state=PaperState.UPLOADED.value):
        assert auditor.waiting() == [f"paper {paper} is uploaded"]
