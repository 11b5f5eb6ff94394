"""The states of the follow-up, drawn from the tables that the code goes by."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from chalicelib.followup import states, words

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
    return "\n".join(drawn)


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
