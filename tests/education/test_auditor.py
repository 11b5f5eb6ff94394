"""The auditor tells of each thing that does not add up, and of nothing else."""

import pytest

from chalicelib.education import auditor, writing
from chalicelib.education.models import Article, Listed, Revision
from chalicelib.education.states import Tag
from chalicelib.education.writing import EVERYTHING
from tests.education.test_writing import HEART, published
from tests.planting import changed, missing, planted
from tests.staff.people import once


@pytest.fixture
def article(writer, second) -> Article:
    """Published, with a next revision in the making."""
    made = published(writer, second)
    return writing.save(second, made.id, HEART, once())


def told() -> list[str]:
    return list(auditor.problems())


def revision(article, number) -> Revision:
    return Revision.get(article.id, number, consistent_read=True)


def test_of_whole_articles_nothing_is_told(article, writer):
    writing.begin(writer, HEART, once())
    assert told() == []


def test_a_revision_that_is_gone_is_told(article):
    with missing(revision(article, 2)):
        assert told() == [f"article {article.id}: its revisions have gaps"]


def test_a_revision_that_nobody_counted_is_told(article):
    beyond = revision(article, 2)
    beyond.number = 3
    with planted(beyond):
        assert told() == [f"article {article.id}: its revisions have gaps"]


def test_a_read_revision_without_approval_is_told(article):
    with changed(revision(article, 1), approved_by="", approved_at=""):
        assert told() == [f"article {article.id} is read without a second person's yes"]


def test_a_read_revision_approved_by_its_own_writer_is_told(article, writer):
    with changed(revision(article, 1), approved_by=writer.id):
        assert told() == [f"article {article.id} is read without a second person's yes"]


def test_a_read_revision_that_is_gone_is_told(article):
    with missing(revision(article, 1)):
        assert told() == [
            f"article {article.id}: its revisions have gaps",
            f"article {article.id} is read without a second person's yes",
        ]


@pytest.mark.parametrize("name", ["state#draft", EVERYTHING, writing.tagged(Tag.DIAGNOSIS, "I10")])
def test_an_article_that_is_not_in_its_list_is_told(article, name):
    [place] = Listed.query(name, consistent_read=True)
    with missing(place):
        assert told() == [f"{place.key} is missing in {name}"]


def test_an_article_in_a_list_where_it_does_not_belong_is_told(article):
    with planted(Listed("state#published", f"{article.since}#{article.id}")):
        assert told() == [f"{article.since}#{article.id} does not belong in state#published"]
