import pytest

from chalicelib.accounts import sessions as accounts
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.http import Request
from chalicelib.kernel.tables import Unit
from chalicelib.staff import sessions
from chalicelib.staff.models import Member, State
from chalicelib.staff.roles import Role
from chalicelib.staff.sessions import OffDuty, RoleRequired, Staff, acting_as
from tests.staff.people import member, on_duty, token_of


def request(token, method="GET", address="10.0.0.1"):
    return Request(method, "/desk", {"authorization": f"Bearer {token}"}, {}, b"", address, "request")


def deed(me):
    with Unit() as unit:
        sessions.still_on_duty(unit, me)


def test_my_token_says_who_i_am_and_what_i_may(world):
    me = on_duty(Role.REVIEWER, Role.STORE_ROOM)
    assert Staff.identify(request(token_of(me))) == me
    assert me.account == me.id


def test_a_route_for_reviewers_lets_a_reviewer_in_and_nobody_else(world):
    desk = acting_as(Role.REVIEWER, Role.SECOND_REVIEWER)
    assert desk.identify(request(token_of(on_duty(Role.REVIEWER)))).roles == {Role.REVIEWER}
    for others in [(Role.CASHIER,), (Role.SYSTEM_ADMIN,), ()]:
        with pytest.raises(RoleRequired):
            desk.identify(request(token_of(on_duty(*others))))


def test_the_same_roles_are_the_same_caller(world):
    assert acting_as(Role.CASHIER) is acting_as(Role.CASHIER)
    assert acting_as(Role.CASHIER).label == "staff:cashier"
    with pytest.raises(ValueError, match="name a role"):
        acting_as()


def test_a_patients_token_opens_no_desk(world):
    me = on_duty(Role.REVIEWER)
    with pytest.raises(OffDuty):
        Staff.identify(request(accounts.sign(me.id, 1).token))


def test_a_staff_token_opens_no_patients_route(world):
    with pytest.raises(refusals.Unauthenticated):
        accounts.Patient.identify(request(token_of(on_duty(Role.REVIEWER))))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "中文"])
def test_what_is_no_token_opens_nothing(world, token):
    with pytest.raises(OffDuty):
        Staff.identify(request(token))


def test_a_token_lasts_five_minutes(world):
    me = on_duty(Role.REVIEWER)
    before = clock.now() - sessions.LASTS
    assert Staff.identify(request(token_of(me, before + sessions.LASTS / 10))) == me
    with pytest.raises(OffDuty):
        Staff.identify(request(token_of(me, before - sessions.LASTS / 10)))


@pytest.mark.parametrize("ended", [{"epoch": 2}, {"state": State.LOCKED.value}, {"state": State.LEFT.value}, {"sessions": None}])
def test_a_session_that_was_ended_reads_nothing_and_writes_nothing(world, ended):
    me = on_duty(Role.REVIEWER)
    token = token_of(me)
    deed(Staff.identify(request(token)))
    member(Role.REVIEWER, number=me.number, **{"sessions": {me.session}, **ended})
    with pytest.raises(OffDuty):
        Staff.identify(request(token, "GET"))
    acting = Staff.identify(request(token, "POST"))
    with pytest.raises(OffDuty):
        deed(acting)


def test_somebody_never_employed_does_nothing(world):
    nobody = Staff(sessions.StaffId("nobody"), "0", frozenset(Role), 1, "", "10.0.0.1", "s")
    with pytest.raises(OffDuty):
        deed(nobody)


def test_a_name_is_found_by_its_id(world):
    me, other = on_duty(name="李审核"), on_duty(name="赵复核")
    assert sessions.name_of(me.id) == "李审核"
    assert sessions.name_of(sessions.StaffId("nobody")) == ""
    assert sessions.names_of([me.id, other.id, me.id, "nobody"]) == {me.id: "李审核", other.id: "赵复核"}
    assert "李审核".encode() not in Member.find(me.id).name
