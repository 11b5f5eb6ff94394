"""Changes of a reserved phone, whom they concern, who looked, and the short messages about them."""

from enum import StrEnum

from pynamodb.attributes import BinaryAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute

from chalicelib.kernel.tables import Table

PURPOSE = "cards"  # of the papers


class State(StrEnum):
    """Where a change stands."""

    AWAITING_CODE = "awaiting_code"  # the new number is still to be proven
    AWAITING_PAPERS = "awaiting_papers"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    APPROVED = "approved"  # the HIS is still to take it over; goes on by itself
    DONE = "done"
    REFUSED = "refused"
    AT_WINDOW = "at_window"  # the HIS said no
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"  # the papers did not come


NEXT: dict[State, frozenset[State]] = {
    State.AWAITING_CODE: frozenset({State.AWAITING_PAPERS}),
    State.AWAITING_PAPERS: frozenset({State.SUBMITTED, State.WITHDRAWN, State.LAPSED}),
    State.SUBMITTED: frozenset({State.IN_REVIEW, State.WITHDRAWN}),
    State.IN_REVIEW: frozenset({State.IN_REVIEW, State.APPROVED, State.REFUSED}),
    State.APPROVED: frozenset({State.DONE, State.AT_WINDOW}),
    State.DONE: frozenset(),
    State.REFUSED: frozenset(),
    State.AT_WINDOW: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.LAPSED: frozenset(),
}
OVER = frozenset(state for state, following in NEXT.items() if not following)


class Side(StrEnum):
    """The photographs that are asked for."""

    FRONT = "id_front"
    BACK = "id_back"
    HANDHELD = "handheld"


class Change(Table):
    """One change. Whom it concerns, the old and the new number are sealed as one document."""

    noun = "phone-changes"

    id = UnicodeAttribute(hash_key=True)
    account = UnicodeAttribute()
    his = UnicodeAttribute()  # whose phone at the HIS
    sealed = BinaryAttribute(legacy_encoding=False)
    subject = UnicodeAttribute()  # of the code: this very person and number
    state = UnicodeAttribute(default=State.AWAITING_CODE.value)
    version = NumberAttribute(default=1)
    asked_at = UnicodeAttribute()
    at = UnicodeAttribute()  # when it came to this state
    reviewer = UnicodeAttribute(default="")
    reason = BinaryAttribute(legacy_encoding=False, null=True)  # why it was refused, sealed
    until = TTLAttribute(null=True)  # only while the number is not proven

    @property
    def stands(self) -> State:
        """Its state."""
        return State(self.state)


class ChangeOf(Table):
    """An account's changes, the latest last."""

    noun = "phone-changes-of"

    account = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)  # when#id
    id = UnicodeAttribute()


class Waiting(Table):
    """The desk's list: what waits for a decision."""

    noun = "phone-changes-waiting"

    list = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)  # when#id
    id = UnicodeAttribute()


class Standing(Table):
    """One person's changes at a time, and how often they were refused, are decided here."""

    noun = "phone-change-standings"

    his = UnicodeAttribute(hash_key=True)
    open = UnicodeAttribute(null=True)  # the change that is under way
    refused = NumberAttribute(default=0)  # since the last that was done
    changed_at = UnicodeAttribute(default="")


class PhoneLook(Table):
    """One look at one photograph: role and department, as the patient reads it."""

    noun = "phone-change-looks"

    account = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)  # when#id#side
    side = UnicodeAttribute()
    role = UnicodeAttribute()
    department = UnicodeAttribute()
    at = UnicodeAttribute()


class Said(StrEnum):
    """How far a short message got."""

    WAITING = "waiting"
    SENDING = "sending"  # claimed; if it stays so, the process ended in the middle
    SENT = "sent"
    UNKNOWN = "unknown"  # it may have been sent, and is not sent twice
    FAILED = "failed"


class Notice(Table):
    """One short message about a change, its number sealed."""

    noun = "phone-notices"

    id = UnicodeAttribute(hash_key=True)
    kind = UnicodeAttribute()  # of the SMS template
    sealed = BinaryAttribute(legacy_encoding=False)
    state = UnicodeAttribute(default=Said.WAITING.value)
    until = TTLAttribute()
