"""Who has an account, in which state, and what we hold about it."""

from enum import StrEnum

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from chalicelib.kernel.tables import Table


class State(StrEnum):
    """What an account may do."""

    ACTIVE = "active"
    BLOCKED = "blocked"  # by staff, with a reason in the audit log
    LEAVING = "leaving"  # its owner asked for its deletion: nobody signs in to it, the rooms are forgetting it
    DELETED = "deleted"  # nothing personal is left in it


NEXT = {
    State.ACTIVE: frozenset({State.BLOCKED, State.LEAVING}),
    State.BLOCKED: frozenset({State.ACTIVE}),  # unblocked first, at the hospital
    State.LEAVING: frozenset({State.DELETED}),
    State.DELETED: frozenset[State](),
}
GONE = frozenset({State.LEAVING, State.DELETED})  # nobody signs in to these, and nothing is sent to them


class Account(Table):
    """One account. Raising the epoch ends every token signed before."""

    noun = "accounts"

    id = UnicodeAttribute(hash_key=True)
    openid = UnicodeAttribute(null=True)  # none when deleted
    state = UnicodeAttribute(default=State.ACTIVE.value)
    epoch = NumberAttribute(default=1)
    since = UnicodeAttribute()
    phone = BinaryAttribute(null=True, legacy_encoding=False)  # sealed
    large_type = BooleanAttribute(default=False)
    reminders = BooleanAttribute(default=True)
    education = BooleanAttribute(default=False)
    sms = BooleanAttribute(default=True)
    addresses = UnicodeSetAttribute(null=True)  # ids only: how many there are is decided here

    @property
    def gone(self) -> bool:
        """Whether its owner asked for its end."""
        return State(self.state) in GONE


class Openid(Table):
    """Whose an openid is: one account each, decided by this key."""

    noun = "openids"

    openid = UnicodeAttribute(hash_key=True)
    account = UnicodeAttribute()


class Phone(Table):
    """Which accounts use a phone number: how many may is decided here."""

    noun = "phones"

    fingerprint = UnicodeAttribute(hash_key=True)
    accounts = UnicodeSetAttribute(null=True)


class Address(Table):
    """Where an account has things sent."""

    noun = "addresses"

    account = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    sealed = BinaryAttribute(legacy_encoding=False)


class Purpose(StrEnum):
    """What we ask consent for, each on its own."""

    SERVICE = "service"
    HEALTH = "health"
    IDENTITY = "identity"
    SCANS = "scans"
    MARKETING = "marketing"


class Consent(Table):
    """The consent ledger: `entry#<id>` is never changed, `now#<purpose>` is what holds."""

    noun = "consents"

    account = UnicodeAttribute(hash_key=True)
    entry = UnicodeAttribute(range_key=True)
    purpose = UnicodeAttribute()
    notice = UnicodeAttribute()  # version of the notice that was shown
    given = BooleanAttribute()
    at = UnicodeAttribute()


class Code(Table):
    """An SMS code that was sent and not yet used; the next one for the same matter takes its place."""

    noun = "codes"

    matter = UnicodeAttribute(hash_key=True)  # of account, purpose and subject
    issue = UnicodeAttribute()
    digest = UnicodeAttribute()  # keyed hash: the code itself is nowhere
    tries = NumberAttribute(default=0)
    ends = UnicodeAttribute()
    until = TTLAttribute()


class CodeCount(Table):
    """How many codes went to a phone, for an account, from an address, within a span of time."""

    noun = "code-counts"

    counted = UnicodeAttribute(hash_key=True)  # kind, hash, span
    sent = NumberAttribute(default=0)
    until = TTLAttribute()
