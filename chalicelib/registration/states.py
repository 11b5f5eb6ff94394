"""What a registration can be, and what may follow: data, not code."""

from enum import StrEnum


class State(StrEnum):
    """Where a registration stands."""

    LOCKING = "locking"  # shared numbers: the HIS is being asked, nobody has been told yes
    UNLOCKED = "unlocked"  # the HIS said no, or did not answer and was told to let go
    HELD = "held"  # waits for payment
    PAID_AWAITING_HOSPITAL = "paid_awaiting_hospital"  # shared numbers: nothing left to pay, the hospital's yes is awaited
    CONFIRMED = "confirmed"
    REPLACED = "replaced"  # confirmed, but doctor, room or time were changed by the hospital: keep it, or a free refund
    REFUSED_BY_HOSPITAL = "refused_by_hospital"
    TAKEN = "taken"  # 取号
    ARRIVED = "arrived"
    SEEN = "seen"
    PASSED = "passed"  # 过号: called and not there. The HIS says so, never its silence
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"  # by the patient
    EXPIRED = "expired"  # not paid in time
    STOPPED = "stopped"  # 停诊
    RETURNED_AT_WINDOW = "returned_at_window"  # 退号


_BY_THE_HOSPITAL = frozenset({State.STOPPED, State.RETURNED_AT_WINDOW})
_AT_THE_HOSPITAL = frozenset({State.TAKEN, State.ARRIVED, State.SEEN, State.PASSED, State.NO_SHOW}) | _BY_THE_HOSPITAL
_NOTHING: frozenset[State] = frozenset()

NEXT: dict[State, frozenset[State]] = {
    State.LOCKING: frozenset({State.HELD, State.PAID_AWAITING_HOSPITAL, State.UNLOCKED}),
    State.UNLOCKED: frozenset({State.LOCKING}),  # the same request again
    State.HELD: frozenset({State.CONFIRMED, State.PAID_AWAITING_HOSPITAL, State.CANCELLED, State.EXPIRED, State.STOPPED}),
    State.PAID_AWAITING_HOSPITAL: frozenset({State.CONFIRMED, State.REFUSED_BY_HOSPITAL, State.CANCELLED}) | _BY_THE_HOSPITAL,
    State.CONFIRMED: frozenset({State.REPLACED, State.REFUSED_BY_HOSPITAL, State.CANCELLED}) | _AT_THE_HOSPITAL,
    State.REPLACED: frozenset({State.CONFIRMED, State.REFUSED_BY_HOSPITAL, State.CANCELLED}) | _AT_THE_HOSPITAL,
    State.TAKEN: _AT_THE_HOSPITAL - {State.TAKEN},
    State.ARRIVED: frozenset({State.SEEN, State.PASSED, State.NO_SHOW}) | _BY_THE_HOSPITAL,
    State.PASSED: frozenset({State.TAKEN, State.ARRIVED, State.SEEN, State.NO_SHOW}) | _BY_THE_HOSPITAL,
    State.NO_SHOW: frozenset({State.ARRIVED, State.SEEN}) | _BY_THE_HOSPITAL,  # put right by the hospital
    State.REFUSED_BY_HOSPITAL: _NOTHING,
    State.SEEN: _NOTHING,
    State.CANCELLED: _NOTHING,
    State.EXPIRED: _NOTHING,
    State.STOPPED: _NOTHING,
    State.RETURNED_AT_WINDOW: _NOTHING,
}

OVER = frozenset(  # no place is held any more
    {
        State.UNLOCKED,
        State.REFUSED_BY_HOSPITAL,
        State.CANCELLED,
        State.EXPIRED,
        State.STOPPED,
        State.RETURNED_AT_WINDOW,
    }
)
COMING = frozenset({State.CONFIRMED, State.REPLACED})  # the patient is expected
STOPPABLE = frozenset(state for state, following in NEXT.items() if State.STOPPED in following) - {State.NO_SHOW}


class Money(StrEnum):
    """Where the fee of a registration stands."""

    NONE = "none"  # fee 0
    DUE = "due"  # an order waits for payment
    LAPSED = "lapsed"  # the order was closed unpaid
    AT_HOSPITAL = "at_hospital"  # ⚙ to be paid there
    PAID = "paid"
    REFUNDING = "refunding"
    REFUNDED = "refunded"
    REFUND_STUCK = "refund_stuck"  # with the cashier now


NEXT_MONEY: dict[Money, frozenset[Money]] = {
    Money.NONE: frozenset(),
    Money.DUE: frozenset({Money.PAID, Money.LAPSED, Money.REFUNDING}),
    Money.LAPSED: frozenset({Money.REFUNDING}),  # paid after all
    Money.AT_HOSPITAL: frozenset(),
    Money.PAID: frozenset({Money.REFUNDING}),
    Money.REFUNDING: frozenset({Money.REFUNDED, Money.REFUND_STUCK}),
    Money.REFUND_STUCK: frozenset({Money.REFUNDED}),
    Money.REFUNDED: frozenset(),
}
