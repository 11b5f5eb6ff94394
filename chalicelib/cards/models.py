"""Persons, their cards, and which account is linked to whom."""

from enum import StrEnum

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.expressions.condition import Condition

from chalicelib.kernel.tables import Table


class State(StrEnum):
    """What a person is in our index."""

    ACTIVE = "active"
    DEAD = "dead"  # as the HIS says; nothing new is done for the person
    MERGED = "merged"  # into another index, which holds everything now


NEXT = {
    State.ACTIVE: frozenset({State.DEAD, State.MERGED}),
    State.DEAD: frozenset({State.ACTIVE, State.MERGED}),  # a death entered in error is taken back by the HIS
    State.MERGED: frozenset({State.ACTIVE, State.DEAD}),  # unmerged: to what it was
}


class CardState(StrEnum):
    """What a visit card is."""

    REQUESTED = "requested"  # the HIS is still to give it; goes on by itself
    ACTIVE = "active"
    EXISTS = "exists"  # the HIS has had this person before: to be bound by the code to the reserved phone
    REFUSED = "refused"  # the HIS said no: to the window
    GONE = "gone"  # the HIS no longer has it


CARD_NEXT = {
    CardState.REQUESTED: frozenset({CardState.ACTIVE, CardState.EXISTS, CardState.REFUSED}),
    CardState.ACTIVE: frozenset({CardState.GONE}),
    CardState.EXISTS: frozenset({CardState.ACTIVE, CardState.GONE}),
    CardState.REFUSED: frozenset({CardState.ACTIVE}),  # settled at the window
    CardState.GONE: frozenset({CardState.ACTIVE}),
}


def may_become(state: CardState) -> Condition:
    """The condition on a card under which that state may follow."""
    condition: Condition = Card.state.is_in(*(before.value for before, after in CARD_NEXT.items() if state in after))
    return condition


class Level(StrEnum):
    """What an account may do for a person."""

    SEE = "see"
    BOOK = "book"
    PAY = "pay"
    ALL = "all"


class Relation(StrEnum):
    """What a person is to the account's owner."""

    SELF = "self"
    CHILD = "child"
    WARD = "ward"  # under the owner's guardianship, not the owner's child
    SPOUSE = "spouse"
    PARENT = "parent"
    RELATIVE = "relative"
    FRIEND = "friend"


class PersonItem(Table):
    """One person. What names the person is sealed, under this table and id."""

    noun = "patients"

    id = UnicodeAttribute(hash_key=True)
    state = UnicodeAttribute(default=State.ACTIVE.value)
    into = UnicodeAttribute(null=True)  # the index this one was merged into
    kind = UnicodeAttribute()  # of the identity paper
    name = BinaryAttribute(legacy_encoding=False)
    number = BinaryAttribute(legacy_encoding=False)
    phone = BinaryAttribute(null=True, legacy_encoding=False)  # reserved at the hospital
    born = BinaryAttribute(null=True, legacy_encoding=False)
    sex = UnicodeAttribute()  # male, female, other, unknown
    his_id = UnicodeAttribute(null=True)
    cards = UnicodeSetAttribute(null=True)
    links = NumberAttribute(default=0)  # how many accounts are linked: how many may be is decided here
    phone_changed_at = UnicodeAttribute(default="")
    his_at = UnicodeAttribute(default="")  # the HIS's state that was taken over last
    version = NumberAttribute(default=1)  # raised by every fact told of this person


class Identity(Table):
    """Whose an identity is, decided by this key: `paper#<fingerprint>`, `his#<HIS id>`, `card#<fingerprint>`.

    Papers and HIS ids lead to the person they were first written for (follow merges from there), cards to a card.
    """

    noun = "identities"

    key = UnicodeAttribute(hash_key=True)
    subject = UnicodeAttribute()


