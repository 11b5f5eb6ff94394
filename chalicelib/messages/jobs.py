"""What this room does without a request: addressing news, waking attempts, sending."""

import json

from chalicelib.kernel import clock
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.jobs import Jobs
from chalicelib.messages import addressing, attempts, calls, deliveries, outbox, sending, staff_sms

jobs = Jobs(__name__)


@jobs.on(outbox.FACT)
def address(fact: Fact) -> None:
    """A journey told something: who hears of it?"""
    addressing.address(fact.subject, clock.now())


@jobs.on(staff_sms.FACT)
def tell_staff(fact: Fact) -> None:
    """A room called a member of staff."""
    staff_sms.send(fact.subject, clock.now())


@jobs.due(staff_sms.DUE)
def look_after_staff(due: Due) -> None:
    """A short message to staff should have gone by now."""
    staff_sms.send(due.subject, clock.now())


@jobs.due(attempts.DUE)
def wake(due: Due) -> None:
    """An attempt is to be woken."""
    sending.send(due.about["recipient"], due.about["key"], clock.now(), due)


@jobs.due(calls.DUE)
def find_unread(due: Due) -> None:
    """An urgent message should have been opened by now."""
    calls.find_unread(due.subject, clock.now())


@jobs.due(deliveries.DUE)
def settle(due: Due) -> None:
    """A pushed event came while its call was still under way."""
    deliveries.again(due)


@jobs.body
def send(body: str) -> None:
    """One attempt, in the order of its person."""
    asked = json.loads(body)
    sending.send(asked["recipient"], asked["key"], clock.now())


messages_queue = jobs.queue("messages", at_once=10)
sends_queue = jobs.queue(attempts.QUEUE, at_once=20)
