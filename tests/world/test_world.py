"""The whole local world: the journey walks to its end, whatever is killed everything adds up, nothing is lost."""

import json
import os
import random
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from sandbox.phone import last_code
from sandbox.story import Failed, Story
from sandbox.visitor import Visitor, known_people, somebody
from tests.world.whole import Killer, brought_up, run, urls

JOURNEYS = int(os.environ.get("XINGLIN_KILL_JOURNEYS", "10"))
AT_ONCE = 4
VICTIMS = {"workers": 6, "pumps": 2, "app": 1, "dynamodb": 2, "sqs": 1, "queues": 1}  # how often, among each other


@pytest.fixture(scope="module")
def world():
    with brought_up() as made:
        yield made


@pytest.mark.timeout(1200)
def test_the_journey_walks_to_its_end(world):
    code, told = run("sandbox.journey", "--folder", world.folder)
    assert code == 0, told
    assert "✗" not in told
    assert told.count("✓") > 90


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
    killer = Killer(world, seed, VICTIMS)
    with killer.at_work(), ThreadPoolExecutor(AT_ONCE) as many:
        ended = [many.submit(one_journey, world, number, people, killer.rng) for number in range(JOURNEYS)]
        problems = [repr(one.exception()) for one in ended if one.exception()]
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
