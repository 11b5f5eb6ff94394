"""Whether everything adds up: for tests that kill, for restores, for nights. Reads whole tables."""

from collections import Counter
from collections.abc import Iterator

from chalicelib.payments.models import Order, OrderState
from chalicelib.registration.models import OfPatient, Quota, Registration, Segment
from chalicelib.registration.states import OVER, Money, State

_Hold = tuple[tuple[str, str, int], str]  # a place and who holds it


def problems() -> Iterator[str]:
    """What is wrong, in words; nothing when all is whole. Meant for a room at rest: a deed under way is not a problem."""
    segments, registrations = list(Segment.scan(consistent_read=True)), list(Registration.scan(consistent_read=True))
    yield from _numbers(segments, registrations)
    yield from _quotas(registrations)
    yield from _visits(registrations)
    yield from _orders(registrations)


def _places(registration: Registration) -> Iterator[tuple[str, str, int]]:
    """The places that a registration holds: one, or two while the HIS is asked for another."""
    if registration.stands not in OVER:
        yield registration.clinic, registration.segment, int(registration.number)
        if registration.moving:
            yield registration.moving["clinic"], registration.moving["segment"], int(registration.moving["number"])


def _numbers(segments: list[Segment], registrations: list[Registration]) -> Iterator[str]:
    holds: Counter[_Hold] = Counter((place, one.id) for one in registrations for place in _places(one))
    held: Counter[_Hold] = Counter(
        ((one.clinic, one.id, number), holder) for one in segments for number, holder in one.held.items()
    )
    for place, holder in holds - held:
        yield f"{holder} lives in {place}, which does not know it"
    for place, holder in held - holds:
        yield f"{place} is held by {holder}, which does not live there"
    for one in segments:
        free = {int(number) for number in one.free or ()}
        for number in free & set(one.held):
            yield f"{one.clinic} {one.id}: no. {number} is free and held by {one.held[number]}"
        for number in (free | set(one.held)) - {int(number) for number in one.numbers}:
            yield f"{one.clinic} {one.id}: no. {number} is none of its numbers"


def _quotas(registrations: list[Registration]) -> Iterator[str]:
    lived = {
        (one.patient, period, one.session)
        for one in registrations
        if one.stands not in OVER
        for period in (one.session[:10], one.session[:7])
    }
    counted = {(one.patient, one.period, session) for one in Quota.scan(consistent_read=True) for session in one.taken or ()}
    for patient, period, session in sorted(lived - counted):
        yield f"{patient} {period}: {session} is not counted"
    for patient, period, session in sorted(counted - lived):
        yield f"{patient} {period}: {session} is counted and nobody lives it"


def _visits(registrations: list[Registration]) -> Iterator[str]:
    wanted = {(one.patient, f"{one.date}#{one.id}") for one in registrations}
    listed = {(one.patient, one.visit) for one in OfPatient.scan(consistent_read=True)}
    for patient, visit in sorted(wanted ^ listed):
        yield f"{patient}: {visit} is listed or lived, not both"


STANDS_FOR = {  # the states an order may be in, by where the fee of a registration stands
    Money.DUE: {OrderState.AWAITING, OrderState.CLOSING, OrderState.PAID, OrderState.CLOSED, OrderState.AT_WINDOW},
    Money.LAPSED: {OrderState.CLOSED},
    Money.PAID: {OrderState.PAID, OrderState.AT_WINDOW},
    Money.REFUNDING: {OrderState.PAID, OrderState.AT_WINDOW},
    Money.REFUNDED: {OrderState.PAID, OrderState.AT_WINDOW},
    Money.REFUND_STUCK: {OrderState.PAID, OrderState.AT_WINDOW},
}


def _orders(registrations: list[Registration]) -> Iterator[str]:
    orders = {one.id: one for one in Order.scan(consistent_read=True) if one.purpose == "registration"}
    for one in registrations:
        order = orders.pop(one.order, None)
        if one.stands in (State.LOCKING, State.UNLOCKED) or one.fee_stands not in STANDS_FOR:
            if order is not None:
                yield f"{one.id} ({one.state}) needs no order and has {order.id}"
        elif order is None:
            yield f"{one.id} ({one.state}, {one.money}) has no order"
        else:
            yield from _order(one, order)
    for order in orders.values():
        yield f"order {order.id} is of no registration"


def _order(one: Registration, order: Order) -> Iterator[str]:
    if order.reference != one.id or int(order.amount) != int(one.fee):
        yield f"{one.id}: order {order.id} is for something else"
    if OrderState(order.state) not in STANDS_FOR[one.fee_stands]:
        yield f"{one.id}: money {one.money}, order {order.state}"
    back = {Money.REFUNDING, Money.REFUNDED, Money.REFUND_STUCK}
    if (int(order.refunded) == int(order.amount)) != (one.fee_stands in back):
        yield f"{one.id}: money {one.money}, {int(order.refunded)} of {int(order.amount)} asked back"
    if one.stands in OVER and one.fee_stands is Money.PAID:
        yield f"{one.id} is {one.state} and was not paid back"
