"""What staff call once an application is approved: fetch, count, copy, check, hand over, ship, take money, and the counter."""

from chalicelib.copies import (
    acting,
    cashier,
    copying,
    counter,
    desk_inputs,
    desk_views,
    electronic,
    forms,
    handing_over,
    inputs,
    invoicing,
    recalling,
    retrieving,
    scheduling,
    shipping,
)
from chalicelib.copies.availability import Take, TypedStay
from chalicelib.copies.desk import DESK, done
from chalicelib.copies.desk_shapes import (
    CalendarView,
    CaseView,
    CounterCodeView,
    DeskUploadView,
    InvoicesView,
    InvoiceView,
    LabelView,
    PlacesView,
    PlaceView,
    TillView,
)
from chalicelib.copies.inputs import PaperInput
from chalicelib.copies.pickup import settings, times
from chalicelib.copies.pickup.codes import Holder
from chalicelib.copies.pickup.models import HalfHourId
from chalicelib.copies.rules import PaperKind
from chalicelib.copies.states import Delivery
from chalicelib.kernel import refusals
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Role, Staff, acting_as
from chalicelib.vault.papers import UploadForm

routes = Routes(__name__)

STORE_ROOM = acting_as(Role.STORE_ROOM)
COPY_DESK = acting_as(Role.COPY_DESK)
INCIDENTS = acting_as(Role.COPY_DESK, Role.MEDICAL_AFFAIRS)
CASHIER = acting_as(Role.CASHIER)
COUNTER = acting_as(Role.REVIEWER, Role.COPY_DESK, Role.SERVICE)
INVOICES = acting_as(Role.CASHIER, Role.COPY_DESK, Role.SERVICE)


# ---- the store room


@routes.post("/desk/copies/applications/{application}/fetched", who=STORE_ROOM, body=desk_inputs.FetchedInput, once=True)
def fetch(me: Staff, application: str, wanted: desk_inputs.FetchedInput, once: Once) -> CaseView:
    """These records are in hand."""
    return done(me, application, once, lambda: retrieving.fetch(me, application, wanted.stays, once))


@routes.post("/desk/copies/applications/{application}/chase", who=STORE_ROOM, body=desk_inputs.ChaseInput, once=True)
def chase(me: Staff, application: str, wanted: desk_inputs.ChaseInput, once: Once) -> CaseView:
    """A record is not to be had: who has it, until when."""
    hunt = retrieving.Hunt(why=wanted.why, owner=wanted.owner, until=wanted.until, note=wanted.note)
    return done(me, application, once, lambda: retrieving.chase(me, application, wanted.stay, hunt, once))


@routes.post("/desk/copies/applications/{application}/first-part", who=STORE_ROOM, once=True)
def go_on_without(me: Staff, application: str, once: Once) -> CaseView:
    """Finished records now, what is chased later."""
    return done(me, application, once, lambda: retrieving.go_on_without(me, application, once))


