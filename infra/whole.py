"""All rooms at once, which no Lambda ever loads: every route and every job, found by the names of the files that may hold them."""

from importlib import import_module

import app as entrance
from chalicelib.kernel.http import App, Route, Routes
from chalicelib.kernel.jobs import Jobs
from infra.source import modules

LEAVES = ("routes", "desk", "jobs", "delivery", "anchors")  # a file that holds routes or jobs has one of these names


def _found() -> list[object]:
    leaves = [import_module(module.name) for module in modules() if module.path.stem in LEAVES and module.name != "app"]
    return [getattr(leaf, name) for leaf in leaves for name in ("routes", "jobs") if hasattr(leaf, name)]


_FOUND = _found()
ROUTES: list[Routes] = [one for one in _FOUND if isinstance(one, Routes)]
JOBS: list[Jobs] = [one for one in _FOUND if isinstance(one, Jobs)]

app: App = entrance.app
app.work(jobs.module for jobs in JOBS)


def routes() -> list[Route]:
    """Every route, room by room."""
    return [route for room in ROUTES for route in room.all]
