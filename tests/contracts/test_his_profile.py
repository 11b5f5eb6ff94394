"""The profile page and the code say the same."""

import re
from pathlib import Path

import pytest

from chalicelib.gateways.his import systems
from chalicelib.gateways.his.appointments import Standing, Why, Wish
from chalicelib.gateways.his.clinics import Kind, Pool, SlotStatus
from sandbox.his import rules
from sandbox.his.searching import PARAMETERS

PAGE = Path("docs/his-profile.md").read_text(encoding="utf-8")
OWN = [
    value.removeprefix(systems.OURS)
    for name, value in vars(systems).items()
    if name.isupper() and str(value).startswith(systems.OURS)
]
NAMES = [name for name in OWN if name] + [kind.system.removeprefix(systems.OURS) for kind in systems.Identity]
CODES = [code.value for codes in (Standing, Why, Wish, Kind, Pool, SlotStatus) for code in codes]
REFUSALS = [*rules.AT_WORK.values(), *re.findall(r'business\("([a-z-]+)"\)', Path(rules.__file__).read_text(encoding="utf-8"))]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_ours_stands_in_the_profile(name):
    assert f"…{name}`" in PAGE or f"`{name.rsplit('/', 1)[-1]}`" in PAGE


@pytest.mark.parametrize("code", [code for code in CODES if code != Standing.ERROR])
def test_every_code_stands_in_the_profile(code):
    assert f"`{code}`" in PAGE


@pytest.mark.parametrize("reason", sorted({"slot-busy", *REFUSALS}))
def test_every_refusal_of_the_played_his_stands_in_the_profile(reason):
    assert f"| `{reason}`" in PAGE or f", `{reason}`" in PAGE


@pytest.mark.parametrize("kind", PARAMETERS)
def test_every_resource_that_the_played_his_serves_stands_in_the_profile(kind):
    assert kind in PAGE


def test_the_examples_are_valid_fhir():
    import json

    from fhir.resources.R4B import get_fhir_model_class

    examples = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
    assert len(examples) == 4
    for example in examples:
        get_fhir_model_class(example["resourceType"]).model_validate(example)
