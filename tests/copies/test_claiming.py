"""Who works on an application: one at a time, and the others are told who."""

import datetime as dt

import pytest
import time_machine

from chalicelib.copies import acting, claiming, jobs, transitions
from chalicelib.copies.states import State
from chalicelib.kernel import clock
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.idempotency import Repeated
from chalicelib.kernel.tables import Unit
from chalicelib.staff.roles import Role
from chalicelib.staff.sessions import OffDuty, RoleRequired
from tests.copies import desk
from tests.staff.people import member, on_duty

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def me(world):
    return on_duty(Role.REVIEWER, name="李审核")


@pytest.fixture
def other(world):
    return on_duty(Role.REVIEWER, name="赵同事")


def test_a_claimed_application_is_mine_and_in_the_audit_log(me):
    found = desk.application()
    mine = claiming.claim(me, found.id, desk.request())
    assert (mine.stands, mine.claimed_by) == (State.IN_REVIEW, me.id)
    assert [item.claimed_by for item in desk.lists(found)] == [me.id]
    assert desk.audited(found) == [("copies.claimed", "")]
    assert desk.steps(found) == ["form_checked", "in_review"]


def test_who_comes_second_is_told_who_has_it(me, other):
    found = desk.application()
    claiming.claim(me, found.id, desk.request())
    with pytest.raises(acting.ClaimedByAnother) as refused:
        claiming.claim(other, found.id, desk.request())
    assert "李审核" in refused.value.message
    assert "李审核" not in str(refused.value)


def test_two_reviewers_at_once_and_one_has_it(me, other):
    found = desk.application()
    outcomes = desk.at_once([lambda who=who: claiming.claim(who, found.id, desk.request()) for who in (me, other)])
    lost = [one for one in outcomes if isinstance(one, acting.ClaimedByAnother)]
    assert len(lost) == 1
    winner = desk.now(found).claimed_by
    assert ("李审核" if winner == me.id else "赵同事") in lost[0].message
    assert len(desk.lists(found)) == 1


def test_the_same_request_twice_is_one_claim(me):
    found, again = desk.application(), desk.request("the-same-key-00000")
    claiming.claim(me, found.id, again)
    with pytest.raises(Repeated):
        claiming.claim(me, found.id, again)
    assert desk.steps(found) == ["form_checked", "in_review"]


def test_a_claim_given_back_is_anybodys(me, other):
    found = desk.application()
    claiming.claim(me, found.id, desk.request())
    with pytest.raises(acting.ClaimFirst):
        claiming.give_back(other, found.id, desk.request())
    assert claiming.give_back(me, found.id, desk.request()).stands is State.FORM_CHECKED
    assert claiming.claim(other, found.id, desk.request()).claimed_by == other.id


def test_a_claim_ends_by_itself(me, other):
    found = desk.application()
    claiming.claim(me, found.id, desk.request())
    assert len(desk.due(found, claiming.ENDS)) == 1
    claiming.ended(found.id)
    assert desk.now(found).stands is State.IN_REVIEW  # not yet
    with time_machine.travel(clock.now() + dt.timedelta(minutes=31), tick=True):
        claiming.ended(found.id)
        assert desk.now(found).stands is State.FORM_CHECKED
        claiming.ended(found.id)
        assert len(desk.lists(found)) == 1


def test_a_claim_that_has_ended_can_be_taken_over_even_when_nothing_drained(me, other):
    found = desk.application()
    claiming.claim(me, found.id, desk.request())
    with time_machine.travel(clock.now() + dt.timedelta(minutes=31), tick=True):
        assert claiming.claim(other, found.id, desk.request()).claimed_by == other.id
        with pytest.raises(acting.ClaimedByAnother):
            claiming.require_mine(desk.now(found), me)


