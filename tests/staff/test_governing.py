import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.kernel import audit, clock, facts, refusals
from chalicelib.kernel.idempotency import Repeated
from chalicelib.kernel.tables import Unit
from chalicelib.staff import admitting, governing, guesses, listing, sessions, signing_in
from chalicelib.staff.admitting import Newcomer
from chalicelib.staff.models import NEXT, Listed, Member, State, id_of
from chalicelib.staff.roles import ADMINISTRATORS, BUSINESS, EXCLUDES, Role, RolesExclude, together
from chalicelib.staff.sessions import OffDuty
from tests.staff.conftest import caller
from tests.staff.people import member, on_duty, once

THREE = {
    Role.SYSTEM_ADMIN: Newcomer("s-1", "系统"),
    Role.SECURITY_ADMIN: Newcomer("s-2", "安全"),
    Role.AUDIT_ADMIN: Newcomer("s-3", "审计"),
}


def listed(state):
    return {one.number for one in Listed.query(state.value)}


def acts_of(actor):
    return [(one.act, one.subject) for one in audit.entries(clock.today(), actor)]


def signed_out(me):
    with pytest.raises(OffDuty), Unit() as unit:
        sessions.still_on_duty(unit, me)
    return True


# ---- which roles go together


@settings(deadline=None)
@given(st.sets(st.sampled_from(Role)))
def test_an_administrator_is_nothing_else(roles):
    alone_or_no_administrator = not roles & ADMINISTRATORS or len(roles) == 1
    if alone_or_no_administrator:
        assert together(roles) == roles
    else:
        with pytest.raises(RolesExclude):
            together(roles)


@settings(deadline=None)
@given(st.sampled_from(Role), st.sampled_from(Role))
def test_exclusion_is_mutual(one, other):
    assert (other in EXCLUDES[one]) == (one in EXCLUDES[other])
    assert one not in EXCLUDES[one]


@settings(deadline=None, max_examples=25)  # two tables a time
@given(st.sets(st.sampled_from(Role)))
def test_whatever_is_asked_for_nobody_ends_with_excluded_roles(world, roles):
    security, person = on_duty(Role.SECURITY_ADMIN, number="hypo-1"), member(Role.REVIEWER, number="hypo-2")
    before = set(person.roles)
    try:
        governing.give_roles(security, person.id, roles)
    except (RolesExclude, admitting.OnlyByCommand):
        assert Member.find(person.id).roles == before
        assert roles & ADMINISTRATORS
    else:
        assert (Member.find(person.id).roles or set()) == roles <= BUSINESS


# ---- letting in


def test_who_is_let_in_gets_roles_and_a_password_shown_once(security, newcomer):
    person = newcomer(Role.COPY_DESK, Role.CASHIER, name="钱小姐", phone="13800001234", department="records")
    found = Member.find(person.staff)
    assert (found.state, found.roles, found.department) == ("active", {"copy_desk", "cashier"}, "records")
    assert sessions.name_of(person.staff) == "钱小姐"
    assert person.password not in str(found.to_dynamodb_dict())
    assert "钱小姐" not in str(found.to_dynamodb_dict())
    assert person.number in listed(State.ACTIVE)
    assert ("staff.admitted", person.staff) in acts_of(security.id)


def test_one_time_passwords_are_never_alike(newcomer):
    assert newcomer().password != newcomer().password


def test_the_same_request_twice_lets_in_once(security):
    request, person = once(), Newcomer("twice-1", "重复")
    first = admitting.admit(security, person, [Role.CASHIER], request)
    with pytest.raises(Repeated) as before:
        admitting.admit(security, person, [Role.CASHIER], request)
    assert before.value.subject == first.staff


def test_a_number_in_use_is_refused(security, newcomer):
    person = newcomer()
    with pytest.raises(admitting.NumberTaken):
        admitting.admit(security, Newcomer(person.number, "别人"), [], once())


def test_eight_at_once_under_one_number_are_one_person(security):
    def admit(_):
        Member.find("nobody")
        try:
            return admitting.admit(security, Newcomer("race-1", "同号"), [Role.CASHIER], once())
        except (admitting.NumberTaken, refusals.Busy):
            return None

    with ThreadPoolExecutor(8) as at_once:
        made = [one for one in at_once.map(admit, range(8)) if one]
    assert len(made) == 1


