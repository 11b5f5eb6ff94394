"""What patients get, once each, and what happens when they do not."""

import datetime as dt

import pytest

from chalicelib.accounts.models import Account, Openid
from chalicelib.cards.models import Level, Link, LinkOf, PersonItem, Relation
from chalicelib.kernel import clock
from chalicelib.messages import addressing, auditor, cases, privacy, sending
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Attempt, Item, Reason, State
from chalicelib.messages.templates import TEMPLATES
from tests.messages.town import NEXT_WEEK, NOON, PHONE, TEMPLATE_IDS, TODAY, TOMORROW

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def books_add_up(clinic):
    yield
    assert auditor.problems(clinic.now) == []


def test_who_has_booked_is_told_in_wechat(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED)
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    (message,) = clinic.received(me)
    assert message["data"]["thing1"]["value"] == "心血管内科"
    assert message["data"]["time3"]["value"] == f"{TOMORROW} 09:30"
    assert clinic.states(item) == ["wechat sent"]


def test_told_twice_and_addressed_twice_comes_once(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED, times=3)
    item = clinic.tell(Kind.BOOKED, patient, me, reference="r1")
    clinic.send(item)
    clinic.send(clinic.tell(Kind.BOOKED, patient, me, reference="r1"))
    for attempt in clinic.attempts(item):
        sending.send(attempt.recipient, attempt.key, clinic.now)
    assert len(clinic.received(me)) == 1


def test_a_late_booking_is_told_at_once_to_whoever_booked(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED)
    clinic.now = clock.at(TOMORROW, 23)
    clinic.send(clinic.tell(Kind.BOOKED, patient, me, day=NEXT_WEEK))
    assert len(clinic.received(me)) == 1


def test_without_a_grant_a_short_message_goes_instead_and_tells_nothing_of_health(clinic):
    me, patient = clinic.someone()
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    assert clinic.states(item) == ["sms sent", "wechat fallen_back"]
    assert clinic.inbox() == [
        f"【杏林医院】您已预约{TOMORROW.month}月{TOMORROW.day}日09:30的就诊，请按时到院，详情请进入微信小程序查看。"
    ]
    assert clinic.attempts(item)[1].reason == Reason.NO_GRANT


def test_a_payment_that_is_due_is_not_told_by_short_message(clinic):
    me, patient = clinic.someone()
    item = clinic.tell(Kind.PAY_DUE, patient, me)
    clinic.send(item)
    assert clinic.states(item) == ["wechat refused"]
    assert clinic.inbox() == []


def test_what_is_over_is_not_sent(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.PAY_DUE)
    item = clinic.tell(Kind.PAY_DUE, patient, me, expires=NOON + MINUTE)
    clinic.now = NOON + 2 * MINUTE
    clinic.send(item)
    assert [(one.state, one.reason) for one in clinic.attempts(item)] == [(State.DROPPED, Reason.EXPIRED)]
    assert clinic.received(me) == []


def test_a_deleted_account_gets_nothing(clinic):
    me, patient = clinic.someone()
    item = clinic.tell(Kind.REFUNDED, patient, me)
    clinic.address(item)
    Account(me.account).update([Account.openid.remove(), Account.state.set("deleted")])
    Openid(me.openid).delete()
    clinic.deliver()
    assert [(one.state, one.reason) for one in clinic.attempts(item)] == [(State.DROPPED, Reason.ACCOUNT_GONE)]


def test_whoever_was_removed_meanwhile_hears_nothing(clinic):
    son, (mother, patient) = clinic.account(), clinic.someone()
    clinic.link(son, patient, Relation.PARENT)
    for person in (son, mother):
        clinic.allow(person, Kind.BOOKED)
    item = clinic.tell(Kind.BOOKED, patient, mother)
    clinic.address(item)
    Link(son.account, patient).delete()
    LinkOf(patient, son.account).delete()
    clinic.deliver()
    assert (len(clinic.received(mother)), len(clinic.received(son))) == (1, 0)
    assert Reason.NO_LONGER_ALLOWED in {one.reason for one in clinic.attempts(item)}


def test_proxies_hear_by_their_level(clinic):
    me, patient = clinic.someone()
    sees, pays = clinic.account(), clinic.account()
    clinic.link(sees, patient, Relation.FRIEND, (Level.SEE,))
    clinic.link(pays, patient, Relation.SPOUSE, (Level.SEE, Level.BOOK, Level.PAY))
    for person in (me, sees, pays):
        clinic.allow(person, Kind.STOPPED, Kind.REFUNDED)
    clinic.send(clinic.tell(Kind.STOPPED, patient, me, day=NEXT_WEEK), clinic.tell(Kind.REFUNDED, patient, me))
    assert [len(clinic.received(person)) for person in (me, sees, pays)] == [2, 0, 2]


def test_a_proxy_who_wants_no_messages_gets_none(clinic):
    me, patient = clinic.someone()
    son = clinic.account()
    clinic.link(son, patient, Relation.PARENT, wants=False)
    clinic.allow(son, Kind.BOOKED)
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    assert clinic.received(son) == []
    assert Reason.OPTED_OUT in {one.reason for one in clinic.attempts(item)}


