"""What the pages' locks hold: every part of every machine, so that `npm ci` takes them wherever it runs."""

import json
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]


@pytest.fixture(params=["console", "miniprogram"])
def lock(request):
    return json.loads((HERE / request.param / "package-lock.json").read_text())["packages"]


def found(lock, place, name):
    """Where Node would find `name` from `place`: the nearest node_modules upwards."""
    while True:
        if f"{place}/node_modules/{name}".lstrip("/") in lock:
            return True
        if not place:
            return False
        place = place.rpartition("/node_modules/")[0] if "/node_modules/" in place else ""


def test_other_machines_optional_parts_are_locked_too(lock):
    wanted = {(place, name) for place, one in lock.items() for name in one.get("optionalDependencies", {})}
    assert wanted
    assert {f"{name} of {place}" for place, name in wanted if not found(lock, place, name)} == set()


def test_each_part_is_known_by_its_hash_and_from_no_named_registry(lock):
    parts = [one for place, one in lock.items() if place]
    assert all(one.get("integrity") for one in parts)
    assert not any(one.get("resolved") for one in parts)
