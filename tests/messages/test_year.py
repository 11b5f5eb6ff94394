"""The clock over a year: month ends, the leap day, holidays, quiet hours across midnight, and patients for whom much changes at night."""

import datetime as dt

import pytest

from chalicelib.accounts.models import Account, Openid
from chalicelib.cards.models import PersonItem
from chalicelib.kernel import clock
from chalicelib.kernel.tables import Unit
from chalicelib.messages import auditor, outbox, timing
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Reason
from chalicelib.messages.settings import MessagesSettings

CHOSEN = MessagesSettings()
YEARS = (2027, 2028)  # one with a leap day after one without
DAYS = [
    dt.date(2027, 1, 31),
    dt.date(2027, 12, 31),  # into a new year
    dt.date(2028, 2, 28),  # into the leap day
    dt.date(2028, 2, 29),
    dt.date(2028, 9, 30),  # into the holiday of the nation
]


@pytest.fixture(autouse=True)
def books_add_up(clinic):
    yield
    assert auditor.problems(clinic.now) == []


def hours(year):
    moment = clock.at(dt.date(year, 1, 1), 0)
    while clock.local(moment).year == year:
        yield moment
        moment += dt.timedelta(hours=1)


@pytest.mark.parametrize("year", YEARS)
def test_at_every_hour_of_a_year_the_quiet_hours_end_on_the_next_morning(year):
    for now in hours(year):
        local, until = clock.local(now), timing.quiet_until(now, CHOSEN)
        if CHOSEN.quiet_until <= local.hour < CHOSEN.quiet_from:
            assert until is None
            continue
        assert until is not None
        morning = clock.local(until)
        assert (morning.hour, morning.minute) == (CHOSEN.quiet_until, 0)
        assert dt.timedelta() < until - now <= dt.timedelta(hours=9)
        assert timing.quiet_until(until, CHOSEN) is None


@pytest.mark.parametrize("year", YEARS)
def test_the_next_morning_is_always_tomorrows(year):
    for now in hours(year):
        morning = clock.local(timing.next_morning(now, CHOSEN))
        assert morning.date() - clock.local(now).date() == dt.timedelta(days=1)


@pytest.mark.parametrize("quiet", [(0, 6), (12, 14), (23, 0), (22, 22)])
def test_quiet_hours_may_lie_anywhere(quiet):
    chosen = MessagesSettings(quiet_from=quiet[0], quiet_until=quiet[1])
    for now in list(hours(2028))[:72]:
        until = timing.quiet_until(now, chosen)
        assert until is None or (timing.quiet_until(until, chosen) is None and until - now <= dt.timedelta(hours=24))


def night_of(clinic, day):
    """A reminder that comes to be sent half an hour before midnight, of a visit two days later."""
    me, patient = clinic.someone()
    clinic.allow(me, Kind.REVISIT, times=2)
    clinic.now = clock.at(day, 23, 30)
    visit = day + dt.timedelta(days=2)
    item = clinic.tell(Kind.REVISIT, patient, day=visit, expires=clock.at(visit, 12))
    clinic.send(item)
    assert clinic.received(me) == []
    return me, patient, item


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_comes_at_night_is_sent_once_on_the_next_morning(clinic, day):
    me, _, _ = night_of(clinic, day)
    morning = clock.at(day + dt.timedelta(days=1), 7)
    clinic.wake(morning - dt.timedelta(minutes=1))
    assert clinic.received(me) == []
    for minutes in (0, 1, 60):
        clinic.wake(morning + dt.timedelta(minutes=minutes))
    assert len(clinic.received(me)) == 1


def test_a_morning_that_our_machines_sleep_through_is_made_up_for_and_what_is_over_is_let_fall(clinic):
    me, _, _ = night_of(clinic, DAYS[2])
    late, _, item = night_of(clinic, DAYS[2])
    Account(late.account).update([Account.reminders.set(True)])
    clinic.wake(clock.at(DAYS[2] + dt.timedelta(days=1), 13))  # six hours later
    assert (len(clinic.received(me)), len(clinic.received(late))) == (1, 1)
    gone, _, item = night_of(clinic, DAYS[2])
    clinic.wake(clock.at(DAYS[2] + dt.timedelta(days=2), 13))  # after the visit
    assert clinic.received(gone) == []
    assert clinic.attempts(item)[0].reason == Reason.EXPIRED


HOLIDAYS = [dt.date(2028, 1, 1), dt.date(2028, 1, 26), dt.date(2028, 5, 1), dt.date(2028, 10, 1)]
MONTH_ENDS = [dt.date(2028, month, 1) - dt.timedelta(days=1) for month in range(2, 13)]
WORTH = (5, 7, 14, 20)  # hours from the moment at which the machines stop