def test_whoever_paid_and_is_no_longer_linked_hears_of_the_money_alone(clinic):
    payer, (_, patient) = clinic.account(), clinic.someone()
    clinic.allow(payer, Kind.REFUNDED, Kind.STOPPED)
    clinic.send(clinic.tell(Kind.REFUNDED, patient, payer), clinic.tell(Kind.STOPPED, patient, payer, day=NEXT_WEEK))
    (message,) = clinic.received(payer)
    assert message["data"]["amount1"]["value"] == "50.00元"
    assert "欧阳" not in str(message["data"])
    assert message["data"]["thing3"]["value"] == "您有一项就诊提醒"


def test_where_nobody_is_linked_the_person_is_told_by_the_reserved_phone(clinic):
    patient = clinic.patient()
    item = clinic.tell(Kind.STOPPED, patient, None)
    clinic.send(item)
    assert clinic.states(item) == ["sms sent"]
    assert len(clinic.inbox()) == 1


def test_one_phone_gets_one_short_message_however_many_accounts_have_it(clinic):
    mother, child = clinic.someone()
    father = clinic.account(phone=PHONE)
    clinic.link(father, child, Relation.CHILD)
    item = clinic.tell(Kind.BOOKED, child, mother)
    clinic.send(item)
    assert len(clinic.inbox()) == 1
    assert sorted(one.reason for one in clinic.attempts(item) if one.channel == "sms") == ["", Reason.SAME_PHONE]


def test_a_person_without_any_phone_is_not_reached_and_that_can_be_explained(clinic):
    me, patient = clinic.someone(phone=None)
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    assert [(one.state, one.reason) for one in clinic.attempts(item) if one.channel == "sms"] == [
        (State.DROPPED, Reason.NO_CHANNEL)
    ]


def test_sensitive_departments_are_told_as_something_only(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.STOPPED)
    clinic.send(clinic.tell(Kind.STOPPED, patient, me, day=NEXT_WEEK, sensitive=True, values={"department": "精神科"}))
    (message,) = clinic.received(me)
    assert message["data"]["thing1"]["value"] == "您有一项就诊提醒"
    text = str(message["data"])
    assert not any(word in text for word in ("精神科", "李医生", "手术", "欧阳", "三楼"))


def test_nobody_is_named_in_a_short_message(clinic):
    me, patient = clinic.someone()
    by_sms = [
        kind for kind, one in TEMPLATES.items() if one.sms is not None and not (one.merges or one.capped or one.to_doer_alone)
    ]
    clinic.send(*(clinic.tell(kind, patient, me) for kind in by_sms))
    text = " ".join(clinic.inbox())
    assert text.count("【杏林医院】") == len(by_sms)
    assert not any(word in text for word in ("欧阳", "测试", "心血管", "李医生", "三楼", "手术", "1390000"))


def test_urgent_news_of_a_near_visit_goes_by_two_channels(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.STOPPED, times=2)
    near, far = clinic.tell(Kind.STOPPED, patient, me), clinic.tell(Kind.STOPPED, patient, me, day=NEXT_WEEK)
    clinic.send(near, far)
    assert clinic.states(near) == ["sms sent", "wechat sent"]
    assert clinic.states(far) == ["wechat sent"]


def test_urgent_news_near_the_visit_without_a_grant_comes_once_by_short_message(clinic):
    me, patient = clinic.someone()
    item = clinic.tell(Kind.STOPPED, patient, me)
    clinic.send(item)
    assert clinic.states(item) == ["sms sent", "wechat fallen_back"]
    assert len(clinic.inbox()) == 1


def test_urgent_news_does_not_wait_for_the_morning_and_asks_for_no_choice(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.STOPPED)
    Account(me.account).update([Account.reminders.set(False), Account.sms.set(False)])
    clinic.now = clock.at(TODAY, 23)
    clinic.send(clinic.tell(Kind.STOPPED, patient, me))
    assert (len(clinic.received(me)), len(clinic.inbox())) == (1, 1)


def test_who_wants_no_short_messages_gets_none(clinic):
    me, patient = clinic.someone()
    Account(me.account).update([Account.sms.set(False)])
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    assert clinic.inbox() == []
    assert clinic.states(item) == ["sms dropped", "wechat fallen_back"]


def test_other_news_waits_over_midnight_for_the_morning(clinic):
    me, patient = clinic.someone()
    son = clinic.account()
    clinic.link(son, patient, Relation.PARENT)
    clinic.allow(son, Kind.BOOKED)
    clinic.now = clock.at(TODAY, 23, 30)
    item = clinic.tell(Kind.BOOKED, patient, me, day=NEXT_WEEK)
    clinic.send(item)
    assert clinic.received(son) == []
    for hour, expected in ((0, 0), (6, 0), (7, 1), (8, 1)):
        clinic.wake(clock.at(TOMORROW, hour))
        assert len(clinic.received(son)) == expected


