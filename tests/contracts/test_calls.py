"""The call gateway against the played device, and both against docs/call-profile.md."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from chalicelib.gateways.calls import dialling
from chalicelib.gateways.calls.dialling import Refused, State, Unknown
from chalicelib.kernel import ids, settings
from sandbox.calls import Calls
from sandbox.calls.party import STATES

PAGE = Path("docs/call-profile.md").read_text(encoding="utf-8")
PHONE = "+8615412345678"


@pytest.fixture(scope="module")
def party(world, tmp_path_factory):
    with Calls(tmp_path_factory.mktemp("calls")).serving() as played:
        yield world.meet(played)


@pytest.fixture
def device(party, world):
    yield party
    party.calm()
    party.pace, party.busy, party.forging = -1, "", False
    world.meet(party)


def dialled() -> str:
    number = ids.new()
    assert dialling.dial(number, PHONE, "8001").state == State.DIALLING
    return number


def test_a_call_is_dialled_and_ends_with_its_recording(device):
    number = dialled()
    device.end(number, seconds=95)
    over = dialling.query(number)
    assert (over.state, over.seconds, over.recording) == (State.ENDED, 95, f"rec-{number}")


def test_the_phone_goes_into_the_body_and_nowhere_else(device):
    number = dialled()
    heard = device.heard()[-1]
    assert json.loads(heard["body"]) == {"phone": PHONE, "extension": "8001"}
    assert PHONE not in heard["path"]
    assert "phone" not in heard["answer"]
    assert heard["path"] == f"/v1/calls/{number}"


def test_dialling_twice_at_once_is_one_call(device):
    number = ids.new()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: dialling.dial(number, PHONE, "8001"), range(8)))
    assert [one for one, _ in device.book("calls").items() if one == number] == [number]
    assert dialling.dial(number, PHONE, "8002") == Refused("number-used")


def test_nobody_answers(device):
    number = dialled()
    device.end(number, "NOT_ANSWERED")
    assert dialling.query(number).state == State.NOT_ANSWERED


def test_a_call_that_was_never_asked_for_is_told_so(device):
    assert dialling.query(ids.new()) == Refused("call-unknown")


def test_no_number_is_refused(device):
    assert dialling.dial(ids.new(), "none", "8001") == Refused("phone-refused")


@pytest.mark.parametrize("code", ["busy", "away"])
def test_a_device_that_has_no_time_is_asked_later(device, code):
    device.busy = code
    assert dialling.dial(ids.new(), PHONE, "8001") == Refused(code, passing=True)


def test_an_answer_that_got_lost_is_unknown_and_asked_about(device):
    number = ids.new()
    device.feel("lost", times=1)
    assert isinstance(dialling.dial(number, PHONE, "8001"), Unknown)
    assert dialling.query(number).state == State.DIALLING


@pytest.mark.parametrize("mood", ["down", "nonsense", "error"])
def test_what_cannot_be_used_is_unknown(device, mood):
    device.feel(mood)
    assert isinstance(dialling.query(ids.new()), Unknown)


def test_a_forged_answer_is_no_answer(device):
    number = dialled()
    device.forging = True
    assert dialling.query(number) == Unknown("unverified_200")


def test_a_device_that_is_not_there_was_surely_not_asked(world, device, monkeypatch):
    monkeypatch.setenv("XINGLIN_CALLS_URL", "http://127.0.0.1:9")
    settings.deployment.cache_clear()
    assert dialling.dial(ids.new(), PHONE, "8001") == Refused("not-connected", passing=True)


def test_a_wrong_key_is_refused_and_measured(device, world, capsys):
    world.vaults.put_secret("xinglin/test/calls", {**device.provision()["calls"], "key": "another-key-of-more-than-32-letters"})
    from chalicelib.kernel import secrets

    secrets.forget_cached()
    assert isinstance(dialling.query(ids.new()), Unknown)  # its refusal is signed by its own key


def test_the_profile_and_the_code_say_the_same():
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE)) == set(State) == STATES.keys()
    for code in (*dialling.PASSING, "phone-refused", "number-used", "call-unknown"):
        assert f"`{code}`" in PAGE
