"""Fixtures for whoever needs the inbox and the vault: SeaweedFS once a run, buckets of its own for each module.

In a conftest: `from tests.vault.places import s3_engine, stores`.
"""

import contextlib
import datetime as dt
import functools
import os
import uuid

import boto3
import pytest
import urllib3

from chalicelib.kernel import clock, facts, ids, settings
from chalicelib.kernel.tables import Unit
from chalicelib.vault import buckets, envelope, looking, papers
from chalicelib.vault.models import Paper, PaperId
from sandbox import engines

http = urllib3.PoolManager(retries=False)


@pytest.fixture(scope="session")
def s3_engine(tmp_path_factory):
    """SeaweedFS on free ports; its URL."""
    folder = tmp_path_factory.mktemp("s3")
    ports = dict(zip(engines.S3_PORTS, engines.free_ports(len(engines.S3_PORTS)), strict=True))
    engine = engines.start_s3(ports, folder / "s3.log", folder / "data")
    url = f"http://127.0.0.1:{ports['s3.port']}"
    try:
        engines.wait_until(functools.partial(_serves, url), "SeaweedFS")
        yield url
    finally:
        engine.kill()


def _client(url):
    keys = {
        f"aws_{name[4:].lower()}": value
        for name, value in engines.CREDENTIALS.items()
        if name.startswith("AWS_") and "REGION" not in name
    }
    return boto3.client("s3", endpoint_url=url, region_name=engines.REGION, **keys)


def _serves(url):
    try:
        _client(url).create_bucket(Bucket="ready")
    except Exception:  # noqa: BLE001 - not yet
        return False
    return True


@pytest.fixture(scope="module")
def stores(world, s3_engine):
    """This module's inbox and vault; the S3 client of somebody who may see both."""
    name = uuid.uuid4().hex[:8]
    os.environ |= engines.CREDENTIALS | {
        "AWS_ENDPOINT_URL_S3": s3_engine,
        "XINGLIN_INBOX_BUCKET": f"inbox-{name}",
        "XINGLIN_VAULT_BUCKET": f"vault-{name}",
        "XINGLIN_UPLOAD_URL": f"{s3_engine}/inbox-{name}",
    }
    settings.deployment.cache_clear()
    forget_clients()
    s3 = _client(s3_engine)
    s3.create_bucket(Bucket=f"inbox-{name}")
    s3.create_bucket(Bucket=f"vault-{name}")
    s3.put_bucket_versioning(Bucket=f"vault-{name}", VersioningConfiguration={"Status": "Enabled"})
    yield s3
    forget_clients()


def forget_clients():
    for client in (buckets._s3, envelope._kms, looking._lambda):
        client.cache_clear()


def wanted(reference="", purpose="copies", **about):
    """A place for one file."""
    paper = PaperId(ids.new())
    about = {"kind": "id_card_front", "account": "account1", **about}
    with Unit() as unit:
        papers.want(unit, paper=paper, purpose=purpose, reference=reference or ids.new(), **about)
    return paper


def post(form, body, **changed):
    """Send a form as a phone does; the HTTP status."""
    fields = {**form.fields, **changed}
    return http.request("POST", form.url, fields=[*fields.items(), ("file", ("x", body, "application/octet-stream"))]).status


def upload(paper, body, content_type="image/jpeg"):
    """A form, filled in and sent; the object's name."""
    form = papers.upload_form(paper, content_type)
    assert post(form, body) == 204
    return form.fields["key"]


@contextlib.contextmanager
def later(**by):
    """Our own clock is ahead; the machine's is not, for S3 refuses a caller whose time is more than 15 minutes off."""
    with pytest.MonkeyPatch.context() as patch:
        ahead = clock.now() + dt.timedelta(**by)
        patch.setattr(clock, "now", lambda: ahead)
        yield


def told(paper):
    """The facts of a paper, oldest first."""
    found = [fact for hour in facts.Told.scan() if (fact := facts.Fact.model_validate_json(hour.body)).subject == paper]
    return [fact.kind for fact in sorted(found, key=lambda fact: fact.version)]


def item(paper):
    return Paper.find(paper)


def inbox(paper=""):
    """What waits there, of one paper or of all."""
    return [one.name for one in buckets.waiting() if one.name.startswith(f"inbox/{paper}")]
