"""A world that was killed leaves processes behind; the next one ends them and nobody else's."""

import json
import os
import subprocess
import sys

import pytest

from sandbox import engines
from sandbox.children import RECORD, AlreadyUp, Children, identity, kept

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
