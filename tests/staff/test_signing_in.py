import contextlib
import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.kernel import audit, clock, tables
from chalicelib.staff import guesses, passwords, places, signing_in
from chalicelib.staff.models import Guess, Member, Session, State, Ticket, id_of
from chalicelib.staff.roles import Role
from tests.staff.conftest import ADDRESS, GOOD, caller
from tests.staff.people import member

MINUTE = dt.timedelta(minutes=1)


def refused(kind, deed, *arguments, **named):
    with pytest.raises(kind):
        deed(*arguments, **named)


# ---- the first time


def test_the_first_sign_in_enrols_an_authenticator_and_sets_a_password_of_ones_own(newcomer):
    person = newcomer(Role.REVIEWER)
    step = person.begin()
    assert step.enrol
    assert step.enrol.startswith("otpauth://totp/")
    assert step.new_password
    opened = person.confirm(step, new_password=GOOD)
    assert caller(opened).roles == {Role.REVIEWER}
    assert Member.find(person.staff).password_until is None


def test_without_a_new_password_the_first_sign_in_goes_no_further(newcomer):
    person = newcomer()
    step = person.begin()
    refused(signing_in.NewPasswordRequired, person.confirm, step)
    refused(passwords.WeakPassword, person.confirm, step, new_password="1234567890")
    refused(passwords.SamePassword, person.confirm, step, new_password=person.password)
    assert person.confirm(step, new_password=GOOD)  # the ticket was not lost by that


def test_the_one_time_password_opens_nothing_after_the_first_sign_in(newcomer):
    person = newcomer()
    one_time = person.password
    person.first_sign_in()
    person.password = one_time
    refused(signing_in.WrongNumberOrPassword, person.begin)


def test_a_one_time_password_waits_three_days(newcomer):
    handed_out = clock.now() - dt.timedelta(hours=72)
    late, early = newcomer(now=handed_out - MINUTE), newcomer(now=handed_out + MINUTE)
    refused(signing_in.OneTimePasswordOver, late.begin)
    assert early.begin().ticket


def test_an_offered_authenticator_counts_only_when_its_code_was_given(newcomer):
    person = newcomer()
    first, second = person.begin(), person.begin()
    assert first.enrol != second.enrol
    person.confirm(second, new_password=GOOD)
    person.password = GOOD
    refused(signing_in.TicketOver, person.confirm, first, new_password="another-good-one", now=clock.now() + 6 * MINUTE)
    with pytest.raises((signing_in.CodeUsed, signing_in.WrongCode)):  # the first one's secret is enrolled no more
        person.confirm(first, new_password="another-good-one")


def test_afterwards_password_and_code_are_enough(employed):
    person = employed(Role.CASHIER)
    step = person.begin()
    assert (step.enrol, step.new_password) == (None, False)
    assert caller(person.confirm(step)).roles == {Role.CASHIER}


def test_a_new_password_that_nobody_asked_for_changes_nothing(employed):
    person = employed()
    person.confirm(person.begin(), new_password="another-good-one")
    assert person.begin().ticket


def test_a_password_of_ninety_days_is_renewed_at_sign_in(employed):
    person = employed()
    later = clock.now() + dt.timedelta(days=90)
    assert person.begin(later).new_password
    refused(signing_in.NewPasswordRequired, person.sign_in, later)


# ---- who does not get in


def test_a_wrong_password_an_unknown_number_and_somebody_who_left_are_answered_alike(employed):
    gone = employed()
    Member(gone.staff).update([Member.state.set(State.LEFT.value)])
    known = employed()
    answers = []
    for number, password in [(known.number, "wrong-one"), ("nobody-1", GOOD), (gone.number, GOOD)]:
        with pytest.raises(signing_in.WrongNumberOrPassword) as refusal:
            signing_in.begin(number, password, ADDRESS)
        answers.append((refusal.value.status, refusal.value.code, refusal.value.message))
    assert len(set(answers)) == 1


@contextlib.contextmanager
def work(monkeypatch):
    """What leaves the process, and what is compared."""
    done: list[str] = []
    verify = passwords._hasher().verify

    class Counting:
        def verify(self, kept, password):
            parameters = kept.rsplit("$", 2)[0]
            done.append(f"argon2 {parameters}")
            return verify(kept, password)

    def note(model, **_):
        done.append(model.name)

    events = tables.connection().client.meta.events
    events.register("before-call.dynamodb", note)
    try:
        with monkeypatch.context() as here:
            here.setattr(passwords, "_hasher", Counting)
            yield done
    finally:
        events.unregister("before-call.dynamodb", note)


