"""Record copies in the whole local world, whatever is killed; and what is left of the papers afterwards: nothing."""

import os
import random
from concurrent.futures import ThreadPoolExecutor

import boto3
import pytest

from chalicelib.vault import checking
from sandbox.copies import scans, story
from sandbox.copies.applicant import Applicant, Father, patients_with_stay
from sandbox.copies.clerks import Room
from sandbox.story import Story
from tests import conftest as plain
from tests.world.remains import Sought
from tests.world.whole import Killer, brought_up, run, urls, where

APPLICATIONS = int(os.environ.get("XINGLIN_KILL_COPIES", "2"))
AT_ONCE = 3
PATIENCE = 120  # seconds that a client tries again
VICTIMS = {"workers": 6, "pumps": 2, "app": 1, "s3": 1, "vaults": 1, "his": 1, "express": 1, "invoices": 1}


@pytest.fixture(scope="module")
def world():
    with brought_up() as made:
        yield made


@pytest.fixture(scope="module")
def inside(world):
    """This process in the world's environment."""
    before = dict(os.environ)
    os.environ.update(where(world)["environment"])
    plain._reconnect()
    yield world
    os.environ.clear()
    os.environ.update(before)
    plain._reconnect()


@pytest.fixture(scope="module")
def room(inside):
    made = Room(urls(inside), Story(print), inside.folder, patience=PATIENCE)
    made.open()
    return made


def one_application(world, room, number, person, stay):
    """A patient's own by express or at the window, or a daughter's by link: in turn, with patient clients."""
    day = story.Day(urls(world), Story(print), room, Applicant(urls(world), Story(print), f"第{number}位", patience=PATIENCE))
    one = day.patient
    one.ready_for_copies()
    delivery = ("pick_up", "express")[number % 2]
    if number % 3:
        one.is_bound(person)
        one.begin()
        one.for_myself()
    else:
        one.begin()
        one.for_father(person, stay)
    one.want("insurance", delivery)
    if not number % 3:
        one.blurred_first("agent_id")
    one.papers()
    if number % 3:
        one.confirm("reserved_phone")
    else:
        one.confirm("own_phone")
        father = Father(urls(world), Story(print), f"第{number}位的父亲", patience=PATIENCE)
        father.sign_in()
        father.says_yes(one.ask_father(), person["phone"])
    one.hand_in()
    story.reviewed(day.story, room, one)
    story.fetched(day.story, room, one)
    one.pay_price()
    story.copied(day.story, room, one)
    if delivery == "express":
        story.sent(day, one)
    else:
        story.at_the_window(day.story, room, one)
    one.rate(5)
    one.invoice()


@pytest.mark.timeout(600 + 60 * APPLICATIONS)
def test_whatever_is_killed_each_step_of_an_application_is_done_once(inside, room):
    people = patients_with_stay(urls(inside))[:APPLICATIONS]
    seed = random.randrange(10**6)
    killer = Killer(inside, seed, VICTIMS, every=(1.0, 4.0))
    with killer.at_work(), ThreadPoolExecutor(AT_ONCE) as many:
        ended = [many.submit(one_application, inside, room, number, *people[number]) for number in range(APPLICATIONS)]
        problems = [repr(one.exception()) for one in ended if one.exception()]
    inside.kill("all")
    inside.up()
    code, told = run("sandbox.auditor", inside.folder, "--settle", 120)
    assert (code, problems) == (0, []), f"seed {seed}, killed {killer.killed}: {problems} {told}"
    assert killer.killed


def sealed_forms(photos):
    """The photographs as they were sent, and as they were made anew before they were sealed."""
    made = {f"{seed}, made anew": checking.check(photo, 10).content for seed, photo in photos.items() if "blurred" not in seed}
    return photos | made


def in_buckets(sought):
    """What is found in the buckets, every version of every object, read as their owner reads them."""
    s3, found = boto3.client("s3"), {}
    for bucket in (one["Name"] for one in s3.list_buckets()["Buckets"]):
        for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
            for one in page.get("Versions", []):
                body = s3.get_object(Bucket=bucket, Key=one["Key"], VersionId=one["VersionId"])["Body"].read()
                if names := sought.within(body):
                    found[f"{bucket}/{one['Key']}"] = names
    return found


@pytest.mark.timeout(600)
def test_no_run_of_bytes_of_a_scan_lies_open_in_a_bucket_table_queue_log_or_file(inside):
    """After all the applications above, killed ones included."""
    assert len(scans.TAKEN) >= 2 * APPLICATIONS
    sought = Sought(sealed_forms(scans.TAKEN))
    vault = os.environ["XINGLIN_VAULT_BUCKET"]
    assert len(boto3.client("s3").list_objects_v2(Bucket=vault)["Contents"]) >= 2 * APPLICATIONS
    assert in_buckets(sought) == {}
    assert sought.in_folder(inside.folder) == {}
