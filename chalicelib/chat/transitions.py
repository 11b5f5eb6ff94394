"""Every change of a conversation: a line, the state after it, its place in the lists, and the fact, in one transaction."""

import datetime as dt

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.chat import refused, settings
from chalicelib.chat.models import Chat, Line, Listed
from chalicelib.chat.states import NEXT, By, ChatState
from chalicelib.kernel import clock, facts, sealing
from chalicelib.kernel.tables import Unit


def places(chat: Chat, state: ChatState, staff: str, since: str) -> set[tuple[str, str]]:
    """In which lists it lies."""
    key = f"{since}#{chat.id}"
    if state is ChatState.WAITING:
        return {(waiting_at(chat.campus), key)}
    if state is ChatState.TAKEN:
        return {(of_staff(staff), key)}
    return {(closed_at(chat.campus, since[:7]), key)} if since else set()


def waiting_at(campus: str) -> str:
    """Whoever waits for the first answer."""
    return f"waiting#{campus}"


def of_staff(staff: str) -> str:
    """What a member of staff has taken."""
    return f"staff#{staff}"


def closed_at(campus: str, month: str) -> str:
    """What was closed last in that month."""
    return f"closed#{campus}#{month}"


def line(
    unit: Unit, chat: Chat, by: By, words: str, *changes: Action, staff: str = "", state: ChatState | None = None, nth: int = 1
) -> None:
    """Add a line; `nth` of those added in one transaction. The first carries the changes of the conversation. Two rows, one for later ones."""
    now, number = clock.now(), int(chat.lines) + nth
    sealed = sealing.seal(Line.noun, chat.id, f"line{number}", words)
    kept = now + dt.timedelta(days=366 * settings.chosen(chat.campus).kept_years)
    stands = (state or chat.stands).value
    unit.put(
        Line(chat.id, number, at=clock.stamp(now), by=by.value, staff=staff, state=stands, words=sealed, until=kept),
        condition=Line.chat.does_not_exist(),
        otherwise=refused.ChangedMeanwhile,
    )
    if nth > 1:
        return
    unit.update(
        Chat(chat.id),
        [Chat.version.set(int(chat.version) + 1), *changes],
        condition=_as_read(chat),
        otherwise=refused.ChangedMeanwhile,
    )


def _as_read(chat: Chat) -> Condition:
    unchanged: Condition = Chat.version == int(chat.version) if int(chat.version) else Chat.id.does_not_exist()
    return unchanged


def step(
    unit: Unit,
    chat: Chat,
    to: ChatState,
    happened: str,
    by: By,
    words: str,
    *changes: Action,
    staff: str = "",
    writer: str = "",
    lines: int = 1,
) -> None:
    """Go to another state with a line that says so, told as `chat.<happened>`. `staff` has it then; `lines` are added in all."""
    if to not in NEXT[chat.stands]:
        raise refused.NotNow
    since = clock.stamp(clock.now())
    before, after = places(chat, chat.stands, chat.staff, chat.since), places(chat, to, staff, since)
    for name, key in before - after:
        unit.delete(Listed(name, key))
    for name, key in after - before:
        unit.put(Listed(name, key))
    moved = (Chat.state.set(to.value), Chat.staff.set(staff), Chat.since.set(since))
    line(unit, chat, by, words, *moved, Chat.lines.set(int(chat.lines) + lines), *changes, staff=writer, state=to)
    facts.tell(unit, f"chat.{happened}", chat.id, int(chat.version) + 1, campus=chat.campus)


def words_of(one: Line) -> str:
    """What stands there."""
    return sealing.unseal(Line.noun, one.chat, f"line{int(one.number)}", one.words)
