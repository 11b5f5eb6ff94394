"""The audit log cannot lose a day, a chain or an entry unseen."""

import datetime as dt
import itertools
import os

import boto3
import pytest
import time_machine
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import anchors
from chalicelib.kernel import audit, clock
from chalicelib.kernel.tables import Unit
from sandbox import engines


@pytest.fixture(scope="module")
def bucket(world, tmp_path_factory):
    """SeaweedFS, which holds a lock as S3 does."""
    folder = tmp_path_factory.mktemp("s3")
    ports = dict(zip(engines.S3_PORTS, engines.free_ports(len(engines.S3_PORTS)), strict=True))
    os.environ |= engines.CREDENTIALS | {"AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{ports['s3.port']}"}
    forget_clients()
    engine = engines.start_s3(ports, folder / "s3.log", folder / "data")
    s3 = boto3.client("s3")
    try:
        engines.wait_until(lambda: made(s3), "SeaweedFS")
        yield s3
    finally:
        engine.kill()
        forget_clients()


def made(s3):
    try:
        s3.create_bucket(Bucket="anchors", ObjectLockEnabledForBucket=True)
    except (ClientError, BotoCoreError):
        return False
    return True


def forget_clients():
    for client in (anchors._s3, anchors._kms):
        client.cache_clear()


DAYS = itertools.count(100, 20)  # how long ago: each test has a day of its own


@pytest.fixture
def day(bucket):
    """A day on which two people acted, long over."""
    return acted(clock.today() - dt.timedelta(days=next(DAYS)))


def acted(day):
    with time_machine.travel(clock.at(day, 10), tick=False):
        for actor in ("wang", "wang", "li"):
            with Unit() as unit:
                audit.write(unit, actor, act="clinic.stopped", subject="c1", reason="医生请假")
    return day


def test_an_untouched_day_is_found_whole(day):
    assert anchors.anchor(day)
    assert anchors.broken(day) == []


def test_a_day_is_anchored_once(day):
    assert anchors.anchor(day)
    assert not anchors.anchor(day)


def test_missed_nights_are_made_up_for_and_today_waits(bucket):
    day = acted(clock.today() - dt.timedelta(days=1))
    anchors.anchor_recent()
    assert anchors.broken(day) == []
    assert anchors.broken(day - dt.timedelta(days=6)) == []
    assert anchors.broken(day + dt.timedelta(days=1)) == [f"{day + dt.timedelta(days=1)}: there is no anchor"]


def test_a_vanished_chain_does_not_fit_the_anchor(day):
    anchors.anchor(day)
    for entry in audit.entries(day, "li"):
        entry.delete()
    audit.Head(day.isoformat(), "li").delete()
    assert anchors.broken(day) == [f"{day}#li: not as it was anchored"]


def test_a_chain_written_anew_does_not_fit_the_anchor(day):
    anchors.anchor(day)
    entry = next(iter(audit.entries(day, "li")))
    entry.reason = "没有理由"
    entry.hash = entry.computed()
    entry.save()
    head = audit.Head.find(day.isoformat(), "li")
    head.hash = entry.hash
    head.save()
    assert audit.broken(day) == []
    assert anchors.broken(day) == [f"{day}#li: not as it was anchored"]


def test_a_changed_entry_is_named(day):
    anchors.anchor(day)
    entry = list(audit.entries(day, "wang"))[1]
    entry.act = "clinic.moved"
    entry.save()
    assert anchors.broken(day) == [f"{day}#wang no. 2: was changed"]


def test_an_anchor_that_we_did_not_sign_is_named(day, bucket):
    anchors.anchor(day)
    name = anchors._name(day)
    document = anchors.Anchor.model_validate_json(bucket.get_object(Bucket="anchors", Key=name)["Body"].read())
    forged = document.model_copy(update={"heads": []})
    bucket.put_object(Bucket="anchors", Key=name, Body=forged.model_dump_json().encode())
    assert anchors.broken(day) == [f"{day}: the anchor's signature is not ours"]


def test_an_anchor_cannot_be_removed(day, bucket):
    anchors.anchor(day)
    version = bucket.head_object(Bucket="anchors", Key=anchors._name(day))["VersionId"]
    with pytest.raises(ClientError):
        bucket.delete_object(Bucket="anchors", Key=anchors._name(day), VersionId=version)
