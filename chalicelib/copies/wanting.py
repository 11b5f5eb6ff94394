"""Papers of an application: a place is wanted for each file, the vault says when it is sealed or what is wrong with it.

What is sealed counts; an ID scan lives as long as its case. Of a paper that a reviewer does not take, or that was destroyed,
another is wanted in the same slot.
"""

from pynamodb.expressions.update import Action

from chalicelib.accounts import consents
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.sessions import Patient
from chalicelib.copies import evidence, records, refused, rules
from chalicelib.copies.models import Application, Paper, PaperState
from chalicelib.copies.rules import PaperKind
from chalicelib.copies.states import WRITABLE
from chalicelib.kernel import facts, ids, refusals
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.vault import destroying, papers
from chalicelib.vault.papers import PaperClass, PaperId, UploadForm

CONSUMER = "copies.papers"
BY_REVIEWER = "by_reviewer"  # as a problem: the vault took it, the reviewer did not


class TooManyFiles(refusals.Invalid):
    """More files than a paper may have."""

    code, message = "copies_too_many_files", "该项材料的照片数量已达上限，请删除或替换已上传的照片"


def want(me: Patient, application: str, kind: PaperKind, nth: int, content_type: papers.ContentType = "image/jpeg") -> UploadForm:
    """A form for the nth file of a paper; asked again, another form for the same place. Separate consent to scans is required.

    Raises PaperNotAsked, TooManyFiles, NotNow, NotWanted (it is there already), ConsentRequired.
    """
    found = records.mine(me, application)
    if found.stands not in WRITABLE:
        raise refused.NotNow
    if not found.kind or kind not in evidence.of(found).wanted():
        raise refused.PaperNotAsked
    if not 0 < nth <= rules.PAPERS[kind].most:
        raise TooManyFiles
    slot = Paper.find(found.id, _slot(kind, nth))
    if slot is None or slot.state == PaperState.DESTROYED or slot.problem == BY_REVIEWER:
        slot = _place(me, found, kind, nth, slot)
    elif slot.state == PaperState.REJECTED:
        with Unit() as unit:
            _still_mine(unit, me, found)
            wanted_again(unit, slot)
    return papers.upload_form(PaperId(slot.paper), content_type)


def _place(me: Patient, found: Application, kind: PaperKind, nth: int, before: Paper | None) -> Paper:
    tries = int(before.tries) + 1 if before else 1
    made = Paper(
        found.id,
        _slot(kind, nth),
        kind=kind.value,
        paper=ids.derived("copies paper", found.id, _slot(kind, nth), str(tries)),
        tries=tries,
        at=records.now(),
    )
    unchanged = Paper.tries == before.tries if before else Paper.slot.does_not_exist()
    with Unit() as unit:
        _still_mine(unit, me, found)
        unit.put(made, condition=unchanged, otherwise=refused.ChangedMeanwhile)
        papers.want(
            unit,
            paper=PaperId(made.paper),
            purpose=records.PURPOSE,
            reference=found.id,
            kind=kind.value,
            account=me.account,
            paper_class=class_of(kind),
        )
    return made


def _still_mine(unit: Unit, me: Patient, found: Application) -> None:
    records.require(unit, me)
    consents.require(unit, me, Purpose.SCANS)
    unit.check(
        Application,
        found.id,
        condition=(Application.state == found.state) & (Application.account == me.account),
        otherwise=refused.ChangedMeanwhile,
    )


def wanted_again(unit: Unit, slot: Paper) -> None:
    """Another photograph is on its way to where the vault took none: under way again, no longer told to be bad."""
    actions: list[Action] = [Paper.state.set(PaperState.WANTED.value), Paper.problem.set(""), Paper.words.set("")]
    same = (Paper.paper == slot.paper) & (Paper.state == PaperState.REJECTED.value)
    unit.update(slot, actions, condition=same, otherwise=refused.ChangedMeanwhile)


def give_up(me: Patient, application: str, slot: str) -> None:
    """The applicant takes a file back: it is destroyed, the slot is free. Given up twice is given up once. Raises NotNow."""
    found = records.mine(me, application)
    if found.stands not in WRITABLE:
        raise refused.NotNow
    there = Paper.find(found.id, slot)
    if there is None:
        raise refusals.NotFound
    if there.state != PaperState.DESTROYED:
        with Unit() as unit:
            records.require(unit, me)
            unit.update(there, [Paper.state.set(PaperState.DESTROYED.value)], condition=Paper.paper == there.paper)
            destroying.destroy(unit, [PaperId(there.paper)], "given_up")


def class_of(kind: PaperKind) -> PaperClass:
    """An ID scan, or the proof that the hospital checked."""
    return PaperClass.PROOF if rules.PAPERS[kind].proof else PaperClass.SCAN


def _slot(kind: PaperKind, nth: int) -> str:
    return f"{kind.value}#{nth}"


def sealed(fact: Fact) -> None:
    """The vault has it, checked and encrypted: from now on it counts."""
    _take_in(fact, PaperState.SEALED)


def rejected(fact: Fact) -> None:
    """The vault does not take it; the applicant reads why, and may photograph it again in the same place."""
    _take_in(fact, PaperState.REJECTED)


def destroyed(fact: Fact) -> None:
    """It is gone, with a certificate."""
    _take_in(fact, PaperState.DESTROYED)


def _take_in(fact: Fact, to: PaperState) -> None:
    application = fact.about["reference"]
    slot = next((one for one in evidence.papers_of(application) if one.paper == fact.subject), None)
    if slot is None:
        return  # another is wanted in its place
    now = papers.get(PaperId(fact.subject))
    words = now.problem.words if now.problem and to is PaperState.REJECTED else ""
    actions: list[Action] = [
        Paper.state.set(to.value),
        Paper.problem.set(now.problem.code if words and now.problem else ""),
        Paper.words.set(words),
        Paper.pages.set(now.pages),
    ]
    gone_stays_gone = Paper.state != PaperState.DESTROYED.value
    with Unit() as unit:
        facts.once(unit, CONSUMER, fact.id)
        unit.update(slot, actions, condition=(Paper.paper == fact.subject) & gone_stays_gone, otherwise=_Passed)


class _Passed(LostRace):
    """Another paper is wanted there meanwhile, or it is destroyed."""


def taken_in(fact: Fact, act: str) -> bool:
    """Take in one of the vault's facts; False when it comes too late to matter."""
    deeds = {"paper.sealed": sealed, "paper.rejected": rejected, "paper.destroyed": destroyed}
    try:
        deeds[act](fact)
    except _Passed:
        return False
    return True
