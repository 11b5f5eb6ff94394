"""A world that was killed leaves processes behind; the next one ends them and nobody else's."""

import json
import os
import signal
import subprocess
import sys

import psutil
import pytest

from sandbox import engines
from sandbox.children import RECORD, AlreadyUp, Children, kept
from sandbox.lifeline import identity

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def sleeper():
    process = subprocess.Popen(SLEEP, start_new_session=True)
    yield process
    process.kill()
    process.wait()


def left_behind(folder, process, keeper=None):
    known = {"keeper": keeper, "children": {"one": identity(process.pid)}}
    (folder / RECORD).write_text(json.dumps(known))


def test_what_a_killed_world_left_behind_is_ended(tmp_path, sleeper):
    left_behind(tmp_path, sleeper)
    Children(tmp_path / RECORD, tmp_path)
    assert identity(sleeper.pid) is None


def test_a_later_process_with_the_same_number_is_left_alone(tmp_path, sleeper):
    (tmp_path / RECORD).write_text(json.dumps({"keeper": None, "children": {"one": [sleeper.pid, 1.0]}}))
    Children(tmp_path / RECORD, tmp_path)
    assert sleeper.poll() is None


def test_a_world_whose_keeper_lives_is_not_touched(tmp_path, sleeper):
    left_behind(tmp_path, sleeper, keeper=identity(os.getppid()))
    assert kept(tmp_path / RECORD)
    with pytest.raises(AlreadyUp):
        Children(tmp_path / RECORD, tmp_path)
    assert sleeper.poll() is None


def test_children_are_remembered_and_ended_with_their_own(tmp_path):
    children = Children(tmp_path / RECORD, tmp_path)
    children.take("one", engines.Engine("one", SLEEP, tmp_path / "log"))
    pid = children.pid("one")
    assert json.loads((tmp_path / RECORD).read_text())["children"]["one"][0] == pid
    children.stop(["one"], {})
    assert identity(pid) is None
    assert json.loads((tmp_path / RECORD).read_text())["children"] == {}


STARTS = """
import sys, time
from pathlib import Path
from sandbox import engines
engine = engines.Engine("one", [sys.executable, "-c", "import subprocess, sys, time; subprocess.Popen(sys.argv[1:]); time.sleep(60)",
                                sys.executable, "-c", "import time; time.sleep(60)"], Path(sys.argv[1]))
print(engine.pid, flush=True)
time.sleep(float(sys.argv[2]))
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, None])
def test_whatever_ends_a_process_ends_what_it_started(tmp_path, how):
    seconds = "60" if how else "1"
    starter = subprocess.Popen([sys.executable, "-c", STARTS, str(tmp_path / "log"), seconds], stdout=subprocess.PIPE, text=True)
    with starter:
        group = int(starter.stdout.readline())
        engines.wait_until(lambda: len(psutil.Process(group).children()) == 1, "its own child")
        known = [identity(group), identity(psutil.Process(group).children()[0].pid)]
        if how:
            starter.send_signal(how)
    engines.wait_until(lambda: [identity(int(one[0])) for one in known] == [None, None], "their end", 20)
