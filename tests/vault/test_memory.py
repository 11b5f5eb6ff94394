"""The check holds at most three times the file and four bytes a pixel, whatever was sent."""

import subprocess
import sys

import pytest

from sandbox.engines import HERE
from tests.vault import photos

SLACK = 16 * 1024 * 1024  # of the allocator, and of Pillow's own rows
MEASURE = """
import sys
from chalicelib.vault import checking, settings
settings.chosen = settings.VaultSettings
body = open(sys.argv[1], "rb").read()
checking.check(open(sys.argv[2], "rb").read(), 20)
before = most()
checking.check(body, 20)
print(most() - before)
"""
MOST = """
def most():
    return next(int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
"""  # not ru_maxrss: a child begins with its parent's


def held(tmp_path, body):
    """Bytes that the check of this file took, beyond the file itself and a process that has checked before."""
    for name, content in (("small", photos.turned(photos.card((600, 500)), 6)), ("large", body)):
        (tmp_path / name).write_bytes(content)
    command = [sys.executable, "-c", MOST + MEASURE, str(tmp_path / "large"), str(tmp_path / "small")]
    return int(subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (lambda card: photos.encoded(card, "JPEG", quality=90), (5600, 4400)),
        (lambda card: photos.turned(card, 6), (4400, 5600)),
        (lambda card: photos.png(card, compress_level=1), (3000, 2400)),
        (lambda card: photos.png(card.convert("RGBA"), compress_level=1), (3000, 2400)),
    ],
    ids=["24 megapixels", "24 megapixels, turned", "PNG", "PNG with transparency"],
)
def test_a_picture(tmp_path, make, size):
    body = make(photos.card(size))
    pixels = size[0] * size[1]
    assert held(tmp_path, body) <= 2 * len(body) + 4 * pixels + SLACK  # the file itself stood there before


def test_the_measure_can_tell_a_second_copy():
    """A check that turned the picture beside itself would hold eight bytes a pixel: that would be seen."""
    code = (
        MOST
        + "from PIL import Image\nbefore = most()\none = Image.new('RGB', (5600, 4400)); two = one.transpose(2)\nprint(most() - before)"
    )
    two = int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    assert two > 7.5 * 5600 * 4400
