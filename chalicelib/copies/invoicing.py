"""Electronic invoices: one for what was kept of the money when an application is over; after a refund red-flushed, the rest re-issued.

Nothing here is done in the deed that ends an application: a worker brings the platform to what is owed, asked again until it is.
"""

import datetime as dt
from typing import Literal

from pynamodb.expressions.update import Action

from chalicelib.cards import patients
from chalicelib.copies import bills, desk_settings, forms, pricing, records
from chalicelib.copies.desk_settings import DeskSettings
from chalicelib.copies.given.models import NEXT, Invoice, InvoiceState
from chalicelib.copies.models import Application, BillState
from chalicelib.copies.states import OVER, Money
from chalicelib.gateways.invoices import issuing
from chalicelib.gateways.invoices.bills import Bill, Kind, Line, Link, Payer, PayerKind, Refused, Wanted
from chalicelib.gateways.invoices.bills import State as Theirs
from chalicelib.kernel import agenda, clock, ids, log, refusals
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.money import Fen
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.payments.models import Order

SETTLE = "copies.settle_invoice"
LONGEST = 6 * 60  # minutes between two questions
REFUNDED = "退费冲红"
ITEMS: dict[Literal["copying", "certification", "postage"], tuple[str, str]] = {
    "copying": ("病历复印费", "次"),
    "certification": ("复印件证明费", "次"),
    "postage": ("邮寄费", "次"),
}


class NoInvoice(refusals.NotFound):
    """Not issued, or taken back."""

    code, message = "copies_no_invoice", "电子票据尚未开具完成，请稍后再查看"


class InvoicesSilent(refusals.Unavailable):
    """The platform does not answer."""

    code, message = "copies_invoices_silent", "票据平台暂时没有应答，请稍后再下载"


def of(application: str) -> list[Invoice]:
    """Every invoice of an application, the newest last."""
    return list(Invoice.query(application, consistent_read=True))


def owed(found: Application) -> int | None:
    """For how much an invoice is owed now; None while that can still change."""
    moving = found.money_stands in (Money.REFUNDING, Money.REFUND_STUCK, Money.DUE)
    return None if found.stands not in OVER or moving else pricing.credit_of(found)


def settle(application: str, tries: int = 0) -> None:
    """Bring the platform to what is owed: issue, ask, take back, issue the rest. Done twice it is done once."""
    found = records.known(application)
    chosen, amount = desk_settings.chosen(found.campus), owed(found)
    if not chosen.invoices or amount is None:
        return
    last = next(iter(reversed(of(application))), None)
    if (last is None or last.state == InvoiceState.FLUSHED) and amount > 0:
        last = _begin(found, last, amount)
    if last is None or last.state in (InvoiceState.FLUSHED, InvoiceState.REFUSED):
        return
    if last.state == InvoiceState.ISSUED and int(last.amount) != amount:
        last = _move(last, InvoiceState.FLUSHING)
    if last.state == InvoiceState.ISSUED:
        return
    said = _ask(found, last, chosen)
    if _took(last, said) and of(application)[-1].state != InvoiceState.FLUSHED:
        return
    due = clock.now() + dt.timedelta(minutes=min(2**tries, LONGEST))
    agenda.put_off(SETTLE, application, due, tries=str(tries + 1))


def again(application: str) -> None:
    """Staff have put right what the platform refused: ask once more. Raises NoInvoice when nothing was refused."""
    last = next(iter(reversed(of(application))), None)
    if last is None or last.state != InvoiceState.REFUSED:
        raise NoInvoice
    _move(last, InvoiceState.ISSUING)
    settle(application)


def link(application: str, nth: int) -> Link:
    """Where the PDF of an invoice is, for some minutes. Raises NoInvoice, InvoicesSilent."""
    found = Invoice.find(application, nth)  # type: ignore[arg-type]  # a number is the range key
    if found is None or found.state not in (InvoiceState.ISSUED, InvoiceState.FLUSHING, InvoiceState.FLUSHED):
        raise NoInvoice
    said = issuing.pdf_link(found.number)
    if not isinstance(said, Link):
        raise InvoicesSilent
    return said


