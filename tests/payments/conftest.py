"""A buyer's room in small, a payer, and the played WeChat Pay that calls us back over HTTP."""

import datetime as dt
import os
import threading
from typing import NamedTuple

import pytest
import time_machine
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from chalicelib.accounts.models import Account
from chalicelib.accounts.sessions import Patient
from chalicelib.kernel import agenda, clock, facts, ids
from chalicelib.kernel.http import App
from chalicelib.kernel.money import Fen
from chalicelib.kernel.tables import Unit
from chalicelib.payments import ledger, orders
from chalicelib.payments.auditor import problems
from chalicelib.payments.jobs import jobs
from chalicelib.payments.models import Order, OrderId, Refund
from chalicelib.payments.settings import PaymentsSettings
from sandbox.wechatpay import WechatPay
from tests.client import call

MCHID, SOUTHERN = WechatPay.MERCHANTS


class Door:
    """Our API on loopback, for those who call back. One request at a time, as a Lambda serves them."""

    def __init__(self, app: App) -> None:
        self._app, self._lock = app, threading.Lock()
        self._server = make_server("127.0.0.1", 0, self, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def __call__(self, environ, start_response):
        request = Request(environ)
        merchant = request.path.rsplit("/", 1)[-1]
        with self._lock:
            answer = call(
                self._app,
                "POST",
                "/wechatpay/notices/{merchant}",
                request.get_data(as_text=True),
                headers=dict(request.headers),
                merchant=merchant,
            )
        text = answer.body if isinstance(answer.body, str) else str(answer.body)
        return Response(text, answer.status)(environ, start_response)

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture(scope="module")
def party(world, app, tmp_path_factory):
    """The played WeChat Pay of this module."""
    door = Door(app)
    os.environ["XINGLIN_PUBLIC_URL"] = door.url
    with WechatPay(tmp_path_factory.mktemp("wechatpay")).serving() as played:
        played.pace = 1000
        world.meet(played)
        world.choose(PaymentsSettings, merchant=MCHID, merchants={"south": SOUTHERN}, refunds_apart=0)
        yield played
    door.close()


@pytest.fixture
def pay(party):
    """It, behaving and quiet: no notice and no end of a refund comes unasked, unless the test wants them."""
    party.calm()
    party.notices, party.refunds, party.apart_seconds = "never", "PROCESSING", 0
    party.funds_short = party.legacy_spellings = False
    return party


@pytest.fixture
def me(world):
    return somebody()


def somebody() -> Patient:
    account = Account(ids.new(), openid=f"openid-{ids.new()}", since=clock.stamp(clock.now()))
    account.save()
    return Patient(ids.AccountId(account.id), 1, "10.0.0.1")


def buy(me: Patient, amount: int = 5000, campus: str = "north", minutes: float = 15, reference: str = "") -> OrderId:
    """What a buyer's room does: an order in its own transaction."""
    order = OrderId(ids.derived("order", ids.new()))
    with Unit() as unit:
        orders.open_order(
            unit,
            order=order,
            purpose="registration",
            reference=reference or f"reg-{order}",
            account=me.account,
            campus=campus,
            amount=Fen(amount),
            description="挂号费 心内科 李医生",
            expires=clock.now() + dt.timedelta(minutes=minutes),
        )
    return order


def prepared(me: Patient, order: OrderId) -> str:
    return orders.prepay(me, order).package


def bought(pay: WechatPay, me: Patient, amount: int = 5000) -> OrderId:
    """An order that is paid, and of which we were told."""
    order = buy(me, amount)
    pay.pay(prepared(me, order))
    assert pay.notify(order).status == 204
    return order


def state(order: str) -> str:
    return Order.find(order).state


def refund_state(refund: str) -> str:
    return Refund.find(refund).state


def told(subject: str) -> list[str]:
    """The kinds of facts told of an order."""
    found = [facts.Fact.model_validate_json(one.body) for one in facts.Told.scan()]
    return sorted(one.kind for one in found if one.subject == subject)


def facts_of(subject: str) -> list[facts.Fact]:
    found = [facts.Fact.model_validate_json(one.body) for one in facts.Told.scan()]
    return [one for one in found if one.subject == subject]


def booked(me: Patient) -> dict[str, int]:
    return {entry.cause.split("#")[0]: int(entry.amount) for entry in ledger.of(me.account)}


class Ran(NamedTuple):
    kind: str
    subject: str


def pass_time(minutes: float, subject: str = "") -> list[Ran]:
    """Minutes pass; what is due of payments (and of that subject) is done, at its own time."""
    start, ran = clock.now(), []
    end = start + dt.timedelta(minutes=minutes)
    while found := _next_due(end, subject):
        entry, due = found
        with time_machine.travel(max(clock.read(due.due), start), tick=True):
            entry.delete()
            jobs.dues[due.kind](due)
        ran.append(Ran(due.kind, due.subject))
    return ran


def _next_due(end: dt.datetime, subject: str) -> tuple[agenda.Entry, agenda.Due] | None:
    waiting = [
        (entry, due)
        for shard in range(agenda.SHARDS)
        for entry, due in agenda.due(shard, end)
        if due.kind in jobs.dues and subject in ("", due.subject)
    ]
    return min(waiting, key=lambda pair: pair[1].due, default=None)


@pytest.fixture(autouse=True, scope="module")
def the_books_are_right_in_the_end(world):
    yield
    assert problems() == []
