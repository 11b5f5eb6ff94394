"""A visit is rated once, by whoever may act for the patient, and words are shown to others only as they should be."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.accounts.models import Account
from chalicelib.cards import access
from chalicelib.cards.models import Level, PersonItem, State
from chalicelib.feedback import asking, jobs, privacy, rating, refused, showing
from chalicelib.feedback.models import Listed, Rating
from chalicelib.feedback.rating import Answer
from chalicelib.feedback.states import About, RatingState, Showing
from chalicelib.kernel import clock, facts, ids, refusals
from chalicelib.kernel.facts import AlreadySeen
from chalicelib.kernel.tables import Unit
from chalicelib.messages.models import Item
from tests import pumping
from tests.hospital import CARDIOLOGY, DOCTOR, EAST, PSYCHIATRY
from tests.registration import people
from tests.staff.people import once

GOOD = dict.fromkeys(About, 5)


def seen(who, department=CARDIOLOGY, doctor=DOCTOR):
    """The doctor has seen the patient, and the room has heard of it."""
    registration = ids.new()
    where = {"campus": EAST, "department": department, "doctor": doctor, "day": clock.today().isoformat()}
    where = {key: value for key, value in where.items() if value}
    with Unit() as unit:
        fact = facts.tell(unit, "registration.seen", registration, 3, patient=who.patient, account=who.me.account, **where)
    asking.visited(fact)
    return Rating.get(ids.derived("rating", "visit", registration), consistent_read=True), fact


def answer(scores=None, words="", *, show=False):
    return Answer(scores or GOOD, words, show)


def told(found):
    return [one for one in Item.scan(consistent_read=True) if one.reference == found.id]


def test_a_visit_that_was_seen_can_be_rated_and_is_asked_for_once(me):
    found, fact = seen(me)
    with pytest.raises(AlreadySeen):
        asking.visited(fact)
    assert [one.id for one in rating.open_for(me.me.account)] == [found.id]
    assert told(found) == []
    for _ in range(2):
        asking.ask(found.id)
    [message] = told(found)
    assert message.kind == "visit_rating"
    assert message.patient == me.patient


def test_the_asking_waits_some_hours(me):
    found, _ = seen(me)
    pumping.drain(jobs.jobs, clock.now() + dt.timedelta(hours=1))
    assert told(found) == []
    pumping.drain(jobs.jobs, clock.now() + dt.timedelta(hours=3))
    assert len(told(found)) == 1


def test_nobody_is_asked_about_a_patient_who_died(me):
    found, _ = seen(me)
    PersonItem(me.patient).update([PersonItem.state.set(State.DEAD.value)])
    asking.ask(found.id)
    assert told(found) == []


def test_who_has_rated_is_not_asked_any_more(me):
    found, _ = seen(me)
    rating.rate(me.me, found.id, answer(), once())
    asking.ask(found.id)
    assert told(found) == []
    assert rating.open_for(me.me.account) == []


def test_a_sensitive_department_is_not_named_in_the_message(me):
    found, _ = seen(me, PSYCHIATRY)
    asking.ask(found.id)
    assert told(found)[0].sensitive


def test_a_visit_is_rated_once(me):
    found, _ = seen(me)
    request = once()
    first = rating.rate(me.me, found.id, answer(words="医生很耐心"), request)
    again = rating.rate(me.me, found.id, answer(words="医生很耐心"), request)
    assert first.scores == again.scores == {about.value: 5 for about in About}
    assert rating.words(again) == "医生很耐心"
    with pytest.raises(refused.RatedAlready):
        rating.rate(me.me, found.id, answer(), once())
    assert [one.kind for one in pumping.facts(found.id)] == ["feedback.rated"]


def test_of_two_answers_at_once_one_counts(me):
    found, _ = seen(me)

    def try_it(stars):
        try:
            rating.rate(me.me, found.id, answer(dict.fromkeys(About, stars)), once())
        except refused.RatedAlready:
            return 0
        return 1

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(try_it, (1, 5))) == 1
    assert len(pumping.facts(found.id)) == 1


def test_strangers_neither_see_nor_rate_it(me, other):
    found, _ = seen(me)
    with pytest.raises(refusals.NotFound):
        rating.mine(other.me, found.id)
    with pytest.raises(refusals.NotFound):
        rating.rate(other.me, found.id, answer(), once())


def test_whoever_may_only_see_does_not_rate(me, other):
    found, _ = seen(me)
    people.link(other.me, me.patient, Level.SEE)
    assert not access.allowed(other.me.account, me.patient, Level.BOOK)
    with pytest.raises(refusals.NotFound):
        rating.rate(other.me, found.id, answer(), once())


def test_who_signed_out_everywhere_does_not_rate(me):
    found, _ = seen(me)
    Account(me.me.account).update([Account.epoch.set(2)])
    with pytest.raises(refusals.Unauthenticated):
        rating.rate(me.me, found.id, answer(), once())


def test_after_a_month_no_answer_is_taken(me):
    found, _ = seen(me)
    found.update([Rating.ends.set(clock.stamp(clock.now() - dt.timedelta(seconds=1)))])
    with pytest.raises(refused.RatingOver):
        rating.rate(me.me, found.id, answer(), once())
    assert rating.open_for(me.me.account) == []


@pytest.mark.parametrize("scores", [{About.HOSPITAL: 5}, {**GOOD}])
def test_what_is_asked_is_scored_whole(me, scores):
    found, _ = seen(me, doctor="")
    with pytest.raises(refused.NothingScored):
        rating.rate(me.me, found.id, answer(scores), once())


def rated(wechat, who, words, *, show=True):
    """Rated by somebody whom WeChat knows."""
    user = ids.new()
    Account(who.me.account).update([Account.openid.set(wechat.openid(user))])
    found, _ = seen(who)
    rating.rate(who.me, found.id, answer(words=words, show=show), once())
    pumping.pump(jobs.jobs)
    return rating.known(found.id), user


def test_words_that_others_may_read_are_checked_and_shown(wechat, me):
    found, _ = rated(wechat, me, "挂号方便，医生耐心")
    assert found.showing == Showing.SHOWN
    assert found.id in {one.id for one in showing.shown(CARDIOLOGY)}
    assert [one["scene"] for one in wechat.checked() if one["content"] == "挂号方便，医生耐心"] == [2]


def test_words_that_stay_with_staff_never_leave_us(wechat, me):
    found, _ = rated(wechat, me, "等了三个小时", show=False)
    assert found.showing == Showing.KEPT
    assert [one for one in wechat.checked() if one["content"] == "等了三个小时"] == []
    assert found.id in {one.id for one in rating.said(EAST, "", 50)[0]}


@pytest.mark.parametrize("words", ["这里有人赌博", "都是骗子"])
def test_what_the_check_doubts_a_person_decides(wechat, me, office, words):
    found, _ = rated(wechat, me, words)
    assert found.showing == Showing.TO_DECIDE
    assert found.id in {one.id for one in showing.to_decide(EAST)}
    assert found.id not in {one.id for one in showing.shown(CARDIOLOGY)}
    showing.decide(office, found.id, once(), show=False)
    assert rating.known(found.id).showing == Showing.WITHHELD
    assert found.id not in {one.id for one in showing.to_decide(EAST)}


def test_without_an_answer_of_wechat_a_person_decides(wechat, me):
    wechat.feel("error", "/wxa/msg_sec_check")
    found, _ = rated(wechat, me, "环境很好")
    wechat.calm()
    assert found.showing == Showing.TO_DECIDE


def test_what_was_shown_can_be_withheld(wechat, me, office):
    found, _ = rated(wechat, me, "护士细心")
    request = once()
    for _ in range(2):
        showing.decide(office, found.id, request, show=False)
    assert found.id not in {one.id for one in showing.shown(CARDIOLOGY)}
    with pytest.raises(refused.NotNow):
        showing.decide(office, found.id, once(), show=False)


def test_a_deleted_account_leaves_scores_without_words_or_name(wechat, me):
    found, _ = rated(wechat, me, "食堂不错")
    assert privacy.export(me.me.account)["ratings"][0]["words"] == "食堂不错"
    for _ in range(2):
        privacy.forget(me.me.account)
    gone = rating.known(found.id)
    assert (gone.account, gone.words, gone.state) == ("", None, RatingState.ANSWERED)
    assert found.id not in {one.id for one in showing.shown(CARDIOLOGY)}
    assert privacy.export(me.me.account)["ratings"] == []


def test_when_two_patients_become_one_their_ratings_follow(me, other):
    found, _ = seen(me)
    with Unit() as unit:
        fact = facts.tell(unit, "patient.merged", me.patient, 2, into=other.patient)
    for _ in range(2):
        asking.merged(fact)
    assert [one.id for one in rating.open_for(other.me.account)] == [found.id]
    assert list(Listed.query(asking.of_patient(me.patient))) == []
    own, _ = seen(other)
    for _ in range(2):
        asking.unmerged(fact)  # two again: what came goes back, what was the other's stays
    assert [one.id for one in rating.open_for(me.me.account)] == [found.id]
    assert [one.id for one in rating.open_for(other.me.account)] == [own.id]
