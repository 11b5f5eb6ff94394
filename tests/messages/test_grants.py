"""What patients allow is counted once, however it is reported, and never above what WeChat knows."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.gateways.wechat.push import Answered
from chalicelib.kernel import clock, ids
from chalicelib.kernel.idempotency import once
from chalicelib.messages import asking, grants, lanes
from chalicelib.messages.asking import Journey
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Granted, Lane
from chalicelib.messages.settings import MessagesSettings
from tests.messages.town import NOON, TEMPLATE_IDS

BOOKED = TEMPLATE_IDS[Kind.BOOKED]


@pytest.fixture
def me(clinic):
    return clinic.account()


def by_client(me, said="accept", asked=None, key=None, template=BOOKED):
    grants.client_said(
        me.me, asked or clock.now(), {template: said}, once(me.account, "POST /me/subscriptions", key or ids.new(), b"{}")
    )


def by_wechat(me, at=None, key=None, *, accepted=True, in_settings=False):
    moment = at or clock.now()
    grants.wechat_said(Answered(key or ids.new(), me.openid, BOOKED, accepted, in_settings, int(moment.timestamp())))


def left(me):
    lane = Lane.find(f"a-{me.account}", BOOKED)
    return lanes.left(lane) if lane else 0


def test_one_tap_told_by_both_is_one_grant(me):
    by_client(me)
    by_wechat(me)
    assert left(me) == 1


def test_a_tap_that_only_one_of_both_told_counts_too(me):
    by_client(me)
    assert left(me) == 1
    by_wechat(me)
    by_wechat(me)
    assert left(me) == 2


def test_the_same_push_and_the_same_request_twice_count_once(me):
    for _ in range(2):
        by_wechat(me, key="event-1")
        by_client(me, key="k" * 20)
    assert left(me) == 1


def test_a_rejection_grants_nothing_and_stands_in_the_ledger(me):
    by_client(me, said="reject")
    by_wechat(me, accepted=False)
    assert left(me) == 0
    assert sorted(one.said for one in Granted.query(f"a-{me.account}#{BOOKED}")) == ["reject", "reject"]


def test_every_message_uses_one_up_and_43101_means_none(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED)
    for _ in range(2):
        by_client(me)  # tells one more than WeChat knows of
    clinic.send(clinic.tell(Kind.BOOKED, patient, me))
    assert left(me) == 1
    clinic.send(clinic.tell(Kind.BOOKED, patient, me))
    assert left(me) == 0


def test_a_tap_from_before_43101_that_is_told_late_is_not_counted(clinic):
    me, patient = clinic.someone()
    before = clock.now() - dt.timedelta(seconds=2)
    clinic.send(clinic.tell(Kind.BOOKED, patient, me))
    by_wechat(me, at=before)
    by_client(me, asked=before)
    assert left(me) == 0
    by_client(me)
    assert left(me) == 1


def test_who_switched_off_is_not_asked_of_wechat_until_they_accept_again(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED, times=2)
    by_wechat(me, at=clock.now() - dt.timedelta(seconds=5), accepted=False, in_settings=True)
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    assert clinic.states(item) == ["sms sent", "wechat fallen_back"]
    by_wechat(me)
    clinic.send(clinic.tell(Kind.BOOKED, patient, me))
    assert len(clinic.received(me)) == 1


def test_the_word_of_a_stranger_is_let_fall(clinic):
    grants.wechat_said(Answered("stranger", "o-nobody", BOOKED, accepted=True, in_settings=False, at=int(NOON.timestamp())))


def test_a_template_that_is_not_the_hospitals_is_refused(me):
    with pytest.raises(grants.UnknownTemplate):
        by_client(me, template="template-of-others")


def test_a_moment_that_we_did_not_give_out_is_refused(me):
    with pytest.raises(grants.AskedInFuture):
        by_client(me, asked=clock.now() + dt.timedelta(hours=1))


TAPS = st.lists(st.sampled_from(["both", "client", "wechat", "none"]), max_size=6)


@settings(max_examples=10, deadline=None)
@given(TAPS)
def test_whatever_reports_are_lost_the_count_is_never_above_the_taps(town, taps):
    me = town.account()
    for told in taps:
        if told in {"both", "client"}:
            by_client(me)
        if told in {"both", "wechat"}:
            by_wechat(me)
    assert left(me) <= len(taps)
    assert left(me) >= sum(told == "both" for told in taps)


def test_a_tap_asks_for_at_most_three_of_its_journey(me):
    wanted = asking.templates_for(me.account, Journey.BOOK)
    assert wanted == [TEMPLATE_IDS[kind] for kind in (Kind.BOOKED, Kind.REMINDER, Kind.STOPPED)]
    assert all(len(kinds) <= asking.MOST for kinds in asking.KINDS.values())


def test_what_is_in_store_is_not_asked_for_again(me):
    for _ in range(asking.ENOUGH):
        by_client(me)
    assert BOOKED not in asking.templates_for(me.account, Journey.BOOK)


def test_long_term_templates_are_asked_for_alone_and_once(world, me):
    ids_ = {kind.value: one for kind, one in TEMPLATE_IDS.items()}
    world.choose(MessagesSettings, template_ids=ids_, long_term=["booked"])
    try:
        assert asking.templates_for(me.account, Journey.BOOK) == [BOOKED]
        by_client(me)
        assert BOOKED not in asking.templates_for(me.account, Journey.BOOK)
    finally:
        world.choose(MessagesSettings, long_term=[])


def test_my_page_of_messages_shows_how_many_more_i_take_of_each(me):
    before = {one.kind: one for one in asking.standings(me.account)}
    assert set(before) == set(TEMPLATE_IDS)
    assert (before[Kind.BOOKED].left, before[Kind.BOOKED].off) == (0, False)
    by_client(me)
    by_client(me)
    by_wechat(me, clock.now() + dt.timedelta(seconds=1), accepted=False, in_settings=True)
    after = {one.kind: one for one in asking.standings(me.account)}
    assert (after[Kind.BOOKED].title, after[Kind.BOOKED].off) == ("挂号成功通知", True)
    assert after[Kind.STOPPED] == before[Kind.STOPPED]
