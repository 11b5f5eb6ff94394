"""What health education does without being asked."""

from chalicelib.education import pushing
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.jobs import Jobs

jobs = Jobs(__name__)


@jobs.due(pushing.ISSUE)
def tell_issue(due: Due) -> None:
    """An issue is out."""
    pushing.tell_issue(due.about["what"], due.about["shard"], due.about["after"])


@jobs.due(pushing.GREET)
def greet(due: Due) -> None:
    """It is a holiday."""
    pushing.greet(due.about["what"], due.about["shard"], due.about["after"])


education_queue = jobs.queue("education")
greet_readers = jobs.every("greet_readers", "cron(5 0 * * ? *)", pushing.greet_today)  # 08:05 in China
