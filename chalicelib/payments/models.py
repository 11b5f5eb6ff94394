"""Orders, refunds and the ledger: their states, and which state may follow which."""

from enum import StrEnum
from typing import NewType

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute

from chalicelib.kernel.money import Fen
from chalicelib.kernel.tables import Table

OrderId = NewType("OrderId", str)  # WeChat Pay's out_trade_no: at most 32 of 0-9a-z
RefundId = NewType("RefundId", str)  # its out_refund_no


class OrderState(StrEnum):
    """Where an order is."""

    AWAITING = "awaiting"  # can be paid
    CLOSING = "closing"  # nobody may begin to pay; WeChat Pay has not said yet that nobody did
    CLOSED = "closed"
    PAID = "paid"
    AT_WINDOW = "at_window"  # closed at WeChat Pay; the window takes the money


NEXT: dict[OrderState, frozenset[OrderState]] = {
    OrderState.AWAITING: frozenset({OrderState.CLOSING, OrderState.PAID}),
    OrderState.CLOSING: frozenset({OrderState.CLOSED, OrderState.PAID, OrderState.AT_WINDOW}),
    OrderState.CLOSED: frozenset(),
    OrderState.PAID: frozenset(),
    OrderState.AT_WINDOW: frozenset(),
}


ENDED = 1_000_000  # version of an order whose state is a last one: known without reading the order


class RefundState(StrEnum):
    """Where a refund is."""

    ASKED = "asked"  # by us; WeChat Pay has it, or has it not, or did not say
    WAITING_FUNDS = "waiting_funds"  # the hospital's account holds too little: asked again under the same number
    PROCESSING = "processing"  # accepted: on its way to the payer
    DONE = "done"
    ABNORMAL = "abnormal"  # the payer's card cannot take it: people must act
    MANUAL = "manual"  # cannot go the way it came: people must pay it out
    PAID_OUT = "paid_out"  # by people, two of them


_SETTLED = {RefundState.DONE, RefundState.ABNORMAL, RefundState.MANUAL}
REFUND_NEXT: dict[RefundState, frozenset[RefundState]] = {
    RefundState.ASKED: frozenset({RefundState.WAITING_FUNDS, RefundState.PROCESSING, *_SETTLED}),
    RefundState.WAITING_FUNDS: frozenset({RefundState.PROCESSING, *_SETTLED}),
    RefundState.PROCESSING: frozenset(_SETTLED),
    RefundState.ABNORMAL: frozenset({RefundState.DONE, RefundState.PAID_OUT}),
    RefundState.MANUAL: frozenset({RefundState.PAID_OUT}),
    RefundState.DONE: frozenset(),
    RefundState.PAID_OUT: frozenset(),
}
STUCK = frozenset({RefundState.ABNORMAL, RefundState.MANUAL})


class Order(Table):
    """One thing to be paid, once."""

    noun = "orders"

    id = UnicodeAttribute(hash_key=True)
    purpose = UnicodeAttribute()
    reference = UnicodeAttribute()
    account = UnicodeAttribute()
    campus = UnicodeAttribute()
    merchant = UnicodeAttribute()
    appid = UnicodeAttribute()
    amount = NumberAttribute()
    description = UnicodeAttribute(default="")
    opened = UnicodeAttribute()
    expires = UnicodeAttribute()
    state = UnicodeAttribute(default=OrderState.AWAITING.value)
    version = NumberAttribute(default=1)  # raised with every change of state
    prepared = UnicodeAttribute(null=True)  # when WeChat Pay was last asked to prepare it; written before the question
    payer = UnicodeAttribute(null=True)  # digest of the openid that it was prepared for
    transaction = UnicodeAttribute(null=True)  # WeChat Pay's own number of the payment
    paid_at = UnicodeAttribute(null=True)
    window = UnicodeAttribute(null=True)  # who at the window is taking it
    window_until = UnicodeAttribute(null=True)
    stray = UnicodeAttribute(null=True)  # transaction that came though nobody could pay any more, and went back
    refunded = NumberAttribute(default=0)  # asked back of what was paid, never more than it
    refunds = NumberAttribute(default=0)  # how many
    refund_after = UnicodeAttribute(default="")  # WeChat Pay wants a minute between two refunds of an order
    until = TTLAttribute(null=True)  # set on what was closed unpaid

    @property
    def attached(self) -> str:
        """What a payment must know to be booked without reading the order. WeChat Pay carries it, signed and sealed."""
        return f"{self.purpose}|{self.reference}|{self.account}"

    def fen(self) -> Fen:
        """Its amount."""
        return Fen(int(self.amount))

    def can(self, to: OrderState) -> bool:
        """Whether that state may follow."""
        return to in NEXT[OrderState(self.state)]


class Refund(Table):
    """Money on its way back."""

    noun = "refunds"

    id = UnicodeAttribute(hash_key=True)
    order = UnicodeAttribute()
    number = NumberAttribute()  # the how-many-eth of its order
    purpose = UnicodeAttribute()
    reference = UnicodeAttribute()
    account = UnicodeAttribute()
    merchant = UnicodeAttribute()
    amount = NumberAttribute()
    total = NumberAttribute()  # of the order
    reason = UnicodeAttribute()
    cause = UnicodeAttribute()
    state = UnicodeAttribute(default=RefundState.ASKED.value)
    version = NumberAttribute(default=1)
    paid_at = UnicodeAttribute()  # of the order
    asked = UnicodeAttribute()
    settled = UnicodeAttribute(null=True)
    theirs = UnicodeAttribute(null=True)  # WeChat Pay's refund_id

    def can(self, to: RefundState) -> bool:
        """Whether that state may follow."""
        return to in REFUND_NEXT[RefundState(self.state)]


class Entry(Table):
    """One entry of the ledger: so much from one account of the books to another. Written once, never changed."""

    noun = "ledger"

    account = UnicodeAttribute(hash_key=True)  # the patient's
    cause = UnicodeAttribute(range_key=True)  # "paid#<order>": what makes it exist exactly once
    order = UnicodeAttribute()
    refund = UnicodeAttribute(null=True)
    debit = UnicodeAttribute()
    credit = UnicodeAttribute()
    amount = NumberAttribute()
    at = UnicodeAttribute()
