"""The room's tables. Whatever names a person is sealed under this table and id; an application is never deleted."""

from enum import StrEnum
from typing import NewType

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
)

from chalicelib.copies.states import Delivery, Money, State, WorkList
from chalicelib.kernel.tables import Table

ApplicationId = NewType("ApplicationId", str)


class Applicant(StrEnum):
    """Who applies. Which papers each must show stands in rules.py."""

    PATIENT = "patient"
    AGENT = "agent"
    PARENT = "parent"  # of a minor
    PARENTS_AGENT = "parents_agent"
    GUARDIAN = "guardian"  # of an adult without capacity
    RELATIVE = "relative"  # a near relative of the dead
    HEIR = "heir"
    HEIRS_AGENT = "heirs_agent"
    INSURER = "insurer"
    PUBLIC_BODY = "public_body"


class Application(Table):
    """One application, for one or several stays or visits of one patient. JSON attributes say their shape beside them."""

    noun = "copies"

    id = UnicodeAttribute(hash_key=True)
    number = UnicodeAttribute(default="")  # for people: 20261121 and six digits; given when it is handed in
    version = NumberAttribute(default=1)
    state = UnicodeAttribute()
    since = UnicodeAttribute()  # of the state
    began = UnicodeAttribute()
    handed_in = UnicodeAttribute(default="")  # first time
    due = UnicodeAttribute(default="")  # the day by which the copies are to be ready; empty until handed in
    work = UnicodeAttribute(default="")  # where it lies in Work: campus#list …
    work_key = UnicodeAttribute(default="")  # … and its key there; empty when over
    campus = UnicodeAttribute()
    account = UnicodeAttribute(default="")  # whose application; empty at the counter, or when the account is deleted
    entered_by = UnicodeAttribute(default="")  # C13: the member of staff who entered it at the counter

    # what is applied for
    kind = UnicodeAttribute(default="")  # Applicant
    rules = NumberAttribute(default=0)  # version of the rules table that holds for it
    patient = UnicodeAttribute(default="")  # PatientId, when bound; else `subject` names the patient
    merged_from = UnicodeAttribute(default="")
    applicant = BinaryAttribute(null=True, legacy_encoding=False)  # sealed JSON: forms.ApplicantForm
    subject = BinaryAttribute(null=True, legacy_encoding=False)  # sealed JSON: forms.SubjectForm
    numbers = BinaryAttribute(null=True, legacy_encoding=False)  # sealed JSON: {stay id: admission or visit number}
    stays = JSONAttribute(default=list)  # availability.AppliedStay
    purpose = UnicodeAttribute(default="")
    parts = JSONAttribute(default=list)  # codes of rules.PARTS
    copies = NumberAttribute(default=1)
    certified = BooleanAttribute(default=False)
    dead = BooleanAttribute(default=False)  # the applicant says that the patient died
    delivery = UnicodeAttribute(default="")  # Delivery
    recipient = BinaryAttribute(null=True, legacy_encoding=False)  # sealed JSON: forms.RecipientForm, of express
    province = UnicodeAttribute(default="")  # of the recipient: the postage depends on it
    collector = BinaryAttribute(null=True, legacy_encoding=False)  # sealed JSON: a named collector

    # what was proved
    confirmed = JSONAttribute(default=dict)  # {Confirmation: [when, by]}
    authorisation = UnicodeAttribute(default="")  # digest of the link that counts
    authorised = UnicodeAttribute(default="")  # Yes: where it stands
    findings = JSONAttribute(default=list)  # of the form check: checking.Finding
    checked = UnicodeAttribute(default="")  # when

    # the review
    claimed_by = UnicodeAttribute(default="")  # StaffId of whoever works on it in this state
    claimed_at = UnicodeAttribute(default="")
    reviewer = UnicodeAttribute(default="")  # who said yes first
    second_reviewer = UnicodeAttribute(default="")
    second_why = JSONAttribute(default=list)  # why a second reviewer is asked: codes of rules.SECOND
    mend = JSONAttribute(default=list)  # sent back: [{"what": slot or step, "why": words}]
    left_out = JSONAttribute(default=list)  # approved in part: [{"stay", "part", "why": words}]
    sealed_originals = JSONAttribute(default=list)  # [{"stay", "parts", "original": bool, "since", "decided"?}]
    reason = UnicodeAttribute(default="")  # why refused, closed, halted …, in words for the applicant
    halted_from = UnicodeAttribute(default="")  # the state in which it was halted

    # the record
    round = NumberAttribute(default=1)  # finished parts first, the rest later: each round is fetched, priced, handed over
    fetched = JSONAttribute(default=dict)  # {stay id: {"stands": "fetched" or Chase, "owner", "until", "note"}}
    pages = JSONAttribute(default=dict)  # {round: {stay id: pages of one copy}}

    # the money, in fen
    money = UnicodeAttribute(default=Money.NONE.value)
    tariff = NumberAttribute(default=0)  # version of the tariff that was applied
    price = JSONAttribute(default=dict)  # {round: pricing.Price}
    paid = NumberAttribute(default=0)  # of all bills
    back = NumberAttribute(default=0)  # asked back of what was paid

    # copying and handing over
    copied_by = UnicodeAttribute(default="")
    copied_at = UnicodeAttribute(default="")
    checked_by = UnicodeAttribute(default="")
    reprints = NumberAttribute(default=0)
    time = JSONAttribute(default=dict)  # of pick-up: {"day", "slot", "by": staff or applicant, "was": the refused one}
    parcel = JSONAttribute(default=dict)  # {"carrier", "waybill", "state", "at"}
    handed = JSONAttribute(default=list)  # one a round: {"round", "how", "at", "by", "to": applicant or collector}
    incidents = JSONAttribute(default=list)  # [{"at", "by", "what", "settled"}]
    rating = NumberAttribute(default=0)  # 1–5, once
    rated_at = UnicodeAttribute(default="")
    closed = UnicodeAttribute(default="")  # when it was over: the scans' time runs from the last of this, refunds, complaints

    @property
    def stands(self) -> State:
        """Its state."""
        return State(self.state)

    @property
    def money_stands(self) -> Money:
        """Its money."""
        return Money(self.money)

    @property
    def who(self) -> Applicant:
        """Who applies. Only once chosen."""
        return Applicant(self.kind)

    @property
    def goes(self) -> Delivery:
        """How the copies go. Only once chosen."""
        return Delivery(self.delivery)

    def key(self) -> str:
        """`<when begun>#<id>`: its place in the lists of its owners."""
        return f"{self.began}#{self.id}"


