"""The whole local world for a test: brought up in memory, something killed in it now and then."""

import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from sandbox import engines
from sandbox.world import WHERE, World

MEMORY = Path("/dev/shm")


@contextmanager
def brought_up(**options):
    """In memory where there is a file system of that kind: a killed process loses no more there than on a disk."""
    folder = Path(tempfile.mkdtemp(prefix="xinglin-", dir=MEMORY if MEMORY.is_dir() else None))
    made = World(folder, days=3, speed=30, **options)
    try:
        made.up()
        yield made
    finally:
        made.down()
        shutil.rmtree(folder)


def run(module, *options):
    command = [sys.executable, "-m", module, *map(str, options)]
    done = subprocess.run(command, cwd=engines.HERE, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def where(world):
    return json.loads((world.folder / WHERE).read_text())


def urls(world):
    return where(world)["urls"]


class Killer:
    """Kills something now and then, and starts it again a little later."""

    def __init__(self, world, seed, victims, *, every=(0.2, 1.2)):
        self.world, self.rng, self.killed = world, random.Random(seed), []
        self.ended, self._victims, self._every = threading.Event(), victims, every

    def go_on(self):
        took = 0.0
        while not self.ended.wait(took + self.rng.uniform(*self._every)):  # up for as long as it was down, at the least
            victim = self.rng.choices(list(self._victims), list(self._victims.values()))[0]
            began = time.monotonic()
            self.world.kill(victim)
            self.killed.append(victim)
            time.sleep(self.rng.uniform(0, 0.4))
            self.world.mend()
            took = time.monotonic() - began

    @contextmanager
    def at_work(self):
        thread = threading.Thread(target=self.go_on)
        thread.start()
        try:
            yield
        finally:
            self.ended.set()
            thread.join()