def test_what_is_over_by_morning_is_dropped_at_night(clinic):
    me, patient = clinic.someone()
    son = clinic.account()
    clinic.link(son, patient, Relation.SPOUSE, (Level.BOOK, Level.PAY))
    clinic.now = clock.at(TODAY, 23, 30)
    item = clinic.tell(Kind.PAY_DUE, patient, me, expires=clinic.now + 15 * MINUTE)
    clinic.send(item)
    assert Reason.EXPIRED in {one.reason for one in clinic.attempts(item)}


def test_a_reminder_is_not_sent_to_who_wants_none_nor_for_the_dead(clinic):
    me, patient = clinic.someone()
    other, late = clinic.someone()
    Account(me.account).update([Account.reminders.set(False)])
    PersonItem(late).update([PersonItem.state.set("dead")])
    items = [clinic.tell(Kind.REMINDER, who) for who in (patient, late)]
    clinic.address(*items)
    clinic.wake(NOON + 2 * MINUTE)
    assert [clinic.attempts(item)[0].reason for item in items] == [Reason.OPTED_OUT, Reason.PATIENT_DIED]
    assert clinic.received(me) == clinic.received(other) == clinic.inbox() == []


def test_wechat_away_for_a_while_delays_and_loses_nothing(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED)
    clinic.wechat.feel("error", "stable_token")
    item = clinic.tell(Kind.BOOKED, patient, me)
    attempt = _busy(clinic, item)
    assert attempt.state == State.WAITING
    clinic.wechat.calm()
    clinic.wake(NOON + 5 * MINUTE)
    assert len(clinic.received(me)) == 1
    assert clinic.states(item) == ["wechat sent"]


def _busy(clinic, item):
    """WeChat answers that it is busy, once."""
    clinic.address(item)
    (attempt,) = clinic.attempts(item)
    case = cases.case(attempt)
    sending._mark(case, [], clinic.now)
    sending.record(attempt, item, sending.Said(sending.End.LATER, "errcode_45009"), clinic.now)
    return Attempt.find(attempt.recipient, attempt.key)


def test_a_template_that_wechat_does_not_know_alarms_and_falls_back(clinic, capsys):
    me, patient = clinic.someone()
    clinic.wechat.sql("delete from book where name = 'templates' and key = ?", (TEMPLATE_IDS[Kind.REFUSED],))
    item = clinic.tell(Kind.REFUSED, patient, me)
    clinic.send(item)
    assert clinic.states(item) == ["sms sent", "wechat fallen_back"]
    assert "WechatSetup" in capsys.readouterr().err


def test_news_without_its_amount_alarms_and_is_dropped(clinic, capsys):
    me, patient = clinic.someone()
    item = clinic.tell(Kind.REFUNDED, patient, me, values={"amount": ""})
    clinic.send(item)
    assert clinic.states(item) == ["sms dropped", "wechat fallen_back"]
    assert "MessageUnfit" in capsys.readouterr().err


def test_somebody_whom_wechat_does_not_know_is_dropped(clinic):
    me, patient = clinic.someone()
    clinic.wechat.sql("delete from book where name = 'names' and key = ?", (me.openid,))
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    assert [(one.state, one.reason) for one in clinic.attempts(item)] == [(State.DROPPED, Reason.ACCOUNT_GONE)]


def test_a_number_that_takes_no_messages_ends_as_refused(clinic):
    me, patient = clinic.someone(phone="+8613900009999")
    clinic.sms.refuse("+8613900009999")
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    assert clinic.states(item) == ["sms refused", "wechat fallen_back"]


def test_too_many_short_messages_to_a_number_wait(clinic):
    me, patient = clinic.someone(phone="+8613900008888")
    clinic.sms.refuse("+8613900008888", "LimitExceeded.DeliveryFrequencyLimit")
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    assert clinic.states(item) == ["sms waiting", "wechat fallen_back"]
    clinic.sms.sql("delete from book where name = 'refusing'")
    clinic.wake(NOON + 5 * MINUTE)
    assert clinic.states(item) == ["sms sent", "wechat fallen_back"]


def test_addressing_that_was_cut_off_is_finished_by_whoever_comes_next(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED)
    item = clinic.tell(Kind.BOOKED, patient, me)
    addressing._write(item, clinic.now)  # and killed before the queue heard of it
    assert not clinic.queues.waiting
    clinic.wake(NOON + 4 * MINUTE)
    assert len(clinic.received(me)) == 1


def test_news_that_was_forgotten_is_not_sent(clinic):
    me, patient = clinic.someone()
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.address(item)
    Item(item.id).delete()  # the first thing that forgetting does
    clinic.deliver()
    assert clinic.received(me) == clinic.inbox() == []
    privacy.forget(me.account)


def test_the_log_names_nobody(clinic, capsys):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED)
    clinic.wechat.feel("lost", "message/subscribe/send", times=1)
    clinic.sms.refuse(PHONE)
    clinic.send(clinic.tell(Kind.BOOKED, patient, me), clinic.tell(Kind.STOPPED, patient, me))
    clinic.sms.sql("delete from book where name = 'refusing'")
    log = capsys.readouterr().err
    assert "sms_refused" in log
    assert not any(word in log for word in ("欧阳", "3900007788", "心血管", me.openid))
