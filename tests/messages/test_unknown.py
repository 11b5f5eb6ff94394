"""A message of which nobody knows whether it was sent is never sent again, and blocks what follows for ten minutes."""

import datetime as dt
import os
import subprocess
import sys
import time

import pytest

from chalicelib.gateways.wechat.push import Delivered
from chalicelib.kernel import agenda, ids
from chalicelib.messages import auditor, cases, deliveries, lanes, sending
from chalicelib.messages.channels import End, Said
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Attempt, Reason, State
from tests.messages.town import NEXT_WEEK, NOON, TEMPLATE_IDS

MINUTE = dt.timedelta(minutes=1)
SEND = """
import sys
from chalicelib.kernel import clock
from chalicelib.messages import sending
sending.send(sys.argv[1], sys.argv[2], clock.read(sys.argv[3]))
"""


@pytest.fixture(autouse=True)
def books_add_up(clinic):
    yield
    assert auditor.problems(clinic.now) == []


@pytest.fixture
def told(clinic):
    """Somebody who takes messages, and one that is told and not yet sent."""
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED, times=5)
    return me, patient, clinic.tell(Kind.BOOKED, patient, me)


def marked(clinic, item):
    """As far as a worker comes that is killed between mark and call."""
    attempt = addressed(clinic, item)
    sending._mark(cases.case(attempt), [], clinic.now)
    return attempt


def addressed(clinic, item):
    clinic.address(item)
    clinic.queues.take()
    (attempt,) = clinic.attempts(item)
    return attempt


def event(me, message_id, error=0, key=""):
    return Delivered(key or ids.new(), me.openid, TEMPLATE_IDS[Kind.BOOKED], message_id, error, 0)


def test_a_worker_killed_before_the_call_leaves_an_unknown_that_is_not_sent_again(clinic, told):
    me, _, item = told
    marked(clinic, item)
    for minutes in (4, 8, 30, 300):
        clinic.wake(NOON + minutes * MINUTE)
    assert clinic.states(item) == ["wechat unknown"]
    assert clinic.received(me) == clinic.inbox() == []


def test_a_worker_killed_within_the_call_leaves_an_unknown_and_the_message_once(clinic, told):
    _, _, item = told
    attempt = addressed(clinic, item)
    clinic.wechat.seconds_a_send = 20
    moment = NOON.isoformat()
    worker = subprocess.Popen([sys.executable, "-c", SEND, attempt.recipient, attempt.key, moment], env=os.environ)
    try:
        while Attempt.find(attempt.recipient, attempt.key).state != State.SENDING:
            time.sleep(0.02)
    finally:
        worker.kill()
        worker.wait()
        clinic.wechat.seconds_a_send = 0.0
    clinic.wake(NOON + 4 * MINUTE)
    assert clinic.states(item) == ["wechat unknown"]


def test_no_answer_from_wechat_is_unknown_and_the_message_came_once(clinic, told):
    me, _, item = told
    clinic.wechat.feel("lost", "message/subscribe/send", times=1)
    clinic.send(item)
    assert clinic.states(item) == ["wechat unknown"]
    clinic.wake(NOON + 30 * MINUTE)
    assert len(clinic.received(me)) == 1


def test_an_unknown_blocks_the_next_of_its_template_for_ten_minutes(clinic, told):
    me, patient, item = told
    marked(clinic, item)
    following = clinic.tell(Kind.BOOKED, patient, me, day=NEXT_WEEK)
    clinic.send(following)
    assert clinic.attempts(following)[0].reason == Reason.UNKNOWN_BEFORE
    clinic.wake(NOON + 9 * MINUTE)
    assert clinic.received(me) == []
    clinic.wake(NOON + 10 * MINUTE)
    assert len(clinic.received(me)) == 1
    assert clinic.states(item) == ["wechat unknown"]


def test_an_unknown_blocks_no_other_template(clinic, told):
    me, patient, item = told
    marked(clinic, item)
    clinic.allow(me, Kind.CANCELLED)
    clinic.send(clinic.tell(Kind.CANCELLED, patient, me))
    assert len(clinic.received(me)) == 1


