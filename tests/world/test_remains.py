"""The search for what is left of a scan finds it however it lies there, and nothing else."""

import base64
import io

import pytest
from PIL import Image

from sandbox.copies import scans
from tests.world.remains import RUN, Sought

SCAN, OTHER = scans.photo("seed one"), scans.photo("seed two")
MIDDLE = len(SCAN) // 2


@pytest.fixture(scope="module")
def sought():
    return Sought({"scan": SCAN})


@pytest.mark.parametrize("first", range(3))
@pytest.mark.parametrize("shift", [0, 5])
def test_a_few_bytes_of_it_are_found_wherever_they_lie(sought, first, shift):
    run = SCAN[MIDDLE + shift : MIDDLE + shift + RUN]
    assert sought.within(b"x" * (1000 + first) + run + b"y" * 1000) == {"scan"}


@pytest.mark.parametrize("shift", range(4))
def test_it_is_found_in_base64(sought, shift):
    run = base64.b64encode(SCAN[MIDDLE + shift : MIDDLE + shift + 2 * RUN])
    assert sought.within(b'{"body": "' + run + b'"}') == {"scan"}


def test_its_pixels_are_found(sought):
    pixels = Image.open(io.BytesIO(SCAN)).tobytes()
    assert sought.within(OTHER + pixels[300_003 : 300_003 + RUN]) == {"scan"}


def test_another_scan_of_the_same_camera_and_less_than_a_run_are_not_it(sought):
    assert sought.within(OTHER) == set()
    assert sought.within(b"x" * 100 + SCAN[MIDDLE : MIDDLE + RUN - 1] + b"y" * 100) == set()


def test_a_folder_is_searched_however_deep(sought, tmp_path):
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "c.dat").write_bytes(OTHER + SCAN)
    (tmp_path / "d.dat").write_bytes(OTHER)
    assert sought.in_folder(tmp_path) == {"a/b/c.dat": {"scan"}}
