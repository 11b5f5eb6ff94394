"""From the room's items to what the desk is shown."""

from chalicelib.copies import bills, desk_words, evidence, finding, forms, history, labels, parcels, records, timing
from chalicelib.copies.cashier import Waiting
from chalicelib.copies.copying import of_round
from chalicelib.copies.desk_shapes import (
    BillRow,
    CalendarView,
    CaseView,
    DeskUploadView,
    FindingView,
    HalfView,
    IncidentView,
    LabelView,
    LeftOutView,
    ListsView,
    ListView,
    ParcelView,
    RowsView,
    RowView,
    SealedView,
    SlotView,
    StayRow,
    StepRow,
    TillRow,
    TillView,
    WantedPaper,
    WantedView,
)
from chalicelib.copies.lists import Counted, Page, Row
from chalicelib.copies.models import Application, Bill, BillState, Paper
from chalicelib.copies.pickup import times
from chalicelib.copies.pickup.settings import Place
from chalicelib.copies.rules import PAPERS, VERSIONS, PaperKind
from chalicelib.copies.states import LISTS, WRITABLE, State
from chalicelib.kernel import clock, masks
from chalicelib.staff.sessions import StaffId, names_of
from chalicelib.vault import destroying
from chalicelib.vault.papers import UploadForm


def rows(page: Page) -> RowsView:
    """A page of a list."""
    return RowsView(rows=_rows(page.rows), next=page.next)


def all_rows(found: list[Row]) -> RowsView:
    """Rows that are all."""
    return RowsView(rows=_rows(found), next="")


def counts(found: list[Counted]) -> ListsView:
    """My lists."""
    made = [ListView(list=one.list.value, words=LISTS[one.list].words, waiting=one.waiting, overdue=one.overdue) for one in found]
    return ListsView(lists=made)


def _rows(found: list[Row]) -> list[RowView]:
    names = names_of([StaffId(row.work.claimed_by) for row in found if row.work.claimed_by])
    return [_row(row, names.get(StaffId(row.work.claimed_by), "")) for row in found]


def _row(row: Row, claimed_by: str) -> RowView:
    one = row.application
    return RowView(
        id=one.id,
        number=one.number,
        name=_name(one),
        kind=one.kind,
        state=one.state,
        words=desk_words.STATES[one.stands],
        since=one.since,
        due=row.work.key.partition("#")[0],
        overdue=row.overdue,
        claimed_by=claimed_by,
    )


def case(me: StaffId, found: Application) -> CaseView:
    """One application."""
    steps = list(history.steps(found.id))
    entries: list[dict[str, str]] = found.incidents
    staff = {found.claimed_by, found.copied_by, *(step.by for step in steps), *(str(one["by"]) for one in entries)}
    names = names_of([StaffId(one) for one in staff if one and one not in ("applicant", "patient")])

    def named(who: str) -> str:
        return {"applicant": "申请人", "patient": "患者", "": "系统"}.get(who) or names.get(StaffId(who), "")

    applicant = forms.opened(found, "applicant", forms.ApplicantForm)
    return CaseView(
        id=found.id,
        number=found.number,
        version=int(found.version),
        campus=found.campus,
        state=found.state,
        words=desk_words.STATES[found.stands],
        since=found.since,
        due=found.due,
        usual=timing.words(timing.median(found.stands)),
        claimed_by=named(found.claimed_by) if found.claimed_by else "",
        mine=found.claimed_by == me,
        kind=found.kind,
        kind_words=VERSIONS[int(found.rules)].applicants[found.who].words if found.kind else "",
        name=_name(found),
        applicant=masks.name(applicant.name) if applicant else "",
        counter=bool(found.entered_by),
        stays=_stays(found),
        purpose=found.purpose,
        parts=found.parts,
        copies=int(found.copies),
        certified=bool(found.certified),
        delivery=found.delivery,
        province=found.province,
        papers=[_slot(one) for one in evidence.papers_of(found.id)],
        papers_kept=str(destroying.held_until(records.PURPOSE, found.id) or ""),
        wanted=_wanted(found) if found.entered_by and found.stands in WRITABLE else [],
        findings=[FindingView(what=one["what"], ok=one["ok"], words=one["words"]) for one in found.findings],
        second_why=found.second_why,
        left_out=[LeftOutView(stay=one["stay"], part=one.get("part", ""), why=one["why"]) for one in found.left_out],
        sealed=[_sealed(one) for one in found.sealed_originals],
        reason=found.reason,
        money=found.money,
        price=sum(one["total"] for one in found.price.values()),
        paid=int(found.paid),
        back=int(found.back),
        bills=[_bill(one) for one in bills.of(found.id)],
        copied_by=named(found.copied_by) if found.copied_by else "",
        collector=found.collector is not None,
        time=found.time.get("half", ""),
        place=found.time.get("place", ""),
        parcel=_parcel(found),
        incidents=[
            IncidentView(at=one["at"], by=named(one["by"]), what=one["what"], words=one["words"], settled=bool(one["settled"]))
            for one in entries
        ],
        reprints=int(found.reprints),
        history=[
            StepRow(at=step.at, state=desk_words.STATES[State(step.state)], fact=step.fact, by=named(step.by), note=step.note)
            for step in steps
        ],
    )


