"""What the applicant keeps: invoices and electronic copies; and where anybody verifies one."""

from pydantic import Field

from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.copies import electronic, invoicing, records
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.http import Anyone, Query, Routes, View

routes = Routes(__name__)
MOST = 3  # digits of a page or an invoice
MOST_PARTS = 200


class MyInvoiceView(View):
    """One electronic invoice, in fen."""

    nth: int
    state: str
    amount: int
    code: str
    serial: str
    check: str
    at: str


class MyInvoicesView(View):
    """Every invoice of an application."""

    invoices: list[MyInvoiceView]


class DownloadView(View):
    """Where a PDF is, for some minutes."""

    url: str
    until: str


class ElectronicView(View):
    """One electronic copy; the code is for whoever wants to verify it."""

    round: int
    pages: int
    code: str
    until: str


class ElectronicsView(View):
    """The electronic copies that may be read."""

    copies: list[ElectronicView]


class ElectronicPageView(View):
    """One page: JPEG in base64, with number and code across it."""

    image: str
    page: int
    pages: int


class WhichPart(Query):
    """Which part of a copy that is too large for one file."""

    part: int = Field(1, ge=1, le=MOST_PARTS)


class ElectronicFileView(View):
    """A part of an electronic copy: an encrypted PDF in base64, opened by its verification code."""

    pdf: str
    part: int
    parts: int


class GenuineView(View):
    """What a verification code stands for."""

    number: str
    name: str
    pages: int
    given: str


@routes.get("/copies/{application}/invoices", who=PresentPatient)
def invoices(me: PresentPatient, application: str) -> MyInvoicesView:
    """The electronic invoices of my application."""
    records.mine(me, application)
    made = [
        MyInvoiceView(
            nth=int(one.nth),
            state=one.state,
            amount=int(one.amount),
            code=one.code,
            serial=one.serial,
            check=one.check,
            at=one.at,
        )
        for one in invoicing.of(application)
    ]
    return MyInvoicesView(invoices=made)


@routes.get("/copies/{application}/invoices/{nth}/pdf", who=PresentPatient)
def invoice_pdf(me: PresentPatient, application: str, nth: str) -> DownloadView:
    """Where the PDF of an invoice can be downloaded, for some minutes."""
    records.mine(me, application)
    link = invoicing.link(application, _number(nth))
    return DownloadView(url=link.url, until=clock.stamp(link.expires))


@routes.get("/copies/{application}/electronic", who=PresentPatient)
def electronics(me: PresentPatient, application: str) -> ElectronicsView:
    """My electronic copies, each with its verification code."""
    made = [
        ElectronicView(round=int(one.round), pages=int(one.pages), code=code, until=one.ends)
        for one, code in electronic.of(me, application)
    ]
    return ElectronicsView(copies=made)


@routes.get("/copies/{application}/electronic/{round_}/pages/{page}", who=Patient)
def electronic_page(me: Patient, application: str, round_: str, page: str) -> ElectronicPageView:
    """One page of an electronic copy of mine."""
    sight = electronic.page(me, application, _number(round_), _number(page))
    return ElectronicPageView(**sight._asdict())


@routes.get("/copies/{application}/electronic/{round_}", who=Patient, query=WhichPart)
def electronic_file(me: Patient, application: str, round_: str, wanted: WhichPart) -> ElectronicFileView:
    """A part of an electronic copy of mine as a file to keep and to hand on; most copies are one part."""
    return ElectronicFileView(**electronic.file(me, application, _number(round_), wanted.part)._asdict())


@routes.get("/verify/{code}", who=Anyone)
def verify(_who: Anyone, code: str) -> GenuineView:
    """Whether an electronic copy is ours: masked, for anybody who holds its code."""
    return GenuineView(**electronic.verify(code)._asdict())


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST):
        raise refusals.NotFound
    return int(text)
