"""States as data: nothing leads nowhere, every open application has one place, and what ends stays to be seen."""

import pytest

from chalicelib.copies import desk_words, refused, transitions, words
from chalicelib.copies.models import Application
from chalicelib.copies.states import COPIED, HALTABLE, LIST_OF, LISTS, NEXT, OPEN, OVER, UNCOPIED, Money, State, WorkList
from chalicelib.kernel.tables import Unit


def test_every_state_has_its_next_states_its_list_and_its_words():
    assert set(NEXT) == set(LIST_OF) == set(words.STATES) == set(desk_words.STATES) == set(State)


def test_an_open_application_is_in_exactly_one_list_and_one_that_is_over_in_none():
    assert {state for state in State if LIST_OF[state] is not None} == OPEN
    assert set(State) == OPEN | OVER
    assert not OPEN & OVER


def test_every_list_is_somebodys_and_somebody_is_in_it():
    assert set(LISTS) == set(WorkList) == {where for where in LIST_OF.values() if where}
    assert all(one.roles and one.words for one in LISTS.values())


def test_every_state_but_the_first_is_come_to():
    assert {to for following in NEXT.values() for to in following} == set(State)


def test_nothing_open_is_a_dead_end():
    assert all(NEXT[state] for state in OPEN)


def test_from_everywhere_there_is_a_way_to_an_end():
    ends = set(OVER)
    while grown := {state for state in State if NEXT[state] & ends} - ends:
        ends |= grown
    assert ends == set(State)


def test_what_is_withdrawn_stays_withdrawn():
    assert NEXT[State.WITHDRAWN] == frozenset()


def test_an_unpaid_one_can_be_reopened_and_a_lapsed_one_begun_again():
    assert State.AWAITING_PAYMENT in NEXT[State.CLOSED_UNPAID]
    assert NEXT[State.LAPSED] == {State.DRAFT}


def test_withdrawing_is_possible_until_the_copies_are_out_of_the_house():
    possible = {state for state in State if State.WITHDRAWN in NEXT[state]}
    assert possible - {State.HALTED} == UNCOPIED | COPIED
    assert State.HANDED_TO_CARRIER not in possible
    assert State.COMPLETED not in possible


def test_what_the_machine_waits_for_is_never_over():
    assert all(state in OPEN for state in HALTABLE)


@pytest.mark.parametrize("state", list(State))
def test_a_state_that_is_not_next_is_refused(state):
    one = Application("x", state=state.value, money="none", since="", began="", campus="east", work="", work_key="")
    for to in set(State) - NEXT[state]:
        with pytest.raises(refused.ChangedMeanwhile):
            transitions.step(Unit(), one, to)


@pytest.mark.parametrize("money", list(Money))
def test_money_moves_only_as_the_table_says(money):
    from chalicelib.copies.states import NEXT_MONEY

    one = Application("x", state="draft", money=money.value, since="", began="", campus="east")
    for to in set(Money) - NEXT_MONEY[money] - {money}:
        with pytest.raises(refused.ChangedMeanwhile):
            transitions.change(Unit(), one, "x", money=to)
