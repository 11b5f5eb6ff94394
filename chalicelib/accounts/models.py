"""Who has an account, in which state, and what we hold about it."""

from enum import StrEnum

from pynamodb.attributes import BinaryAttribute, BooleanAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from chalicelib.kernel.tables import Table


class State(StrEnum):
    """What an account may do."""

    ACTIVE = "active"
    BLOCKED = "blocked"  # by staff, with a reason in the audit log
    DELETED = "deleted"  # by its owner; nothing personal is left in it


NEXT = {
    State.ACTIVE: frozenset({State.BLOCKED, State.DELETED}),
    State.BLOCKED: frozenset({State.ACTIVE}),
    State.DELETED: frozenset[State](),
}


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


class Openid(Table):
    """Whose an openid is: one account each, decided by this key."""

    noun = "openids"

    openid = UnicodeAttribute(hash_key=True)
    account = UnicodeAttribute()