class Link(Table):
    """What one account may do for one person."""

    noun = "links"

    account = UnicodeAttribute(hash_key=True)
    patient = UnicodeAttribute(range_key=True)
    relation = UnicodeAttribute()
    levels = UnicodeSetAttribute()  # each level by name; `all` never without the others
    cards = UnicodeSetAttribute(null=True)
    wants_messages = BooleanAttribute(default=True)
    proven = BooleanAttribute(default=False)  # by a code to the phone reserved at the hospital
    guardian_since = UnicodeAttribute(default="")  # when the guardian of somebody under 14 consented
    waits_until = UnicodeAttribute(default="")  # records and money are out of reach before
    since = UnicodeAttribute()

    @property
    def own(self) -> bool:
        """Whether the person is the account's owner."""
        return self.relation == Relation.SELF


class LinkOf(Table):
    """The same pairs by person: who is linked. Written and deleted together with Link."""

    noun = "links-of"

    patient = UnicodeAttribute(hash_key=True)
    account = UnicodeAttribute(range_key=True)


class Holder(Table):
    """An account's patients: how many there may be, and that there is one `self`, is decided here."""

    noun = "holders"

    account = UnicodeAttribute(hash_key=True)
    patients = UnicodeSetAttribute(null=True)
    own = UnicodeAttribute(null=True)
    default_patient = UnicodeAttribute(null=True)
    default_card = UnicodeAttribute(null=True)


class Card(Table):
    """One visit card. Its numbers are sealed, under this table and id."""

    noun = "cards"

    id = UnicodeAttribute(hash_key=True)
    patient = UnicodeAttribute()  # follows merges
    state = UnicodeAttribute(default=CardState.REQUESTED.value)
    his_id = UnicodeAttribute(null=True)  # the HIS's patient it stands for
    number = BinaryAttribute(null=True, legacy_encoding=False)
    health_code = BinaryAttribute(null=True, legacy_encoding=False)  # national e-health code, where the HIS gives it
    insurance_code = BinaryAttribute(null=True, legacy_encoding=False)
    since = UnicodeAttribute()


class Binding(Table):
    """A binding begun: what the HIS has, waiting for the code to the reserved phone. Sealed as one document."""

    noun = "bindings"

    account = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    sealed = BinaryAttribute(legacy_encoding=False)
    subject = UnicodeAttribute()  # of the code: this very person and card
    ends = UnicodeAttribute()
    done = UnicodeAttribute(null=True)  # the patient it led to
    until = TTLAttribute()


class BindingCount(Table):
    """How often an account asked the HIS for somebody on a day."""

    noun = "binding-counts"

    counted = UnicodeAttribute(hash_key=True)  # account#day
    tries = NumberAttribute(default=0)
    until = TTLAttribute()


class Telling(StrEnum):
    """How far a person has been told of a link."""

    SENDING = "sending"  # claimed; if it stays so, the process ended in the middle
    WAITING = "waiting"  # surely not sent; tried again
    SENT = "sent"
    UNKNOWN = "unknown"  # the SMS company gave no answer: it may have been sent, and is not sent twice
    FAILED = "failed"  # the number takes none, or there is none


class Ticket(Table):
    """An SMS that tells a person of a link, and the right to end that link in one tap. The ticket itself is only in the SMS."""

    noun = "proxy-tickets"

    digest = UnicodeAttribute(hash_key=True)
    account = UnicodeAttribute()
    patient = UnicodeAttribute()
    state = UnicodeAttribute(default=Telling.SENDING.value)
    tries = NumberAttribute(default=1)
    at = UnicodeAttribute()
    until = TTLAttribute()


class Merge(Table):
    """The journal of a merge: all that it moved, so that an unmerge gives back exactly that."""

    noun = "merges"

    old = UnicodeAttribute(hash_key=True)  # our index; or `his#<HIS id>` where only the HIS had two
    his_id = UnicodeAttribute()  # that the HIS merged
    into = UnicodeAttribute()
    moved = UnicodeAttribute()  # JSON, ids and codes only
    at = UnicodeAttribute()


class Cursor(Table):
    """How far the HIS's changes were taken over."""

    noun = "cards-cursor"

    what = UnicodeAttribute(hash_key=True)
    until = UnicodeAttribute()
