"""What a conversation can be, and what may follow: data, not code."""

from enum import StrEnum


class ChatState(StrEnum):
    """Where an account's conversation stands."""

    CLOSED = "closed"  # or not begun
    WAITING = "waiting"  # for whoever of staff is free
    TAKEN = "taken"


NEXT: dict[ChatState, frozenset[ChatState]] = {
    ChatState.CLOSED: frozenset({ChatState.WAITING}),
    ChatState.WAITING: frozenset({ChatState.TAKEN, ChatState.CLOSED}),
    ChatState.TAKEN: frozenset({ChatState.TAKEN, ChatState.WAITING, ChatState.CLOSED}),  # handed over, given back
}


class By(StrEnum):
    """Who wrote a line."""

    PATIENT = "patient"
    STAFF = "staff"
    MACHINE = "machine"
