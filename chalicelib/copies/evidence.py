"""What an applicant must show, and what of it is there: from the rules, the form and the papers. Nothing is written here."""

from typing import NamedTuple

from chalicelib.cards import patients
from chalicelib.copies import forms, rules, settings
from chalicelib.copies.models import Application, Paper, PaperState, Yes
from chalicelib.copies.rules import Confirmation, Need, PaperKind
from chalicelib.gateways.his.systems import Identity
from chalicelib.kernel.ids import PatientId

TWO_SIDED = frozenset(
    {
        Identity.RESIDENT_ID,
        Identity.RESIDENCE_PERMIT,
        Identity.HK_MACAU_PASS,
        Identity.TAIWAN_PASS,
        Identity.PERMANENT_RESIDENCE,
    }
)


class Missing(NamedTuple):
    """One thing that is missing, for the applicant to read and to be led to."""

    what: str  # the step of the form, `paper:<kind>`, or `confirm:<confirmation>`
    words: str


class Evidence(NamedTuple):
    """How an application's proofs stand."""

    needs: list[Need]
    papers: list[Paper]
    files: dict[PaperKind, int]  # how many files each kind of paper needs at least
    by_link: bool  # the patient's yes by link counts as the 授权委托书
    waits_for_link: bool  # asked, not answered

    def count(self, kind: PaperKind, *states: PaperState) -> int:
        """How many files of that kind are in one of these states."""
        return sum(one.kind == kind and one.state in states for one in self.papers)

    def there(self, kind: PaperKind, *states: PaperState) -> bool:
        """Whether enough files of that kind are."""
        return self.count(kind, *states) >= self.files.get(kind, 1)

    def shown(self, need: Need, *states: PaperState) -> tuple[PaperKind, ...] | None:
        """The first alternative of which all papers are there, or None."""
        return next((papers for papers in need.any_of if all(self.there(one, *states) for one in papers)), None)

    def met(self, need: Need) -> bool:
        """Whether this need is met by sealed papers, or by the link."""
        return (need.by_link and self.by_link) or self.shown(need, PaperState.SEALED) is not None

    def under_way(self, need: Need) -> bool:
        """Whether it will be met when what is under way has come."""
        if need.by_link and (self.by_link or self.waits_for_link):
            return True
        return self.shown(need, PaperState.SEALED, PaperState.WANTED) is not None

    def used(self) -> list[Paper]:
        """The sealed papers on which the application rests."""
        kinds = {kind for need in self.needs for kind in self.shown(need, PaperState.SEALED) or ()}
        return [one for one in self.papers if one.kind in kinds and one.state == PaperState.SEALED]

    def wanted(self) -> set[PaperKind]:
        """Every kind of paper that may be shown."""
        return {kind for need in self.needs for papers in need.any_of for kind in papers}


def papers_of(application: str) -> list[Paper]:
    """Every slot of an application."""
    return list(Paper.query(application, consistent_read=True))


def of(found: Application, papers: list[Paper] | None = None) -> Evidence:
    """How the proofs of an application stand. Only once its applicant is chosen."""
    chosen, rule = settings.chosen(found.campus), rules.of(int(found.rules), found.who)
    needs = rules.needs(
        rule,
        dead=bool(found.dead) or rule.dead is True,
        note_asked=chosen.capacity_note,
        handheld_asked=chosen.handheld and not found.entered_by,
    )
    return Evidence(
        needs,
        papers_of(found.id) if papers is None else papers,
        _files(found),
        by_link=found.authorised == Yes.GIVEN and chosen.e_consent,
        waits_for_link=found.authorised == Yes.ASKED and chosen.e_consent,
    )


def _files(found: Application) -> dict[PaperKind, int]:
    files = {kind: rule.files for kind, rule in rules.PAPERS.items()}
    rule = rules.of(int(found.rules), found.who)
    applicant = forms.opened(found, "applicant", forms.ApplicantForm)
    if applicant and rule.person and applicant.kind in TWO_SIDED:
        files[rule.person] = 2
    if _patients_kind(found) in TWO_SIDED:
        files[PaperKind.PATIENT_ID] = 2
    return files


def _patients_kind(found: Application) -> Identity | None:
    if found.patient:
        return patients.person(PatientId(found.patient)).kind
    subject = forms.opened(found, "subject", forms.SubjectForm)
    return subject.kind if subject else None


def confirmations(found: Application) -> list[Confirmation]:
    """What must be confirmed before it is handed in (a call back is the reviewer's)."""
    chosen, rule = settings.chosen(found.campus), rules.of(int(found.rules), found.who)
    wanted: list[Confirmation] = [one for one in rule.confirm if one is not Confirmation.CALL_BACK]
    if found.entered_by:  # at the counter the person stands there, and staff look at the papers themselves
        return []
    if rule.mandate_of and Confirmation.RESERVED_PHONE in wanted and not chosen.agent_needs_reserved:
        wanted.remove(Confirmation.RESERVED_PHONE)
    return wanted


def confirmed(found: Application) -> frozenset[Confirmation]:
    """What is confirmed. The patient's yes by link was confirmed by the reserved phone."""
    said = {Confirmation(one) for one in found.confirmed}
    return frozenset(said | ({Confirmation.RESERVED_PHONE} if found.authorised == Yes.GIVEN else set()))


def missing(found: Application, evidence: Evidence | None = None) -> list[Missing]:
    """Everything that keeps the application from being handed in, in the order of the form; papers under way are not missing."""
    steps = _steps(found)
    if not found.kind:
        return steps
    evidence = evidence or of(found)
    papers = [Missing(f"paper:{need.any_of[0][0]}", _words(need)) for need in evidence.needs if not evidence.under_way(need)]
    open_ = [one for one in confirmations(found) if one not in confirmed(found)]
    if evidence.waits_for_link and Confirmation.RESERVED_PHONE in open_:
        open_.remove(Confirmation.RESERVED_PHONE)
    return [*steps, *papers, *(Missing(f"confirm:{one}", CONFIRM[one]) for one in open_)]


CONFIRM = {
    Confirmation.RESERVED_PHONE: "请用患者在医院预留手机收到的验证码确认",
    Confirmation.OWN_PHONE: "请用您本人手机收到的验证码确认",
    Confirmation.CALL_BACK: "等待医院回拨单位公布的电话核实",
}


def _steps(found: Application) -> list[Missing]:
    lacks = {
        "applicant": ("请选择申请人身份并填写信息", bool(found.kind)),
        "stays": ("请选择要复印的住院或就诊记录", bool(found.stays)),
        "purpose": ("请选择复印用途", bool(found.purpose)),
        "parts": ("请选择要复印的内容", bool(found.parts)),
        "delivery": ("请选择领取方式", bool(found.delivery)),
    }
    return [Missing(step, words) for step, (words, there) in lacks.items() if not there]


def _words(need: Need) -> str:
    return "请上传" + "，或".join("和".join(rules.PAPERS[kind].words for kind in papers) for papers in need.any_of)