class Of(Table):
    """Whose applications, in order of time.

    `account#…` who applied, `patient#…` whose records, `person#…` the same when only typed, `stay#…`, `authoriser#…` who said yes.
    """

    noun = "copies-of"

    owner = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)  # Application.key()


class Number(Table):
    """That a number for people is taken, and by which application."""

    noun = "copy-numbers"

    number = UnicodeAttribute(hash_key=True)
    application = UnicodeAttribute()


class Work(Table):
    """The work lists. An open application has exactly one item here: every step moves it in its own transaction."""

    noun = "copy-work"

    list = UnicodeAttribute(hash_key=True)  # campus#WorkList
    key = UnicodeAttribute(range_key=True)  # due#application: overdue first
    application = UnicodeAttribute()
    state = UnicodeAttribute()
    since = UnicodeAttribute()
    claimed_by = UnicodeAttribute(default="")

    @staticmethod
    def partition(campus: str, which: WorkList) -> str:
        """The partition of a campus's list."""
        return f"{campus}#{which.value}"


class Step(Table):
    """The history of an application: each change once, for ever."""

    noun = "copy-steps"

    application = UnicodeAttribute(hash_key=True)
    version = NumberAttribute(range_key=True)
    fact = UnicodeAttribute()  # what happened: the state gone to, or a word for what changed within it
    state = UnicodeAttribute()
    was = UnicodeAttribute(default="")
    at = UnicodeAttribute()
    by = UnicodeAttribute(default="")  # StaffId, `applicant`, `patient`, or empty for the machine
    note = UnicodeAttribute(default="")  # in words for the applicant; nothing personal