def test_a_pushed_delivery_settles_an_unknown_and_frees_the_way(clinic, told):
    me, patient, item = told
    clinic.wechat.feel("lost", "message/subscribe/send", times=1)
    clinic.send(item)
    deliveries.wechat_said(event(me, "9001"), clinic.now)
    assert clinic.states(item) == ["wechat delivered"]
    clinic.send(clinic.tell(Kind.BOOKED, patient, me, day=NEXT_WEEK))
    assert len(clinic.received(me)) == 2


def test_a_pushed_refusal_settles_an_unknown_and_a_short_message_goes(clinic, told):
    me, _, item = told
    clinic.wechat.feel("lost", "message/subscribe/send", times=1)
    clinic.send(item)
    deliveries.wechat_said(event(me, "9002", error=20004), clinic.now)
    clinic.wake(NOON + MINUTE)
    assert clinic.states(item) == ["sms sent", "wechat fallen_back"]


def test_a_message_that_seemed_sent_and_was_not_delivered_goes_by_short_message(clinic, told):
    me, _, item = told
    clinic.send(item)
    (attempt,) = clinic.attempts(item)
    refused = event(me, attempt.message_id, error=20004)
    for _ in range(2):
        deliveries.wechat_said(refused, clinic.now)
    clinic.wake(NOON + MINUTE)
    assert clinic.states(item) == ["sms sent", "wechat fallen_back"]
    assert len(clinic.inbox()) == 1


def test_a_delivery_pushed_twice_is_one(clinic, told):
    me, _, item = told
    clinic.send(item)
    (attempt,) = clinic.attempts(item)
    for _ in range(2):
        deliveries.wechat_said(event(me, attempt.message_id, key="same"), clinic.now)
    assert [step.split()[1] for step in clinic.attempts(item)[0].steps] == ["waiting", "sending", "sent", "delivered"]


def test_a_delivery_pushed_before_the_answer_waits_until_the_call_is_over(clinic, told):
    me, _, item = told
    attempt = marked(clinic, item)
    deliveries.wechat_said(event(me, "9003"), clinic.now)
    assert clinic.states(item) == ["wechat sending"]
    sending.record(attempt, item, Said(End.TAKEN, message_id="9003"), clinic.now)
    (due,) = [due for shard in range(16) for _, due in agenda.due(shard, NOON + 5 * MINUTE) if due.kind == deliveries.DUE]
    deliveries.again(due)
    assert clinic.states(item) == ["wechat delivered"]


def test_a_delivery_of_nothing_we_sent_changes_nothing(clinic, told, capsys):
    me, _, item = told
    clinic.send(item)
    deliveries.wechat_said(event(me, "not ours"), clinic.now)
    assert clinic.states(item) == ["wechat sent"]
    assert "DeliveryUnmatched" in capsys.readouterr().err


def test_an_answer_that_comes_after_the_worker_was_given_up_still_counts(clinic, told):
    _, _, item = told
    attempt = marked(clinic, item)
    clinic.wake(NOON + 4 * MINUTE)
    assert clinic.states(item) == ["wechat unknown"]
    sending.record(attempt, item, Said(End.TAKEN, message_id="9004"), NOON + 5 * MINUTE)
    assert clinic.states(item) == ["wechat sent"]


def test_two_workers_at_once_send_once(clinic, told):
    _, _, item = told
    attempt = addressed(clinic, item)
    first, second = cases.case(attempt), cases.case(clinic.attempts(item)[0])
    sending._mark(first, [], clinic.now)
    with pytest.raises(sending.LostRace):
        sending._mark(second, [], clinic.now)


def test_a_short_message_without_an_answer_is_not_sent_again(clinic):
    me, patient = clinic.someone()
    clinic.sms.feel("lost", times=1)
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    clinic.wake(NOON + 30 * MINUTE)
    assert clinic.states(item) == ["sms unknown", "wechat fallen_back"]
    assert len(clinic.inbox()) == 1


def test_a_way_stays_taken_for_ten_minutes_and_no_longer(clinic, told):
    _, _, item = told
    marked(clinic, item)
    assert lanes.free_from(clinic.lane(told[0], Kind.BOOKED), NOON) == NOON + 10 * MINUTE
