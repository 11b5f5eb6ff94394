"""Whether anybody could read the picture: Pillow's own measures on a small grey copy. Thresholds are the hospital's ⚙."""

from typing import TYPE_CHECKING, NamedTuple

from chalicelib.vault import settings
from chalicelib.vault.problems import Problem, Rejected

if TYPE_CHECKING:
    from PIL.Image import Image

LOOKED_AT = 1000  # pixels of the longer side, so that the same blur measures alike in photographs of any size


class Measure(NamedTuple):
    """Spread of brightness, and variance of the edges: both of the grey copy, whose making smooths the sensor's grain."""

    contrast: float
    sharpness: float


def measure(glance: "Image") -> Measure:
    """Of a small copy in colours or grey."""
    from PIL import ImageFilter, ImageStat

    grey = glance.convert("L")
    grey.thumbnail((LOOKED_AT, LOOKED_AT))
    edges = grey.filter(ImageFilter.FIND_EDGES).crop((1, 1, grey.width - 1, grey.height - 1))  # its rim is copied, not measured
    return Measure(ImageStat.Stat(grey).stddev[0], ImageStat.Stat(edges).var[0])


def check(size: tuple[int, int], glance: "Image") -> None:
    """Raises Rejected for what nobody could read: a picture of that size, and a small copy of it."""
    limits = settings.chosen()
    if min(size) < limits.short_side:
        raise Rejected(Problem.TOO_SMALL)
    found = measure(glance)
    if found.contrast < limits.least_contrast:
        raise Rejected(Problem.BLANK)
    if found.sharpness < limits.least_sharpness:
        raise Rejected(Problem.BLURRED)
