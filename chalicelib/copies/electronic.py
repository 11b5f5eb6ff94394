"""Electronic copies ⚙: staff upload the PDF into the vault; the applicant reads it here, or takes it along as an encrypted PDF.

Both carry number and code across every page. Anybody verifies the code, and it opens the PDF: 60 random bits, kept sealed for
the applicant and as a keyed hash for whoever verifies.
"""

import datetime as dt
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.copies import acting, copying, desk_settings, finding, handing_over, records
from chalicelib.copies.given.models import Electronic, ElectronicState, Verified
from chalicelib.copies.models import Application
from chalicelib.copies.states import State
from chalicelib.kernel import audit, clock, ids, masks, refusals, sealing
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.staff.sessions import Staff, still_on_duty
from chalicelib.vault import looking as vault
from chalicelib.vault import papers
from chalicelib.vault.papers import PaperClass, PaperId, PaperState, UploadForm

KIND = "electronic_copy"
CODE = 12  # characters


class NotUploaded(refusals.Conflict):
    """No PDF is there yet, or it was not taken."""

    code, message = "copies_not_uploaded", "电子复印件尚未上传完成或未通过检查，请重新上传后再提交"


class NotGiven(refusals.NotFound):
    """There is none, its time is over, or it was revoked."""

    code, message = "copies_not_given", "电子复印件不存在、已超过下载期限或已撤销，如需帮助请联系病案复印窗口"


class CodeUnknown(refusals.NotFound):
    """Nothing of ours, or revoked."""

    code, message = "copies_code_unknown", "核验码无效，或该电子复印件已撤销，请与出具医院核实"


class Genuine(NamedTuple):
    """What anybody may know who holds a code: no more than tells one copy from another."""

    number: str  # masked
    name: str  # masked
    pages: int
    given: str  # the day


def upload(me: Staff, application: str) -> UploadForm:
    """A form for the PDF of this round; asked again, another form for the same place. Raises DoneMeanwhile, NotWanted."""
    found = acting.known(application)
    acting.require(found, State.TO_GIVE_ONLINE)
    there = Electronic.find(found.id, int(found.round))  # type: ignore[arg-type]  # a number is the range key
    if there is None or there.state == ElectronicState.REVOKED or papers.get(PaperId(there.paper)).state is PaperState.DESTROYED:
        there = _place(me, found, there)
    return papers.upload_form(PaperId(there.paper), "application/pdf")


def give(me: Staff, application: str, once: Once) -> Application:
    """The sealed PDF has as many pages as were priced: the applicant may read it from now on. Raises NotUploaded, PagesDiffer."""
    found = acting.known(application)
    acting.require(found, State.TO_GIVE_ONLINE)
    there = Electronic.find(found.id, int(found.round))  # type: ignore[arg-type]
    if there is None or there.state != ElectronicState.WANTED:
        raise NotUploaded
    paper = papers.get(PaperId(there.paper))
    if paper.state is not PaperState.SEALED:
        raise NotUploaded
    if paper.pages != sum(copying.of_round(found).values()):
        raise copying.PagesDiffer
    code = ids.new()[-CODE:]  # of the random part
    now = clock.now()
    ends = now + dt.timedelta(days=desk_settings.chosen(found.campus).electronic_days)
    given: list[Action] = [
        Electronic.state.set(ElectronicState.GIVEN.value),
        Electronic.pages.set(paper.pages),
        Electronic.code.set(sealing.seal(Electronic.noun, found.id, f"code{int(found.round)}", code)),
        Electronic.at.set(clock.stamp(now)),
        Electronic.ends.set(clock.stamp(ends)),
    ]
    with acting.deed(me, found, "given_online", once) as unit:
        unit.update(there, given, condition=Electronic.state == ElectronicState.WANTED.value, otherwise=NotUploaded)
        unit.put(Verified(digest(code), application=found.id, round=int(found.round)))
        handing_over.complete(unit, found, how="online", to="applicant", by=me.id)
    return acting.known(application)


def of(me: Patient, application: str) -> list[tuple[Electronic, str]]:
    """The caller's electronic copies that may still be read, with their codes."""
    found = records.mine(me, application)
    now = clock.stamp(clock.now())
    given = [one for one in Electronic.query(found.id, consistent_read=True) if one.state == ElectronicState.GIVEN]
    return [(one, code_of(one)) for one in given if one.ends > now]


def page(me: Patient, application: str, round_: int, number: int) -> vault.Sight:
    """One page, with the application's number and the verification code across it: to be read here. Raises NotGiven."""
    copy = _opened(me, application, round_, "electronic copy")
    return vault.look(copy.paper, copy.mark, copy.entry, number)


def file(me: Patient, application: str, round_: int, part: int) -> vault.File:
    """A part of it as a PDF to hand on: marked alike, encrypted, opened by the verification code. Raises NotGiven."""
    copy = _opened(me, application, round_, "electronic copy taken along")
    return vault.file(copy.paper, copy.mark, copy.code, copy.entry, part)


class _Opened(NamedTuple):
    paper: PaperId
    mark: str
    code: str
    entry: vault.Entry


def _opened(me: Patient, application: str, round_: int, why: str) -> _Opened:
    """One of the caller's electronic copies, to be looked at: that is written down first."""
    found = records.mine(me, application)
    there = next(((one, code) for one, code in of(me, application) if int(one.round) == round_), None)
    if there is None:
        raise NotGiven
    copy, code = there
    paper = PaperId(copy.paper)
    with Unit() as unit:
        still_signed_in(unit, me)
        entry = vault.admit(unit, me.account, paper, f"{found.id} {why}")
    return _Opened(paper, f"{found.number} {code}", code, entry)


def verify(code: str) -> Genuine:
    """What the code stands for. Raises CodeUnknown."""
    for hashed in sealing.fingerprints("copies-verify", code.strip().lower()):
        known = Verified.find(hashed)
        there = Electronic.find(known.application, int(known.round)) if known else None  # type: ignore[arg-type]
        if there and there.state == ElectronicState.GIVEN:
            found = records.known(there.application)
            day = clock.local(clock.read(there.at)).date().isoformat()
            return Genuine(masks.number(found.number), masks.name(finding.name_of(found)), int(there.pages), day)
    raise CodeUnknown


def _place(me: Staff, found: Application, before: Electronic | None) -> Electronic:
    nth = int(before.nth) + 1 if before else 1
    name = ids.derived("electronic copy", found.id, str(int(found.round)), str(nth))
    made = Electronic(found.id, int(found.round), paper=name, nth=nth, at=clock.stamp(clock.now()))
    unchanged = Electronic.nth == before.nth if before else Electronic.application.does_not_exist()
    with Unit() as unit:
        still_on_duty(unit, me)
        unit.put(made, condition=unchanged, otherwise=LostRace)
        papers.want(
            unit,
            paper=PaperId(name),
            purpose=records.PURPOSE,
            reference=found.id,
            kind=KIND,
            account=me.id,
            paper_class=PaperClass.PROOF,
        )
        audit.write(unit, me.id, "copies.electronic_wanted", found.id)
    return made


def code_of(one: Electronic) -> str:
    """The verification code of what was given."""
    return sealing.unseal(Electronic.noun, one.application, f"code{int(one.round)}", one.code)


def digest(code: str) -> str:
    """Under which a code is looked up."""
    return sealing.fingerprint("copies-verify", code)