def test_the_desk_makes_no_administrator(security, newcomer):
    for role in ADMINISTRATORS:
        with pytest.raises(admitting.OnlyByCommand):
            admitting.admit(security, Newcomer("new-admin", "管理员"), [role], once())
    assert Member.find(id_of("new-admin")) is None


def test_a_security_administrator_signed_out_meanwhile_lets_nobody_in(world):
    security = on_duty(Role.SECURITY_ADMIN)
    Member(security.id).update([Member.epoch.add(1)])
    with pytest.raises(OffDuty):
        admitting.admit(security, Newcomer("late-1", "迟"), [], once())
    assert Member.find(id_of("late-1")) is None


# ---- roles, reset, lock


def test_other_roles_end_every_session(security, employed):
    person = employed(Role.REVIEWER)
    me = caller(person.sign_in())
    governing.give_roles(security, me.id, [Role.STORE_ROOM])
    assert signed_out(me)
    assert caller(person.sign_in(clock.now() + dt.timedelta(minutes=1))).roles == {Role.STORE_ROOM}
    assert ("staff.roles_given", me.id) in acts_of(security.id)


def test_nobody_changes_what_he_himself_may_do(security):
    for deed in (
        lambda: governing.give_roles(security, security.id, [Role.REVIEWER]),
        lambda: governing.move(security, security.id, State.LOCKED, "自己"),
        lambda: governing.reset(security, security.id, "自己"),
    ):
        with pytest.raises(governing.NotOneself):
            deed()


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_the_desk_does_nothing_to_an_administrator(security, role):
    other = on_duty(role)
    for deed in (
        lambda: governing.give_roles(security, other.id, [Role.REVIEWER]),
        lambda: governing.move(security, other.id, State.LOCKED, "无"),
        lambda: governing.reset(security, other.id, "无"),
    ):
        with pytest.raises(admitting.OnlyByCommand):
            deed()
    assert Member.find(other.id).roles == {role}


def test_a_reset_gives_a_new_first_sign_in_and_opens_the_lock(security, employed):
    person = employed()
    me = caller(person.sign_in())
    for _ in range(5):
        with pytest.raises(signing_in.WrongNumberOrPassword):
            signing_in.begin(person.number, "wrong-one", person.address)
    with pytest.raises(guesses.TooManyGuesses):
        person.begin()
    person.password = governing.reset(security, me.id, "忘记密码")
    assert signed_out(me)
    step = person.begin()
    assert step.enrol
    assert person.confirm(step, clock.now() + dt.timedelta(minutes=1), "a-second-good-one")
    assert ("staff.reset", me.id) in acts_of(security.id)


def test_who_is_locked_is_out_and_in_again_when_unlocked(security, employed):
    person = employed()
    me = caller(person.sign_in())
    governing.move(security, me.id, State.LOCKED, "手机丢失")
    assert signed_out(me)
    with pytest.raises(signing_in.WrongNumberOrPassword):
        person.begin()
    governing.move(security, me.id, State.ACTIVE, "已找回")
    assert person.begin().ticket
    assert [act for act, subject in acts_of(security.id) if subject == me.id][-2:] == ["staff.locked", "staff.active"]


def test_who_leaves_has_nothing_left_but_a_name(security, employed):
    person = employed()
    me = caller(person.sign_in())
    governing.move(security, me.id, State.LEFT, "离职")
    assert signed_out(me)
    left = Member.find(me.id)
    assert (left.roles, left.password, left.totp) == (None, None, None)
    assert sessions.name_of(me.id) == "新员工"
    assert person.number in listed(State.LEFT) - listed(State.ACTIVE)
    assert ("staff.left", me.id) in [(fact.kind, fact.subject) for fact in facts.of_hour(clock.now())]


