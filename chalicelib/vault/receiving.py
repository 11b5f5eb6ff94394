"""From the inbox into the vault. Each step may be killed, come twice, or race another upload of the same paper.

1. the paper takes this upload on (UPLOADED, its attempt)      conditioned on the version that was read
2. a data key is made and its wrapped form kept in the item    once for each attempt: a repetition opens the same key
3. the file is fetched, checked and written anew               no outside effect; a check that ends the process is counted
4. the encrypted object is put into the vault                  under the attempt's own name: twice is once
5. the paper becomes SEALED, or REJECTED, and its fact is told conditioned on this attempt
6. the inbox object is deleted                                 last: until then everything can begin again
"""

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pynamodb.expressions.update import Action

from chalicelib.kernel import clock, facts, log, sealing
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.vault import buckets, checking, envelope, settings
from chalicelib.vault.buckets import Place
from chalicelib.vault.models import OPEN, Paper, PaperOf, PaperState
from chalicelib.vault.problems import Problem, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

DEATHS = 3  # processes that one upload may end before it is rejected unread


def take_in(name: str) -> None:
    """Seal or reject the object of that name in the inbox, and clear it away. Twice is once; raises when it is to come again."""
    place = buckets.place(name)
    paper = Paper.find(place.paper) if place else None
    if place is None or paper is None:
        log.warning("inbox_object_unknown")
        buckets.clear(name)
        return
    if _over(paper, place):
        _tidy(paper, name)
        return
    body = buckets.fetch(place)
    if body is None:
        return
    paper = _taken_on(paper, place)
    if int(paper.deaths) >= DEATHS:
        _reject(paper, Problem.UNREADABLE)
    else:
        _seal(paper, body)
    buckets.clear(name)


def give_up(name: str) -> None:
    """Clear away what could not be sealed in time, and tell its owner that it has to be sent again."""
    place = buckets.place(name)
    paper = Paper.find(place.paper) if place else None
    if place and paper and not _over(paper, place):
        _reject(_taken_on(paper, place), Problem.LATE)
    buckets.clear(name)


def _over(paper: Paper, place: Place) -> bool:
    """Whether this upload changes nothing any more."""
    decided = paper.state == PaperState.REJECTED and paper.attempt == place.attempt
    return decided or paper.state not in OPEN


def _tidy(paper: Paper, name: str) -> None:
    """What a run that was killed, or came too late, may have left."""
    buckets.erase(paper.prefix, but=paper.object if paper.state == PaperState.SEALED else "")
    buckets.clear(name)


def _taken_on(paper: Paper, place: Place) -> Paper:
    """The paper, with this upload as the one that counts. Raises LostRace when it changed meanwhile: then it is to come again."""
    if (paper.state, paper.attempt) == (PaperState.UPLOADED, place.attempt):
        return paper
    _change(
        paper,
        Paper.state.set(PaperState.UPLOADED.value),
        Paper.attempt.set(place.attempt),
        Paper.deaths.set(0),
        Paper.key.remove(),
        Paper.fingerprint.remove(),
        Paper.problem.remove(),
    )
    return _again(paper)


def _seal(paper: Paper, body: bytes) -> None:
    if not paper.key:
        key, paper = _with_key(paper)
    else:
        key = envelope.open_key(paper)
    fingerprint = sealing.fingerprint("paper", hashlib.sha256(body).hexdigest())
    if _there_already(paper, fingerprint):
        _reject(_still_this(paper), Problem.SAME)
        return
    try:
        with _counted(paper):
            checked = checking.check(body, settings.most_pages(paper.paper_class))
    except Rejected as rejected:
        _reject(_still_this(paper), rejected.problem)
        return
    del body  # what follows needs the memory
    content_type, pages, size = checked.content_type, checked.pages, len(checked.content)
    buckets.keep(paper.object, envelope.seal(paper, key, checked.content))
    paper = _still_this(paper)
    _finish(
        paper,
        "paper.sealed",
        Paper.state.set(PaperState.SEALED.value),
        Paper.content_type.set(content_type),
        Paper.pages.set(pages),
        Paper.size.set(size),
        Paper.fingerprint.set(fingerprint),
        Paper.sealed_at.set(clock.stamp(clock.now())),
    )


def _there_already(paper: Paper, fingerprint: str) -> bool:
    """Whether this very file lies sealed as another paper of the same kind and owner. A help, no invariant: two at once may both pass."""
    others = [one.paper for one in PaperOf.query(paper.owner, consistent_read=True) if one.paper != paper.id]
    known = Paper.batch_get(others, consistent_read=True) if others else ()
    return any((one.state, one.kind, one.fingerprint) == (PaperState.SEALED, paper.kind, fingerprint) for one in known)


def _reject(paper: Paper, problem: Problem) -> None:
    log.info("paper_rejected", paper=paper.id, problem=problem.value)
    rejected = Paper.state.set(PaperState.REJECTED.value)
    _finish(paper, "paper.rejected", rejected, Paper.problem.set(problem.value), Paper.key.remove(), problem=problem.value)


def _with_key(paper: Paper) -> tuple[bytes, Paper]:
    made = envelope.new_key(paper)
    _change(paper, Paper.key.set(made.wrapped))
    return made.plain, _again(paper)


@contextmanager
def _counted(paper: Paper) -> "Iterator[None]":
    """A picture that ends the whole process leaves its mark, whatever else goes wrong does not."""
    alive = Paper.attempt == paper.attempt
    paper.update([Paper.deaths.add(1)], condition=alive)
    try:
        yield
    finally:
        paper.update([Paper.deaths.add(-1)], condition=alive)


def _again(paper: Paper) -> Paper:
    paper.refresh(consistent_read=True)
    return paper


def _still_this(paper: Paper) -> Paper:
    """The paper as it is now. Raises LostRace when another upload, or a destruction, came between: the next run tidies up."""
    attempt, key = paper.attempt, paper.key
    now = _again(paper)
    if (now.state, now.attempt, now.key) != (PaperState.UPLOADED, attempt, key):
        raise LostRace
    return now


def _finish(paper: Paper, fact: str, *actions: Action, **about: str) -> None:
    with Unit() as unit:
        version = int(paper.version) + 1
        unit.update(paper, [*actions, Paper.version.set(version)], condition=Paper.version == paper.version)
        about |= {"reference": paper.reference, "kind": paper.kind}
        facts.tell(unit, fact, paper.id, version, purpose=paper.purpose, **about)


def _change(paper: Paper, *actions: Action) -> None:
    with Unit() as unit:
        changes: list[Action] = [*actions, Paper.version.set(int(paper.version) + 1)]
        unit.update(paper, changes, condition=Paper.version == paper.version)
