"""What the hospital's counter calls: the till, and applications that staff enter."""

from chalicelib.copies import (
    cashier,
    counter,
    desk_inputs,
    desk_views,
    forms,
    inputs,
)
from chalicelib.copies.availability import Take, TypedStay
from chalicelib.copies.desk import done
from chalicelib.copies.desk_shapes import (
    CaseView,
    DeskUploadView,
    TillView,
)
from chalicelib.copies.inputs import PaperInput
from chalicelib.copies.rules import PaperKind
from chalicelib.copies.states import Delivery
from chalicelib.kernel import refusals
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Role, Staff, acting_as

routes = Routes(__name__)

CASHIER = acting_as(Role.CASHIER)
COUNTER = acting_as(Role.REVIEWER, Role.COPY_DESK, Role.SERVICE)


# ---- the till


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


# ---- applications


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
    return desk_views.upload(counter.want_paper(me, application, PaperKind(wanted.kind), wanted.nth, wanted.content_type))


@routes.post("/desk/copies/applications/{application}/submission", who=COUNTER, once=True)
def submit(me: Staff, application: str, once: Once) -> CaseView:
    """Hand in what was entered at the counter."""
    return done(me, application, once, lambda: counter.submit(me, application, once))


@routes.delete("/desk/copies/applications/{application}/entry", who=COUNTER)
def withdraw(me: Staff, application: str) -> CaseView:
    """Whoever applied at the counter wants it no more."""
    return desk_views.case(me.id, counter.withdraw(me, application))


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
