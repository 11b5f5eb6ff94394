"""What the service desk does without being asked."""

from chalicelib.chat import answering, talking, waking
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.jobs import Jobs

jobs = Jobs(__name__)


@jobs.due(answering.UNREAD)
def unread(due: Due) -> None:
    """An answer was given a while ago."""
    waking.unread(due.subject, int(due.about["line"]))


@jobs.due(answering.IDLE)
def idle(due: Due) -> None:
    """An answer was given long ago."""
    waking.idle(due.subject, int(due.about["line"]))


@jobs.due(talking.UNANSWERED)
def unanswered(due: Due) -> None:
    """A patient wrote a while ago."""
    waking.unanswered(due.subject, int(due.about["line"]))


chat_queue = jobs.queue("chat")