@pytest.mark.parametrize(
    ("day", "hour"),
    [(day, (1, 12, 16, 19, 23)[number % 5]) for number, day in enumerate([*MONTH_ENDS, dt.date(2028, 2, 28), *HOLIDAYS])],
    ids=str,
)
def test_after_six_hours_down_everything_comes_that_is_still_worth_it_and_nothing_else(clinic, day, hour):
    stop = clock.at(day, hour)
    up = stop + dt.timedelta(hours=6)
    people, items = {}, {}
    for worth in WORTH:
        people[worth], patient = clinic.someone()
        clinic.allow(people[worth], Kind.REVISIT)
        visit = clock.local(stop + dt.timedelta(hours=worth)).date()
        items[worth] = clinic.tell(Kind.REVISIT, patient, day=visit, expires=stop + dt.timedelta(hours=worth))
    clinic.now = up
    clinic.send(*items.values())
    asleep = clock.local(up).hour >= 22 or clock.local(up).hour < 7
    first = clock.at(clock.local(up).date() + dt.timedelta(days=clock.local(up).hour >= 22), 7) if asleep else up
    if asleep:
        clinic.wake(first - dt.timedelta(minutes=1))
        assert [clinic.received(one) for one in people.values()] == [[]] * len(WORTH)
    for minutes in (0, 1, 240):
        clinic.wake(first + dt.timedelta(minutes=minutes))
    wanted = {worth: int(stop + dt.timedelta(hours=worth) > first) for worth in WORTH}
    assert {worth: len(clinic.received(one)) for worth, one in people.items()} == wanted
    ends = {worth: clinic.attempts(item)[0] for worth, item in items.items()}
    assert all(ends[worth].state == ("sent" if sent else "dropped") for worth, sent in wanted.items())
    assert {ends[worth].reason for worth, sent in wanted.items() if not sent} <= {Reason.EXPIRED}


def opted_out(me, _patient):
    Account(me.account).update([Account.reminders.set(False)])


def deleted(me, _patient):
    Account(me.account).update([Account.openid.remove(), Account.state.set("deleted")])
    Openid(me.openid).delete()


def died(_me, patient):
    PersonItem(patient).update([PersonItem.state.set("dead")])


@pytest.mark.parametrize(
    ("change", "reason"),
    [(opted_out, Reason.OPTED_OUT), (deleted, Reason.ACCOUNT_GONE), (died, Reason.PATIENT_DIED)],
    ids=["opted out", "deleted", "died"],
)
def test_whoever_changed_overnight_hears_nothing_in_the_morning(clinic, change, reason):
    me, patient, item = night_of(clinic, DAYS[1])
    change(me, patient)
    clinic.wake(clock.at(DAYS[1] + dt.timedelta(days=1), 8))
    assert clinic.received(me) == clinic.inbox() == []
    assert clinic.attempts(item)[0].reason == reason


def test_what_is_not_so_any_more_in_the_morning_is_not_told(clinic):
    me, _, item = night_of(clinic, DAYS[1])
    other, _, still_so = night_of(clinic, DAYS[1])
    with Unit() as unit:
        outbox.recall(unit, Kind.REVISIT, item.reference, 0, 1, 2)
    clinic.wake(clock.at(DAYS[1] + dt.timedelta(days=1), 8))
    assert clinic.received(me) == clinic.inbox() == []
    assert clinic.attempts(item)[0].reason == Reason.RECALLED
    assert (len(clinic.received(other)), clinic.attempts(still_so)[0].state) == (1, "sent")


def test_what_was_told_before_it_was_recalled_stays_told(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.REVISIT)
    item = clinic.tell(Kind.REVISIT, patient)
    clinic.send(item)
    with Unit() as unit:
        outbox.recall(unit, Kind.REVISIT, item.reference, 1)
    clinic.wake(clinic.now + dt.timedelta(hours=1))
    assert (len(clinic.received(me)), clinic.states(item)) == (1, ["wechat sent"])


def test_a_patient_who_was_merged_overnight_is_told_once(clinic):
    me, patient, _ = night_of(clinic, DAYS[3])
    kept = clinic.patient()
    clinic.link(me, kept)
    PersonItem(patient).update([PersonItem.state.set("merged"), PersonItem.into.set(kept)])
    clinic.wake(clock.at(DAYS[3] + dt.timedelta(days=1), 8))
    clinic.wake(clock.at(DAYS[3] + dt.timedelta(days=1), 9))
    assert len(clinic.received(me)) == 1
