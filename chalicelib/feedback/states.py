"""What a rating and a case can be, and what may follow: data, not code."""

from enum import StrEnum


class CaseKind(StrEnum):
    """What somebody has to say."""

    PRAISE = "praise"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"


class CaseState(StrEnum):
    """Where a case stands."""

    REGISTERED = "registered"  # waits for the service office
    ASSIGNED = "assigned"  # a department looks into it
    ANSWERED = "answered"  # the answer is out, and can be objected to
    CLOSED = "closed"


NEXT: dict[CaseState, frozenset[CaseState]] = {
    CaseState.REGISTERED: frozenset({CaseState.ASSIGNED, CaseState.ANSWERED}),
    CaseState.ASSIGNED: frozenset({CaseState.REGISTERED, CaseState.ASSIGNED, CaseState.ANSWERED}),  # handed back, handed on
    CaseState.ANSWERED: frozenset({CaseState.CLOSED, CaseState.REGISTERED}),  # objected to
    CaseState.CLOSED: frozenset(),
}
OPEN = frozenset({CaseState.REGISTERED, CaseState.ASSIGNED})  # somebody owes an answer


class Occasion(StrEnum):
    """After what a rating is asked for."""

    VISIT = "visit"
    DISCHARGE = "discharge"


class RatingState(StrEnum):
    """Where a rating stands. One whose time is over is simply not taken any more."""

    ASKED = "asked"
    ANSWERED = "answered"


class About(StrEnum):
    """What is scored, 1 to 5."""

    HOSPITAL = "hospital"
    DEPARTMENT = "department"
    DOCTOR = "doctor"
    SERVICE = "service"


class Showing(StrEnum):
    """Whether others may read the words of a rating."""

    KEPT = "kept"  # the writer did not agree, or wrote nothing: for staff alone
    CHECKING = "checking"  # WeChat's content check is asked
    TO_DECIDE = "to_decide"  # the check was not sure, or gave no answer: a person decides
    SHOWN = "shown"
    WITHHELD = "withheld"


NEXT_SHOWING: dict[Showing, frozenset[Showing]] = {
    Showing.KEPT: frozenset(),
    Showing.CHECKING: frozenset({Showing.SHOWN, Showing.TO_DECIDE, Showing.WITHHELD}),
    Showing.TO_DECIDE: frozenset({Showing.SHOWN, Showing.WITHHELD}),
    Showing.SHOWN: frozenset({Showing.WITHHELD}),
    Showing.WITHHELD: frozenset({Showing.SHOWN}),
}
