"""Which channel, when none of the first takes it, how many a day, and what happens while a party is away."""

import datetime as dt

import pytest
from pydantic import ValidationError

from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.models import Account, Consent
from chalicelib.kernel import clock
from chalicelib.messages import auditor, gates, leases, settings
from chalicelib.messages.channels import End, Said
from chalicelib.messages.kinds import Channel, Kind
from chalicelib.messages.models import Gate, Reason, State
from chalicelib.messages.settings import MessagesSettings
from tests.messages.town import NEXT_WEEK, NOON, TEMPLATE_IDS, TODAY, TOMORROW

MINUTE = dt.timedelta(minutes=1)
PRODUCT = {"ladders": {}, "assistant_statuses": {}, "sends_a_minute": 6000, "sends_a_lease": 20, "failures_that_close": 8}
AWAY = Said(End.LATER, "NewConnectionError")


@pytest.fixture(autouse=True)
def books_add_up(clinic, world):
    yield
    choose(world, **PRODUCT)
    assert auditor.problems(clinic.now) == []


def choose(world, **choices):
    from chalicelib.kernel import settings as kernel

    world.choose(MessagesSettings, **choices)
    kernel.forget_cached()


def fail(times, now=NOON):
    for _ in range(times):
        gates.heard(Channel.WECHAT, AWAY, now)


# ---- the ladder


def test_a_hospital_may_send_by_short_message_first(clinic, world):
    choose(world, ladders={"booked": ["sms", "wechat"]})
    me, patient = clinic.someone()
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    assert clinic.states(item) == ["sms sent"]


def test_the_assistant_goes_first_and_needs_no_grant(clinic, world):
    choose(world, assistant_statuses={"booked": 1501001})
    me, patient = clinic.someone()
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    assert clinic.states(item) == ["assistant sent"]
    (message,) = clinic.wechat.assistant_messages_of(me.user)
    assert (message["status"], message["business_info"]["department_name"]) == (1501001, "心血管内科")


def test_the_assistant_tells_nothing_of_a_sensitive_department(clinic, world):
    choose(world, assistant_statuses={"booked": 1501001})
    me, patient = clinic.someone()
    clinic.send(clinic.tell(Kind.BOOKED, patient, me, sensitive=True))
    (message,) = clinic.wechat.assistant_messages_of(me.user)
    assert message["business_info"] == {"appointment_time": f"{TOMORROW} 09:30"}


def test_whom_the_assistant_does_not_reach_gets_a_subscribe_message(clinic, world):
    choose(world, assistant_statuses={"booked": 1501001})
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED)
    clinic.wechat.assistant_takes = False
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    clinic.wechat.assistant_takes = True
    assert clinic.states(item) == ["assistant fallen_back", "wechat sent"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"ladders": {"booked": ["sms", "sms"]}},
        {"ladders": {"pay_due": ["wechat", "sms"]}},
        {"ladders": {"booked": ["assistant", "wechat"]}},
        {"ladders": {"booked": ["call", "wechat"]}},
    ],
)
def test_a_ladder_that_leads_nowhere_is_refused(clinic, world, wrong):
    with pytest.raises(ValidationError):
        world.choose(MessagesSettings, **wrong)


# ---- a party that is away


def test_a_party_that_fails_again_and_again_is_left_alone_for_a_while(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED)
    fail(8)
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    assert [(one.state, one.reason, one.tries) for one in clinic.attempts(item)] == [(State.WAITING, Reason.AWAY, 0)]
    gates.forget_seen()
    clinic.wake(NOON + 20 * MINUTE)
    assert clinic.states(item) == ["wechat sent"]
    assert list(Gate.scan()) == []


