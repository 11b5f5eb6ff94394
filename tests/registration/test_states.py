"""Whatever happens in whatever order: only legal steps, and everything adds up after each."""

import datetime as dt
import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from chalicelib.gateways.his.appointments import HisAppointment, Standing, Why
from chalicelib.kernel import clock, refusals
from chalicelib.payments.models import Order
from chalicelib.registration import auditor, booking, changing, records, replacing, rescheduling, stopping, visiting
from chalicelib.registration.models import Clinic, Registration, Segment
from chalicelib.registration.states import COMING, NEXT, NEXT_MONEY, OVER, STOPPABLE, Money, State
from tests.registration import people
from tests.registration.people import fresh, pay, pump, request, segment

EXAMPLES = int(os.environ.get("XINGLIN_EXAMPLES", "5"))


def test_every_state_has_its_next_states():
    assert set(NEXT) == set(State)
    assert set(NEXT_MONEY) == set(Money)


def test_what_is_over_stays_over():
    assert all(not NEXT[state] for state in OVER - {State.UNLOCKED})


def test_whoever_is_expected_can_be_stopped_and_nobody_who_was_seen():
    assert COMING | {State.HELD, State.TAKEN, State.ARRIVED} <= STOPPABLE
    assert State.SEEN not in STOPPABLE


@pytest.mark.parametrize("state", list(State))
def test_a_state_that_is_not_next_is_refused(world, state):
    from chalicelib.kernel.tables import Unit
    from chalicelib.registration import refused, transitions

    one = Registration("x", state=state.value, money="none", patient="p", clinic="c")
    for to in set(State) - NEXT[state]:
        with pytest.raises(refused.ChangedMeanwhile):
            transitions.step(Unit(), one, to)


class Days(RuleBasedStateMachine):
    """Four people, three clinics, and everything that can happen to a registration."""

    made = Bundle("made")
    some = st.integers(0, 3)
    places = st.integers(0, 2)

    @initialize()
    def morning(self):
        self.people = [people.somebody() for _ in range(4)]
        self.segments = [segment(numbers=2), segment(numbers=1), segment(numbers=1, fee=0)]
        for one in self.segments:
            Clinic(one.his, id=one.clinic, at="").save()
        self.before: dict[str, State] = {}

    def try_(self, deed, *given):
        try:
            return deed(*given)
        except refusals.Refusal:
            return None

    @rule(target=made, who=some, where=places)
    def book(self, who, where):
        person, there = self.people[who], self.segments[where]
        done = self.try_(booking.hold, person.me, person.wish, there.clinic, there.id, request(person))
        return (who, done.id) if done else None

    @rule(one=made)
    def pay(self, one):
        found = self.found(one)
        if found and found.order:
            order = Order.get(found.order, consistent_read=True)
            if order.state in ("awaiting", "closing"):
                pay(found)

    @rule(one=made)
    def cancel(self, one):
        if one:
            person = self.people[one[0]]
            self.try_(changing.cancel, person.me, one[1], request(person))

    @rule(one=made, where=places)
    def reschedule(self, one, where):
        if one:
            person, there = self.people[one[0]], self.segments[where]
            self.try_(rescheduling.reschedule, person.me, one[1], there.clinic, there.id, request(person))

    @rule(one=made, deed=st.sampled_from([changing.keep, changing.refund]))
    def decide(self, one, deed):
        if one:
            person = self.people[one[0]]
            self.try_(deed, person.me, one[1], request(person))

    @rule(one=made, standing=st.sampled_from(list(Standing)), why=st.sampled_from(list(Why)), passed=st.booleans())
    def hospital_says(self, one, standing, why, passed):
        found = self.found(one)
        if found:
            now = clock.now()
            said = HisAppointment("a", found.id, 1, now, standing, now if passed else None, why, "p0001", (found.slot,))
            self.try_(visiting.take_in, said)

    @rule(where=places, room=st.sampled_from(["101", "102"]))
    def other_room(self, where, room):
        there = fresh(self.segments[where])
        Segment(there.day, there.own).update([Segment.room.set(room)])
        replacing.reconcile(fresh(there))

    @rule(where=places)
    def stop(self, where):
        there = self.segments[where]
        self.try_(stopping.stop, "admin", there.clinic, "停诊")

    @rule(minutes=st.sampled_from([1, 16]))
    def time_passes(self, minutes):
        people.drain(clock.now() + dt.timedelta(minutes=minutes))

    @rule()
    def queues_run(self):
        pump()

    def found(self, one) -> Registration | None:
        return records.known(one[1]) if one else None

    @invariant()
    def adds_up(self):
        assert list(auditor.problems()) == []

    @invariant()
    def steps_are_legal(self):
        for one in Registration.scan(consistent_read=True):
            before = self.before.get(one.id, one.stands)
            assert one.stands is before or self.reachable(before, one.stands), (one.id, before, one.stands)
            self.before[one.id] = one.stands

    @staticmethod
    def reachable(before: State, after: State) -> bool:
        """A rule may take several steps: through what is next, and what is next of that."""
        seen, ahead = {before}, {before}
        while ahead:
            ahead = {following for state in ahead for following in NEXT[state]} - seen
            seen |= ahead
        return after in seen


@pytest.mark.timeout(900)
def test_whatever_happens_everything_adds_up(world):
    run_state_machine_as_test(
        Days,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck), database=None
        ),
    )
