"""The auditor tells of each thing that does not add up, and of nothing else."""

import pytest

from chalicelib.feedback import auditor, handling, rating
from chalicelib.feedback.models import Case, Listed, Rating, Step
from chalicelib.feedback.showing import shown_of, to_decide_at
from chalicelib.feedback.transitions import At
from tests.feedback.test_cases import complain, through
from tests.feedback.test_rating import answer, rated, seen
from tests.hospital import CARDIOLOGY, EAST
from tests.planting import changed, missing, planted
from tests.staff.people import once

NOW = "2026-11-21T08:00:00.000Z"


@pytest.fixture
def case(me) -> Case:
    return complain(me).case


@pytest.fixture
def unnamed(me) -> Case:
    return complain(me, anonymous=True).case


@pytest.fixture
def asked(me) -> Rating:
    return seen(me)[0]


@pytest.fixture
def answered(me, asked) -> Rating:
    return rating.rate(me.me, asked.id, answer(words="医生耐心"), once())


def told() -> list[str]:
    return list(auditor.problems())


def row(found, name) -> Listed:
    """Its place in that list."""
    [place] = [one for one in Listed.scan(consistent_read=True) if one.id == found.id and one.list.startswith(f"{name}#")]
    return place


def test_of_whole_cases_and_ratings_nothing_is_told(case, unnamed, answered):
    assert told() == []


# ---- cases
def test_a_lost_line_of_a_history_is_told(case):
    with missing(Step.get(case.id, 1)):
        assert told() == [f"case {case.id}: its history has gaps"]


def test_a_line_of_history_that_nobody_counted_is_told(case):
    with planted(Step(case.id, 2, happened="answered", at=NOW)):
        assert told() == [f"case {case.id}: its history has gaps"]


@pytest.mark.parametrize("trace", [{"patient": "p"}, {"phone": b"sealed"}, {"since": NOW}])
def test_an_anonymous_case_that_leads_back_is_told(unnamed, trace):
    with changed(unnamed, **trace):
        assert told() == [f"case {unnamed.id} is anonymous and leads back"]


def test_an_anonymous_case_with_an_account_is_told(unnamed, me):
    with changed(unnamed, account=me.me.account), planted(Listed(At.account(me.me.account), f"{unnamed.since}#{unnamed.id}")):
        assert told() == [f"case {unnamed.id} is anonymous and leads back"]


def test_the_moment_at_which_an_anonymous_writer_did_something_is_told(unnamed):
    with changed(Step.get(unnamed.id, 1), at=NOW):
        assert told() == [f"case {unnamed.id} is anonymous and leads back"]


@pytest.mark.parametrize("name", ["registered", "account"])
def test_a_registered_case_that_is_not_in_its_list_is_told(case, name):
    place = row(case, name)
    with missing(place):
        assert told() == [f"{place.key} is missing in {place.list}"]


@pytest.mark.parametrize("name", ["assigned", "department"])
def test_an_assigned_case_that_is_not_in_its_list_is_told(case, office, name):
    handling.assign(office, case.id, CARDIOLOGY, "请核实", once())
    place = row(case, name)
    with missing(place):
        assert told() == [f"{place.key} is missing in {place.list}"]


def test_an_answered_case_that_is_not_in_its_list_is_told(case, office):
    through(office, case)
    place = row(case, "answered")
    with missing(place):
        assert told() == [f"{place.key} is missing in {place.list}"]


def test_a_closed_case_that_is_not_in_its_list_is_told(me, case, office):
    through(office, case)
    handling.accept(me.me, case.id, once())
    place = row(case, "closed")
    with missing(place):
        assert told() == [f"{place.key} is missing in {place.list}"]


def test_a_case_in_a_list_where_it_does_not_belong_is_told(case):
    with planted(Listed(At.answered(EAST), f"{case.due}#{case.id}")):
        assert told() == [f"{case.due}#{case.id} does not belong in {At.answered(EAST)}"]


# ---- ratings
def test_an_answered_rating_without_scores_is_told(answered):
    with changed(answered, scores=None):
        assert told() == [f"rating {answered.id} is answered with scores None"]


def test_scores_of_a_rating_that_nobody_answered_are_told(asked):
    with changed(asked, scores={"hospital": 5}):
        assert told() == [f"rating {asked.id} is asked with scores {{'hospital': 5}}"]


@pytest.mark.parametrize("name", ["ratings", "rated", "said"])
def test_a_rating_that_is_not_in_its_list_is_told(answered, name):
    place = row(answered, name)
    with missing(place):
        assert told() == [f"{place.key} is missing in {place.list}"]


def test_words_that_are_shown_and_not_in_their_list_are_told(wechat, me):
    found, _ = rated(wechat, me, "护士细心")
    with missing(row(found, "shown")):
        assert told() == [f"{found.answered}#{found.id} is missing in {shown_of(CARDIOLOGY)}"]


def test_words_to_be_decided_that_are_not_in_their_list_are_told(wechat, me):
    found, _ = rated(wechat, me, "都是骗子")
    with missing(row(found, "to_decide")):
        assert told() == [f"{found.answered}#{found.id} is missing in {to_decide_at(EAST)}"]


def test_words_that_others_read_without_the_writers_yes_are_told(answered):
    with planted(Listed(shown_of(CARDIOLOGY), f"{answered.answered}#{answered.id}")):
        assert told() == [f"{answered.answered}#{answered.id} does not belong in {shown_of(CARDIOLOGY)}"]
