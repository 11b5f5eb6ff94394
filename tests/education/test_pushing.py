"""The weekly issue and greetings: only to whoever asked, once each, on the day."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from chalicelib.accounts import consents
from chalicelib.accounts.consents import Purpose
from chalicelib.education import choosing, issuing, jobs, privacy, pushing, refused, writing
from chalicelib.education.choosing import Choice
from chalicelib.education.models import Reader
from chalicelib.education.settings import EducationSettings
from chalicelib.kernel import clock
from chalicelib.messages.models import Item
from tests import pumping
from tests.education.test_writing import HEART, published
from tests.registration import people
from tests.staff.people import once

WEEK = "2026-W47"


@pytest.fixture(autouse=True)
def nothing_told(world):
    yield
    for one in Item.scan():
        one.delete()


def told(who=None):
    return [one for one in Item.scan(consistent_read=True) if who is None or one.account == who.me.account]


def reader(*, weekly=True, greetings=False):
    who = people.somebody()
    choosing.choose(who.me, Choice(weekly, greetings))
    return who


def issue(writer, second, *contents):
    articles = [published(writer, second, content).id for content in contents or (HEART,)]
    issuing.compose(writer, WEEK, "冬季护心专刊", articles, once())
    return issuing.release(second, WEEK, once())


def run(jobs_=jobs.jobs, minutes=1):
    """What the agenda would do, until nothing is due."""
    while pumping.drain(jobs_, clock.now() + dt.timedelta(minutes=minutes)):
        pass


def test_whoever_asked_for_it_hears_of_the_issue_once(writer, second, me):
    wants = reader()
    issue(writer, second)
    run()
    [message] = told()
    assert (message.kind, message.account) == ("article", wants.me.account)
    assert message.page.endswith("week=2026-W47")


def test_a_worker_killed_midway_tells_nobody_twice(writer, second, monkeypatch):
    monkeypatch.setattr(pushing, "AT_ONCE", 2)
    monkeypatch.setattr(pushing, "SHARDS", 1)
    accounts = []
    for _ in range(5):
        who = people.somebody()
        accounts.append(who.me.account)
        Reader("00", who.me.account, weekly=True).save()
    issue(writer, second)
    pushing.tell_issue(WEEK, "00", "")
    pushing.tell_issue(WEEK, "00", "")  # it was killed before its message was taken off the queue
    run()
    assert sorted(one.account for one in told()) == sorted(accounts)


def test_who_did_not_ask_or_does_not_any_more_hears_nothing(writer, second):
    reader(weekly=False, greetings=True)
    gone = reader()
    choosing.choose(gone.me, Choice())
    forgotten = reader()
    for _ in range(2):
        privacy.forget(forgotten.me.account)
    issue(writer, second)
    run()
    assert told() == []


def test_a_commercial_issue_goes_only_to_whoever_consents_to_that(writer, second):
    reader()
    consenting = reader()
    consents.give(consenting.me, Purpose.MARKETING, consents.current_notice(Purpose.MARKETING).version)
    issue(writer, second, HEART, HEART._replace(title="体检套餐", commercial=True))
    run()
    assert [one.account for one in told()] == [consenting.me.account]


def test_who_put_it_together_does_not_let_it_out(writer, second):
    article = published(writer, second)
    issuing.compose(writer, WEEK, "专刊", [article.id], once())
    with pytest.raises(refused.OwnWork):
        issuing.release(writer, WEEK, once())
    run()
    assert told() == []


def test_an_issue_is_let_out_once(writer, second):
    reader()
    issue(writer, second)
    with pytest.raises(refused.NotNow):
        issuing.release(second, WEEK, once())
    with pytest.raises(refused.NotNow):
        issuing.compose(writer, WEEK, "改", [published(writer, second).id], once())


def test_two_who_put_an_issue_together_at_once_do_not_overwrite_each_other(writer, second):
    article = published(writer, second)

    def try_it(who):
        try:
            issuing.compose(who, WEEK, who.number, [article.id], once())
        except refused.ChangedMeanwhile:
            return 0
        return 1

    with ThreadPoolExecutor(2) as pool:
        done = sum(pool.map(try_it, (writer, second)))
    assert int(issuing.known(WEEK).version) == done


def test_an_issue_holds_only_what_can_be_read(writer, second):
    draft = writing.begin(writer, HEART, once())
    with pytest.raises(refused.NotPublished):
        issuing.compose(writer, WEEK, "专刊", [draft.id], once())
    article = published(writer, second)
    issuing.compose(writer, WEEK, "专刊", [article.id], once())
    writing.withdraw(second, article.id, "下线", once())
    with pytest.raises(refused.NotPublished):
        issuing.release(second, WEEK, once())


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-01-01", "新年"),
        ("2026-02-14", ""),  # a make-up working day bears the holiday's name
        ("2026-02-15", "新春"),
        ("2026-02-16", ""),  # the second day
        ("2026-04-04", ""),  # 清明 is no day for wishes
        ("2026-06-19", "端午"),
        ("2026-09-25", "中秋"),
        ("2026-10-01", "国庆"),
        ("2026-11-21", ""),
        ("2099-01-01", ""),  # nobody has published that calendar
        ("2028-02-29", ""),
    ],
)
def test_the_day_of_a_greeting_follows_the_calendar(world, day, words):
    said = pushing.greeting_of(dt.date.fromisoformat(day))
    assert words in said
    assert bool(words) == bool(said)


def test_a_greeting_is_told_on_its_day_once_and_never_late(world):
    wants = reader(weekly=False, greetings=True)
    reader(weekly=True)
    with time_machine.travel(clock.at(dt.date(2026, 10, 1), 8, 5), tick=False) as now:
        for _ in range(2):
            pushing.greet_today()
        run(minutes=0)
        assert told() == []  # at nine, not before
        now.shift(dt.timedelta(hours=1))
        run()
        [message] = told()
        assert (message.kind, message.account) == ("greeting", wants.me.account)
    with time_machine.travel(clock.at(dt.date(2026, 9, 25), 8, 5), tick=False) as now:
        pushing.greet_today()
        now.shift(dt.timedelta(days=1))  # it was down for a day
        run()
    assert len(told()) == 1


def test_a_hospital_that_wishes_nothing_greets_nobody(world):
    world.choose(EducationSettings, greetings={})
    assert pushing.greeting_of(dt.date(2026, 10, 1)) == ""
    world.choose(EducationSettings, greetings=EducationSettings().greetings)


@pytest.mark.parametrize(("day", "week"), [("2026-11-21", "2026-W47"), ("2027-01-01", "2026-W53"), ("2024-12-30", "2025-W01")])
def test_a_week_belongs_to_the_year_of_its_thursday(day, week):
    assert issuing.week_of(dt.date.fromisoformat(day)) == week


def test_my_copy_says_what_i_chose(world):
    who = reader()
    assert privacy.export(who.me.account) == {"weekly": True, "greetings": False}
