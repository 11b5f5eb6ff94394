"""The profile page, the gateway and the played platform say the same."""

import json
import re
from pathlib import Path

import pytest

from chalicelib.gateways.invoices import bills
from chalicelib.kernel import signed
from sandbox.invoices import party, register, signature

PAGE = Path("docs/invoice-profile.md").read_text(encoding="utf-8")
PLAYED = "".join(Path(one.__file__).read_text(encoding="utf-8") for one in (party, register))
CELLS = {name: cells for name, *cells in re.findall(r"^\| ([a-z ]+) \| (\S+) \| (\S*(?: \S+)*?) ?\|$", PAGE, re.MULTILINE)}
KEY = re.search(r"the key `([^`]+)`", PAGE)[1]


def cell(name, column):
    return CELLS[name][column].strip("`")


def test_the_example_verifies_on_both_sides():
    request = ("PUT", "/v1/bills/copy-01k9zq/red-flush", "xinglin", cell("timestamp", 0), cell("nonce", 0))
    body, answer = cell("body", 0).encode(), cell("body", 1).encode()
    assert len(body) == len('{"reason":"退款"}'.encode())
    right, back = cell("signature", 0), cell("signature", 1)
    assert signed.signature(KEY, *request, body=body) == right
    assert signature.of_request(KEY, *request[:2], request[2:], body) == right
    assert signed.signature(KEY, "409", cell("nonce", 0), cell("timestamp", 1), body=answer) == back
    assert signature.of_answer(KEY, 409, cell("nonce", 0), cell("timestamp", 1), answer) == back


@pytest.mark.parametrize("code", [*bills.Code, *re.findall(r'No\(\d+, "([a-z-]+)"\)', PLAYED)])
def test_every_code_stands_in_the_profile(code):
    assert re.search(rf"^\|.*`{code}`.* \| \d\d\d \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("status", "code"), sorted(set(re.findall(r'No\((\d+), "([a-z-]+)"\)', PLAYED))))
def test_the_played_platform_answers_with_the_profiles_status(status, code):
    assert re.search(rf"^\|.*`{code}`.* \| {status} \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("state", "then"), bills.NEXT.items())
def test_every_state_and_what_comes_then_stands_in_the_profile(state, then):
    row = re.search(rf"^\| `{state}` \|.*\|(.*)\|$", PAGE, re.MULTILINE)[1]
    assert set(re.findall(r"`(\w+)`", row)) == set(then)


@pytest.mark.parametrize("value", [*bills.Kind, *bills.PayerKind])
def test_every_kind_stands_in_the_profile(value):
    assert f"`{value}`" in PAGE


@pytest.mark.parametrize("header", party.HEADERS)
def test_every_header_stands_in_the_profile(header):
    assert f"`{header}`" in PAGE


def test_the_examples_can_be_read():
    wanted, bill = (json.loads(text) for text in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))
    assert wanted.keys() <= register.TOP
    assert bills.Bill.model_validate(bill).red.state == bills.State.ISSUING
