"""What was sent is there again after the engine of the queues was killed; what was handled is not."""

import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor


def restart(sqs):
    sqs.engine.kill()
    sqs.start()
    request = urllib.request.Request(f"{sqs.front.url}/_refill", method="POST", data=b"")
    urllib.request.urlopen(request).close()


def test_what_was_not_handled_comes_again_in_its_order(sqs):
    queue, _ = sqs.make(fifo=True)
    for body in ("one", "two", "three"):
        sqs.client.send_message(QueueUrl=queue, MessageBody=body, MessageGroupId="g", MessageDeduplicationId=body)
    [first] = sqs.client.receive_message(QueueUrl=queue, MaxNumberOfMessages=1)["Messages"]
    sqs.client.delete_message(QueueUrl=queue, ReceiptHandle=first["ReceiptHandle"])
    restart(sqs)
    assert sqs.bodies(queue) == ["two", "three"]


def test_batches_too(sqs):
    queue, _ = sqs.make()
    entries = [{"Id": str(number), "MessageBody": f"m{number}"} for number in range(3)]
    assert len(sqs.client.send_message_batch(QueueUrl=queue, Entries=entries)["Successful"]) == 3
    got = sqs.client.receive_message(QueueUrl=queue, MaxNumberOfMessages=2)["Messages"]
    deleted = [{"Id": m["MessageId"], "ReceiptHandle": m["ReceiptHandle"]} for m in got]
    sqs.client.delete_message_batch(QueueUrl=queue, Entries=deleted)
    restart(sqs)
    assert sqs.bodies(queue) == ["m2"]


def test_a_message_in_somebodys_hands_comes_again_when_released(sqs):
    queue, _ = sqs.make(receives=5)
    sqs.client.send_message(QueueUrl=queue, MessageBody="held")
    assert sqs.bodies(queue) == ["held"]
    assert sqs.bodies(queue) == []
    urllib.request.urlopen(urllib.request.Request(f"{sqs.front.url}/_release", method="POST", data=b"")).close()
    assert sqs.bodies(queue) == ["held"]


def test_what_a_killed_receiver_was_just_being_handed_goes_to_the_next(sqs):
    queue, _ = sqs.make(receives=5)
    with ThreadPoolExecutor(1) as killed:
        waiting = killed.submit(sqs.client.receive_message, QueueUrl=queue, WaitTimeSeconds=2)
        time.sleep(0.3)
        urllib.request.urlopen(urllib.request.Request(f"{sqs.front.url}/_release", method="POST", data=b"")).close()
        sqs.client.send_message(QueueUrl=queue, MessageBody="late")
        assert "Messages" not in waiting.result()
    assert sqs.bodies(queue) == ["late"]


def test_what_is_handled_before_it_stands_in_the_journal_is_gone_for_good(slow_sqs):
    queue, _ = slow_sqs.make(receives=5)
    with ThreadPoolExecutor(1) as sender:
        sending = sender.submit(slow_sqs.client.send_message, QueueUrl=queue, MessageBody="quick")
        [got] = slow_sqs.client.receive_message(QueueUrl=queue, WaitTimeSeconds=2)["Messages"]
        slow_sqs.client.delete_message(QueueUrl=queue, ReceiptHandle=got["ReceiptHandle"])
        sending.result()
    assert slow_sqs.front.sql("select * from journal") == []


def test_what_was_handled_and_is_sent_again_as_the_same_is_not_waited_for(sqs):
    """Who was killed between handing over and forgetting sends once more: FIFO takes it for the one it had, also when that is gone."""
    queue, _ = sqs.make(fifo=True)
    same = {"QueueUrl": queue, "MessageBody": "once", "MessageGroupId": "g", "MessageDeduplicationId": "same"}
    sqs.client.send_message(**same)
    [got] = sqs.client.receive_message(QueueUrl=queue)["Messages"]
    sqs.client.delete_message(QueueUrl=queue, ReceiptHandle=got["ReceiptHandle"])
    again = {name: value for name, value in same.items() if name != "QueueUrl"}
    sqs.client.send_message_batch(QueueUrl=queue, Entries=[{"Id": "0", **again}])
    assert sqs.bodies(queue) == []
    assert sqs.front.sql("select * from journal where queue = ?", (queue.rsplit("/", 1)[-1],)) == []
