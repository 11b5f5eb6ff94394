"""States are data: every state has its row, and ends are reached."""

import pytest

from chalicelib.followup import states, words
from chalicelib.followup.plans.shapes import Way
from chalicelib.followup.tasks.outcomes import Outcome


@pytest.mark.parametrize("name", states.TABLES)
def test_every_state_has_its_row_and_can_be_reached(name):
    table = states.TABLES[name]
    kind = type(next(iter(table)))
    assert set(table) == set(kind)
    _, *others = kind
    assert set(others) <= set().union(*table.values())
    assert any(not following for following in table.values())


def test_every_state_has_its_words():
    for kind, told in (
        (states.DocumentState, words.DOCUMENTS),
        (states.AskState, words.ASKS),
        (states.TaskState, words.TASKS),
        (states.AlarmState, words.ALARMS),
        (states.CallState, words.CALLS),
        (Outcome, words.OUTCOMES),
        (Way, words.WAYS),
    ):
        assert set(told) == set(kind)
