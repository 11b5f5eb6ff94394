"""Accounts with consent, the played hospital and SMS company, and the room's queue worked off on demand."""

import datetime as dt
import itertools
from types import SimpleNamespace

import pytest

from chalicelib.accounts import consents
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.models import Account
from chalicelib.accounts.sessions import Patient
from chalicelib.cards import adding, auditor, binding, confirming
from chalicelib.cards.adding import Form
from chalicelib.cards.binding import Claim
from chalicelib.cards.jobs import jobs
from chalicelib.cards.models import Relation
from chalicelib.cards.settings import CardsSettings
from chalicelib.gateways.his.systems import Identity as Kind
from chalicelib.kernel import agenda, clock, ids
from chalicelib.kernel.facts import AlreadySeen, Fact, Told
from chalicelib.kernel.idempotency import once
from sandbox.his import His
from sandbox.seed import numbers
from sandbox.sms import Sms

_orders = itertools.count(1)


@pytest.fixture(scope="module")
def his(world, tmp_path_factory):
    with His(tmp_path_factory.mktemp("his"), days=1).serving() as party:
        world.meet(party)
        world.choose(CardsSettings, accepted_test_region=numbers.REGION)
        yield party
        assert auditor.problems() == []


@pytest.fixture(autouse=True)
def _calm(request):
    yield
    if "his" in request.fixturenames:
        request.getfixturevalue("his").calm()


@pytest.fixture(scope="module")
def sms(world, tmp_path_factory):
    with Sms(tmp_path_factory.mktemp("sms")).serving() as party:
        yield world.meet(party)


def signed_in(*purposes: Purpose) -> Patient:
    """A new account that consents to these."""
    number = next(_orders)
    account = Account(ids.new(), openid=f"o{number}", since=clock.stamp(clock.now()))
    account.save()
    me = Patient(ids.AccountId(account.id), 1, f"10.1.{number // 250}.{number % 250}")
    for purpose in purposes:
        consents.give(me, purpose, consents.current_notice(purpose).version)
    return me


@pytest.fixture(scope="module")
def somebody(world):
    """Signs in somebody new who consented to identity checks."""
    return lambda: signed_in(Purpose.IDENTITY)


@pytest.fixture
def me(somebody):
    return somebody()


@pytest.fixture
def you(somebody):
    return somebody()


def new_once():
    return once("test", "test", ids.new(), b"")


def adult(**other) -> Form:
    """The form of somebody whom the hospital has never seen."""
    number = next(_orders)
    born = other.pop("day", None)
    paper = numbers.resident_id(born or dt.date(1990, 1, 1) + dt.timedelta(days=number), 100 + number % 900)
    phone = f"1390{number:07d}"
    wish = {"name": "王小明", "kind": Kind.RESIDENT_ID, "number": paper, "phone": phone, "relation": Relation.FRIEND}
    return Form(**(wish | other))


def add(me, form):
    return adding.add(me, form, new_once())


def claim(person, **other) -> Claim:
    """The claim of somebody whom the hospital knows, from the seeded list."""
    kind = Kind(next(iter(person["papers"])))
    wish = {"name": person["name"], "kind": kind, "number": person["papers"][kind.value], "relation": Relation.SELF}
    return Claim(**(wish | other))


@pytest.fixture(scope="module")
def people(his):
    """Adults whom the hospital knows, each given out once."""
    known = his.people()
    return iter([one for one in known[:20] + known[70:150] if one["active"]])


@pytest.fixture
def person(people):
    return next(people)


@pytest.fixture
def bind(sms):
    """Binds with the code that came to the reserved phone; the patient."""

    def through(me, person, **other):
        begun = binding.start(me, claim(person, **other), new_once())
        return confirming.confirm(me, begun.id, sms.last_code(person["phone"]), new_once())

    return through


@pytest.fixture(scope="module")
def queue(world, sms):
    """The room's queue: `run()` delivers every fact twice, as a queue may; `due(kind)` what is on the agenda."""
    delivered = set()

    def run(times=2):
        done = []
        for told in Told.scan():
            fact = Fact.model_validate_json(told.body)
            handler = jobs.facts.get((fact.kind, fact.purpose))
            if handler is None or fact.id in delivered:
                continue
            delivered.add(fact.id)
            for _ in range(times):
                try:
                    handler(fact)
                except AlreadySeen:
                    continue
            done.append(fact)
        return done

    def due(kind):
        found = [agenda.Due.model_validate_json(entry.body) for entry in agenda.Entry.scan()]
        return sorted((one for one in found if one.kind == kind), key=lambda one: one.due)

    def act(due_item):
        try:
            jobs.dues[due_item.kind](due_item)
        except AlreadySeen:
            return

    return SimpleNamespace(run=run, due=due, act=act)


def facts_of(kind, subject=None):
    found = [Fact.model_validate_json(told.body) for told in Told.scan()]
    return [fact for fact in found if fact.kind == kind and subject in {None, fact.subject}]
