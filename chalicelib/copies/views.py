"""What goes in and out at the applicants' edge."""

from typing import Literal

from pydantic import Field

from chalicelib.copies import bills, evidence, finding, forms, history, rules, settings, timing, words
from chalicelib.copies.availability import AppliedStay
from chalicelib.copies.models import Applicant, Application, Bill, BillState, Paper, PaperState
from chalicelib.copies.rules import PaperKind
from chalicelib.copies.states import LIST_OF, LISTS, WITHDRAWABLE, WRITABLE, Delivery, State
from chalicelib.kernel import masks
from chalicelib.kernel.http import Input, Query, View
from chalicelib.kernel.ids import OPAQUE

ID = rf"^{OPAQUE.pattern}$"
Nth = Field(ge=1, le=20)


# ---- in


class Campus(Query):
    """At which campus's record room."""

    campus: str = Field(pattern=ID)


class Beginning(Input):
    """Where to apply."""

    campus: str = Field(pattern=ID)


class PersonInput(Input):
    """A person by name and identity paper."""

    name: str = Field(min_length=1, max_length=60)
    kind: str = Field(pattern=r"^[a-z-]{3,30}$")
    number: str = Field(min_length=5, max_length=30)


class ApplicantInput(PersonInput):
    """Who applies, when not the patient; of an insurer or public body the officer."""

    phone: str = Field(pattern=forms.PHONE)
    relation: str = Field("", max_length=20)
    body: str = Field("", max_length=60)
    body_phone: str = Field("", max_length=20, pattern=r"^$|" + forms.ANY_PHONE)


class WhoInput(Input):
    """Who applies, for whom: a bound patient, or one who is typed."""

    kind: Literal[
        "patient", "agent", "parent", "parents_agent", "guardian", "relative", "heir", "heirs_agent", "insurer", "public_body"
    ]
    patient: str | None = Field(None, pattern=ID)
    subject: PersonInput | None = None
    applicant: ApplicantInput | None = None
    dead: bool = False


class PickedStay(Input):
    """One of the offered stays; of an unfinished record the finished parts now, or the whole from its date."""

    id: str = Field(pattern=ID)
    take: Literal["whole", "finished_now"] = "whole"


class TypedInput(Input):
    """A stay as the applicant remembers it; `began` is an ISO day."""

    number: str = Field("", max_length=30, pattern=r"^[A-Za-z0-9-]*$")
    inpatient: bool = True
    department_name: str = Field("", max_length=40)
    began: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    take: Literal["whole", "finished_now"] = "whole"


class StaysInput(Input):
    """All stays of the application."""

    picked: list[PickedStay] = Field(default=[], max_length=30)
    typed: list[TypedInput] = Field(default=[], max_length=30)


class PurposeInput(Input):
    """What the copies are for."""

    purpose: str = Field(pattern=ID)


class PartsInput(Input):
    """What is to be copied, how often."""

    parts: list[str] = Field(min_length=1, max_length=30)
    copies: int = Field(ge=1, le=20)
    certified: bool = False


class RecipientInput(Input):
    """Where a parcel goes."""

    name: str = Field(min_length=1, max_length=60)
    phone: str = Field(pattern=forms.PHONE)
    province: str = Field(min_length=2, max_length=10)
    city: str = Field(min_length=1, max_length=30)
    county: str = Field("", max_length=30)
    address: str = Field(min_length=3, max_length=120)


class DeliveryInput(Input):
    """How the copies go: exactly one way."""

    delivery: Literal["pick_up", "express", "online"]
    recipient: RecipientInput | None = None


class PaperInput(Input):
    """The nth file of a paper."""

    kind: str = Field(pattern=r"^[a-z_]{3,30}$")
    nth: int = Nth
    content_type: Literal["image/jpeg", "image/png", "application/pdf"] = "image/jpeg"


class WhichInput(Input):
    """Which confirmation."""

    which: Literal["reserved_phone", "own_phone"]


class CodeInput(WhichInput):
    """The code that came."""

    code: str = Field(pattern=r"^[0-9]{6}$")


class YesInput(Input):
    """The patient's yes: the code, and the signature as strokes of points [x, y]."""

    code: str = Field(pattern=r"^[0-9]{6}$")
    strokes: list[list[list[int]]] = Field(min_length=1, max_length=200)


