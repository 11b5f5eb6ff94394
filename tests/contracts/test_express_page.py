"""docs/express.md and the code say the same."""

import re
from pathlib import Path

import pytest

from chalicelib.gateways.express import sf_routes
from chalicelib.gateways.express.carriers import CARRIERS
from chalicelib.gateways.express.sf import TAKEN
from chalicelib.gateways.express.standing import Milestone

PAGE = Path("docs/express.md").read_text(encoding="utf-8")
ROWS = {
    row[1]: re.sub(r"\(.*?\)|signed after.*", "", row[2])
    for row in re.finditer(r"^\| \S+ (\w+)[^|]*\|([^|]+)\|$", PAGE, re.MULTILINE)
}


@pytest.mark.parametrize("milestone", [one for one in Milestone if one != Milestone.MOVING])
def test_every_milestone_has_its_codes_on_the_page(milestone):
    plain = {code for code, meaning in sf_routes.BY_CODE.items() if meaning == milestone}
    reasoned = {f"{code} with reason {reason}" for (code, reason), meaning in sf_routes.BY_REASON.items() if meaning == milestone}
    told = {one.strip() for one in ROWS[milestone].split(",") if one.strip()}
    assert {one.rstrip("; ") for one in told} == plain | reasoned


@pytest.mark.parametrize("carrier", CARRIERS.values(), ids=CARRIERS)
def test_every_carrier_stands_on_the_page(carrier):
    assert f"`{carrier.code}`" in PAGE
    assert carrier.name in PAGE


def test_the_answer_to_a_push_stands_on_the_page():
    assert '{"return_code":"%s","return_msg":"%s"}' % (TAKEN["return_code"], TAKEN["return_msg"]) in PAGE  # noqa: UP031 - braces
