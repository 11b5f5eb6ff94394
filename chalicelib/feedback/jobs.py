"""What feedback does without being asked."""

from chalicelib.feedback import asking, handling, rating, showing
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.jobs import Jobs

jobs = Jobs(__name__)

jobs.on("registration.seen")(asking.visited)
jobs.on("followup.discharged")(asking.discharged)
jobs.on("patient.merged")(asking.merged)
jobs.on("patient.unmerged")(asking.unmerged)
jobs.on(rating.RATED)(showing.check)


@jobs.due(asking.ASK)
def ask(due: Due) -> None:
    """The visit was some hours ago."""
    asking.ask(due.subject)


@jobs.due(handling.CLOSE)
def close(due: Due) -> None:
    """The time for objecting is over."""
    handling.close(due.subject, due.about["version"])


feedback_queue = jobs.queue("feedback")