class PaperState(StrEnum):
    """What a paper is to the application."""

    WANTED = "wanted"
    SEALED = "sealed"
    REJECTED = "rejected"  # by the vault's check, or by a reviewer: another is wanted
    DESTROYED = "destroyed"


class Paper(Table):
    """One file of an application's papers: what is wanted in this slot, and how far it is. The file itself is the vault's."""

    noun = "copy-papers"

    application = UnicodeAttribute(hash_key=True)
    slot = UnicodeAttribute(range_key=True)  # `<rules.PaperKind>#<n>`
    kind = UnicodeAttribute()
    paper = UnicodeAttribute()  # the vault's PaperId of the present try
    tries = NumberAttribute(default=1)
    state = UnicodeAttribute(default=PaperState.WANTED.value)
    problem = UnicodeAttribute(default="")  # code
    words = UnicodeAttribute(default="")  # what is wrong, for the applicant
    pages = NumberAttribute(default=0)
    at = UnicodeAttribute()


class BillState(StrEnum):
    """Where one bill is."""

    OPEN = "open"
    PAID = "paid"
    CLOSED = "closed"


class What(StrEnum):
    """What a bill is for."""

    PREPAYMENT = "prepayment"
    PRICE = "price"
    TOP_UP = "top_up"  # the price beyond the prepayment


class Bill(Table):
    """One thing to be paid for an application: an order of payments, or taken by the cashier at the counter."""

    noun = "copy-bills"

    application = UnicodeAttribute(hash_key=True)
    order = UnicodeAttribute(range_key=True)  # payments' OrderId
    what = UnicodeAttribute()
    round = NumberAttribute(default=1)
    amount = NumberAttribute()
    state = UnicodeAttribute(default=BillState.OPEN.value)
    back = NumberAttribute(default=0)  # asked back
    returned = NumberAttribute(default=0)  # known to have arrived
    at_counter = BooleanAttribute(default=False)
    opened = UnicodeAttribute()
    expires = UnicodeAttribute()


class Till(Table):
    """What the cashier of a campus has to take or to give back: there while a counter's bill is open, or something of it is owed."""

    noun = "copy-till"

    campus = UnicodeAttribute(hash_key=True)
    order = UnicodeAttribute(range_key=True)
    application = UnicodeAttribute()


class Yes(StrEnum):
    """Where the patient's authorisation is."""

    ASKED = "asked"
    GIVEN = "given"
    DECLINED = "declined"
    REVOKED = "revoked"
    REPLACED = "replaced"  # another link was made
    EXPIRED = "expired"


class Authorisation(Table):
    """授权委托书 by link. The ticket itself is only in the link; here is its hash."""

    noun = "copy-authorisations"

    digest = UnicodeAttribute(hash_key=True)
    application = UnicodeAttribute()
    version = NumberAttribute(default=1)
    state = UnicodeAttribute(default=Yes.ASKED.value)
    text = BinaryAttribute(legacy_encoding=False)  # sealed: the very words that are agreed to
    phone = BinaryAttribute(null=True, legacy_encoding=False)  # sealed: the patient's reserved phone
    signature = BinaryAttribute(null=True, legacy_encoding=False)  # sealed JSON: strokes
    account = UnicodeAttribute(default="")  # who opened and answered it
    asked = UnicodeAttribute()
    answered = UnicodeAttribute(default="")
    ends = UnicodeAttribute()


class Spent(Table):
    """How long applications stayed in a state, counted by day and length: medians without scans."""

    noun = "copy-durations"

    state = UnicodeAttribute(hash_key=True)
    slot = UnicodeAttribute(range_key=True)  # day left#bucket
    times = NumberAttribute(default=0)
    until = TTLAttribute(null=True)


# ---- the desk's


class Waybill(Table):
    """Which application a waybill carries."""

    noun = "copy-waybills"

    waybill = UnicodeAttribute(hash_key=True)  # carrier#number
    application = UnicodeAttribute()