@pytest.mark.parametrize(
    ("state", "to", "role"),
    [
        (State.FORM_CHECKED, State.FORM_CHECKED, Role.REVIEWER),
        (State.AWAITING_SECOND_REVIEW, State.AWAITING_SECOND_REVIEW, Role.SECOND_REVIEWER),
        (State.APPROVED, State.APPROVED, Role.STORE_ROOM),
        (State.TO_COPY, State.TO_COPY, Role.COPY_DESK),
    ],
)
def test_whoever_leaves_leaves_nothing_claimed_behind(hospital, state, to, role):
    gone, colleague = on_duty(role), on_duty(role)
    found, theirs = desk.application(state), desk.application(state)
    claiming.claim(gone, found.id, desk.request())
    claiming.claim(colleague, theirs.id, desk.request())
    fact = Fact(id="f1", kind="staff.left", subject=gone.id, version=2, at=clock.stamp(clock.now()))
    for _ in range(2):
        jobs.jobs.facts["staff.left", ""](fact)
    assert (desk.now(found).stands, desk.now(found).claimed_by) == (to, "")
    assert len(desk.lists(found)) == 1
    assert desk.now(theirs).claimed_by == colleague.id


def test_what_somebody_who_leaves_was_printing_again_is_anybodys(hospital):
    gone = on_duty(Role.COPY_DESK)
    found = desk.application(State.REPRINTING)
    with Unit() as unit:
        transitions.claim(unit, found, gone.id)
    claiming.freed(gone.id)
    assert (desk.now(found).stands, desk.now(found).claimed_by) == (State.REPRINTING, "")


def test_a_renewed_claim_does_not_end_at_the_first_time(me):
    found = desk.application()
    claiming.claim(me, found.id, desk.request())
    with time_machine.travel(clock.now() + dt.timedelta(minutes=20), tick=True):
        claiming.claim(me, found.id, desk.request())
    with time_machine.travel(clock.now() + dt.timedelta(minutes=31), tick=True):
        claiming.ended(found.id)
        claiming.require_mine(desk.now(found), me)


@pytest.mark.parametrize("state", claiming.CLAIMS)
def test_only_the_role_of_the_list_may_claim(state):
    found = desk.application(state)
    wrong = on_duty(*(set(Role) - {claiming.CLAIMS[state].role, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}))
    with pytest.raises(RoleRequired):
        claiming.claim(wrong, found.id, desk.request())
    assert claiming.claim(on_duty(claiming.CLAIMS[state].role), found.id, desk.request()).stands is claiming.CLAIMS[state].to


def test_the_second_reviewer_is_somebody_else():
    both = on_duty(Role.REVIEWER, Role.SECOND_REVIEWER)
    found = desk.application(State.AWAITING_SECOND_REVIEW, reviewer=both.id)
    with pytest.raises(claiming.SameReviewer):
        claiming.claim(both, found.id, desk.request())


@pytest.mark.parametrize("state", sorted(set(State) - set(claiming.CLAIMS) - set(claiming.CLAIMED)))
def test_what_waits_for_nobodys_hands_cannot_be_claimed(me, state):
    found = desk.application(state)
    with pytest.raises(acting.DoneMeanwhile):
        claiming.claim(me, found.id, desk.request())


def test_a_record_in_the_store_rooms_hands_stays_there():
    me, other = on_duty(Role.STORE_ROOM), on_duty(Role.STORE_ROOM)
    found = desk.application(State.APPROVED_IN_PART, left_out=[{"stay": desk.STAY, "part": "x", "why": "无"}])
    claiming.claim(me, found.id, desk.request())
    assert desk.due(found, claiming.ENDS) == []
    with time_machine.travel(clock.now() + dt.timedelta(hours=5), tick=True):
        with pytest.raises(acting.ClaimedByAnother):
            claiming.claim(other, found.id, desk.request())
        assert claiming.give_back(me, found.id, desk.request()).stands is State.APPROVED_IN_PART


def test_who_was_signed_out_claims_nothing(me):
    found = desk.application()
    member(Role.REVIEWER, number=me.number, sessions=None)
    with pytest.raises(OffDuty):
        claiming.claim(me, found.id, desk.request())
    assert desk.now(found).stands is State.FORM_CHECKED
    assert desk.audited(found) == []