def test_one_message_tries_whether_the_party_is_back_and_the_others_wait(clinic):
    fail(8)
    gates.forget_seen()
    later = NOON + MINUTE
    assert gates.closed_until(Channel.WECHAT, later) is None
    assert gates.closed_until(Channel.WECHAT, later) == later + MINUTE
    gates.heard(Channel.WECHAT, AWAY, later)
    assert int(Gate.find("wechat").times) == 2
    assert gates.closed_until(Channel.WECHAT, later + dt.timedelta(seconds=50)) == later + MINUTE, "longer each time"


def test_a_patient_who_takes_no_more_does_not_close_the_way_for_others(clinic):
    for _ in range(20):
        gates.heard(Channel.WECHAT, Said(End.REFUSED, Reason.NO_GRANT), NOON)
        gates.heard(Channel.WECHAT, Said(End.LATER, "errcode_43108"), NOON)
    assert gates.closed_until(Channel.WECHAT, NOON) is None


@pytest.mark.parametrize(("reason", "until"), [("errcode_45011", MINUTE), ("errcode_45009", 30 * MINUTE)])
def test_a_limit_of_wechats_is_kept_at_once_by_all_workers(clinic, reason, until):
    gates.heard(Channel.WECHAT, Said(End.LATER, reason), NOON)
    gates.forget_seen()
    assert gates.closed_until(Channel.WECHAT, NOON) == NOON + until


def test_urgent_news_does_not_wait_for_wechat_to_come_back(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.STOPPED)
    fail(8)
    item = clinic.tell(Kind.STOPPED, patient, me, day=NEXT_WEEK)
    clinic.send(item)
    assert clinic.states(item) == ["sms sent", "wechat fallen_back"]


def test_what_would_be_too_late_when_wechat_is_back_goes_by_short_message(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED)
    gates.heard(Channel.WECHAT, Said(End.LATER, "errcode_45009"), NOON)
    item = clinic.tell(Kind.BOOKED, patient, me, expires=NOON + 10 * MINUTE)
    clinic.send(item)
    assert clinic.states(item) == ["sms sent", "wechat fallen_back"]


def test_six_hours_away_loses_nothing_and_sends_nothing_late(clinic):
    people = [clinic.someone() for _ in range(3)]
    for me, _ in people:
        clinic.allow(me, Kind.BOOKED, Kind.PAY_DUE)
    clinic.wechat.feel("error", "stable_token")  # no token, no message: surely nothing is sent
    from chalicelib.gateways.wechat import token
    from chalicelib.gateways.wechat.models import SharedToken

    for one in SharedToken.scan():
        one.delete()
    token.forget_cached()
    kept = [clinic.tell(Kind.BOOKED, patient, me, day=NEXT_WEEK) for me, patient in people]
    over = [clinic.tell(Kind.PAY_DUE, patient, me, expires=NOON + 15 * MINUTE) for me, patient in people]
    clinic.send(*kept, *over)
    for hour in range(1, 7):
        gates.forget_seen()
        clinic.wake(NOON + hour * 60 * MINUTE)
    assert {state for item in kept for state in clinic.states(item)} == {"wechat waiting"}
    clinic.wechat.calm()
    for minutes in (370, 400, 450, 500):
        gates.forget_seen()
        clinic.wake(NOON + minutes * MINUTE)
    assert [clinic.states(item) for item in kept] == [["wechat sent"]] * 3
    assert {one.reason for item in over for one in clinic.attempts(item)} == {Reason.EXPIRED}
    assert all(len(clinic.received(me)) == 1 for me, _ in people)


# ---- how many


def test_a_minute_that_is_given_out_keeps_a_place_in_a_later_one(clinic, world):
    choose(world, sends_a_minute=1, sends_a_lease=1)
    people = [clinic.someone() for _ in range(3)]
    for me, _ in people:
        clinic.allow(me, Kind.BOOKED)
    items = [clinic.tell(Kind.BOOKED, patient, me) for me, patient in people]
    clinic.send(*items)
    assert sorted(state for item in items for state in clinic.states(item)) == ["wechat sent", "wechat waiting", "wechat waiting"]
    clinic.wake(NOON + MINUTE)
    assert sorted(state for item in items for state in clinic.states(item)) == ["wechat sent", "wechat sent", "wechat waiting"]
    clinic.wake(NOON + 2 * MINUTE)
    assert {state for item in items for state in clinic.states(item)} == {"wechat sent"}