class TimeInput(Input):
    """A half hour of a pick-up place."""

    place: str = Field(pattern=ID)
    half_hour: str = Field(pattern=r"^\d{8}-\d{4}$")


class StarsInput(Input):
    """How it was."""

    stars: int = Field(ge=1, le=5)


# ---- out


class NamedView(View):
    """A code and its words."""

    code: str
    words: str


class AlternativeView(View):
    """Papers that together meet a need."""

    papers: list[NamedView]


class NeedView(View):
    """One thing to be shown, by one of the alternatives; with its legal source."""

    any_of: list[AlternativeView]
    source: str
    by_link: bool  # the patient's yes by link will do as well
    met: bool


class KindView(View):
    """A kind of applicant, and what it must show."""

    code: str
    words: str
    online: bool
    needs: list[NeedView]
    confirm: list[str]
    second: bool


class PurposeView(View):
    """A purpose: the parts that it ticks, and what must be had elsewhere."""

    code: str
    words: str
    parts: list[str]
    certified: bool
    elsewhere: list[NamedView]  # what, and where


class OptionsView(View):
    """All that the form offers at a campus."""

    rules: int
    kinds: list[KindView]
    parts: list[NamedView]
    purposes: list[PurposeView]
    deliveries: list[str]
    most_copies: int
    most_stays: int


class TariffView(View):
    """The public tariff, in fen."""

    version: int
    basis: str
    page: int
    minimum: int
    certification: int
    electronic: int
    postage: dict[str, int]
    prepay: int  # a copy; 0: paid when it is priced
    free_for: list[str]


class StayView(View):
    """A stay or visit. `number` is masked."""

    id: str
    number: str
    inpatient: bool
    department_name: str
    began: str
    ended: str
    stands: str  # whole, unfinished, in_hospital, beyond_retention, unknown
    whole_from: str
    take: str
    rest: bool


class StaysView(View):
    """Stays to choose from."""

    stays: list[StayView]


class PaperView(View):
    """One file. `problem` in words says what to do."""

    kind: str
    nth: int
    words: str
    state: str
    problem: str
    pages: int


class MissingView(View):
    """What is missing: a step of the form, `paper:<kind>`, or `confirm:<which>`."""

    what: str
    words: str


class StepView(View):
    """One step of the way so far."""

    at: str
    words: str
    note: str


class BillView(View):
    """One bill. `order` is prepared for payment by POST /orders/{order}/prepay."""

    order: str
    what: str
    amount: int
    state: str
    back: int
    expires: str


class ClockView(View):
    """Who has it now, since when, and what is usual."""

    who: str
    since: str
    usual: str  # the median of the last 30 days, in words; empty before there is one
    due: str  # the copies are to be ready by then; empty until handed in
    overdue: bool


class PriceView(View):
    """What a round costs, in fen."""

    pages: int
    copies: int
    copying: int
    certification: int
    postage: int
    free: str
    total: int


class ApplicationView(View):
    """One application as its applicant sees it."""

    id: str
    number: str
    version: int
    state: str
    words: str
    began: str
    campus: str
    kind: str
    rules: int
    name: str  # the patient's, masked
    patient: str
    stays: list[StayView]
    purpose: str
    parts: list[str]
    copies: int
    certified: bool
    delivery: str
    province: str
    clock: ClockView
    needs: list[NeedView]
    files: dict[str, int]  # how many files each kind of paper needs at least
    papers: list[PaperView]
    confirm: list[str]
    confirmed: list[str]
    authorised: str
    missing: list[MissingView]
    mend: list[MissingView]
    findings: list[MissingView]  # what the form check found amiss
    left_out: list[NamedView]
    reason: str
    money: str
    prices: list[PriceView]
    bills: list[BillView]
    time: dict[str, str]
    collector: str  # who fetches the copies instead, masked; empty when nobody is named
    parcel: dict[str, str]
    steps: list[StepView]
    can: list[str]  # edit, submit, withdraw, pay, reopen, begin_again, accept_time, rate
    rating: int


class ApplicationsView(View):
    """Several, the latest first."""

    applications: list["SummaryView"]


class SummaryView(View):
    """One line of the list."""

    id: str
    number: str
    state: str
    words: str
    began: str
    name: str
    who: str
    due: str
    can: list[str]


class UploadView(View):
    """Where to post a file: all fields first, the file last, named `file`."""

    url: str
    fields: dict[str, str]
    until: str
    largest: int


class SentView(View):
    """A code is on its way to that phone."""

    phone: str


