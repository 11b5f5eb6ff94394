"""What goes on by itself: following the HIS's staff."""

from chalicelib.kernel.jobs import Jobs
from chalicelib.staff import following

jobs = Jobs(__name__)

poll_staff = jobs.every("poll_staff", "rate(5 minutes)", following.poll)
