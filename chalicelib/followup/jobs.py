"""What this room does without being asked: follow the HIS, its own agenda, deaths and merges."""

from chalicelib.followup.alarms import raising
from chalicelib.followup.asks import asking, ending
from chalicelib.followup.plans import enrolling, following, merging, stepping, stopping
from chalicelib.followup.tasks import calling, working
from chalicelib.kernel import clock
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.jobs import Jobs

jobs = Jobs(__name__)

jobs.on("patient.died")(stopping.died)
jobs.on("patient.merged")(merging.merged)
jobs.on("patient.unmerged")(merging.unmerged)


@jobs.due(enrolling.STEP)
def step(due: Due) -> None:
    """A step's day has come."""
    stepping.run(due.subject, clock.read(due.about.get("planned", due.due)))


@jobs.due(asking.ENDS)
def ask_ends(due: Due) -> None:
    """A questionnaire's time is over."""
    ending.end(due.subject)


@jobs.due(raising.ESCALATE)
def escalate(due: Due) -> None:
    """Perhaps nobody has taken an alarm."""
    raising.escalate(due.subject)


@jobs.due(working.CLAIM_ENDS)
def claim_ends(due: Due) -> None:
    """A task was claimed a while ago."""
    working.claim_ended(due.subject)


@jobs.due(calling.SETTLE)
def settle_call(due: Due) -> None:
    """What came of a call?"""
    calling.settle(due.subject, int(due.about.get("tries", "0")))


followup_queue = jobs.queue("followup", at_once=4)
follow_encounters = jobs.every("follow_encounters", "rate(1 minute)", following.poll)