def upload(form: UploadForm) -> DeskUploadView:
    """Where a file is posted."""
    return DeskUploadView(url=form.url, fields=form.fields, until=form.until, largest=form.largest)


def till(found: list[Waiting]) -> TillView:
    """What waits at the till."""
    return TillView(rows=[_till(one.application, one.bill) for one in found])


def _till(found: Application, bill: Bill) -> TillRow:
    return TillRow(
        id=found.id,
        number=found.number,
        name=_name(found),
        words=desk_words.STATES[found.stands],
        what=bill.what,
        opened=bill.opened,
        take=int(bill.amount) if bill.state == BillState.OPEN else 0,
        give_back=int(bill.back) - int(bill.returned),
    )


def calendar(place: Place) -> CalendarView:
    """A pick-up place's half hours, and the one to offer first."""
    now = clock.now()
    halves = list(times.calendar(place, now))
    try:
        first = str(times.proposal(place, now).id)
    except times.NothingFree:
        first = ""
    made = [HalfView(id=half.id, taken=half.taken, capacity=place.capacity, peak=half.peak) for half in halves]
    return CalendarView(place=place.id, name=place.name, halves=made, first=first)


def label(found: Application) -> LabelView:
    """What is printed on the label."""
    return LabelView(**labels.label(found, finding.name_of(found))._asdict())


def _name(found: Application) -> str:
    name = finding.name_of(found)
    return masks.name(name) if name else ""


def _stays(found: Application) -> list[StayRow]:
    numbers, pages = finding.numbers(found), of_round(found)
    made = []
    for stay in found.stays:
        entry = found.fetched.get(stay["id"], {})
        stands = entry.get("stands", "")
        made.append(
            StayRow(
                id=stay["id"],
                words=f"{stay.get('began', '')} {stay.get('department_name', '')}".strip(),
                number=masks.number(numbers[stay["id"]]) if numbers.get(stay["id"]) else "",
                stands=stay.get("stands", ""),
                rest=bool(stay.get("rest")),
                fetched=stands,
                owner=entry.get("owner", ""),
                until=entry.get("until", ""),
                pages=pages.get(stay["id"], 0),
            )
        )
    return made


def _slot(one: Paper) -> SlotView:
    words = PAPERS[PaperKind(one.kind)].words
    return SlotView(slot=one.slot, paper=one.paper, words=words, state=one.state, problem=one.words, pages=int(one.pages))


def _wanted(found: Application) -> list[WantedView]:
    proofs = evidence.of(found)

    def paper(kind: PaperKind) -> WantedPaper:
        return WantedPaper(code=kind.value, words=PAPERS[kind].words, files=proofs.files.get(kind, 1))

    return [
        WantedView(any_of=[[paper(kind) for kind in papers] for papers in need.any_of], met=proofs.met(need))
        for need in proofs.needs
    ]


def _sealed(one: dict[str, object]) -> SealedView:
    parts = one["parts"]
    return SealedView(
        stay=str(one["stay"]),
        parts=[str(part) for part in parts] if isinstance(parts, list) else [],
        original=bool(one["original"]),
        since=str(one["since"]),
        decided=bool(one.get("decided")),
    )


def _bill(one: Bill) -> BillRow:
    return BillRow(
        order=one.order,
        what=one.what,
        amount=int(one.amount),
        state=one.state,
        back=int(one.back),
        returned=int(one.returned),
        at_counter=bool(one.at_counter),
    )


def _parcel(found: Application) -> ParcelView | None:
    state = parcels.state(found)
    if state is None:
        return None
    told = {name: str(found.parcel.get(name, "")) for name in ("carrier", "waybill", "standing", "at")}
    return ParcelView(**told, state=state.value)
