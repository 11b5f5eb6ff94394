"""Destroying a paper, truly: its key first, then every version of its objects, then the certificate.

`destroy` is a step of the asking room's own transaction: from that moment the paper's key is gone and no copy of its objects
opens any more. The vault's own queue then deletes the objects, looks whether they are gone, and only then writes the
certificate, in the tables and in the vault, where a restore of the tables finds it (`replay`).
"""

import datetime as dt
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict
from pynamodb.expressions.update import Action

from chalicelib.kernel import agenda, audit, clock, facts, log, refusals
from chalicelib.kernel.tables import Unit
from chalicelib.vault import buckets, settings
from chalicelib.vault.models import OVER, Destroyed, Hold, Paper, PaperClass, PaperId, PaperOf, PaperState, owner

BACKUP_DAYS = 35  # of point-in-time recovery: so long a backup may still hold the wrapped key
FINISH, DUE = "vault.finish", "vault.due"


class OnHold(refusals.Conflict):
    """医务科 holds the papers of this case."""

    code, message = "paper_on_hold", "医务科已要求保留该申请的材料，解除之前不能销毁"


class NotGone(RuntimeError):
    """Something of a destroyed paper is still there: come again."""


class Certificate(BaseModel):
    """What was destroyed, when, why, and until when a backup could still hold the key."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    paper: PaperId
    purpose: str
    reference: str
    kind: str
    paper_class: PaperClass
    why: str
    sealed_at: str | None
    key_gone_at: str
    objects_gone_at: str
    last_backup_day: dt.date


def destroy(unit: Unit, papers: Iterable[PaperId], why: str) -> None:
    """Destroy these papers of one owner, in the asking deed's own transaction. Those that are destroyed already are passed over.

    `why` is a code ("case_closed"). Raises OnHold; NotFound for a paper that never was.
    """
    held: set[str] = set()
    for one in papers:
        paper = Paper.find(one)
        if paper is None:
            raise refusals.NotFound
        if paper.state in OVER:
            continue
        if paper.owner not in held:
            _not_held(unit, paper.owner)
            held.add(paper.owner)
        _end_key(unit, paper, why)


def destroy_all(unit: Unit, purpose: str, reference: str, why: str, paper_class: PaperClass = PaperClass.SCAN) -> None:
    """The same for every paper of that class that an owner has."""
    mine = [one.paper for one in PaperOf.query(owner(purpose, reference), consistent_read=True)]
    found = sorted(Paper.batch_get(mine, consistent_read=True), key=lambda one: one.id) if mine else []
    destroy(unit, [PaperId(one.id) for one in found if one.paper_class == paper_class], why)


def destroy_on(unit: Unit, purpose: str, reference: str, due: dt.datetime, why: str, paper_class: PaperClass) -> None:
    """The same, later: proofs are kept ⚙ years (`kept_until`). A hold puts it off."""
    agenda.later(unit, DUE, owner(purpose, reference), due, why=why, paper_class=paper_class.value)


def kept_until(closed: dt.datetime) -> dt.datetime:
    """Until when the proof of a case is kept that was closed then."""
    years = settings.chosen().proof_years
    return closed + dt.timedelta(days=366 * years)


def hold(unit: Unit, actor: str, purpose: str, reference: str, until: dt.date, reason: str) -> None:
    """Nothing of this owner's is destroyed before the end of that day. Another hold replaces it; audited."""
    whose = owner(purpose, reference)
    end = clock.at(until + dt.timedelta(days=1), 0)
    unit.put(Hold(whose, until=clock.stamp(end), by=actor, at=clock.stamp(clock.now())))
    audit.write(unit, actor, "paper.held", whose, reason)


def held_until(purpose: str, reference: str) -> dt.date | None:
    """The last day on which a hold keeps what this owner has; None when nothing holds it."""
    held = Hold.find(owner(purpose, reference))
    if held is None or held.until <= clock.stamp(clock.now()):
        return None
    return clock.local(clock.read(held.until)).date() - dt.timedelta(days=1)