def _begin(found: Application, before: Invoice | None, amount: int) -> Invoice:
    nth = int(before.nth) + 1 if before else 1
    made = Invoice(found.id, nth, number=ids.derived("copies invoice", found.id, str(nth)), amount=amount)
    made.at = clock.stamp(clock.now())
    with Unit() as unit:
        unit.put(made, condition=Invoice.application.does_not_exist())
    return made


def _ask(found: Application, invoice: Invoice, chosen: DeskSettings) -> Bill | Refused | None:
    if invoice.state == InvoiceState.FLUSHING:
        said = issuing.red_flush(invoice.number, REFUNDED)
    else:
        said = issuing.issue(_wanted(found, invoice, chosen))
    return said if isinstance(said, Bill | Refused) else None


def _took(invoice: Invoice, said: Bill | Refused | None) -> bool:
    """Write down what the platform said; False when it must be asked again."""
    if isinstance(said, Refused) and not said.passing:
        log.metric("InvoiceRefused", code=said.code)
        if invoice.state == InvoiceState.ISSUING:
            _move(invoice, InvoiceState.REFUSED, Invoice.problem.set(said.code))
            return True
        return False  # of a red-flush: the period may open again
    if not isinstance(said, Bill):
        return False
    if said.state is Theirs.REFUSED:
        _move(invoice, InvoiceState.REFUSED, Invoice.problem.set(said.problem or "refused"))
    elif said.state is Theirs.RED_FLUSHED:
        _move(invoice, InvoiceState.FLUSHED)
    elif said.state is Theirs.ISSUED and invoice.state == InvoiceState.ISSUING:
        names = [Invoice.code.set(said.code), Invoice.serial.set(said.serial), Invoice.check.set(said.check)]
        _move(invoice, InvoiceState.ISSUED, *names)
    else:
        return False
    return True


def _move(invoice: Invoice, to: InvoiceState, *actions: Action) -> Invoice:
    if to not in NEXT[InvoiceState(invoice.state)]:
        raise LostRace
    with Unit() as unit:
        unit.update(
            invoice,
            [Invoice.state.set(to.value), Invoice.version.set(int(invoice.version) + 1), *actions],
            condition=Invoice.version == invoice.version,
        )
    invoice.refresh(consistent_read=True)
    return invoice


def _wanted(found: Application, invoice: Invoice, chosen: DeskSettings) -> Wanted:
    paid = [one for one in bills.of(found.id) if one.state == BillState.PAID]
    order = Order.find(paid[-1].order) if paid and not paid[-1].at_counter else None
    at = order.paid_at if order and order.paid_at else paid[-1].opened
    replaces = ids.derived("copies invoice", found.id, str(int(invoice.nth) - 1)) if int(invoice.nth) > 1 else ""
    return Wanted(
        number=invoice.number,
        kind=Kind(chosen.invoice_kind),
        payer=payer(found),
        lines=tuple(lines(found, int(invoice.amount), chosen)),
        total=Fen(int(invoice.amount)),
        paid_at=clock.read(at),
        transaction=(order.transaction if order else None) or paid[-1].order,
        replaces=replaces,
    )


def lines(found: Application, amount: int, chosen: DeskSettings) -> list[Line]:
    """What was charged, as the tariff names it; where not all of it was kept, in one line."""
    made = []
    for part, (name, unit) in ITEMS.items():
        charged = sum(int(price[part]) for price in found.price.values() if not price["free"])
        if charged:
            made.append(Line(chosen.invoice_items[part], name, unit, 1, Fen(charged), Fen(charged)))
    if sum(line.amount for line in made) == amount:
        return made
    name, unit = ITEMS["copying"]
    return [Line(chosen.invoice_items["copying"], name, unit, 1, Fen(amount), Fen(amount))]


def payer(found: Application) -> Payer:
    """The body that applied, else the patient."""
    applicant = forms.opened(found, "applicant", forms.ApplicantForm)
    if applicant and applicant.body:
        return Payer(applicant.body, PayerKind.ORGANIZATION)
    subject = forms.opened(found, "subject", forms.SubjectForm)
    return Payer(subject.name if subject else patients.person(PatientId(found.patient)).name)
