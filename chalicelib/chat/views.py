"""What goes in and out, at the patients' edge and at the desk's."""

from pydantic import Field

from chalicelib.cards import patients
from chalicelib.chat import hours, settings, transitions
from chalicelib.chat.answering import Overview
from chalicelib.chat.models import Chat, Line
from chalicelib.chat.states import By, ChatState
from chalicelib.kernel import clock, masks, refusals
from chalicelib.kernel.http import Input, Query, View
from chalicelib.kernel.ids import OPAQUE, PatientId
from chalicelib.staff.sessions import StaffId, names_of

ID = rf"^{OPAQUE.pattern}$"
OPTIONAL_ID = rf"^({OPAQUE.pattern})?$"
Words = Field(min_length=1, max_length=500, pattern=r"\S")
After = Field(0, ge=0, le=10**9, description="the number of the last line that the caller has")


class Since(Query):
    """After which line."""

    after: int = After
    campus: str = Field(pattern=ID)


class From(Query):
    """After which line."""

    after: int = After


class At(Query):
    """At which campus."""

    campus: str = Field(pattern=ID)


class InMonth(At):
    """In which month."""

    month: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")


class ChatLineInput(Input):
    """What somebody says."""

    words: str = Words


class MyLineInput(ChatLineInput):
    """What I say, at which campus, about whom if about somebody."""

    campus: str = Field(pattern=ID)
    patient: str = Field("", pattern=OPTIONAL_ID)


class ChatHandOverInput(Input):
    """To whom: a work number, or (empty) back to those who wait."""

    to: str = Field("", max_length=20, pattern=r"^[0-9A-Za-z-]*$")


class ChatLineView(View):
    """One line, and how the conversation stands after it."""

    number: int
    at: str
    by: By
    words: str
    state: ChatState


class ChatView(View):
    """What is new, and whether somebody answers now."""

    lines: list[ChatLineView]
    open_now: bool
    hours: str


class ChatDeskLineView(ChatLineView):
    """One line, with who of staff wrote it."""

    staff: str


class ChatRowView(View):
    """One conversation in a list."""

    id: str
    state: ChatState
    since: str
    patient: str
    staff: str
    unread: bool


class ChatOverviewView(View):
    """What waits, and what I have."""

    waiting: list[ChatRowView]
    mine: list[ChatRowView]


class ChatRowsView(View):
    """Conversations."""

    rows: list[ChatRowView]


class TalkView(View):
    """One conversation, from a line on."""

    id: str
    state: ChatState
    patient: str
    staff: str = Field(description="who has it; empty: nobody")
    mine: bool
    lines: list[ChatDeskLineView]


def chat(lines: list[Line], campus: str) -> ChatView:
    """As the phone reads it."""
    chosen = settings.chosen(campus)
    return ChatView(
        lines=[ChatLineView(**_line(one)) for one in lines],
        open_now=hours.is_open(clock.now(), chosen),
        hours=hours.words(chosen),
    )


def _line(one: Line) -> dict[str, object]:
    words = transitions.words_of(one)
    return {"number": int(one.number), "at": one.at, "by": By(one.by), "words": words, "state": ChatState(one.state)}


def overview(found: Overview) -> ChatOverviewView:
    """Both lists."""
    return ChatOverviewView(waiting=rows(found.waiting).rows, mine=rows(found.mine).rows)


def rows(found: list[Chat]) -> ChatRowsView:
    """A list."""
    names = names_of(StaffId(one.staff) for one in found if one.staff) if any(one.staff for one in found) else {}
    return ChatRowsView(rows=[_row(one, names.get(StaffId(one.staff), "")) for one in found])


def _row(one: Chat, staff: str) -> ChatRowView:
    return ChatRowView(
        id=one.id,
        state=one.stands,
        since=one.since,
        patient=_name(one.patient),
        staff=staff,
        unread=int(one.written) > int(one.answered),
    )


def talk(found: Chat, lines: list[Line], me: str) -> TalkView:
    """As staff read it."""
    writers = {StaffId(who) for who in (found.staff, *(one.staff for one in lines)) if who}
    names = names_of(writers) if writers else {}
    return TalkView(
        id=found.id,
        state=found.stands,
        patient=_name(found.patient),
        staff=names.get(StaffId(found.staff), ""),
        mine=found.staff == me,
        lines=[ChatDeskLineView(**_line(one), staff=names.get(StaffId(one.staff), "")) for one in lines],
    )


def _name(patient: str) -> str:
    """Masked; empty when nobody was named."""
    try:
        return masks.name(patients.person(PatientId(patient)).name) if patient else ""
    except refusals.NotFound:
        return ""