def test_an_unknown_number_costs_the_same_work_as_a_wrong_password(employed, monkeypatch):
    known, took = employed(), []
    for number, password in [(known.number, "wrong-one"), ("nobody-2", "wrong-one")]:
        Guess.find(guesses._address(ADDRESS).of)  # settings and connection are warm
        with work(monkeypatch) as done, pytest.raises(signing_in.WrongNumberOrPassword):
            signing_in.begin(number, password, f"10.9.0.{len(took)}")
        took.append(done)
    assert took[0] == took[1]
    assert len([one for one in took[0] if one.startswith("argon2")]) == 1


def test_nobodys_password_is_as_hard_to_compare_as_anybodys():
    assert passwords.NOBODYS.rsplit("$", 2)[0] == passwords.hashed("something else").rsplit("$", 2)[0]


def test_somebody_proposed_by_the_his_has_no_password_to_guess(world):
    member(number="proposed-1", state=State.PROPOSED.value)
    refused(signing_in.WrongNumberOrPassword, signing_in.begin, "proposed-1", "", ADDRESS)


# ---- the second factor


def test_a_code_works_once(employed):
    person, now = employed(), clock.now()
    person.sign_in(now)
    refused(signing_in.CodeUsed, person.sign_in, now)
    assert person.sign_in(now + dt.timedelta(seconds=60))


def test_a_code_seen_before_the_last_one_used_is_refused(employed):
    person, now = employed(), clock.now()
    earlier = person.code(now - dt.timedelta(seconds=30))
    person.sign_in(now)
    refused(signing_in.CodeUsed, person.confirm, person.begin(now), now, code=earlier)


def test_a_phone_half_a_minute_off_is_taken_and_a_minute_off_is_not(employed):
    now = clock.now()
    for off, fits in [(-30, True), (30, True), (-90, False), (90, False)]:
        person = employed()
        code = person.code(now + dt.timedelta(seconds=off))
        if fits:
            assert person.confirm(person.begin(now), now, code=code)
        else:
            refused(signing_in.WrongCode, person.confirm, person.begin(now), now, code=code)


def test_the_authenticator_of_somebody_else_is_refused(employed):
    person, other = employed(), employed()
    refused(signing_in.WrongCode, person.confirm, person.begin(), code=other.code())


def test_sixteen_confirmations_at_once_open_one_session(employed):
    person, now = employed(), clock.now()
    steps = [person.begin(now) for _ in range(2)] * 8

    def confirm(step):
        Member.find("nobody")
        try:
            return person.confirm(step, now)
        except (signing_in.CodeUsed, signing_in.TicketOver, guesses.TooManyGuesses):
            return None

    with ThreadPoolExecutor(16) as at_once:
        opened = [one for one in at_once.map(confirm, steps) if one]
    assert len(opened) == 1
    assert {one.id for one in Session.query(person.staff)} >= {opened[0].session.id}
    assert Member.find(person.staff).sessions == {opened[0].session.id}


def test_a_ticket_works_once_and_for_five_minutes(employed):
    person, now = employed(), clock.now()
    step = person.begin(now)
    refused(signing_in.TicketOver, person.confirm, step, now + 5 * MINUTE)
    person.confirm(step, now)
    refused(signing_in.TicketOver, person.confirm, step, now + MINUTE)
    refused(signing_in.TicketOver, signing_in.confirm, "invented", "000000", None, ADDRESS)


def test_a_ticket_ends_when_the_person_is_locked_or_changed_meanwhile(employed):
    for change in ([Member.epoch.add(1)], [Member.state.set(State.LOCKED.value)]):
        person = employed()
        step = person.begin()
        Member(person.staff).update(change)
        refused(signing_in.TicketOver, person.confirm, step)


def test_tickets_in_the_table_are_of_no_use(employed):
    step = employed().begin()
    assert Ticket.find(step.ticket) is None


# ---- guessing


def test_five_wrong_passwords_lock_the_number_for_fifteen_minutes(employed):
    person, now = employed(), clock.now()
    right, person.password = person.password, "wrong-one"
    for _ in range(5):
        refused(signing_in.WrongNumberOrPassword, person.begin, now)
    person.password = right
    refused(guesses.TooManyGuesses, person.begin, now)
    refused(guesses.TooManyGuesses, person.begin, now + 15 * MINUTE - MINUTE)
    assert person.begin(now + 15 * MINUTE).ticket


def test_the_lock_begins_with_the_fifth_wrong_one_however_late(employed):
    person, now = employed(), clock.now()
    right, person.password = person.password, "wrong-one"
    for minutes in (0, 3, 6, 9, 14):
        refused(signing_in.WrongNumberOrPassword, person.begin, now + minutes * MINUTE)
    person.password = right
    refused(guesses.TooManyGuesses, person.begin, now + 28 * MINUTE)
    assert person.begin(now + 29 * MINUTE).ticket


