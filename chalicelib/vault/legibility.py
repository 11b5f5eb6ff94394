"""Whether anybody could read the picture: Pillow's own measures on a small grey copy. Thresholds are the hospital's ⚙."""

from typing import TYPE_CHECKING, NamedTuple

from chalicelib.vault import settings
from chalicelib.vault.problems import Problem, Rejected

if TYPE_CHECKING:
    from PIL.Image import Image

LOOKED_AT = 1000  # pixels of the longer side, so that the same blur measures alike in photographs of any size


class Measure(NamedTuple):
    """Spread of brightness, and variance of the edges after the grain of the sensor is smoothed away."""

    contrast: float
    sharpness: float


def measure(picture: "Image") -> Measure:
    """Of a decoded picture."""
    from PIL import ImageFilter, ImageStat

    small = (
        picture.reduce(max(1, max(picture.size) // LOOKED_AT))
        if picture.mode in {"RGB", "L"}
        else picture.resize(_small(picture))
    )
    grey = small.convert("L")
    grey.thumbnail((LOOKED_AT, LOOKED_AT))
    edges = grey.filter(ImageFilter.FIND_EDGES).crop((1, 1, grey.width - 1, grey.height - 1))  # its rim is copied, not measured
    return Measure(ImageStat.Stat(grey).stddev[0], ImageStat.Stat(edges).var[0])


def _small(picture: "Image") -> tuple[int, int]:
    scale = min(1.0, LOOKED_AT / max(picture.size))
    width, height = picture.size
    return max(4, round(width * scale)), max(4, round(height * scale))


def check(picture: "Image") -> None:
    """Raises Rejected for what nobody could read."""
    limits = settings.chosen()
    if min(picture.size) < limits.short_side:
        raise Rejected(Problem.TOO_SMALL)
    found = measure(picture)
    if found.contrast < limits.least_contrast:
        raise Rejected(Problem.BLANK)
    if found.sharpness < limits.least_sharpness:
        raise Rejected(Problem.BLURRED)
