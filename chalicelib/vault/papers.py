"""Papers as the rooms above see them: a place is wanted, a phone gets a form for it, its state is read."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal, NamedTuple

from chalicelib.kernel import clock, ids, refusals
from chalicelib.kernel.deployment import deployment
from chalicelib.kernel.tables import Unit
from chalicelib.vault import buckets, problems, settings
from chalicelib.vault.models import OPEN, Paper, PaperClass, PaperId, PaperOf, PaperState, owner
from chalicelib.vault.problems import Told

__all__ = ["NotWanted", "PaperClass", "PaperId", "PaperState", "PaperView", "UploadForm", "get", "of", "upload_form", "want"]

ContentType = Literal["image/jpeg", "image/png", "application/pdf"]


class NotWanted(refusals.Conflict):
    """The paper is there already, or no longer asked for."""

    code, message = "paper_not_wanted", "这份材料已经收到或不再需要，请刷新后查看"


class UploadForm(NamedTuple):
    """What the phone posts as multipart/form-data: all fields first, the file last, named `file`."""

    url: str
    fields: dict[str, str]
    until: str
    largest: int  # bytes


class PaperView(NamedTuple):
    """How a paper stands."""

    id: PaperId
    state: PaperState
    kind: str
    purpose: str
    reference: str
    paper_class: PaperClass
    problem: Told | None
    pages: int  # 0 until sealed
    sealed_at: str | None


def want(
    unit: Unit,
    *,
    paper: PaperId,
    purpose: str,
    reference: str,
    kind: str,
    account: str,
    paper_class: PaperClass = PaperClass.SCAN,
) -> None:
    """Make a place for one file, in the asking deed's own transaction. The same place twice is refused as Busy."""
    place = Paper(
        paper,
        purpose=purpose,
        reference=reference,
        kind=kind,
        account=account,
        paper_class=paper_class.value,
        wanted_at=clock.stamp(clock.now()),
    )
    unit.put(place, condition=Paper.id.does_not_exist())
    unit.put(PaperOf(owner(purpose, reference), paper))


def upload_form(paper: PaperId, content_type: ContentType = "image/jpeg") -> UploadForm:
    """A form for one file of that type, good for ⚙ minutes. Each call gives another; whichever is sealed first is the paper.

    Who may have it is the asking room's to know. Raises NotFound, NotWanted.
    """
    found = Paper.find(paper)
    if found is None:
        raise refusals.NotFound
    if found.state not in OPEN:
        raise NotWanted
    seconds = settings.chosen().form_minutes * 60
    until = clock.now() + dt.timedelta(seconds=seconds)
    fields = buckets.form(buckets.Place(paper, ids.new()), content_type, seconds)
    return UploadForm(deployment().upload_url, fields, clock.stamp(until), buckets.LARGEST)


def get(paper: PaperId) -> PaperView:
    """How it stands. Raises NotFound."""
    found = Paper.find(paper)
    if found is None:
        raise refusals.NotFound
    return _view(found)


def of(purpose: str, reference: str) -> list[PaperView]:
    """All papers of an owner, in the order in which they were wanted."""
    mine = [one.paper for one in PaperOf.query(owner(purpose, reference), consistent_read=True)]
    found: Iterator[Paper] = Paper.batch_get(mine, consistent_read=True) if mine else iter(())
    return [_view(one) for one in sorted(found, key=lambda one: (one.wanted_at, one.id))]


def _view(paper: Paper) -> PaperView:
    return PaperView(
        PaperId(paper.id),
        PaperState(paper.state),
        paper.kind,
        paper.purpose,
        paper.reference,
        PaperClass(paper.paper_class),
        problems.told(paper.problem if paper.state == PaperState.REJECTED else None),
        int(paper.pages or 0),
        paper.sealed_at,
    )
