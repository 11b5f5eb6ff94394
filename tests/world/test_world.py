"""The whole local world: the journey walks to its end, whatever is killed everything adds up, nothing is lost."""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sandbox import engines
from sandbox.phone import last_code
from sandbox.story import Failed, Story
from sandbox.visitor import Visitor, known_people, somebody
from sandbox.world import WHERE, World

JOURNEYS = int(os.environ.get("XINGLIN_KILL_JOURNEYS", "10"))
AT_ONCE = 4
VICTIMS = {"workers": 6, "pumps": 2, "app": 1, "dynamodb": 2, "sqs": 1, "queues": 1}  # how often, among each other
MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def world():
    """In memory where there is a file system of that kind: a killed process loses no more there than on a disk."""
    folder = Path(tempfile.mkdtemp(prefix="xinglin-", dir=MEMORY if MEMORY.is_dir() else None))
    made = World(folder, days=3, speed=30)
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


def urls(world):
    return json.loads((world.folder / WHERE).read_text())["urls"]


def test_the_journey_walks_to_its_end(world):
    code, told = run("sandbox.journey", "--folder", world.folder)
    assert code == 0, told
    assert "✗" not in told
    assert told.count("✓") > 40


def test_after_a_hard_stop_everything_is_there_again(world):
    story = Story(lambda line: None)
    visitor = Visitor(urls(world), story, "小白", patience=30)
    visitor.sign_in()
    visitor.bind(somebody(urls(world)))
    visitor.hold(*visitor.choose())
    visitor.pay()
    world.kill("all")
    world.up()
    assert visitor.until("confirmed")["words"] == "预约成功"
    visitor.at_hospital("booked")
    visitor.told("挂号成功通知")
    visitor.cancel()
    assert story.failures == 0


class Killer:
    """Kills something now and then, and starts it again a little later."""

    def __init__(self, world, seed):
        self.world, self.rng, self.killed = world, random.Random(seed), []
        self.ended = threading.Event()

    def go_on(self):
        took = 0.0
        while not self.ended.wait(took + self.rng.uniform(0.2, 1.2)):  # up for as long as it was down, at the least
            victim = self.rng.choices(list(VICTIMS), list(VICTIMS.values()))[0]
            began = time.monotonic()
            self.world.kill(victim)
            self.killed.append(victim)
            time.sleep(self.rng.uniform(0, 0.4))
            self.world.mend()
            took = time.monotonic() - began


def one_journey(world, number, people, rng):
    """Pay and stay, pay and cancel, or walk away: any of them, with a patient client."""
    visitor = Visitor(urls(world), Story(lambda line: None), f"第{number}位", patience=90)
    visitor.sign_in()
    if number % 2:
        visitor.ask_for_card()
    else:
        visitor.bind(people[number // 2])
    for left in reversed(range(5)):
        try:
            visitor.hold(*visitor.choose_any(rng))
            break
        except Failed:  # another was faster
            if not left:
                raise
    if number % 4 != 3:
        visitor.pay_order()
    if number % 4 == 1:
        visitor.cancel_at_once()


@pytest.mark.timeout(300 + 30 * JOURNEYS)
def test_whatever_is_killed_everything_adds_up(world):
    people = [one for one in known_people(urls(world)) if not last_code(urls(world), one["phone"])]
    seed = random.randrange(10**6)
    killer = Killer(world, seed)
    thread = threading.Thread(target=killer.go_on)
    thread.start()
    try:
        with ThreadPoolExecutor(AT_ONCE) as many:
            ended = [many.submit(one_journey, world, number, people, killer.rng) for number in range(JOURNEYS)]
            problems = [repr(one.exception()) for one in ended if one.exception()]
    finally:
        killer.ended.set()
        thread.join()
    world.kill("all")
    world.up()
    code, told = run("sandbox.auditor", world.folder, "--settle", 120)
    assert (code, problems) == (0, []), f"seed {seed}, killed {killer.killed}: {problems} {told}"


def traces(world):
    """What our side keeps where somebody may read it: the logs of the app and its jobs, every table's files, the queues' files."""
    for name in ("app", "pumps"):
        yield from sorted((world.folder / "logs").glob(f"{name}*"))
    for name in ("dynamodb", "queues", "sqs", "pumps"):
        yield from (path for path in sorted((world.folder / name).rglob("*")) if path.is_file())


def test_no_name_phone_or_number_of_a_patient_lies_open_anywhere(world):
    """After all the journeys above, killed ones included."""
    people = json.loads(urllib.request.urlopen(urls(world)["his"] + "/_people").read())
    words = {person["phone"] for person in people} | {number for person in people for number in person["papers"].values()}
    words |= {person["name"] for person in people if len(person["name"]) > 2}  # of two characters: doctors may share them
    words = {word.encode() for word in words if word}
    seen = list(traces(world))
    assert len(seen) > 5
    assert len(words) > 400
    found = [(path.name, word.decode()) for path in seen for word in words if word in path.read_bytes()]
    assert found == []
