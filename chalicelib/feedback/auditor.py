"""Whether everything adds up: every case and rating lies where it must, and nowhere else. Reads whole tables."""

from collections.abc import Iterator

from chalicelib.feedback import asking, rating, showing, transitions
from chalicelib.feedback.models import Case, Listed, Rating, Step
from chalicelib.feedback.states import RatingState, Showing
from chalicelib.feedback.transitions import At


def problems() -> Iterator[str]:
    """What is wrong, in words; nothing when all is whole. Meant for a room at rest."""
    lists = {(one.list, one.key) for one in Listed.scan(consistent_read=True)}
    wanted: set[tuple[str, str]] = set()
    for case in Case.scan(consistent_read=True):
        wanted |= _of_case(case)
        steps = list(Step.query(case.id, consistent_read=True))
        if sorted(int(one.version) for one in steps) != list(range(1, int(case.version) + 1)):
            yield f"case {case.id}: its history has gaps"
        if case.anonymous and _leads_back(case, steps):
            yield f"case {case.id} is anonymous and leads back"
    for one in Rating.scan(consistent_read=True):
        wanted |= _of_rating(one)
        if (one.state == RatingState.ANSWERED) != bool(one.scores):
            yield f"rating {one.id} is {one.state} with scores {one.scores}"
    yield from (f"{key} is missing in {name}" for name, key in wanted - lists)
    yield from (f"{key} does not belong in {name}" for name, key in lists - wanted)


def _of_case(case: Case) -> set[tuple[str, str]]:
    found = set(transitions.places(case, case.stands, case.handler, case.due).items())
    return found | ({(At.account(case.account), f"{case.since}#{case.id}")} if case.account else set())


def _leads_back(case: Case, steps: list[Step]) -> bool:
    moments = [case.since, *(one.at for one in steps if not one.by)]  # what staff do has its moment
    return bool(case.account or case.patient or case.phone) or any(len(one) > len("2026-11-21") for one in moments)


def _of_rating(one: Rating) -> set[tuple[str, str]]:
    found, answered = {(asking.of_patient(one.patient), one.key())}, f"{one.answered}#{one.id}"
    if one.state == RatingState.ANSWERED and one.account:
        found.add((rating.rated_by(one.account), answered))
    if one.words:
        found.add((rating.said_at(one.campus), answered))
    if one.showing == Showing.SHOWN:
        found.add((showing.shown_of(one.department), answered))
    if one.showing == Showing.TO_DECIDE:
        found.add((showing.to_decide_at(one.campus), answered))
    return found
