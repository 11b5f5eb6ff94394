"""Invoices and electronic copies of applications."""

from enum import StrEnum

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.kernel.tables import Table


class InvoiceState(StrEnum):
    """Where one invoice stands."""

    ISSUING = "issuing"
    ISSUED = "issued"
    FLUSHING = "flushing"  # 冲红 under way
    FLUSHED = "flushed"
    REFUSED = "refused"  # by the platform: for people


NEXT: dict[InvoiceState, frozenset[InvoiceState]] = {
    InvoiceState.ISSUING: frozenset({InvoiceState.ISSUED, InvoiceState.REFUSED}),
    InvoiceState.ISSUED: frozenset({InvoiceState.FLUSHING}),
    InvoiceState.FLUSHING: frozenset({InvoiceState.FLUSHED}),
    InvoiceState.FLUSHED: frozenset(),
    InvoiceState.REFUSED: frozenset({InvoiceState.ISSUING}),
}


class Invoice(Table):
    """One electronic invoice of an application; after a refund the next one is for the rest."""

    noun = "copy-invoices"

    application = UnicodeAttribute(hash_key=True)
    nth = NumberAttribute(range_key=True)
    number = UnicodeAttribute()  # ours, at the platform
    version = NumberAttribute(default=1)
    state = UnicodeAttribute(default=InvoiceState.ISSUING.value)
    amount = NumberAttribute()
    code = UnicodeAttribute(default="")  # 票据代码
    serial = UnicodeAttribute(default="")  # 票据号码
    check = UnicodeAttribute(default="")  # 校验码
    problem = UnicodeAttribute(default="")
    at = UnicodeAttribute()


class ElectronicState(StrEnum):
    """Where an electronic copy stands."""

    WANTED = "wanted"  # staff upload it
    GIVEN = "given"
    REVOKED = "revoked"  # a wrong page: the code verifies nothing any more


class Electronic(Table):
    """One electronic copy of one round: a PDF in the vault, given by a verification code."""

    noun = "copy-electronics"

    application = UnicodeAttribute(hash_key=True)
    round = NumberAttribute(range_key=True)
    paper = UnicodeAttribute()  # the vault's PaperId
    state = UnicodeAttribute(default=ElectronicState.WANTED.value)
    pages = NumberAttribute(default=0)
    nth = NumberAttribute(default=1)  # of the place in the vault: another after it was revoked
    code = BinaryAttribute(null=True, legacy_encoding=False)  # sealed: the verification code
    at = UnicodeAttribute()
    ends = UnicodeAttribute(default="")  # until when it may be fetched


class Verified(Table):
    """Which electronic copy a verification code stands for. The code is kept as a keyed hash."""

    noun = "copy-verifications"

    digest = UnicodeAttribute(hash_key=True)
    application = UnicodeAttribute()
    round = NumberAttribute()


class Rated(Table):
    """How many applicants of a campus gave so many stars in a month."""

    noun = "copy-ratings"

    campus = UnicodeAttribute(hash_key=True)
    slot = UnicodeAttribute(range_key=True)  # 2026-11#5
    times = NumberAttribute(default=0)
