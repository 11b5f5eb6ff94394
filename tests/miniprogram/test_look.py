"""The colours of the mini program: what is written can be read, by day and by night."""

import re

import pytest

from tests.miniprogram.conftest import MINI

TOKENS = (MINI / "app" / "styles" / "tokens.wxss").read_text()
DAY, NIGHT = TOKENS.split("@media (prefers-color-scheme: dark)")
ENOUGH = 4.5  # WCAG AA
PAIRS = [
    *((ink, ground) for ink in ("ink", "quiet", "accent", "warn", "bad") for ground in ("card", "ground")),
    *((ink, "sunk") for ink in ("ink", "quiet")),
    ("ink", "accent-soft"),
    ("accent", "accent-soft"),
    ("on-accent", "accent"),
    ("warn", "warn-soft"),
    ("bad", "bad-soft"),
]


def colours(text):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))


def light(colour):
    """Relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
@pytest.mark.parametrize("when", ["day", "night"])
def test_what_is_written_can_be_read(when, ink, ground):
    known = colours(DAY) | (colours(NIGHT) if when == "night" else {})
    dark, bright = sorted((light(known[ink]), light(known[ground])))
    assert (bright + 0.05) / (dark + 0.05) >= ENOUGH


def test_every_colour_has_its_night():
    assert set(colours(DAY)) == set(colours(NIGHT))


@pytest.mark.parametrize("file", sorted((MINI / "app").rglob("*.wxss")), ids=lambda file: str(file.relative_to(MINI / "app")))
def test_a_page_takes_its_colours_by_name(file):
    """What stays bright by night, since a scanner reads it, has the day's colours."""
    if file.name == "tokens.wxss" or file.parent.name == "glyph":
        return
    own = (
        set(re.findall(r"#[0-9a-fA-F]{3,8}\b", file.read_text()))
        - {"#fff", "#ffffff", "#000", "#000000"}
        - set(colours(DAY).values())
    )
    assert own == set()
