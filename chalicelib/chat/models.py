"""The room's tables: one conversation an account, its lines, and the lists in which staff find it."""

from pynamodb.attributes import BinaryAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute

from chalicelib.chat.states import ChatState
from chalicelib.kernel import ids
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Table


class Chat(Table):
    """The conversation of an account, round after round. Its id follows from the account, so there is never a second one."""

    noun = "chats"

    id = UnicodeAttribute(hash_key=True)
    version = NumberAttribute(default=0)
    account = UnicodeAttribute(default="")  # empty: deleted
    campus = UnicodeAttribute(default="")
    patient = UnicodeAttribute(default="")  # about whom, if somebody was named
    state = UnicodeAttribute(default=ChatState.CLOSED.value)
    staff = UnicodeAttribute(default="")  # who has it
    since = UnicodeAttribute(default="")  # in this state
    lines = NumberAttribute(default=0)  # the number of the last line
    written = NumberAttribute(default=0)  # the patient's last line
    answered = NumberAttribute(default=0)  # staff's last line
    seen = NumberAttribute(default=0)  # up to which line the patient's phone has it
    minute = UnicodeAttribute(default="")
    in_minute = NumberAttribute(default=0)  # lines of the patient in that minute

    @property
    def stands(self) -> ChatState:
        """Its state."""
        return ChatState(self.state)

    def key(self) -> str:
        """How it stands in the lists."""
        return f"{self.since}#{self.id}"


class Line(Table):
    """One line. It tells the state after it, so that one query answers a phone that asks what is new."""

    noun = "chat-lines"

    chat = UnicodeAttribute(hash_key=True)
    number = NumberAttribute(range_key=True)
    at = UnicodeAttribute()
    by = UnicodeAttribute()
    staff = UnicodeAttribute(default="")
    state = UnicodeAttribute()
    words = BinaryAttribute(legacy_encoding=False)  # sealed
    until = TTLAttribute()


class Listed(Table):
    """Where conversations are found: the longest in their state come first."""

    noun = "chat-lists"

    list = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)

    @property
    def id(self) -> str:
        """Of the conversation."""
        return self.key.rpartition("#")[2]


def id_of(account: AccountId) -> str:
    """The conversation of that account."""
    return ids.derived("chat", account)