@routes.post("/desk/copies/applications/{application}/left-out", who=STORE_ROOM, body=desk_inputs.StayInput, once=True)
def leave_out(me: Staff, application: str, wanted: desk_inputs.StayInput, once: Once) -> CaseView:
    """A record that cannot be had any more."""
    return done(me, application, once, lambda: retrieving.leave_out(me, application, wanted.stay, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/pages", who=STORE_ROOM, body=desk_inputs.PagesInput, once=True)
def count(me: Staff, application: str, wanted: desk_inputs.PagesInput, once: Once) -> CaseView:
    """Pages of one copy; the price follows by itself."""
    return done(me, application, once, lambda: retrieving.count(me, application, wanted.pages, once))


@routes.post("/desk/copies/applications/{application}/rest", who=STORE_ROOM, once=True)
def rest_is_there(me: Staff, application: str, once: Once) -> CaseView:
    """What was put off is finished."""
    return done(me, application, once, lambda: retrieving.rest_is_there(me, application, once))


# ---- the copy desk


@routes.post("/desk/copies/applications/{application}/copied", who=COPY_DESK, body=desk_inputs.CopiedInput, once=True)
def copied(me: Staff, application: str, wanted: desk_inputs.CopiedInput, once: Once) -> CaseView:
    """Copied, stamped, dated."""
    return done(me, application, once, lambda: copying.copied(me, application, wanted.pages, once, stamped=wanted.stamped))


@routes.post(
    "/desk/copies/applications/{application}/pages-correction", who=COPY_DESK, body=desk_inputs.CorrectionInput, once=True
)
def correct_pages(me: Staff, application: str, wanted: desk_inputs.CorrectionInput, once: Once) -> CaseView:
    """The store room had miscounted: priced anew."""
    return done(me, application, once, lambda: copying.correct_pages(me, application, wanted.pages, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/check", who=COPY_DESK, body=desk_inputs.CheckInput, once=True)
def check(me: Staff, application: str, wanted: desk_inputs.CheckInput, once: Once) -> CaseView:
    """A second person has looked at every page."""
    seen = {one.stay: copying.Checked(one.pages, one.number_tail, one.name_matches) for one in wanted.stays}
    return done(me, application, once, lambda: copying.check(me, application, seen, once))


@routes.post("/desk/copies/applications/{application}/fault", who=COPY_DESK, body=desk_inputs.FaultInput, once=True)
def fault(me: Staff, application: str, wanted: desk_inputs.FaultInput, once: Once) -> CaseView:
    """The second person found an error of ours: printed again free of charge."""
    return done(me, application, once, lambda: copying.fault(me, application, wanted.what, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/reprint", who=COPY_DESK, body=desk_inputs.FaultInput, once=True)
def reprint(me: Staff, application: str, wanted: desk_inputs.FaultInput, once: Once) -> CaseView:
    """An error of ours found later: printed again free of charge."""
    return done(me, application, once, lambda: copying.reprint(me, application, wanted.what, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/recall", who=INCIDENTS, body=desk_inputs.WhyInput, once=True)
def recall(me: Staff, application: str, wanted: desk_inputs.WhyInput, once: Once) -> CaseView:
    """Another patient's page is among the copies."""
    return done(me, application, once, lambda: recalling.recall(me, application, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/incident", who=INCIDENTS, body=desk_inputs.IncidentInput, once=True)
def settle_incident(me: Staff, application: str, wanted: desk_inputs.IncidentInput, once: Once) -> CaseView:
    """What was done about the incident."""
    return done(me, application, once, lambda: recalling.settle(me, application, wanted.reason, once, again=wanted.again))


@routes.get("/desk/copies/applications/{application}/label", who=COPY_DESK)
def label(_me: Staff, application: str) -> LabelView:
    """What is printed on the label."""
    return desk_views.label(acting.known(application))


# ---- picking up


@routes.get("/desk/copies/places", who=DESK, query=desk_inputs.At)
def show_places(_me: Staff, at: desk_inputs.At) -> PlacesView:
    """The pick-up places of a campus."""
    here = [one for one in settings.chosen().places if one.campus in ("", at.campus)]
    return PlacesView(places=[PlaceView(id=one.id, name=one.name, address=one.address) for one in here])


@routes.get("/desk/copies/places/{place}/calendar", who=COPY_DESK)
def calendar(_me: Staff, place: str) -> CalendarView:
    """A pick-up place's half hours with their load, and the one to offer first."""
    return desk_views.calendar(times.place(place))


@routes.post("/desk/copies/applications/{application}/time", who=COPY_DESK, body=desk_inputs.ProposalInput, once=True)
def propose(me: Staff, application: str, wanted: desk_inputs.ProposalInput, once: Once) -> CaseView:
    """Offer a time."""
    half = HalfHourId(wanted.half_hour) if wanted.half_hour else None
    return done(me, application, once, lambda: scheduling.propose(me, application, wanted.place, half, once))


@routes.post("/desk/copies/applications/{application}/time-agreement", who=COPY_DESK, once=True)
def agree(me: Staff, application: str, once: Once) -> CaseView:
    """The applicant's time will do."""
    return done(me, application, once, lambda: scheduling.agree(me, application, once))


@routes.post("/desk/copies/applications/{application}/take-down", who=COPY_DESK, once=True)
def take_down(me: Staff, application: str, once: Once) -> CaseView:
    """From the shelf, to find another time."""
    return done(me, application, once, lambda: scheduling.take_down(me, application, once))


@routes.post("/desk/copies/applications/{application}/hand-over", who=COPY_DESK, body=desk_inputs.HandOverInput, once=True)
def hand_over(me: Staff, application: str, wanted: desk_inputs.HandOverInput, once: Once) -> CaseView:
    """Code and paper were shown: handed over."""
    shown = handing_over.Shown(Holder(wanted.holder), wanted.code, wanted.number_tail)
    return done(me, application, once, lambda: handing_over.hand_over(me, application, shown, once))


@routes.post("/desk/copies/applications/{application}/code", who=COPY_DESK, once=True)
def counter_code(me: Staff, application: str, once: Once) -> CounterCodeView:
    """The code of an application of the counter, for its receipt; told once."""
    return CounterCodeView(code=handing_over.counter_code(me, application, once))


# ---- express


@routes.post("/desk/copies/applications/{application}/parcel", who=COPY_DESK, body=desk_inputs.CarrierInput, once=True)
def order_parcel(me: Staff, application: str, wanted: desk_inputs.CarrierInput, once: Once) -> CaseView:
    """Order a courier."""
    return done(me, application, once, lambda: shipping.order(me, application, wanted.carrier, once))


@routes.post("/desk/copies/applications/{application}/parcel-cancellation", who=COPY_DESK, once=True)
def cancel_parcel(me: Staff, application: str, once: Once) -> CaseView:
    """The courier need not come."""
    return done(me, application, once, lambda: shipping.cancel(me, application, once))


@routes.post("/desk/copies/applications/{application}/parcel-handed", who=COPY_DESK, once=True)
def hand_to_carrier(me: Staff, application: str, once: Once) -> CaseView:
    """The courier has it."""
    return done(me, application, once, lambda: shipping.hand_to_carrier(me, application, once))


@routes.post("/desk/copies/applications/{application}/waybill", who=COPY_DESK, body=desk_inputs.WaybillInput, once=True)
def send_by_hand(me: Staff, application: str, wanted: desk_inputs.WaybillInput, once: Once) -> CaseView:
    """Sent with a waybill that was typed or scanned."""
    return done(me, application, once, lambda: shipping.send_by_hand(me, application, wanted.carrier, wanted.waybill, once))


@routes.post("/desk/copies/applications/{application}/parcel-end", who=COPY_DESK, body=desk_inputs.ParcelEndInput, once=True)
def end_parcel(me: Staff, application: str, wanted: desk_inputs.ParcelEndInput, once: Once) -> CaseView:
    """What became of a parcel, as people have learnt."""
    if wanted.end == "signed":
        return done(me, application, once, lambda: shipping.arrived(me, application, once))
    end = wanted.end
    return done(me, application, once, lambda: shipping.trouble(me, application, end, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/parcel-again", who=COPY_DESK, once=True)
def send_again(me: Staff, application: str, once: Once) -> CaseView:
    """What came back is sent again."""
    return done(me, application, once, lambda: shipping.send_again(me, application, once))


@routes.post("/desk/copies/applications/{application}/collection", who=COPY_DESK, once=True)
def collect_instead(me: Staff, application: str, once: Once) -> CaseView:
    """The applicant fetches them instead."""
    return done(me, application, once, lambda: shipping.collect_instead(me, application, once))


# ---- electronic copies, invoices, money


@routes.post("/desk/copies/applications/{application}/electronic", who=COPY_DESK)
def upload_electronic(me: Staff, application: str) -> DeskUploadView:
    """A form for the PDF of this round."""
    return _form(electronic.upload(me, application))


@routes.post("/desk/copies/applications/{application}/electronic-given", who=COPY_DESK, once=True)
def give_electronic(me: Staff, application: str, once: Once) -> CaseView:
    """The PDF is there and whole: the applicant may read it."""
    return done(me, application, once, lambda: electronic.give(me, application, once))


@routes.get("/desk/copies/applications/{application}/invoices", who=INVOICES)
def show_invoices(_me: Staff, application: str) -> InvoicesView:
    """Every invoice of an application."""
    made = [
        InvoiceView(
            nth=int(one.nth),
            state=one.state,
            amount=int(one.amount),
            code=one.code,
            serial=one.serial,
            problem=one.problem,
            at=one.at,
        )
        for one in invoicing.of(application)
    ]
    return InvoicesView(invoices=made)


@routes.post("/desk/copies/applications/{application}/invoices/again", who=INVOICES)
def invoice_again(_me: Staff, application: str) -> None:
    """Ask the platform once more for what it refused."""
    invoicing.again(application)


@routes.get("/desk/copies/till", who=CASHIER, query=desk_inputs.At)
def show_till(_me: Staff, at: desk_inputs.At) -> TillView:
    """What is to be taken or given back at the counter's till, the longest open first."""
    return desk_views.till(cashier.waiting(at.campus))


@routes.post("/desk/copies/applications/{application}/bills/{order}/payment", who=CASHIER, once=True)
def take_money(me: Staff, application: str, order: str, once: Once) -> CaseView:
    """The money of a counter's bill is in the till."""
    return done(me, application, once, lambda: cashier.take(me, application, order, once))


@routes.post("/desk/copies/applications/{application}/bills/{order}/payout", who=CASHIER, once=True)
def give_money_back(me: Staff, application: str, order: str, once: Once) -> CaseView:
    """What was asked back of a counter's bill has left the till."""
    return done(me, application, once, lambda: cashier.give_back(me, application, order, once))


@routes.post("/desk/copies/applications/{application}/reopening", who=CASHIER, once=True)
def reopen(me: Staff, application: str, once: Once) -> CaseView:
    """Closed unpaid at the counter, and now paid after all: another bill."""
    return done(me, application, once, lambda: cashier.reopen(me, application, once))


# ---- the counter


@routes.post("/desk/copies/campuses/{campus}/applications", who=COUNTER, body=desk_inputs.CounterInput, once=True, status=201)
def enter(me: Staff, campus: str, wanted: desk_inputs.CounterInput, once: Once) -> CaseView:
    """Enter an application at the counter."""
    return desk_views.case(me.id, counter.enter(me, campus, _entry(wanted), once))


@routes.post("/desk/copies/applications/{application}/entry", who=COUNTER, body=desk_inputs.CounterInput, once=True)
def enter_anew(me: Staff, application: str, wanted: desk_inputs.CounterInput, once: Once) -> CaseView:
    """Enter it anew, while it is not handed in or was sent back."""
    return done(me, application, once, lambda: counter.mend(me, application, _entry(wanted), once))


@routes.post("/desk/copies/applications/{application}/papers", who=COUNTER, body=PaperInput)
def want_paper(me: Staff, application: str, wanted: PaperInput) -> DeskUploadView:
    """A form for one file of a paper, photographed at the counter."""
    if wanted.kind not in set(PaperKind):
        raise refusals.NotFound
    return _form(counter.want_paper(me, application, PaperKind(wanted.kind), wanted.nth, wanted.content_type))


@routes.post("/desk/copies/applications/{application}/submission", who=COUNTER, once=True)
def submit(me: Staff, application: str, once: Once) -> CaseView:
    """Hand in what was entered at the counter."""
    return done(me, application, once, lambda: counter.submit(me, application, once))


@routes.delete("/desk/copies/applications/{application}/entry", who=COUNTER)
def withdraw(me: Staff, application: str) -> CaseView:
    """Whoever applied at the counter wants it no more."""
    return desk_views.case(me.id, counter.withdraw(me, application))


def _form(form: UploadForm) -> DeskUploadView:
    return DeskUploadView(url=form.url, fields=form.fields, until=form.until, largest=form.largest)


def _entry(wanted: desk_inputs.CounterInput) -> counter.Entry:
    return counter.Entry(
        kind=wanted.kind,
        subject=forms.SubjectForm(**inputs.person(wanted.subject)),
        applicant=forms.ApplicantForm(**inputs.person(wanted.applicant)) if wanted.applicant else None,
        dead=wanted.dead,
        stays=tuple(
            TypedStay(
                number=one.number,
                inpatient=one.inpatient,
                department_name=one.department_name,
                began=one.began,
                take=Take(one.take),
            )
            for one in wanted.stays
        ),
        purpose=wanted.purpose,
        parts=tuple(wanted.parts),
        copies=wanted.copies,
        certified=wanted.certified,
        delivery=Delivery(wanted.delivery),
        recipient=forms.RecipientForm(**wanted.recipient.model_dump()) if wanted.recipient else None,
    )