def test_wrong_ones_of_long_ago_count_no_more(employed):
    person, now = employed(), clock.now()
    right, person.password = person.password, "wrong-one"
    for minutes in (0, 0, 0, 0, 16, 16, 16, 16):
        refused(signing_in.WrongNumberOrPassword, person.begin, now + minutes * MINUTE)
    person.password = right
    assert person.begin(now + 16 * MINUTE).ticket


def test_a_number_that_nobody_has_is_locked_like_any_other(world):
    for _ in range(5):
        refused(signing_in.WrongNumberOrPassword, signing_in.begin, "nobody-3", "x", "10.8.0.1")
    refused(guesses.TooManyGuesses, signing_in.begin, "nobody-3", "x", "10.8.0.1")


def test_wrong_codes_lock_too_and_a_right_password_between_does_not_help(employed):
    person = employed()
    for _ in range(5):
        refused(signing_in.WrongCode, person.confirm, person.begin(), code="000000")
    refused(guesses.TooManyGuesses, person.begin)


def test_a_whole_sign_in_wipes_the_slate(employed):
    person, now = employed(), clock.now()
    right = person.password
    for moment in (now, now + MINUTE):
        person.password = "wrong-one"
        for _ in range(4):
            refused(signing_in.WrongNumberOrPassword, person.begin, moment)
        person.password = right
        assert person.sign_in(moment)


def test_thirty_two_guesses_at_once_are_five(employed):
    person = employed()
    person.password = "wrong-one"

    def guess(number):
        Guess.find("nobody")
        try:
            person.begin(address=f"10.7.0.{number}")
        except (signing_in.WrongNumberOrPassword, guesses.TooManyGuesses) as refusal:
            return refusal.code
        return "in"

    with ThreadPoolExecutor(8) as at_once:
        codes = list(at_once.map(guess, range(32)))
    assert codes.count("wrong_number_or_password") == 5
    assert codes.count("too_many_guesses") == 27


def test_one_address_that_tries_many_numbers_is_locked(employed, chooses):
    chooses(wrong_from_an_address=6)
    for number in range(6):
        refused(signing_in.WrongNumberOrPassword, signing_in.begin, f"many-{number}", "x", "10.6.0.1")
    refused(guesses.TooManyGuesses, signing_in.begin, "many-7", "x", "10.6.0.1")
    refused(signing_in.WrongNumberOrPassword, signing_in.begin, "many-7", "x", "10.6.0.2")


def test_many_who_sign_in_well_from_one_address_lock_nobody(employed, chooses):
    chooses(wrong_from_an_address=5)
    for _ in range(6):
        person = employed()
        assert person.sign_in(address="10.6.0.3")


def test_the_lock_stands_in_the_audit_log(world):
    for _ in range(5):
        refused(signing_in.WrongNumberOrPassword, signing_in.begin, "nobody-4", "x", "10.8.0.2")
    acts = [(one.act, one.subject) for one in audit.entries(clock.today(), signing_in.DOOR)]
    assert acts.count(("staff.number_locked", id_of("nobody-4"))) == 1
    assert audit.broken(clock.today()) == []


# ---- where from


def test_only_from_the_hospitals_networks_where_it_chose_some(employed, chooses):
    person = employed()
    opened = person.sign_in()
    chooses(addresses=["10.0.0.0/24", "fd00::/8"])  # and so not 10.1
    refused(places.AddressRefused, person.begin)
    assert person.begin(address="10.0.0.255").ticket
    refused(places.AddressRefused, person.begin, address="not an address")
    refused(places.AddressRefused, signing_in.confirm, "any", "000000", None, "203.0.113.9")
    refused(places.AddressRefused, caller, opened, address="203.0.113.9")
    assert caller(opened, address="::ffff:10.0.0.9")
    assert caller(opened, address="fd00::1")


# ---- several browsers


def test_a_third_browser_ends_the_oldest_session(employed):
    person, now = employed(), clock.now()
    opened = [person.sign_in(now + minutes * MINUTE) for minutes in range(3)]
    assert Member.find(person.staff).sessions == {one.session.id for one in opened[1:]}
    assert {one.id for one in Session.query(person.staff)} == {one.session.id for one in opened[1:]}


def test_a_session_that_lay_idle_leaves_its_place(employed):
    person, now = employed(), clock.now()
    person.sign_in(now)
    later = person.sign_in(now + 16 * MINUTE)
    assert Member.find(person.staff).sessions == {later.session.id}
