"""What the service desk's staff call."""

from chalicelib.chat import answering, talking, views
from chalicelib.chat.views import At, ChatHandOverInput, ChatLineInput, ChatOverviewView, ChatRowsView, From, InMonth, TalkView
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Role, Staff, acting_as

routes = Routes(__name__)

SERVICE = acting_as(Role.SERVICE)


@routes.get("/desk/chat", who=SERVICE, query=At)
def show_overview(me: Staff, at: At) -> ChatOverviewView:
    """Who waits, and my own conversations. Ask every few seconds."""
    return views.overview(answering.overview(me, at.campus))


@routes.get("/desk/chat/conversations", who=SERVICE, query=InMonth)
def show_closed(_me: Staff, wanted: InMonth) -> ChatRowsView:
    """Conversations whose last round was closed in a month."""
    return views.rows(answering.closed(wanted.campus, wanted.month))


@routes.get("/desk/chat/conversations/{chat}", who=SERVICE, query=From)
def show(me: Staff, chat: str, wanted: From) -> TalkView:
    """One conversation after a line. A look at a colleague's or a closed one is written down."""
    return views.talk(answering.read(me, chat), talking.lines(chat, wanted.after), me.id)


@routes.post("/desk/chat/conversations/{chat}/lines", who=SERVICE, body=ChatLineInput, once=True, status=201)
def say(me: Staff, chat: str, said: ChatLineInput, once: Once) -> TalkView:
    """Answer."""
    found = answering.say(me, chat, said.words.strip(), once)
    return views.talk(found, talking.lines(chat, int(found.lines) - 1), me.id)


@routes.post("/desk/chat/conversations/{chat}/take", who=SERVICE, once=True)
def take(me: Staff, chat: str, once: Once) -> TalkView:
    """Take one that waits."""
    return views.talk(answering.take(me, chat, once), talking.lines(chat, 0), me.id)


@routes.post("/desk/chat/conversations/{chat}/hand-over", who=SERVICE, body=ChatHandOverInput, once=True)
def hand_over(me: Staff, chat: str, said: ChatHandOverInput, once: Once) -> TalkView:
    """Hand it over to a colleague, or back to those who wait."""
    return views.talk(answering.hand_over(me, chat, said.to, once), [], me.id)


@routes.post("/desk/chat/conversations/{chat}/close", who=SERVICE, once=True)
def close(me: Staff, chat: str, once: Once) -> TalkView:
    """The matter is settled."""
    return views.talk(answering.close(me, chat, once), [], me.id)
