"""What staff call about electronic copies and invoices."""

from chalicelib.copies import (
    desk_views,
    electronic,
    invoicing,
)
from chalicelib.copies.desk import done
from chalicelib.copies.desk_shapes import (
    CaseView,
    DeskUploadView,
    InvoicesView,
    InvoiceView,
)
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Role, Staff, acting_as

routes = Routes(__name__)

COPY_DESK = acting_as(Role.COPY_DESK)
INVOICES = acting_as(Role.CASHIER, Role.COPY_DESK, Role.SERVICE)


@routes.post("/desk/copies/applications/{application}/electronic", who=COPY_DESK)
def upload_electronic(me: Staff, application: str) -> DeskUploadView:
    """A form for the PDF of this round."""
    return desk_views.upload(electronic.upload(me, application))


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
