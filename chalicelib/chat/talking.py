"""What patients do: write, and ask what is new."""

import contextlib
import datetime as dt
from collections.abc import Callable

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.cards import access
from chalicelib.cards.models import Level
from chalicelib.chat import hours, refused, settings, transitions
from chalicelib.chat.models import Chat, Line, Listed, id_of
from chalicelib.chat.states import By, ChatState
from chalicelib.directory import catalogue, functions
from chalicelib.directory.settings import Function
from chalicelib.kernel import agenda, clock, refusals
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.kernel.tables import Unit

TRIES = 5  # against lines written at the same moment
UNANSWERED = "chat.unanswered"
MOST = 200  # lines a query gives
LATEST = 3


def known(chat: str) -> Chat:
    """Raises NotFound."""
    found = Chat.find(chat)
    if found is None:
        raise refusals.NotFound
    return found


def again(deed: Callable[[], None]) -> None:
    """Do it, anew when somebody wrote at the same moment. Raises Busy when that never ends."""
    for _ in range(TRIES):
        with contextlib.suppress(refused.ChangedMeanwhile):
            deed()
            return
    raise refusals.Busy


def write(me: Patient, words: str, campus: str, patient: str, once: Once) -> None:
    """Write a line; the first one, or one after a close, opens a round and joins those who wait. Twice is once.

    Raises TooManyLines, NotYours, NotInDirectory, SwitchedOff, Unauthenticated.
    """
    functions.require(Function.CHAT, campus)
    catalogue.campus(campus)
    with contextlib.suppress(Repeated):
        again(lambda: _write(me, words, campus, patient, once))


def _write(me: Patient, words: str, campus: str, patient: str, once: Once) -> None:
    chat = Chat.find(id_of(me.account)) or Chat(id_of(me.account))
    unit = Unit()
    once.remember(unit, chat.id)
    still_signed_in(unit, me)
    if chat.stands is ChatState.CLOSED:
        _open(unit, me, chat, words, campus, patient)
    else:
        number = int(chat.lines) + 1
        transitions.line(unit, chat, By.PATIENT, words, Chat.lines.set(number), Chat.written.set(number), *_counted(chat))
        _look_after(unit, chat, number)
    once.commit(unit)


def _open(unit: Unit, me: Patient, chat: Chat, words: str, campus: str, patient: str) -> None:
    if patient:
        access.require(unit, me, PatientId(patient), Level.SEE)
    now, chosen = clock.now(), settings.chosen(campus)
    number = int(chat.lines) + 1
    named = (Chat.account.set(me.account), Chat.campus.set(campus), Chat.patient.set(patient))
    before = transitions.places(chat, chat.stands, chat.staff, chat.since)
    for name, key in before:  # closed at another campus, perhaps: out of the list of then
        unit.delete(Listed(name, key))
    chat.campus, chat.since = campus, ""
    written = (Chat.written.set(number), *named, *_counted(chat))
    transitions.step(unit, chat, ChatState.WAITING, "opened", By.PATIENT, words, *written, lines=2)
    honest = _ahead(campus) if hours.is_open(now, chosen) else hours.when_back(now, chosen)
    transitions.line(unit, chat, By.MACHINE, honest, state=ChatState.WAITING, nth=2)


def _ahead(campus: str) -> str:
    ahead = Listed.count(transitions.waiting_at(campus))
    return f"您前面有 {ahead} 位在等候，客服会尽快回复。" if ahead else "客服会尽快回复，请稍候。"


def _counted(chat: Chat) -> tuple[Action, ...]:
    """The lines of this minute; the version in which they were read is the condition."""
    minute = f"{clock.now():%Y-%m-%dT%H:%M}"
    so_far = int(chat.in_minute) if chat.minute == minute else 0
    if so_far >= settings.chosen(chat.campus).lines_a_minute:
        raise refused.TooManyLines
    return (Chat.minute.set(minute), Chat.in_minute.set(so_far + 1))


def _look_after(unit: Unit, chat: Chat, number: int) -> None:
    if chat.stands is ChatState.TAKEN:
        due = clock.now() + dt.timedelta(minutes=settings.chosen(chat.campus).unanswered_minutes)
        agenda.later(unit, UNANSWERED, chat.id, due, line=str(number))


def news(account: AccountId, after: int) -> list[Line]:
    """The lines after that one: one query, and one write only when staff wrote something."""
    chat = id_of(account)
    found = lines(chat, after)
    told = [int(one.number) for one in found if one.by == By.STAFF]
    if told:
        with contextlib.suppress(UpdateError):  # another poll was further
            Chat(chat).update([Chat.seen.set(told[-1])], condition=Chat.seen.does_not_exist() | (Chat.seen < told[-1]))
    return found


def lines(chat: str, after: int) -> list[Line]:
    """Lines of a conversation, oldest first."""
    return list(Line.query(chat, Line.number > after, limit=MOST, consistent_read=True))


def latest(account: AccountId) -> list[Line]:
    """The last lines, oldest first."""
    found = Line.query(id_of(account), scan_index_forward=False, limit=LATEST, consistent_read=True)
    return sorted(found, key=lambda one: int(one.number))
