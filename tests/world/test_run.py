"""`make run` says in one line what the machine lacks, before anything else."""

import os
import subprocess
import sys

import pytest

from sandbox import engines, run


def tool(folder, name, says):
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("java", "node", "npm", "line"),
    [
        (None, "v20.1.0", True, run.JAVA),
        ('openjdk version "11.0.2"', "v20.1.0", True, run.JAVA),
        ('openjdk version "17.0.15"', None, True, run.NODE),
        ('openjdk version "21.0.1"', "v18.19.0", True, run.NODE),
        ('openjdk version "17.0.15"', "v22.3.0", False, run.NODE),
    ],
)
def test_without_java_17_or_node_20_one_line_names_the_command(tmp_path, java, node, npm, line):
    for name, says in (("java", java), ("node", node), ("npm", "10.0.0" if npm else None)):
        if says:
            tool(tmp_path, name, says)
    environment = {**os.environ, "PATH": str(tmp_path)}
    command = [sys.executable, "-m", "sandbox.run", "--folder", str(tmp_path / "world")]
    done = subprocess.run(command, env=environment, cwd=engines.HERE, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, done.stdout) == (1, line + "\n", "")
    assert not (tmp_path / "world").exists()
