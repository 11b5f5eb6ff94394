"""The states of the follow-up, drawn from the tables that the code goes by: `python -m infra.followup_states docs/followup.md`.

Everything between the two marks of the page is made here; `--check` says whether the page is what the code says.
"""

import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from chalicelib.followup import states, words

BEGIN, END = "<!-- made by python -m infra.followup_states -->", "<!-- end of what is made -->"
WORDS: dict[str, Mapping[Any, str]] = {
    "plan or questionnaire": words.DOCUMENTS,
    "ask": words.ASKS,
    "task": words.TASKS,
    "alarm": words.ALARMS,
    "call": words.CALLS,
}


def made() -> str:
    """All of it."""
    drawn = [line for name, table in states.TABLES.items() for line in (*_drawing(name, table), "")]
    return "\n".join([BEGIN, "", *drawn, END])


def _drawing(name: str, table: Mapping[StrEnum, frozenset[StrEnum]]) -> Iterator[str]:
    yield f"**{name}**"
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    first, *_ = table
    yield f"    [*] --> {first}"
    for state, following in table.items():
        if name in WORDS:
            yield f"    {state}: {state} {WORDS[name][state]}"
        for to in sorted(following, key=list(table).index):
            yield f"    {state} --> {to}"
        if not following:
            yield f"    {state} --> [*]"
    yield "```"


def written(page: str) -> str:
    """The page with what is made put in."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{made()}{after}"


def main(arguments: list[str]) -> int:
    """Write the page, or with --check say whether it is as it must be."""
    path = Path(arguments[-1])
    page = path.read_text(encoding="utf-8")
    if "--check" in arguments:
        return int(page != written(page))
    path.write_text(written(page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