def test_a_tenth_of_each_minute_is_for_urgent_news(clinic, world):
    choose(world, sends_a_minute=10, sends_a_lease=1)
    assert [leases.take(NOON) for _ in range(10)] == [True] * 9 + [False]
    assert leases.take(NOON, urgent=True)
    assert not leases.take(NOON, urgent=True)


def test_one_person_gets_so_many_articles_and_questionnaires_a_day_and_the_rest_later(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.QUESTIONNAIRE, times=5)
    items = [clinic.tell(Kind.QUESTIONNAIRE, patient, day=NEXT_WEEK) for _ in range(5)]
    clinic.send(*items)
    assert len(clinic.received(me)) == settings.chosen().cap_a_day
    clinic.wake(clock.at(TOMORROW, 9))
    assert len(clinic.received(me)) == 5


def test_urgent_news_has_no_cap(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.ALARM_ADVICE, times=5)
    clinic.send(*(clinic.tell(Kind.ALARM_ADVICE, patient, me, day=NEXT_WEEK) for _ in range(5)))
    assert len(clinic.received(me)) == 5


# ---- who does not want it


def withdraw(person, purpose):
    at = clock.stamp(NOON)
    Consent(person.account, f"now#{purpose}", purpose=purpose.value, notice="1", given=False, at=at).save()


def test_whoever_withdrew_the_consent_gets_nothing_that_needs_it(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.QUESTIONNAIRE, Kind.BOOKED, Kind.STOPPED)
    withdraw(me, Purpose.HEALTH)
    items = [clinic.tell(kind, patient, me, day=NEXT_WEEK) for kind in (Kind.QUESTIONNAIRE, Kind.BOOKED, Kind.STOPPED)]
    clinic.send(*items)
    assert [clinic.attempts(item)[0].reason for item in items] == [Reason.CONSENT_WITHDRAWN, "", ""]
    withdraw(me, Purpose.SERVICE)
    late = [clinic.tell(kind, patient, me, day=NEXT_WEEK) for kind in (Kind.REFUSED, Kind.REPLACED)]
    clinic.send(*late)
    assert clinic.attempts(late[0])[0].reason == Reason.CONSENT_WITHDRAWN
    assert Reason.CONSENT_WITHDRAWN not in {one.reason for one in clinic.attempts(late[1])}, "urgent news goes all the same"


def test_articles_go_to_those_who_chose_them(clinic):
    willing, other = clinic.account(), clinic.account()
    Account(willing.account).update([Account.education.set(True)])
    for one in (willing, other):
        clinic.allow(one, Kind.ARTICLE)
    items = [clinic.tell(Kind.ARTICLE, None, one, values={"title": "秋冬护心"}) for one in (willing, other)]
    clinic.send(*items)
    assert clinic.received(willing)[0]["data"]["thing1"]["value"] == "秋冬护心"
    assert clinic.attempts(items[1])[0].reason == Reason.OPTED_OUT


def test_an_answer_of_the_service_desk_goes_to_whoever_asked_and_nobody_else(clinic):
    me, patient = clinic.someone()
    asker = clinic.account()
    for one in (me, asker):
        clinic.allow(one, Kind.CHAT_ANSWERED)
    clinic.send(clinic.tell(Kind.CHAT_ANSWERED, patient, asker))
    assert (len(clinic.received(asker)), len(clinic.received(me))) == (1, 0)


def test_every_template_of_the_tests_is_one_of_the_products(clinic):
    assert set(TEMPLATE_IDS) == set(Kind)
    assert clinic.now >= clock.at(TODAY, 12)
