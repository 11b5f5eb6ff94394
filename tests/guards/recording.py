"""A pytest plugin: every AWS call that a Lambda makes in any test is written down, and must be granted by its policy."""

import os
import tempfile
from pathlib import Path

import pytest

from sandbox import recorder


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        os.environ.setdefault(recorder.VARIABLE, tempfile.mkdtemp())
    recorder.install()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    """Once, when all workers have finished."""
    if hasattr(session.config, "workerinput") or exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        return
    from infra import used

    missing = used.compare(Path(os.environ[recorder.VARIABLE])).missing
    if missing:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        session.config.stash[MISSING] = [" ".join(call) for call in missing]


MISSING = pytest.StashKey[list[str]]()


def pytest_terminal_summary(terminalreporter, config):
    for call in config.stash.get(MISSING, []):
        terminalreporter.write_line(f"no policy grants: {call} (infra/grants.py)", red=True)
