"""docs/benchmarks.md: a section a part, so that one part can be measured anew and the others stay as they were measured."""

import re
from typing import NamedTuple

TABLE = "| what | ours | floor | ratio | aim |\n|---|---|---|---|---|\n"
_HEADING = re.compile(r"^## (\w+)\n", re.MULTILINE)


class Section(NamedTuple):
    """What was measured on what, its rows, and what they mean."""

    on: str
    rows: list[str]
    meaning: str

    def text(self) -> str:
        """Without its heading."""
        return f"\n{self.on}\n\n{TABLE}" + "\n".join(self.rows) + f"\n\n{self.meaning}"


def row(name: str, ours: float, floor: float, aim: str) -> str:
    """One row of a table."""
    return f"| {name} | {ours:.0f} | {floor:.0f} | {ours / floor:.2f} | {aim} |"


def read(text: str) -> dict[str, str]:
    """The sections of a page by part."""
    parts = _HEADING.split(text)[1:]
    return {name.lower(): section.rstrip("\n") + "\n" for name, section in zip(parts[::2], parts[1::2], strict=True)}


def written(head: str, sections: dict[str, str]) -> str:
    """The page."""
    return "\n".join([head, *(f"## {name.capitalize()}\n{section}" for name, section in sections.items())])
