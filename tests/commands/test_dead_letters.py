"""An engineer looks at what failed, sends it again, or drops it; who did it and why stays."""

import json

from chalicelib.kernel import audit, clock, facts, queues
from chalicelib.kernel.tables import Unit
from infra.commands import dead_letters

SIGNED = ("--by", "1024", "--reason", "WeChat was away")


def put(sqs, queue, body, **more):
    sqs.send_message(QueueUrl=dead_letters.dead(queue), MessageBody=body, **more)


def waiting(sqs, url):
    asked = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
    return int(asked["Attributes"]["ApproximateNumberOfMessages"])


def taken(sqs, queue):
    found = sqs.receive_message(QueueUrl=queues.url(queue), MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"])
    for one in found.get("Messages", []):
        sqs.delete_message(QueueUrl=queues.url(queue), ReceiptHandle=one["ReceiptHandle"])
    return found.get("Messages", [])


def last_act(actor="1024"):
    return list(audit.entries(clock.today(), actor))[-1]


def test_the_list_names_every_queue_and_is_loud_when_something_waits(sqs, typed):
    assert typed("dead-letters", "list")[0] == 0
    put(sqs, "payments", "{}")
    code, said = typed("dead-letters", "list")
    assert code == 1
    assert "     1 payments\n" in said
    assert "failed-facts" in said
    typed("dead-letters", "drop", "payments", *SIGNED)


def test_what_is_shown_stays(sqs, typed):
    put(sqs, "payments", '{"due": "o1"}')
    for _ in range(2):
        assert '{"due": "o1"}' in typed("dead-letters", "show", "payments")[1]
    assert waiting(sqs, dead_letters.dead("payments")) == 1
    typed("dead-letters", "drop", "payments", *SIGNED)


def test_what_is_sent_again_arrives_once_and_is_gone(sqs, typed):
    for number in range(12):
        put(sqs, "registration", json.dumps({"n": number}))
    assert typed("dead-letters", "redrive", "registration", *SIGNED) == (0, "12 redriven\n")
    assert waiting(sqs, dead_letters.dead("registration")) == 0
    arrived = [json.loads(one["Body"])["n"] for _ in range(3) for one in taken(sqs, "registration")]
    assert sorted(arrived) == list(range(12))
    assert (last_act().act, last_act().subject, last_act().reason) == (
        "dead_letters.redriven",
        "registration#12",
        "WeChat was away",
    )


def test_a_fifo_letter_goes_back_into_its_group(sqs, typed):
    put(sqs, "sends.fifo", "{}", MessageGroupId="openid1", MessageDeduplicationId="d1")
    assert typed("dead-letters", "redrive", "sends.fifo", *SIGNED) == (0, "1 redriven\n")
    (one,) = taken(sqs, "sends.fifo")
    assert one["Attributes"]["MessageGroupId"] == "openid1"


def test_what_is_dropped_is_gone_and_was_printed(sqs, typed):
    put(sqs, "failed-jobs", '{"requestPayload": {}}')
    code, said = typed("dead-letters", "drop", "failed-jobs", *SIGNED)
    assert (code, "requestPayload" in said) == (0, True)
    assert waiting(sqs, dead_letters.dead("failed-jobs")) == 0
    assert last_act().act == "dead_letters.dropped"


def test_failed_facts_are_not_sent_by_hand_but_told_again(sqs, typed):
    code, said = typed("dead-letters", "redrive", "failed-facts", *SIGNED)
    assert (code, "facts replay" in said) == (1, True)


def test_the_facts_of_an_hour_are_routed_again(sqs, typed):
    with Unit() as unit:
        told = facts.tell(unit, "payment.paid", "o77", 1, purpose="registration", reference="r77")
        facts.tell(unit, "registration.held", "r77", 1)
    hour = f"{clock.now():%Y-%m-%dT%H}"
    assert typed("facts", "replay", hour, "--kind", "payment.paid", *SIGNED) == (0, "1 facts sent again\n")
    (one,) = taken(sqs, "registration")
    assert json.loads(one["Body"])["fact"]["id"] == told.id
    assert last_act().act == "facts.replayed"


def test_facts_too_old_to_be_remembered_are_not_replayed(sqs, typed):
    code, said = typed("facts", "replay", "2020-01-01T00", *SIGNED)
    assert (code, "too old" in said) == (1, True)
