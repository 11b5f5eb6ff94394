"""What a conversation can be, and what may follow: data, not code."""

from enum import StrEnum


class State(StrEnum):
    """Where an account's conversation stands."""

    CLOSED = "closed"  # or not begun
    WAITING = "waiting"  # for whoever of staff is free
    TAKEN = "taken"


NEXT: dict[State, frozenset[State]] = {
    State.CLOSED: frozenset({State.WAITING}),
    State.WAITING: frozenset({State.TAKEN, State.CLOSED}),
    State.TAKEN: frozenset({State.TAKEN, State.WAITING, State.CLOSED}),  # handed over, given back
}


class By(StrEnum):
    """Who wrote a line."""

    PATIENT = "patient"
    STAFF = "staff"
    MACHINE = "machine"