def certificates(purpose: str, reference: str) -> list[Certificate]:
    """Of everything of this owner's that is destroyed."""
    return [_certificate(one) for one in Destroyed.query(owner(purpose, reference), consistent_read=True)]


# ---- what the vault's own queue does


def when_due(due: agenda.Due) -> None:
    """Destroy what was to be destroyed now, or put it off until the hold ends."""
    purpose, _, reference = due.subject.partition("#")
    paper_class = PaperClass(due.about["paper_class"])
    held = Hold.find(due.subject)
    if held and held.until > clock.stamp(clock.now()):
        agenda.put_off(DUE, due.subject, clock.read(held.until), **due.about)
        return
    with Unit() as unit:
        destroy_all(unit, purpose, reference, due.about["why"], paper_class)


def finish(paper: PaperId) -> None:
    """Delete what is left of a paper whose key is gone, make sure of it, then say so. Killed anywhere, it begins again."""
    found = Paper.find(paper)
    if found is None or found.state != PaperState.DESTROYING:
        return
    buckets.erase(found.prefix)
    if not buckets.is_empty(found.prefix):
        raise NotGone
    now = clock.now()
    gone = clock.read(str(found.key_gone_at))
    last = clock.local(gone + dt.timedelta(days=BACKUP_DAYS)).date()
    item = Destroyed(
        found.owner,
        found.id,
        kind=found.kind,
        paper_class=found.paper_class,
        why=str(found.why),
        sealed_at=found.sealed_at,
        key_gone_at=clock.stamp(gone),
        objects_gone_at=clock.stamp(now),
        last_backup_day=last.isoformat(),
    )
    buckets.keep_certificate(gone.date(), found.id, _certificate(item).model_dump_json())
    with Unit() as unit:
        version = int(found.version) + 1
        actions: list[Action] = [Paper.state.set(PaperState.DESTROYED.value), Paper.version.set(version)]
        unit.update(found, actions, condition=Paper.version == found.version)
        unit.put(item)
        about = {"reference": found.reference, "kind": found.kind}
        facts.tell(unit, "paper.destroyed", found.id, version, purpose=found.purpose, **about)


def replay(since: dt.date) -> int:
    """After the tables were restored: destroy again what was destroyed from that day on; how many papers that were.

    A restored item has its key again, and a restored bucket its objects: both go once more. Holds do not stop what was done.
    """
    again = 0
    for text in buckets.certificates(since):
        known = Certificate.model_validate_json(text)
        paper = Paper.find(known.paper)
        if paper and paper.state not in OVER:
            with Unit() as unit:
                _end_key(unit, paper, known.why)
            again += 1
        if paper:
            finish(known.paper)
        buckets.erase(f"{known.paper_class}/{known.paper}/")
    log.info("destructions_replayed", papers=again)
    return again


def _not_held(unit: Unit, whose: str) -> None:
    now = clock.stamp(clock.now())
    unit.check(Hold, whose, condition=Hold.owner.does_not_exist() | (Hold.until <= now), otherwise=OnHold)


def _end_key(unit: Unit, paper: Paper, why: str) -> None:
    now = clock.now()
    actions: list[Action] = [
        Paper.state.set(PaperState.DESTROYING.value),
        Paper.version.set(int(paper.version) + 1),
        Paper.why.set(why),
        Paper.key_gone_at.set(clock.stamp(now)),
        Paper.key.remove(),
    ]
    unit.update(paper, actions, condition=Paper.version == paper.version)
    agenda.later(unit, FINISH, paper.id, now)


def _certificate(one: Destroyed) -> Certificate:
    purpose, _, reference = one.owner.partition("#")
    return Certificate(
        paper=PaperId(one.paper),
        purpose=purpose,
        reference=reference,
        kind=one.kind,
        paper_class=PaperClass(one.paper_class),
        why=one.why,
        sealed_at=one.sealed_at,
        key_gone_at=one.key_gone_at,
        objects_gone_at=one.objects_gone_at,
        last_backup_day=dt.date.fromisoformat(one.last_backup_day),
    )