class LinkView(View):
    """The ticket of a link of authorisation, for the patient alone."""

    ticket: str
    ends: str


class DraftView(View):
    """授权委托书 as the patient reads it."""

    text: str
    phone: str
    ends: str


class TextView(View):
    """授权委托书 to be printed and signed in ink."""

    text: str


class DoneView(View):
    """It is done."""


def options(campus: str) -> OptionsView:
    """What the form offers."""
    chosen, table = settings.chosen(campus), rules.VERSIONS[rules.CURRENT]
    return OptionsView(
        rules=table.version,
        kinds=[_kind(kind, rule, chosen) for kind, rule in table.applicants.items()],
        parts=[NamedView(code=code, words=part.words) for code, part in table.parts.items()],
        purposes=[_purpose(code, one, chosen) for code, one in chosen.purposes.items()],
        deliveries=[one.value for one in Delivery if one in chosen.deliveries],
        most_copies=chosen.most_copies,
        most_stays=chosen.most_stays,
    )


def _kind(kind: Applicant, rule: rules.Rule, chosen: settings.CopiesSettings) -> KindView:
    needs = rules.needs(rule, dead=rule.dead is True, note_asked=chosen.capacity_note, handheld_asked=chosen.handheld)
    return KindView(
        code=kind.value,
        words=rule.words,
        online=kind in chosen.online,
        needs=[_need(one, met=False) for one in needs],
        confirm=[one.value for one in rule.confirm],
        second=rule.second,
    )


def _purpose(code: str, one: settings.Purpose, chosen: settings.CopiesSettings) -> PurposeView:
    elsewhere = [chosen.elsewhere[key] for key in one.elsewhere if key in chosen.elsewhere]
    return PurposeView(
        code=code,
        words=one.words,
        parts=list(one.parts),
        certified=one.certified,
        elsewhere=[NamedView(code=there.what, words=there.where) for there in elsewhere],
    )


def _need(need: rules.Need, *, met: bool) -> NeedView:
    return NeedView(
        any_of=[AlternativeView(papers=[_named(kind) for kind in papers]) for papers in need.any_of],
        source=need.source,
        by_link=need.by_link,
        met=met,
    )


def _named(kind: PaperKind) -> NamedView:
    return NamedView(code=kind.value, words=rules.PAPERS[kind].words)


def tariff(campus: str) -> TariffView:
    """What everybody may read."""
    chosen = settings.chosen(campus)
    return TariffView(
        **chosen.tariff.model_dump(),
        prepay=chosen.prepay if chosen.pay == "prepay" else 0,
        free_for=sorted(rules.VERSIONS[rules.CURRENT].applicants[one].words for one in chosen.free_for),
    )


def offered(stays: list[finding.Offered]) -> StaysView:
    """The stays of the bound patient."""
    return StaysView(stays=[_stay(one.stay, one.number) for one in stays])


def _stay(stay: AppliedStay, number: str) -> StayView:
    return StayView(
        id=stay.id,
        number=masks.number(number) if number else "",
        inpatient=stay.inpatient,
        department_name=stay.department_name,
        began=stay.began,
        ended=stay.ended,
        stands=stay.stands.value,
        whole_from=stay.whole_from,
        take=stay.take.value,
        rest=stay.rest,
    )


def summaries(found: list[Application]) -> ApplicationsView:
    """A list."""
    return ApplicationsView(applications=[_summary(one) for one in found])


def _summary(found: Application) -> SummaryView:
    return SummaryView(
        id=found.id,
        number=found.number,
        state=found.state,
        words=words.STATES[found.stands],
        began=found.began,
        name=masks.name(name) if (name := finding.name_of(found)) else "",
        who=_who(found),
        due=found.due,
        can=can(found),
    )


def _who(found: Application) -> str:
    where = LIST_OF[found.stands]
    if found.stands is State.AWAITING_AUTHORISATION:
        return "患者本人"
    return LISTS[where].words if where else ""


