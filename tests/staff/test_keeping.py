import datetime as dt

import pytest

from chalicelib.kernel import audit, clock
from chalicelib.kernel.tables import Unit
from chalicelib.staff import guesses, keeping, passwords, sessions, signing_in
from chalicelib.staff.models import Member, Session, State
from chalicelib.staff.roles import Role
from chalicelib.staff.sessions import OffDuty
from tests.staff.conftest import GOOD, caller, renewing

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


def deed(me):
    with Unit() as unit:
        sessions.still_on_duty(unit, me)


def works(me):
    try:
        deed(me)
    except OffDuty:
        return False
    return True


def test_a_session_in_use_goes_on(employed):
    now = clock.now()
    opened = employed().sign_in(now - 14 * MINUTE)
    again = keeping.renew(renewing(opened), now)
    assert again.session.id == opened.session.id
    assert again.token.ends == now + 5 * MINUTE
    assert caller(again)


def test_fifteen_idle_minutes_end_it(employed):
    now = clock.now()
    opened = employed().sign_in(now - 14 * MINUTE - 30 * dt.timedelta(seconds=1))
    me = renewing(opened)  # its token may still be shown
    with pytest.raises(OffDuty):
        keeping.renew(me, now + 31 * dt.timedelta(seconds=1))
    assert keeping.renew(me, now)


def test_a_token_older_than_the_idle_time_is_not_even_looked_at(employed):
    opened = employed().sign_in(clock.now() - 21 * MINUTE)
    with pytest.raises(OffDuty):
        renewing(opened)


def test_a_token_that_ended_renews_and_does_nothing_else(employed):
    opened = employed().sign_in(clock.now() - 6 * MINUTE)
    with pytest.raises(OffDuty):
        caller(opened)
    assert caller(keeping.renew(renewing(opened)))


def test_idle_is_counted_from_the_last_use_not_from_the_first(employed):
    now = clock.now()
    opened = employed().sign_in(now - 40 * MINUTE)
    for ago in (30, 20, 10):
        me = sessions.Renewing(*_fields(opened))
        opened = keeping.renew(me, now - ago * MINUTE)
    assert keeping.renew(renewing(opened), now)


def _fields(opened):
    """The caller of a token of the past, which no edge would take any more."""
    member = opened.member
    roles = frozenset(Role(role) for role in member.roles)
    return member.id, member.number, roles, int(member.epoch), member.department, "10.1.1.1", opened.session.id


def test_eight_hours_end_it_however_much_it_is_used(employed):
    now = clock.now()
    opened = employed().sign_in(now - 8 * HOUR + 2 * MINUTE)
    Session(opened.member.id, opened.session.id).update([Session.used.set(clock.stamp(now - MINUTE))])
    me = sessions.Renewing(*_fields(opened))
    last = keeping.renew(me, now)
    assert last.token.ends == clock.read(opened.session.ends)  # two minutes, not five
    with pytest.raises(OffDuty):
        keeping.renew(me, now + 2 * MINUTE)


def test_signing_out_ends_this_session_at_once_and_no_other(employed):
    person, now = employed(), clock.now()
    here, there = caller(person.sign_in(now)), caller(person.sign_in(now + MINUTE))
    keeping.sign_out(here)
    assert not works(here)
    assert works(there)
    with pytest.raises(OffDuty):
        keeping.sign_out(here)


def test_a_session_that_was_signed_out_is_not_renewed(employed):
    opened = employed().sign_in()
    keeping.sign_out(caller(opened))
    with pytest.raises(OffDuty):
        keeping.renew(renewing(opened))


def test_signing_out_everywhere_ends_them_all(employed):
    person, now = employed(), clock.now()
    here, there = caller(person.sign_in(now)), caller(person.sign_in(now + MINUTE))
    keeping.sign_out_everywhere(here)
    assert not works(here)
    assert not works(there)
    assert person.sign_in(now + 2 * MINUTE)


def test_i_see_where_i_am_signed_in(employed):
    person, now = employed(), clock.now()
    first = person.sign_in(now - MINUTE, address="10.1.0.1")
    second = person.sign_in(now, address="10.1.0.2")
    mine = keeping.mine(caller(second))
    assert [(one.id, one.address) for one in mine] == [(second.session.id, "10.1.0.2"), (first.session.id, "10.1.0.1")]


def test_a_renewed_token_tells_the_department_of_this_moment(employed):
    opened = employed().sign_in()
    Member(opened.member.id).update([Member.department.set("surgery")])
    assert caller(keeping.renew(renewing(opened))).department == "surgery"


def test_somebody_locked_cannot_renew(employed):
    opened = employed().sign_in()
    Member(opened.member.id).update([Member.state.set(State.LOCKED.value)])
    with pytest.raises(OffDuty):
        keeping.renew(renewing(opened))


# ---- one's own password


def test_i_change_my_password_and_my_other_browser_is_signed_out(employed):
    person, now = employed(), clock.now()
    other, me = caller(person.sign_in(now)), caller(person.sign_in(now + MINUTE))
    keeping.change_password(me, GOOD, "a-second-good-one")
    assert works(me)
    assert not works(other)
    with pytest.raises(signing_in.WrongNumberOrPassword):
        person.begin()
    person.password = "a-second-good-one"
    assert person.begin().ticket
    assert [one.act for one in audit.entries(clock.today(), me.id)][-1] == "staff.password_changed"


def test_only_who_knows_the_present_password_changes_it(employed):
    person = employed()
    me = caller(person.sign_in())
    for _ in range(5):
        with pytest.raises(keeping.WrongPassword):
            keeping.change_password(me, "wrong-one", "a-second-good-one")
    with pytest.raises(guesses.TooManyGuesses):
        keeping.change_password(me, GOOD, "a-second-good-one")


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("short-one", passwords.WeakPassword),
        ("x" * 129, passwords.WeakPassword),
        ("aaaaaaaaaabb", passwords.WeakPassword),
        ("Password123", passwords.WeakPassword),
        ("abcdefghijkl", passwords.WeakPassword),
        ("9876543210", passwords.WeakPassword),
        ("ｐａｓｓｗｏｒｄ１２３", passwords.WeakPassword),
        (GOOD, passwords.SamePassword),
    ],
)
def test_a_poor_password_is_refused(employed, password, refusal):
    me = caller(employed().sign_in())
    with pytest.raises(refusal):
        keeping.change_password(me, GOOD, password)


def test_a_password_around_the_work_number_is_refused():
    with pytest.raises(passwords.WeakPassword):
        passwords.require_good("hello-K1024-world", "k1024")
    passwords.require_good("hello-K1024-world", "k1025")


def test_a_password_is_the_same_from_every_keyboard():
    kept = passwords.hashed("ｇｏｏｄ－ｏｎｅ２０２６")
    assert passwords.matches(kept, "good-one2026")
    assert not passwords.matches(None, "good-one2026")


def test_every_common_password_is_refused_for_being_common():
    assert len(passwords.COMMONEST) > 100
    assert all(len(one) >= passwords.SHORTEST and one == one.casefold() for one in passwords.COMMONEST)
    with pytest.raises(passwords.WeakPassword):
        passwords.require_good("Woaini1314520", "k1")
