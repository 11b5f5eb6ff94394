"""Whether everything adds up: every conversation lies in its list, and has all its lines. Reads whole tables."""

from collections.abc import Iterator

from chalicelib.chat import transitions
from chalicelib.chat.models import Chat, Line, Listed


def problems() -> Iterator[str]:
    """What is wrong, in words; nothing when all is whole. Meant for a room at rest."""
    lists = {(one.list, one.key) for one in Listed.scan(consistent_read=True)}
    wanted: set[tuple[str, str]] = set()
    held: dict[str, set[int]] = {}
    for line in Line.scan(consistent_read=True):
        held.setdefault(line.chat, set()).add(int(line.number))
    for chat in Chat.scan(consistent_read=True):
        wanted |= transitions.places(chat, chat.stands, chat.staff, chat.since)
        numbers = held.pop(chat.id, set())
        oldest = min(numbers, default=1)  # those before may have come to the end of their years
        if numbers != set(range(oldest, int(chat.lines) + 1)):
            yield f"chat {chat.id} has lost lines"
        if max(int(chat.written), int(chat.answered), int(chat.seen)) > int(chat.lines):
            yield f"chat {chat.id} tells of lines that are not there"
    yield from (f"lines of {chat}, which is no conversation" for chat in held)
    yield from (f"{key} is missing in {name}" for name, key in wanted - lists)
    yield from (f"{key} does not belong in {name}" for name, key in lists - wanted)
