"""The tests' world: DynamoDB Local (one engine a run, fresh tables a module) and the sandbox's KMS and Secrets, no mocks.

The parties a test talks to are started by it: `with WechatPay(tmp_path).serving() as pay: world.meet(pay)`.
"""

import importlib
import os
import pkgutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

import chalicelib
from chalicelib.kernel import sealing, secrets, settings, tables
from chalicelib.kernel.http import App
from sandbox import engines
from sandbox.party import Party
from sandbox.vaults import Vaults, own_secrets

pytest_plugins = ("tests.guards.recording",)  # what Lambdas do in tests must be granted by their policies
PORT = "XINGLIN_TEST_DYNAMODB"
SOME = "http://127.0.0.1:9"  # nobody answers there


def pytest_configure(config: pytest.Config) -> None:
    """Start one DynamoDB Local for the whole run; the workers of xdist inherit its port."""
    if hasattr(config, "workerinput") or PORT in os.environ:
        return
    port = engines.free_port()
    output = Path(tempfile.mkdtemp()) / "dynamodb.log"
    config.stash[_ENGINE] = engines.dynamodb(port, output)
    os.environ[PORT] = str(port)


_ENGINE = pytest.StashKey[engines.Engine]()


ONE_WORLD = ("miniprogram", "console")  # folders whose tests share a world
LONGEST = (*ONE_WORLD, "world", "package", "journeys")  # folders whose files begin first


class WorldsApart(LoadScopeScheduling):
    """Workers side by side take a file each, or a folder that shares a world."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        folder = file.split("/")[1]
        return folder if folder in ONE_WORLD else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> WorldsApart:
    """Whatever --dist says."""
    return WorldsApart(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest begin, so that none is waited for. Of two tests of one name only one would be run by workers side by side."""
    named = {item.nodeid for item in items}
    assert len(named) == len(items), "every test needs a name of its own"
    items.sort(key=_length)


def _length(item: pytest.Item) -> int:
    folder = item.nodeid.split("/")[1]
    return LONGEST.index(folder) if folder in LONGEST else len(LONGEST)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End it."""
    engine = config.stash.get(_ENGINE, None)
    if engine:
        engine.stop()
        os.environ.pop(PORT, None)


def every_table() -> list[type[tables.Table]]:
    """Every table of every room: all modules named models, and the kernel's."""
    for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
        if ".kernel." in module.name or module.name.endswith(".models"):
            importlib.import_module(module.name)
    return tables.Table.__subclasses__()


class World:
    """What a test module stands in."""

    def __init__(self, vaults: Vaults) -> None:
        self.vaults = vaults

    def meet(self, party: Party) -> Party:
        """Take a played party's secrets and point our gateway at it."""
        for name, secret in party.provision().items():
            self.vaults.put_secret(settings.deployment().secrets + name, secret)
        os.environ.update(party.deployment())
        forget_everything()
        return party

    def choose(self, kind: type[settings.HospitalSettings], campus: str = settings.HOSPITAL, **choices: object) -> None:
        """Set ⚙ of the hospital."""
        from chalicelib.kernel import chosen

        chosen.change("test", kind, campus, choices)


def forget_everything() -> None:
    """Drop what a process caches of its settings, secrets and keys."""
    settings.deployment.cache_clear()
    settings.forget_cached()
    secrets.forget_cached()
    sealing.forget_keys()


def environment(vaults: str, dynamodb: str, prefix: str) -> dict[str, str]:
    """The deployment's environment for one module."""
    return {
        **engines.CREDENTIALS,  # SeaweedFS asks for them, and boto3 remembers those that it met first
        "AWS_ENDPOINT_URL_DYNAMODB": dynamodb,
        "AWS_ENDPOINT_URL_KMS": vaults,
        "AWS_ENDPOINT_URL_SECRETS_MANAGER": vaults,
        "XINGLIN_STAGE": "test",
        "XINGLIN_TABLES": prefix,
        "XINGLIN_QUEUES": f"{SOME}/000000000000/{prefix}",
        "XINGLIN_SECRETS": "xinglin/test/",
        "XINGLIN_FIELDS_KEY": "alias/fields",
        "XINGLIN_AUDIT_KEY": "alias/audit",
        "XINGLIN_ANCHORS_BUCKET": "anchors",
        "XINGLIN_SCANS_KEY": "alias/scans",
        "XINGLIN_INBOX_BUCKET": "inbox",
        "XINGLIN_VAULT_BUCKET": "vault",
        "XINGLIN_UPLOAD_URL": f"{SOME}/inbox",
        "XINGLIN_S3_SSE": "none",
        "XINGLIN_LOOK_FUNCTION": "look_at_paper",
        "XINGLIN_PUBLIC_URL": "https://hospital.example/api",
        "XINGLIN_CONSOLE_ORIGIN": "https://console.hospital.example",
        "XINGLIN_APPID": "wx0000000000000000",
        **{
            f"XINGLIN_{name}_URL": SOME
            for name in ("WECHAT", "WECHATPAY", "HIS", "HIS_TOKEN", "SMS", "EXPRESS", "INVOICES", "CALLS")
        },
        **{f"XINGLIN_{name}_TIMEOUT": "2" for name in ("WECHAT", "WECHATPAY", "HIS", "SMS", "EXPRESS", "INVOICES", "CALLS")},
    }


@pytest.fixture(scope="session")
def app() -> App:
    """The app itself: Chalice registers a blueprint once a process, so all tests share the one."""
    return importlib.import_module("app").app


@pytest.fixture(scope="module")
def vaults(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vaults]:
    """KMS and Secrets of this module, with the hospital's own secrets in place."""
    with Vaults(tmp_path_factory.mktemp("vaults")).serving() as server:
        for name, secret in own_secrets().items():
            server.put_secret("xinglin/test/" + name, secret)
        yield server


@pytest.fixture(scope="module")
def world(vaults: Vaults) -> Iterator[World]:
    """Fresh tables, keys and settings for this module. Name it in every test that reads or writes."""
    before = dict(os.environ)
    prefix = f"t{uuid.uuid4().hex[:8]}-"
    os.environ.update(environment(vaults.url, f"http://127.0.0.1:{os.environ[PORT]}", prefix))
    _reconnect()
    for table in every_table():
        table.create_table(wait=False)
    yield World(vaults)
    os.environ.clear()
    os.environ.update(before)
    _reconnect()


def _reconnect() -> None:
    from chalicelib.kernel import queues

    forget_everything()
    for client in (tables.connection, secrets._client, sealing._kms, queues._client):
        client.cache_clear()
    for table in tables.Table.__subclasses__():
        table._connection = None
