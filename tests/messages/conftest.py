"""The played WeChat and SMS company, a queue that is emptied by hand, and a clinic before them."""

import pytest

from chalicelib.gateways.wechat import token
from chalicelib.kernel import agenda
from chalicelib.messages import gates, leases
from chalicelib.messages.models import Attempt, Call, CallListed, Gate, Item, Lease
from chalicelib.messages.settings import MessagesSettings
from chalicelib.messages.templates import TEMPLATES
from sandbox.sms import Sms
from sandbox.wechat import Wechat
from tests.messages.queues import Queues
from tests.messages.town import NOON, TEMPLATE_IDS, Clinic


@pytest.fixture(scope="module")
def wechat(world, tmp_path_factory):
    with Wechat(tmp_path_factory.mktemp("wechat")).serving() as party:
        for kind, template in TEMPLATES.items():
            party.know(TEMPLATE_IDS[kind], template.title, [f"{one.key}:{one.label}" for one in template.fields])
        world.choose(MessagesSettings, template_ids={kind.value: one for kind, one in TEMPLATE_IDS.items()})
        token.forget_cached()
        yield world.meet(party)


@pytest.fixture(scope="module")
def sms(world, tmp_path_factory):
    with Sms(tmp_path_factory.mktemp("sms")).serving() as party:
        yield world.meet(party)


@pytest.fixture(scope="module")
def queues(world, tmp_path_factory):
    with Queues(tmp_path_factory.mktemp("sqs")).serving() as party:
        yield world.meet(party)


@pytest.fixture(scope="module")
def town(wechat, sms, queues):
    return Clinic(wechat, sms, queues)


@pytest.fixture(scope="session")
def app():
    import app as entrance

    return entrance.app


@pytest.fixture
def clinic(town):
    """The clinic at noon, with calm parties and empty queues, agenda and attempts."""
    town.now = NOON
    town.wechat.calm()
    town.sms.calm()
    town.queues.take()
    leases.forget_held()
    gates.forget_seen()
    for table in (agenda.Entry, Attempt, Item, Gate, Lease, Call, CallListed):
        with table.batch_write() as batch:
            for one in table.scan():
                batch.delete(one)
    town.sms.sql("delete from book where name = 'inbox'")
    return town
