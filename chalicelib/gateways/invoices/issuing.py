"""Ask for a bill, take it back, ask how it stands, and where its PDF is. Every question may be repeated under the same number."""

from typing import TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from chalicelib.gateways.invoices.bills import PASSING, SETUP, Bill, Link, Refused, Unknown, Wanted
from chalicelib.gateways.invoices.wire import call
from chalicelib.kernel import clock, log
from chalicelib.kernel.settings import deployment
from chalicelib.kernel.signed import No
from chalicelib.kernel.transport import Unanswered

REASON_CHARACTERS = 100
_Document = TypeVar("_Document", bound=BaseModel)


def issue(wanted: Wanted) -> Bill | Refused | Unknown:
    """Have it issued, once. Accepted is not issued: while the bill is ISSUING, `query` tells when it is."""
    document: dict[str, object] = {
        "kind": wanted.kind,
        "payer": {"kind": wanted.payer.kind, "name": wanted.payer.name},
        "lines": [
            {
                "item": line.item,
                "name": line.name,
                "unit": line.unit,
                "quantity": line.quantity,
                "price": line.price,
                "amount": line.amount,
            }
            for line in wanted.lines
        ],
        "total": wanted.total,
        "paid": {"at": clock.stamp(wanted.paid_at), "transaction": wanted.transaction},
        "remark": wanted.remark,
    }
    if wanted.payer.tax_number:
        document["payer"] = {"kind": wanted.payer.kind, "name": wanted.payer.name, "tax_number": wanted.payer.tax_number}
    if wanted.replaces:
        document["replaces"] = wanted.replaces
    return _of(wanted.number, _asked(Bill, "PUT", _at(wanted.number), document))


def red_flush(number: str, reason: str) -> Bill | Refused | Unknown:
    """Take an issued bill back by a red one 冲红, once; done when the bill is RED_FLUSHED."""
    return _of(number, _asked(Bill, "PUT", _at(number) + "/red-flush", {"reason": reason[:REASON_CHARACTERS]}))


def query(number: str) -> Bill | Refused | Unknown:
    """How it stands; `Refused("bill-unknown")` when the platform never had it."""
    return _of(number, _asked(Bill, "GET", _at(number)))


def pdf_link(number: str) -> Link | Refused | Unknown:
    """Where an issued or red-flushed bill can be downloaded, for minutes."""
    link = _asked(Link, "GET", _at(number) + "/pdf")
    return link if not isinstance(link, Link) or _sound(link.url) else Unknown("unsound_link")


def _at(number: str) -> str:
    return f"/v1/bills/{number}"


def _asked(
    kind: type[_Document], method: str, path: str, document: dict[str, object] | None = None
) -> _Document | Refused | Unknown:
    try:
        return kind.model_validate_json(call(method, path, document))
    except No as no:
        if no.code in SETUP:
            log.metric("InvoicesSetup", code=no.code)
        return Refused(no.code, passing=no.code in PASSING)
    except Unanswered as error:
        return Unknown(str(error)) if error.sent else Refused("not_connected", passing=True)
    except ValidationError:
        return Unknown("unreadable")


def _of(number: str, said: Bill | Refused | Unknown) -> Bill | Refused | Unknown:
    """An answer about another bill is none."""
    return Unknown("another_bill") if isinstance(said, Bill) and said.number != number else said


def _sound(url: str) -> bool:
    """Over TLS, or where the platform itself is."""
    where, there = urlsplit(url), urlsplit(deployment().invoices_url)
    return (where.scheme == "https" and bool(where.hostname)) or (where.scheme, where.netloc) == (there.scheme, there.netloc)
