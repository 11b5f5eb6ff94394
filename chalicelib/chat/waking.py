"""What happens to a conversation when time passes: a message for who is away, others for who waits too long, an end for the silent."""

import contextlib

from chalicelib.chat import answering, hours, refused, settings
from chalicelib.chat.models import Chat
from chalicelib.chat.states import ChatState
from chalicelib.kernel import clock
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Unit
from chalicelib.messages import outbox
from chalicelib.messages.outbox import Kind

PAGE = "chat/pages/talk/index"


def unread(chat: str, line: int) -> None:
    """An answer lies unread: tell whoever is away. Of several answers the last one tells."""
    found = Chat.find(chat)
    if found is None or not found.account or int(found.seen) >= line or int(found.answered) != line:
        return
    now = clock.now()
    with Unit() as unit:
        outbox.tell(
            unit,
            kind=Kind.CHAT_ANSWERED,
            patient=None,
            account=AccountId(found.account),
            reference=found.id,
            version=line,
            day=clock.local(now).date(),
            values={"time": f"{clock.local(now):%Y-%m-%d %H:%M}", "reason": "客服已回复您的咨询"},
            page=PAGE,
        )


def unanswered(chat: str, line: int) -> None:
    """Whoever wrote waits for too long: back to all colleagues. Outside the hours nobody is late."""
    found = Chat.find(chat)
    if found is None or found.stands is not ChatState.TAKEN or int(found.answered) > line:
        return
    if hours.is_open(clock.now(), settings.chosen(found.campus)):
        with contextlib.suppress(refused.ChangedMeanwhile), Unit() as unit:  # answered at this very moment
            answering.give_back(unit, found)


def idle(chat: str, line: int) -> None:
    """Nobody wrote after this answer: closed."""
    found = Chat.find(chat)
    if found is None or found.stands is not ChatState.TAKEN or int(found.lines) != line:
        return
    with contextlib.suppress(refused.ChangedMeanwhile), Unit() as unit:  # written to at this very moment
        answering.end(unit, found, "您长时间没有回复，本次咨询已结束，需要时可以继续留言。")
