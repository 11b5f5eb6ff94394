"""What statistics does: count each fact as it is told."""

from chalicelib.kernel.jobs import Jobs
from chalicelib.statistics import counting
from chalicelib.statistics.measures import COUNTED

jobs = Jobs(__name__)

for _kind, _purpose in COUNTED:
    jobs.on(_kind, purpose=_purpose)(counting.count)

statistics_queue = jobs.queue("statistics")
