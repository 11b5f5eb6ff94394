"""Whether everything adds up: every article lies where it must, and what patients read was approved by somebody else. Reads whole tables."""

from collections.abc import Iterator

from chalicelib.education import writing
from chalicelib.education.models import Article, Listed, Revision


def problems() -> Iterator[str]:
    """What is wrong, in words; nothing when all is whole. Meant for a room at rest."""
    lists = {(one.list, one.key) for one in Listed.scan(consistent_read=True)}
    wanted: set[tuple[str, str]] = set()
    for article in Article.scan(consistent_read=True):
        found = {int(one.number): one for one in Revision.query(article.id, consistent_read=True)}
        yield from _revisions(article, found)
        if int(article.live) in {0, *found}:
            wanted |= writing.places(article)
        else:  # what it was about is lost with the revision
            wanted |= {(name, key) for name, key in lists if key.endswith(f"#{article.id}")}
    yield from (f"{key} is missing in {name}" for name, key in wanted - lists)
    yield from (f"{key} does not belong in {name}" for name, key in lists - wanted)


def _revisions(article: Article, found: dict[int, Revision]) -> Iterator[str]:
    if sorted(found) != list(range(1, int(article.newest) + 1)):
        yield f"article {article.id}: its revisions have gaps"
    live = found.get(int(article.live))
    if article.live and (live is None or not live.approved_by or live.approved_by == live.by):
        yield f"article {article.id} is read without a second person's yes"
