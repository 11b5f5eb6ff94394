"""What must always hold between the papers' items and the two buckets. Reads everything: for rehearsals, not for a request."""

import datetime as dt
from collections.abc import Iterator

from chalicelib.kernel import clock
from chalicelib.vault import buckets, settings
from chalicelib.vault.models import Destroyed, Paper, PaperOf, PaperState


def problems() -> list[str]:
    """What is wrong, in words with ids; empty when everything adds up."""
    papers = {paper.id: paper for paper in Paper.scan(consistent_read=True)}
    objects = set(buckets.objects())
    return [*_sealed(papers, objects), *_kept(papers, objects), *_owned(papers), *_destroyed(papers), *_inbox()]


def waiting() -> list[str]:
    """What is not wrong and not finished either."""
    states = {PaperState.UPLOADED, PaperState.DESTROYING}
    return [f"paper {one.id} is {one.state}" for one in Paper.scan(consistent_read=True) if one.state in states]


def _sealed(papers: dict[str, Paper], objects: set[str]) -> Iterator[str]:
    for paper in papers.values():
        if paper.state == PaperState.SEALED and paper.object not in objects:
            yield f"paper {paper.id} is sealed and not in the vault"
        if (paper.state == PaperState.SEALED) > bool(paper.key):
            yield f"paper {paper.id} is sealed without a key"
        if paper.key and paper.state not in {PaperState.SEALED, PaperState.UPLOADED}:
            yield f"paper {paper.id} is {paper.state} and has a key"


def _kept(papers: dict[str, Paper], objects: set[str]) -> Iterator[str]:
    wanted = {one.object for one in papers.values() if one.state in {PaperState.SEALED, PaperState.UPLOADED}}
    going = tuple(one.prefix for one in papers.values() if one.state == PaperState.DESTROYING)
    for name in sorted(objects - wanted):
        if not name.startswith(going):
            yield f"{name} lies in the vault and is no paper's"


def _owned(papers: dict[str, Paper]) -> Iterator[str]:
    listed = {(one.owner, one.paper) for one in PaperOf.scan(consistent_read=True)}
    for whose, paper in listed ^ {(one.owner, one.id) for one in papers.values()}:
        yield f"paper {paper} and its owner {whose} do not know each other"


def _destroyed(papers: dict[str, Paper]) -> Iterator[str]:
    certified = {one.paper for one in Destroyed.scan(consistent_read=True)}
    for one in certified ^ {paper.id for paper in papers.values() if paper.state == PaperState.DESTROYED}:
        yield f"paper {one} is destroyed without a certificate, or the other way round"


def _inbox() -> Iterator[str]:
    oldest = clock.now() - dt.timedelta(minutes=settings.chosen().inbox_minutes + 2)
    for one in buckets.waiting():
        if one.since < oldest or buckets.place(one.name) is None:
            yield f"{one.name} lies in the inbox and should be cleared away"
