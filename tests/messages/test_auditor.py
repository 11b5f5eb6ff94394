"""The auditor of messages tells whatever has not exactly one end, and nothing else."""

import datetime as dt

import pytest

from chalicelib.kernel import agenda, clock
from chalicelib.messages import auditor
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Call, State
from tests.messages.town import NOON
from tests.planting import changed, missing, planted

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def books_add_up(clinic):
    yield
    assert auditor.problems(clinic.now) == []


def problems(clinic):
    return auditor.problems(clinic.now)


@pytest.fixture
def item(clinic):
    """News to somebody who takes messages, not addressed yet."""
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED)
    return clinic.tell(Kind.BOOKED, patient, me)


@pytest.fixture
def waiting(clinic, item):
    clinic.address(item)
    clinic.queues.take()
    return clinic.attempts(item)[0]


@pytest.fixture
def sent(clinic, item):
    clinic.send(item)
    return clinic.attempts(item)[0]


@pytest.fixture
def by_sms(clinic):
    """Both attempts of news that fell back: by short message, by WeChat."""
    me, patient = clinic.someone()
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    sms, wechat = clinic.attempts(item)
    assert (sms.state, wechat.state) == (State.SENT, State.FALLEN_BACK)
    return sms, wechat


@pytest.fixture
def merged(clinic):
    """One of two reminders of a day: told within the other."""
    me, patient = clinic.someone()
    clinic.allow(me, Kind.REMINDER)
    items = [clinic.tell(Kind.REMINDER, patient) for _ in range(2)]
    clinic.address(*items)
    clinic.wake(NOON + 2 * MINUTE)
    (found,) = [one for item in items for one in clinic.attempts(item) if one.state == State.MERGED]
    return found


def named(attempt, problem):
    return f"attempt {attempt.key} of {attempt.recipient}: {problem}"


def otherwise(attempt, state, **fields):
    """Brought to that state by a step of its own."""
    return changed(attempt, state=state.value, steps=[*attempt.steps, f"{clock.stamp(NOON)} {state}"], **fields)


@pytest.mark.parametrize("told", ["waiting", "sent", "by_sms", "merged"])
def test_whatever_the_deeds_left_is_told_nothing_of(request, clinic, told):
    request.getfixturevalue(told)
    assert problems(clinic) == []


def test_attempts_are_counted_by_channel_and_state(by_sms, clinic):
    assert auditor.counts() == {"sms sent": 1, "wechat fallen_back": 1}


def test_news_that_nobody_addressed_is_told_after_a_while(item, clinic):
    later = clock.read(item.told) + auditor.LATE
    assert auditor.problems(later) == []
    assert auditor.problems(later + MINUTE) == [f"news {item.id}: told at {item.told} and not addressed"]
    clinic.address(item)


def test_a_recipient_without_an_attempt_is_told(sent, clinic):
    with missing(sent):
        assert problems(clinic) == [f"news {sent.item}: no attempt for {sent.recipient}"]


def test_an_open_attempt_that_the_agenda_does_not_hold_is_told(waiting, clinic):
    with missing(*agenda.Entry.scan()):
        assert problems(clinic) == [named(waiting, "waiting, and nobody looks after it")]


def test_an_open_attempt_that_is_long_overdue_is_told(waiting):
    due = clock.read(waiting.wake) + auditor.LATE
    assert auditor.problems(due) == []
    assert auditor.problems(due + MINUTE) == [named(waiting, "waiting, and nobody looks after it")]


def test_an_attempt_that_was_marked_and_is_not_looked_after_is_told(waiting, clinic):
    with missing(*agenda.Entry.scan()), otherwise(waiting, State.SENDING):
        assert problems(clinic) == [named(waiting, "sending, and nobody looks after it")]


def test_an_open_attempt_of_news_that_is_gone_is_told(waiting, item, clinic):
    with missing(item):
        assert problems(clinic) == [named(waiting, "waiting, and of no news to them")]


def test_an_open_attempt_to_whom_the_news_is_not_is_told(waiting, item, clinic):
    with changed(item, recipients=None):
        assert problems(clinic) == [named(waiting, "waiting, and of no news to them")]


def test_what_fell_back_and_went_no_other_way_is_told(by_sms, clinic):
    sms, wechat = by_sms
    with missing(sms):
        assert problems(clinic) == [named(wechat, "fell back, and went no other way")]


def test_what_fell_back_from_every_way_is_told(by_sms, clinic):
    with otherwise(by_sms[0], State.FALLEN_BACK):
        assert problems(clinic) == [named(one, "fell back, and went no other way") for one in by_sms]


def test_what_fell_back_from_every_way_and_is_to_be_rung_is_no_problem(by_sms, clinic):
    sms, _ = by_sms
    call = Call(sms.item, kind=sms.kind, patient=sms.patient, reason="x", since="", expires="", until=sms.until)
    with otherwise(sms, State.FALLEN_BACK), planted(call):
        assert problems(clinic) == []


def test_what_was_sent_twice_is_told(sent, clinic):
    with otherwise(sent, State.SENT):
        assert problems(clinic) == [named(sent, "sent more than once")]


@pytest.mark.parametrize("carrier", [None, "nothing"])
def test_what_was_merged_into_nothing_is_told(merged, clinic, carrier):
    with changed(merged, carrier=carrier):
        assert problems(clinic) == [named(merged, "merged into nothing")]


def test_a_state_that_the_history_does_not_end_with_is_told(sent, clinic):
    with changed(sent, state=State.DELIVERED.value):
        assert problems(clinic) == [named(sent, "delivered, its last step says otherwise")]
