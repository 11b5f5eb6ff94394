"""Opens the doors of the rooms; no logic. A room is imported on its first request."""

import os

from chalicelib.doors import DOORS, JOBS
from chalicelib.kernel.http import App

app = App(app_name="xinglin")
app.open(DOORS)

if "AWS_CHALICE_CLI_MODE" in os.environ:  # set by Chalice's own tools, which package the jobs from here
    app.work(JOBS)
