"""The auditor sees whatever does not add up: each fault planted once."""

import pytest

from chalicelib.kernel import ids
from chalicelib.payments.models import Order, OrderState
from chalicelib.registration import auditor, records
from chalicelib.registration.models import OfPatient, Quota, Registration
from chalicelib.registration.states import Money, State
from tests.planting import changed, missing, planted
from tests.registration import people
from tests.registration.people import fresh, hold, segment


@pytest.fixture
def there():
    return segment(numbers=3)


@pytest.fixture
def held(me, there):
    return hold(me, there)


@pytest.fixture
def paid(held):
    people.pay(held)
    people.pump()
    return records.known(held.id)


@pytest.fixture
def order(held):
    return Order.get(held.order, consistent_read=True)


def told():
    return list(auditor.problems())


def test_what_is_whole_is_silence(paid):
    assert told() == []


def test_a_registration_whose_place_does_not_know_it(held, there):
    with changed(fresh(there), holders={}, free={1, 2, 3}):
        assert told() == [f"{held.id} lives in {(there.clinic, there.id, 1)}, which does not know it"]


def test_a_place_that_is_held_by_nobody(held, there):
    with changed(fresh(there), holders={"1": held.id, "2": "nobody"}, free={3}):
        assert told() == [f"{(there.clinic, there.id, 2)} is held by nobody, which does not live there"]


def test_two_places_for_one_registration(held, there):
    with changed(fresh(there), holders={"1": held.id, "2": held.id}, free={3}):
        assert told() == [f"{(there.clinic, there.id, 2)} is held by {held.id}, which does not live there"]


def test_a_number_that_is_free_and_held(held, there):
    with changed(fresh(there), free={1, 2, 3}):
        assert told() == [f"{there.clinic} {there.id}: no. 1 is free and held by {held.id}"]


def test_a_number_that_the_clinic_never_had(held, there):
    with changed(fresh(there), free={2, 3, 9}):
        assert told() == [f"{there.clinic} {there.id}: no. 9 is none of its numbers"]


def test_the_place_that_is_asked_for_counts_too(held, there):
    moving = {"clinic": there.clinic, "segment": there.id, "number": 2}
    with changed(records.known(held.id), moving=moving):
        assert told() == [f"{held.id} lives in {(there.clinic, there.id, 2)}, which does not know it"]


@pytest.mark.parametrize("length", [10, 7])
def test_a_visit_that_the_limits_do_not_count(held, length):
    period = held.session[:length]
    with missing(Quota.get(held.patient, period)):
        assert told() == [f"{held.patient} {period}: {held.session} is not counted"]


def test_a_count_of_a_visit_that_is_over(held):
    month, ghost = held.session[:7], f"{held.session}-ghost"
    with changed(Quota.get(held.patient, month), taken={held.session, ghost}):
        assert told() == [f"{held.patient} {month}: {ghost} is counted and nobody lives it"]


def test_a_visit_that_the_patient_does_not_find_in_the_list(held):
    visit = f"{held.date}#{held.id}"
    with missing(OfPatient.get(held.patient, visit)):
        assert told() == [f"{held.patient}: {visit} is listed or lived, not both"]


def test_a_list_that_names_a_visit_which_is_not_there(held):
    with planted(OfPatient.of(held.patient, held.date, "ghost")):
        assert told() == [f"{held.patient}: {held.date}#ghost is listed or lived, not both"]


def test_a_fee_without_an_order(held, order):
    with missing(order):
        assert told() == [f"{held.id} (held, due) has no order"]


def test_an_order_of_no_registration(held, order):
    name = ids.new()
    with planted(Order(name, **{key: value for key, value in order.attribute_values.items() if key != "id"})):
        assert told() == [f"order {name} is of no registration"]


@pytest.mark.parametrize("wrong", [{"reference": "another"}, {"amount": 1}])
def test_an_order_for_something_else(held, order, wrong):
    with changed(order, **wrong):
        assert told() == [f"{held.id}: order {order.id} is for something else"]


def test_a_paid_registration_whose_order_is_closed(paid, order):
    with changed(order, state=OrderState.CLOSED.value):
        assert told() == [f"{paid.id}: money paid, order closed"]


def test_money_asked_back_for_a_visit_that_stands(paid, order):
    with changed(order, refunded=int(order.amount)):
        assert told() == [f"{paid.id}: money paid, {int(order.amount)} of {int(order.amount)} asked back"]


def test_a_refund_that_was_never_asked(paid, order):
    with changed(records.known(paid.id), money=Money.REFUNDED.value):
        assert told() == [f"{paid.id}: money refunded, 0 of {int(order.amount)} asked back"]


def test_an_order_where_none_is_needed(held, order):
    with changed(records.known(held.id), money=Money.NONE.value):
        assert told() == [f"{held.id} (held) needs no order and has {order.id}"]


def test_a_cancelled_visit_that_was_not_paid_back(paid, there):
    with changed(Registration.get(paid.id), state=State.CANCELLED.value):
        said = told()
    assert f"{paid.id} is cancelled and was not paid back" in said
    assert f"{(there.clinic, there.id, 1)} is held by {paid.id}, which does not live there" in said
