"""A slice through everything, run as it is packaged: what is hard to change late comes from packaging and failure.

Each Lambda runs under its own role; a call that its policy does not grant is refused, and the test fails.
"""

import datetime as dt
import os
import urllib.error
import urllib.request
import uuid

import jwt
import pytest

from chalicelib.kernel import chosen, clock, ids
from chalicelib.kernel.money import Fen
from chalicelib.kernel.settings import HOSPITAL
from chalicelib.kernel.tables import Unit
from chalicelib.payments import orders
from chalicelib.payments.models import Order
from chalicelib.payments.settings import PaymentsSettings
from chalicelib.vault import destroying, looking, papers
from chalicelib.vault.models import PaperState
from sandbox.engines import wait_until
from tests.conftest import _reconnect
from tests.package.stack import ROOT, SECONDS
from tests.vault import photos
from tests.vault.places import forget_clients, wanted

pytestmark = pytest.mark.package

ADDRESS = {"name": "王芳", "phone": "13800001234", "region": "北京市海淀区", "street": "中关村大街1号"}


@pytest.fixture(autouse=True)
def no_faults(stack):
    """Whatever a test asks for: no Lambda has a fault, no policy refuses one. (A fault's line tells its type and stack.)"""
    before = len(stack.faults())
    yield
    assert not (new := stack.faults()[before:]), "\n".join(new)


@pytest.fixture(scope="module")
def token(stack, wechat):
    """Somebody signed in with WeChat, through API Gateway."""
    answer = stack.call("POST", "/sessions", {"code": wechat.login_code("王芳")})
    assert answer.status == 200, answer
    return answer.body["token"]


@pytest.fixture(scope="module")
def inside(stack, pay):
    """This process stands where the packaged Lambdas stand, to look into their tables."""
    before = dict(os.environ)
    os.environ.update(stack.environment() | ROOT | {"AWS_ENDPOINT_URL": stack.url})
    for name in [name for name in os.environ if name.startswith("AWS_ENDPOINT_URL_")]:
        del os.environ[name]
    _reconnect()
    chosen.change("test", PaymentsSettings, HOSPITAL, {"merchant": pay.merchants[0]})
    yield
    os.environ.clear()
    os.environ.update(before)
    _reconnect()


def test_a_sealed_field_is_sealed_in_the_table_and_read_by_its_owner(stack, token):
    assert stack.call("PUT", "/me/addresses/home", ADDRESS, token=token).status == 200
    kept = stack.client("dynamodb").scan(TableName="xinglin-staging-addresses")["Items"]
    assert kept
    for word in ADDRESS.values():
        assert word not in repr(kept)
        assert word.encode() not in b"".join(value["B"] for item in kept for value in item.values() if "B" in value)
    assert stack.call("GET", "/me/addresses/home", token=token).body == ADDRESS


def test_a_repeated_request_makes_one_thing_and_its_fact_reaches_the_job(stack, token):
    key = uuid.uuid4().hex
    first = stack.call("POST", "/me/copies", token=token, key=key)
    second = stack.call("POST", "/me/copies", token=token, key=key)
    assert (first.status, second.status) == (202, 202), (first, second)
    assert first.body["id"] == second.body["id"]
    wait_until(
        lambda: stack.call("GET", f"/me/copies/{first.body['id']}", token=token).body["state"] == "done", "the copy", SECONDS
    )


def test_an_unpaid_order_is_closed_by_the_agenda(stack, token, inside):
    order = opened(token, clock.now() - dt.timedelta(minutes=1))
    stack.invoke("DrainAgenda", {"source": "aws.events", "detail": {}, "resources": []} | SCHEDULED)
    wait_until(lambda: state(order) == "closed", "the order", SECONDS)


def test_a_signed_notice_pays_an_order_and_a_forged_one_does_not(stack, token, pay, inside):
    order = opened(token, clock.now() + dt.timedelta(minutes=15))
    prepared = stack.call("POST", f"/orders/{order}/prepay", token=token)
    assert prepared.status == 200, prepared
    assert forged(stack, pay) == 401
    pay.pay(prepared.body["package"].removeprefix("prepay_id="))
    wait_until(lambda: state(order) == "paid", "the notice", SECONDS)


def test_an_unknown_path_is_refused_in_our_own_words(stack):
    answer = stack.call("GET", "/no-such-thing")
    assert answer.status == 404
    assert set(answer.body) == {"status", "code", "message", "request_id"}


def test_the_audit_is_anchored_in_the_locked_bucket(stack, inside):
    stack.invoke("AnchorAudit", SCHEDULED)
    bucket = stack.physical("AnchorsBucket")
    kept = stack.client("s3").list_objects_v2(Bucket=bucket)["Contents"]
    assert len(kept) == 7
    locked = stack.client("s3").get_object_retention(Bucket=bucket, Key=kept[0]["Key"])["Retention"]
    assert locked["Mode"] == "COMPLIANCE"


def test_a_paper_is_sealed_shown_and_destroyed_under_its_lambdas_own_roles(stack, inside):
    """Sealing, looking and the vault's queue each with its own policy, and the picture's libraries out of the layer."""
    forget_clients()
    s3, inbox, vault = stack.client("s3"), stack.physical("InboxBucket"), stack.physical("VaultBucket")
    paper = wanted()
    s3.put_object(Bucket=inbox, Key=f"inbox/{paper}/{ids.new()}", Body=photos.jpeg())  # S3 tells EventBridge, which wakes it
    wait_until(lambda: papers.get(paper).state == PaperState.SEALED, "the sealed paper", SECONDS)
    wait_until(lambda: not s3.list_objects_v2(Bucket=inbox).get("Contents"), "an empty inbox", SECONDS)
    with Unit() as unit:
        entry = looking.admit(unit, "reviewer1", paper, "审核申请")
    asked = {"paper": paper, "page": 1, "watermark": "R1024 2026-11-21 10:30", "audit": list(entry)}
    assert stack.invoke("LookAtPaper", asked)["image"]
    with Unit() as unit:
        destroying.destroy(unit, [paper], "case_closed")
    stack.invoke("DrainAgenda", SCHEDULED)
    wait_until(lambda: papers.get(paper).state == PaperState.DESTROYED, "the paper's end", SECONDS)
    assert [one["Key"].split("/")[0] for one in s3.list_object_versions(Bucket=vault)["Versions"]] == ["destroyed"]
    forget_clients()


SCHEDULED = {
    "version": "0",
    "account": "000000000000",
    "region": "cn-north-1",
    "detail": {},
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "time": "2026-11-21T00:00:00Z",
    "id": "1",
    "resources": [],
}


def opened(token, expires):
    account = jwt.decode(token, options={"verify_signature": False})["sub"]
    order = orders.OrderId(ids.new())
    with Unit() as unit:
        orders.open_order(
            unit,
            order=order,
            purpose="registration",
            reference=ids.new(),
            account=account,
            campus="main",
            amount=Fen(5000),
            description="挂号费",
            expires=expires,
        )
    return order


def state(order):
    return Order.find(order).state


def forged(stack, pay):
    request = urllib.request.Request(
        stack.api_url() + f"/wechatpay/notices/{pay.merchants[0]}", b"{}", {"Content-Type": "application/json"}
    )
    try:
        return urllib.request.urlopen(request, timeout=30).status
    except urllib.error.HTTPError as refused:
        return refused.code
