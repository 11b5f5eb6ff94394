"""What registration does without being asked: follow payments and its own facts, what is due, and the HIS."""

import contextlib

from chalicelib.kernel.agenda import Due
from chalicelib.kernel.facts import AlreadySeen, Fact
from chalicelib.kernel.jobs import Jobs
from chalicelib.registration import (
    delivering,
    dying,
    locking,
    merging,
    moving,
    paying,
    reminding,
    replacing,
    stopping,
    syncing,
    telling,
    visiting,
)
from chalicelib.registration.records import PURPOSE

jobs = Jobs(__name__)
FOLLOWED = (  # facts of ours after which the patient is told, or the HIS
    "confirmed",
    "paid_awaiting_hospital",
    "rescheduled",
    "replaced",
    "corrected",
    "stays",
    "stopped",
    "refused_by_hospital",
    "cancelled",
    "expired",
    "returned_at_window",
    "refunded",
)


def follow(fact: Fact) -> None:
    """Tell the patient, then let the HIS hold the present state, each whatever becomes of the other."""
    try:
        with contextlib.suppress(AlreadySeen):
            telling.announce(fact)
    finally:
        delivering.deliver(fact.subject)


for _happened in FOLLOWED:
    jobs.on(f"registration.{_happened}")(follow)

jobs.on("payment.paid", purpose=PURPOSE)(paying.paid)
jobs.on("payment.closed", purpose=PURPOSE)(paying.closed)
jobs.on("refund.done", purpose=PURPOSE)(paying.refunded)
jobs.on("refund.stuck", purpose=PURPOSE)(paying.stuck)
jobs.on(stopping.STOPPED)(stopping.carry_out)
jobs.on(replacing.REPLACED)(replacing.carry_out)
jobs.on("patient.died")(dying.died)
jobs.on("patient.merged")(merging.merged)
jobs.on("patient.unmerged")(merging.unmerged)


@jobs.due(reminding.REMIND)
def remind(due: Due) -> None:
    """A visit is near."""
    reminding.remind(due.subject, due.about["mark"], due.about["name"])


@jobs.due(delivering.DELIVER)
def deliver(due: Due) -> None:
    """The HIS was away, or had not taken the patient in."""
    delivering.deliver(due.subject, int(due.about.get("tries", "0")))


@jobs.due(locking.SETTLE)
def settle_lock(due: Due) -> None:
    """A lock may have been left without an answer."""
    locking.settle(due.subject, int(due.about.get("tries", "0")))


@jobs.due(moving.SETTLE)
def settle_move(due: Due) -> None:
    """A move may have been left without an answer."""
    moving.settle(due.subject, int(due.about.get("tries", "0")))


@jobs.due(stopping.CARRY_ON)
def stop_on(due: Due) -> None:
    """Some patients of a stopped clinic could not be settled at once."""
    stopping.carry_on(due.subject, due.about["clinic"])


registration_queue = jobs.queue("registration", at_once=4)
sync_clinics = jobs.every("sync_clinics", "rate(1 minute)", syncing.sync)
poll_appointments = jobs.every("poll_appointments", "rate(1 minute)", visiting.poll)