def test_who_comes_back_is_let_in_anew(security, employed):
    person = employed()
    governing.move(security, person.staff, State.LEFT, "离职")
    with pytest.raises(admitting.NumberTaken):
        admitting.admit(security, Newcomer(person.number, "返聘"), [Role.SERVICE], once())
    governing.move(security, person.staff, State.PROPOSED, "返聘")
    admitted = admitting.admit(security, Newcomer(person.number, "返聘"), [Role.SERVICE], once())
    assert admitted.staff == person.staff
    person.password = admitted.one_time
    assert person.begin().new_password


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("to", State)
def test_states_change_as_the_table_says(security, before, to):
    person = member(number=f"state-{before}-{to}", state=before.value)
    legal = to in NEXT[before] and (before, to) != (State.PROPOSED, State.ACTIVE)
    if legal:
        governing.move(security, person.id, to, "试一试")
        assert Member.find(person.id).state == to
    else:
        with pytest.raises(governing.ChangedMeanwhile):
            governing.move(security, person.id, to, "试一试")


def test_two_changes_at_once_are_one_after_the_other_or_refused(security):
    person, other = member(Role.REVIEWER, number="two-1"), on_duty(Role.SECURITY_ADMIN)

    def change(who):
        Member.find("nobody")
        try:
            governing.give_roles(who, person.id, [Role.CASHIER])
        except (governing.ChangedMeanwhile, refusals.Busy):
            return 0
        return 1

    with ThreadPoolExecutor(2) as at_once:
        done = sum(at_once.map(change, (security, other)))
    assert done >= 1
    assert Member.find(person.id).epoch == 1 + done


def test_nobody_by_that_id_is_found(security):
    with pytest.raises(refusals.NotFound):
        governing.give_roles(security, "nobody", [])


# ---- by command


def test_the_first_three_are_made_once_and_each_may_sign_in(world):
    made = admitting.first_administrators("root", THREE)
    assert made.keys() == ADMINISTRATORS
    for role, admitted in made.items():
        step = signing_in.begin(THREE[role].number, admitted.one_time, "10.2.0.1")
        assert step.enrol
        assert step.new_password
        assert Member.find(admitted.staff).roles == {role}
    with pytest.raises(admitting.AlreadyFounded):
        admitting.first_administrators("root", {role: Newcomer(one.number + "b", "x") for role, one in THREE.items()})
    assert Member.find(id_of("s-1b")) is None
    assert [act for act, _ in acts_of("root")] == ["staff.founded"]


def test_one_person_is_not_two_administrators(world):
    with pytest.raises(admitting.OnlyThree):
        admitting.first_administrators("root", {role: Newcomer("s-9", "一人") for role in ADMINISTRATORS})
    with pytest.raises(admitting.OnlyThree):
        admitting.administrator("root", Newcomer("s-8", "业务"), Role.REVIEWER, "无")


def test_the_command_prints_three_passwords_of_its_own_making(world, capsys):
    from infra.commands.__main__ import parser

    listed_already = Listed.find(admitting.FOUNDING, admitting.FOUNDING)
    if listed_already:
        listed_already.delete()
    people = [f"--system-admin=c-1={'张'}", "--security-admin=c-2=王", "--audit-admin=c-3=李"]
    asked = parser().parse_args(["staff", "first-administrators", *people, "--by", "root"])
    assert asked.run(asked) == 0
    told = [line.split()[-1] for line in capsys.readouterr().out.splitlines() if "one-time password" in line]
    assert len(set(told)) == 3
    assert signing_in.begin("c-2", told[sorted(ADMINISTRATORS).index(Role.SECURITY_ADMIN)], "10.2.0.2").enrol


def test_an_administrator_is_reset_and_locked_by_command(world):
    admin = on_duty(Role.AUDIT_ADMIN)
    one_time = governing.reset_by_command("root", admin.number, "换手机")
    assert signing_in.begin(admin.number, one_time, "10.2.0.3").enrol
    governing.move_by_command("root", admin.number, State.LOCKED, "停用")
    with pytest.raises(signing_in.WrongNumberOrPassword):
        signing_in.begin(admin.number, one_time, "10.2.0.3")


# ---- lists


def test_members_are_paged_by_work_number(world):
    for number in range(listing.PAGE + 3):
        person = member(number=f"page-{number:03d}")
        Listed("paged", person.number, id=person.id).save()

    class Paged:
        value = "paged"

    first = listing.members(Paged)
    second = listing.members(Paged, first.after)
    assert [len(first.members), len(second.members), second.after] == [listing.PAGE, 3, None]
    assert [one.number for one in (*first.members, *second.members)] == [f"page-{n:03d}" for n in range(listing.PAGE + 3)]
