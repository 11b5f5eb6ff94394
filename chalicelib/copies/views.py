"""From the room's items to what their applicant is shown."""

from chalicelib.copies import bills, evidence, finding, forms, history, offers, rules, timing, words
from chalicelib.copies.availability import AppliedStay
from chalicelib.copies.models import Applicant, Application, Bill, BillState, Paper, PaperState
from chalicelib.copies.rules import PaperKind
from chalicelib.copies.shapes import (
    ApplicationsView,
    ApplicationView,
    BillView,
    ClockView,
    MissingView,
    NamedView,
    PaperView,
    PriceView,
    StaysView,
    StayView,
    StepView,
    SummaryView,
)
from chalicelib.copies.states import AT_THE_WINDOW, LIST_OF, LISTS, WITHDRAWABLE, WRITABLE, State
from chalicelib.kernel import masks


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
        "propose_time": found.stands in AT_THE_WINDOW,
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
        needs=[offers.need(one, met=proofs.met(one)) for one in proofs.needs] if proofs else [],
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
