"""Very many messages are due at once, workers are killed, WeChat fails: each comes to one end, and nobody gets two.

XINGLIN_PUSHES says how many: `make prove` 100,000.
"""

import datetime as dt
import os
import sys
from collections import Counter

import pytest

from chalicelib import delivery
from chalicelib.gateways.wechat import token
from chalicelib.kernel import agenda, clock
from chalicelib.messages import attempts, auditor, gates, leases
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Attempt
from chalicelib.messages.settings import MessagesSettings
from chalicelib.messages.templates import TEMPLATES
from sandbox.sms import Sms
from sandbox.wechat import Wechat
from tests.messages.crowd import TEMPLATE, Crowd
from tests.messages.queues import Queues
from tests.messages.workers import BATCH, Pump

SIZE = int(os.environ.get("XINGLIN_PUSHES", "2000"))
MINUTES = 90  # after which nothing may be open
SEND = "message/subscribe/send"
WORKERS = 3  # one more than cores: a slow answer leaves none idle


@pytest.fixture
def parties(world, tmp_path):
    with (
        Wechat(tmp_path / "wechat").serving() as wechat,
        Sms(tmp_path / "sms").serving() as sms,
        Queues(tmp_path / "sqs").serving() as queues,
    ):
        rules = TEMPLATES[Kind.REMINDER]
        wechat.know(TEMPLATE, rules.title, [f"{one.key}:{one.label}" for one in rules.fields])
        world.choose(MessagesSettings, template_ids={"reminder": TEMPLATE}, quiet_from=3, quiet_until=3, sends_a_minute=100_000)
        for party in (wechat, sms, queues):
            world.meet(party)
        for forget in (token.forget_cached, leases.forget_held, gates.forget_seen):
            forget()
        yield wechat, sms, queues


def still_due():
    dues = (agenda.Due.model_validate_json(one.body) for one in agenda.Entry.scan())
    return sum(due.kind == attempts.DUE for due in dues)


@pytest.mark.timeout(600 + SIZE // 5)
def test_each_of_many_due_messages_comes_to_one_end_and_nobody_gets_two(parties):
    wechat, sms, queues = parties
    crowd = Crowd(wechat, SIZE)
    wechat.busy = 0.10
    wechat.feel("slow", SEND, seconds=0.1, share=0.10)
    wechat.feel("lost", SEND, share=0.02)
    minutes = 0
    with Pump(queues, WORKERS, killing=max(0.005, 4 / (SIZE / BATCH))) as pump:
        while still_due() and minutes < MINUTES:
            for shard in range(agenda.SHARDS):  # each with the time that a run has
                delivery.drain(clock.now() + dt.timedelta(minutes=minutes), [shard])
            pump.run(60 * minutes)
            minutes += 3 if minutes < 30 else 10
    ends = {}
    for one in Attempt.scan():
        ends.setdefault(one.recipient, {})[one.channel] = one.state
    last = Counter(told.get("sms") or told["wechat"] for told in ends.values())
    in_wechat = Counter(crowd.of_openid[one["touser"]] for one in wechat.book("messages").values())
    by_sms = Counter(crowd.of_phone[one["phone"]] for one in sms.book("inbox").values())
    sys.stdout.write(f"due {SIZE}, killed {pump.killed}, minutes {minutes}, ends {dict(last)}, by SMS {len(by_sms)}\n")
    assert still_due() == 0, "something is still to be looked after"
    assert sum(last.values()) == len(ends) == SIZE == len(crowd.ids)
    assert set(last) <= {"sent", "refused", "dropped", "unknown"}
    assert max(in_wechat.values()) == max(by_sms.values()) == 1
    assert set(in_wechat) & set(by_sms) == set(), "told by two channels"
    for channel, reached in (("wechat", set(in_wechat)), ("sms", set(by_sms))):
        told = {state: {name for name, ways in ends.items() if ways.get(channel) == state} for state in ("sent", "unknown")}
        assert told["sent"] <= reached <= told["sent"] | told["unknown"], channel
    assert pump.killed > 0
    assert auditor.problems(clock.now() + dt.timedelta(minutes=minutes)) == []
