"""Keys that are not to be had, processes that die at any call: the machine's own steps are done later, once."""

import pytest

import app as entrance
from chalicelib.accounts import sessions
from chalicelib.copies import auditor, bills, checking, claiming, jobs, retrieving, reviewing, submitting
from chalicelib.copies.states import State
from chalicelib.kernel import aws, sealing
from chalicelib.kernel.facts import AlreadySeen
from chalicelib.kernel.idempotency import Repeated
from chalicelib.staff.roles import Role
from tests import paid
from tests.client import call
from tests.copies import applicants, desk
from tests.copies.applicants import now, request
from tests.staff.people import on_duty
from tests.vault.machine import Machine

MOODS = {"down": {}, "error": {}, "slow": {"seconds": 6}}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A key is waited for one second, asked for once."""
    whole = aws.limits
    monkeypatch.setattr(aws, "limits", lambda *_, **__: whole(1, tries=1))
    sealing._kms.cache_clear()
    yield
    sealing._kms.cache_clear()


@pytest.fixture
def without_keys(vaults):
    """KMS behaves like that, and this process holds no key any more."""

    def begin(mood):
        vaults.feel(mood, **MOODS[mood])
        sealing.forget_keys()

    yield begin
    vaults.calm()


def choose(token, found, who):
    return call(entrance.app, "PUT", "/copies/{application}/applicant", who, token=token, application=found.id).status


@pytest.mark.parametrize("mood", MOODS)
def test_without_keys_nothing_of_a_person_is_written_and_later_it_is(town, vaults, without_keys, mood):
    me = applicants.account()
    found = town.draft(me)
    person = town.typed("p0004").model_dump(mode="json")
    applicant = {**person, "name": "柳如眉", "kind": "passport", "number": "E12345678", "phone": "15490000001"}
    who = {"kind": "agent", "subject": person, "applicant": applicant}
    token = sessions.sign(me.account, me.epoch).token
    without_keys(mood)
    assert choose(token, found, who) == 500
    assert int(now(found).version) == int(found.version)
    assert now(found).kind == "patient"
    vaults.calm()
    assert choose(token, found, who) == 200
    assert now(found).kind == "agent"


@pytest.mark.parametrize("mood", MOODS)
def test_without_keys_the_form_check_waits_and_is_done_once_they_are_there(town, vaults, without_keys, mood):
    me = applicants.account()
    found = town.ready(me)
    submitting.submit(me, found.id, request(me))
    (fact,) = [one for one in applicants._new() if one.kind == "copies.submitted"]
    without_keys(mood)
    with pytest.raises(Exception):  # noqa: B017, PT011 - botocore's, each mood its own: the message comes again
        jobs.follow(fact)
    assert now(found).stands is State.SUBMITTED
    assert [one.list for one in desk.lists(found)] == ["east#machine"]
    vaults.calm()
    for _ in range(2):
        jobs.follow(fact)
    assert now(found).stands is State.FORM_CHECKED
    assert desk.steps(found).count("form_checked") == 1


def counted_by_staff(found):
    """Reviewed, fetched, counted."""
    clerk = on_duty(Role.REVIEWER, Role.STORE_ROOM)
    stay = now(found).stays[0]["id"]
    claiming.claim(clerk, found.id, desk.request())
    reviewing.approve(clerk, found.id, desk.request())
    claiming.claim(clerk, found.id, desk.request())
    retrieving.fetch(clerk, found.id, [stay], desk.request())
    retrieving.count(clerk, found.id, {stay: 12}, desk.request())


def again(act):
    """The message comes once more."""
    try:
        act()
    except (AlreadySeen, Repeated):
        return


def killed_at_every_call(machine, act, found, to):
    """Dead after each call in turn, and come again, until it has come to that state; how often it died before."""
    for number in range(1, 60):
        with machine.dying(number, after=number % 2 == 0):
            again(act)
        assert len(desk.lists(found)) == 1
        if now(found).stands is to:
            break
    again(act)
    assert now(found).stands is to
    return number


def test_killed_at_every_call_handing_in_checking_and_pricing_are_done_once(town, monkeypatch):
    machine, me = Machine(monkeypatch), applicants.account()
    found, key = town.ready(me), "the-same-key-00000009"
    assert killed_at_every_call(machine, lambda: submitting.submit(me, found.id, request(me, key)), found, State.SUBMITTED) > 3
    assert killed_at_every_call(machine, lambda: checking.check(found.id), found, State.FORM_CHECKED) > 3
    applicants.pump()
    counted_by_staff(found)
    (counted,) = [one for one in applicants._new() if one.kind == "copies.counted"]
    assert killed_at_every_call(machine, lambda: jobs.follow(counted), found, State.AWAITING_PAYMENT) > 3
    applicants.pump()
    bill = bills.still_open(found.id)
    paid.notice(bill.order)
    (told,) = [one for one in applicants._new() if one.kind == "payment.paid"]
    act = jobs.jobs.facts["payment.paid", "copies"]
    assert killed_at_every_call(machine, lambda: act(told), found, State.TO_COPY) > 3
    assert int(now(found).paid) == int(bill.amount)
    steps = desk.steps(found)
    assert [steps.count(one) for one in ("submitted", "form_checked", "awaiting_payment", "to_copy")] == [1, 1, 1, 1]
    assert list(auditor.problems()) == []