def can(found: Application) -> list[str]:
    """What the applicant may do now."""
    possible = {
        "edit": found.stands in WRITABLE,
        "submit": found.stands in WRITABLE,
        "ask_authorisation": found.stands in WRITABLE | {State.AWAITING_AUTHORISATION} and found.kind == Applicant.AGENT,
        "withdraw": found.stands in WITHDRAWABLE,
        "pay": found.stands in (State.AWAITING_PAYMENT, State.AWAITING_PREPAYMENT),
        "reopen": found.stands is State.CLOSED_UNPAID,
        "begin_again": found.stands is State.LAPSED,
        "accept_time": found.stands is State.TIME_PROPOSED,
        "propose_time": found.stands
        in (State.TO_SCHEDULE, State.TIME_PROPOSED, State.TIME_COUNTERED, State.TO_PICK_UP, State.RETURNED_TO_SHELF),
        "rate": found.stands in (State.COMPLETED, State.REST_AWAITED) and not found.rating,
    }
    return [name for name, holds in possible.items() if holds]


def application(found: Application) -> ApplicationView:
    """One application, with all that its applicant needs to go on."""
    proofs = evidence.of(found) if found.kind else None
    papers = proofs.papers if proofs else []
    return ApplicationView(
        id=found.id,
        number=found.number,
        version=int(found.version),
        state=found.state,
        words=words.STATES[found.stands],
        began=found.began,
        campus=found.campus,
        kind=found.kind,
        rules=int(found.rules),
        name=masks.name(name) if (name := finding.name_of(found)) else "",
        patient=found.patient,
        stays=_stays(found),
        purpose=found.purpose,
        parts=list(found.parts),
        copies=int(found.copies),
        certified=bool(found.certified),
        delivery=found.delivery,
        province=found.province,
        clock=_clock(found),
        needs=[_need(one, met=proofs.met(one)) for one in proofs.needs] if proofs else [],
        files={kind.value: proofs.files[kind] for kind in proofs.wanted()} if proofs else {},
        papers=[_paper(one) for one in papers if one.state != PaperState.DESTROYED],
        confirm=[one.value for one in evidence.confirmations(found)] if found.kind else [],
        confirmed=sorted(evidence.confirmed(found)),
        authorised=found.authorised,
        missing=_missing(found, proofs),
        mend=[MissingView(what=one["what"], words=one["why"]) for one in found.mend],
        findings=[MissingView(what=one["what"], words=one["words"]) for one in found.findings if not one["ok"]],
        left_out=[NamedView(code=f"{one['stay']} {one['part']}".strip(), words=one["why"]) for one in found.left_out],
        reason=found.reason,
        money=found.money,
        prices=[PriceView(**_price(one)) for one in found.price.values()],
        bills=[_bill(one) for one in bills.of(found.id)],
        time={name: str(value) for name, value in found.time.items()},
        collector=masks.name(collector.name) if (collector := forms.opened(found, "collector", forms.PersonForm)) else "",
        parcel={name: str(value) for name, value in found.parcel.items() if name in ("carrier", "waybill", "state", "standing")},
        steps=_steps(found),
        can=can(found),
        rating=int(found.rating),
    )


def _price(one: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in one.items() if name != "tariff"}


def _stays(found: Application) -> list[StayView]:
    numbers = finding.numbers(found)
    return [_stay(AppliedStay.model_validate(one), numbers.get(one["id"], "")) for one in found.stays]


def _clock(found: Application) -> ClockView:
    return ClockView(
        who=_who(found),
        since=found.since,
        usual=timing.words(timing.median(found.stands)) if LIST_OF[found.stands] else "",
        due=found.due,
        overdue=timing.overdue(found) and LIST_OF[found.stands] is not None,
    )


def _paper(paper: Paper) -> PaperView:
    return PaperView(
        kind=paper.kind,
        nth=int(paper.slot.rpartition("#")[2]),
        words=rules.PAPERS[PaperKind(paper.kind)].words,
        state=paper.state,
        problem=paper.words,
        pages=int(paper.pages),
    )


def _missing(found: Application, proofs: evidence.Evidence | None) -> list[MissingView]:
    if found.stands not in WRITABLE:
        return []
    return [MissingView(what=one.what, words=one.words) for one in evidence.missing(found, proofs)]


def _bill(one: Bill) -> BillView:
    return BillView(
        order=one.order if one.state == BillState.OPEN else "",
        what=one.what,
        amount=int(one.amount),
        state=one.state,
        back=int(one.back),
        expires=one.expires,
    )


def _steps(found: Application) -> list[StepView]:
    """The states that it went through; what changed within one is not a step."""
    seen = [one for one in history.steps(found.id) if one.fact == one.state]
    return [StepView(at=one.at, words=words.STATES[State(one.state)], note=one.note) for one in seen]
