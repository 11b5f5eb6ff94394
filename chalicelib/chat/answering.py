"""What staff do: take, answer, hand over, close; several conversations at once."""

import contextlib
import datetime as dt
from typing import NamedTuple

from chalicelib.chat import refused, settings, talking, transitions
from chalicelib.chat.models import Chat, Listed
from chalicelib.chat.states import By, ChatState
from chalicelib.kernel import agenda, audit, clock
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.tables import Unit
from chalicelib.staff import acting
from chalicelib.staff.sessions import Role, Staff, StaffId, names_of, still_on_duty

UNREAD, IDLE = "chat.unread", "chat.idle"
PAGE = 50


class Overview(NamedTuple):
    """What waits, and what I have."""

    waiting: list[Chat]
    mine: list[Chat]


def overview(me: Staff, campus: str) -> Overview:
    """Those who wait, the longest first, and my own conversations."""
    return Overview(_listed(transitions.waiting_at(campus)), _listed(transitions.of_staff(me.id)))


def closed(campus: str, month: str) -> list[Chat]:
    """Whose last round was closed in that month."""
    return _listed(transitions.closed_at(campus, month))


def _listed(name: str) -> list[Chat]:
    keys = [one.id for one in Listed.query(name, limit=PAGE, consistent_read=True)]
    found = {one.id: one for one in Chat.batch_get(keys, consistent_read=True)} if keys else {}
    return [found[key] for key in keys if key in found]


def take(me: Staff, chat: str, once: Once) -> Chat:
    """Take a conversation that waits. Raises TakenByAnother, NotNow, NotFound."""
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        talking.again(lambda: _take(me, chat, once))
    return talking.known(chat)


def _take(me: Staff, chat: str, once: Once) -> None:
    found = talking.known(chat)
    if found.stands is ChatState.TAKEN:
        raise _by_whom(found)
    with acting.deed(me, "chat.taken", found.id, once) as unit:
        transitions.step(unit, found, ChatState.TAKEN, "taken", By.MACHINE, "客服已接入，请问有什么可以帮您？", staff=me.id)


def _by_whom(found: Chat) -> refused.TakenByAnother:
    who = names_of([StaffId(found.staff)]).get(StaffId(found.staff), "其他同事")
    return refused.TakenByAnother(f"该会话已由{who}接待，请选择其他会话")


def say(me: Staff, chat: str, words: str, once: Once) -> Chat:
    """Answer in a conversation of mine. Told by a message when the patient is away. Raises TakeFirst, NotFound."""
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        talking.again(lambda: _say(me, chat, words, once))
    return talking.known(chat)


def _say(me: Staff, chat: str, words: str, once: Once) -> None:
    found = mine(me, chat)
    number, chosen, now = int(found.lines) + 1, settings.chosen(found.campus), clock.now()
    unit = Unit()  # the transcript itself says who wrote what
    once.remember(unit, found.id)
    still_on_duty(unit, me)
    transitions.line(unit, found, By.STAFF, words, Chat.lines.set(number), Chat.answered.set(number), staff=me.id)
    agenda.later(unit, UNREAD, found.id, now + dt.timedelta(seconds=chosen.away_seconds), line=str(number))
    agenda.later(unit, IDLE, found.id, now + dt.timedelta(minutes=chosen.idle_minutes), line=str(number))
    once.commit(unit)


def mine(me: Staff, chat: str) -> Chat:
    """One that I have taken. Raises TakeFirst, NotFound."""
    found = talking.known(chat)
    if found.stands is not ChatState.TAKEN or found.staff != me.id:
        raise refused.TakeFirst
    return found


def hand_over(me: Staff, chat: str, to: str, once: Once) -> Chat:
    """To the colleague of that work number, or (empty) back to those who wait. Raises NoSuchColleague, TakeFirst, NotFound."""
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        talking.again(lambda: _hand_over(me, chat, to, once))
    return talking.known(chat)


def _hand_over(me: Staff, chat: str, to: str, once: Once) -> None:
    found = mine(me, chat)
    with acting.deed(me, "chat.handed_over", found.id, once) as unit:
        if to:
            colleague = acting.require_colleague(unit, to, Role.SERVICE)
            transitions.step(unit, found, ChatState.TAKEN, "handed_over", By.MACHINE, "已转给同事继续为您服务。", staff=colleague)
        else:
            give_back(unit, found)


def give_back(unit: Unit, found: Chat) -> None:
    """Back to those who wait."""
    transitions.step(unit, found, ChatState.WAITING, "given_back", By.MACHINE, "其他客服将继续为您服务，请稍候。")


def close(me: Staff, chat: str, once: Once) -> Chat:
    """The matter is settled. Whoever writes again opens the next round. Raises TakeFirst, NotFound."""
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        talking.again(lambda: _close(me, chat, once))
    return talking.known(chat)


def _close(me: Staff, chat: str, once: Once) -> None:
    found = mine(me, chat)
    with acting.deed(me, "chat.closed", found.id, once) as unit:
        end(unit, found, "本次咨询已结束，如有其他问题可以继续留言。")


def end(unit: Unit, found: Chat, words: str) -> None:
    """Close it with these words."""
    transitions.step(unit, found, ChatState.CLOSED, "closed", By.MACHINE, words)


def read(me: Staff, chat: str) -> Chat:
    """For whoever opens a conversation that is neither waiting nor their own: the look is written down. Raises NotFound."""
    found = talking.known(chat)
    if found.stands is not ChatState.WAITING and found.staff != me.id:
        with Unit() as unit:
            still_on_duty(unit, me)
            audit.write(unit, me.id, "chat.read", found.id)
    return found
