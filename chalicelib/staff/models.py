"""Who works here, in which state, and what of their sign-in is under way."""

from enum import StrEnum
from typing import NewType

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.expressions.condition import Condition

from chalicelib.kernel import ids
from chalicelib.kernel.tables import Table

StaffId = NewType("StaffId", str)


class State(StrEnum):
    """What a member of staff may do here."""

    PROPOSED = "proposed"  # the HIS has them; the security administrator has not let them in
    ACTIVE = "active"
    LOCKED = "locked"  # by an administrator; the lock after wrong guesses is a Guess
    LEFT = "left"


NEXT = {
    State.PROPOSED: frozenset({State.ACTIVE, State.LEFT}),
    State.ACTIVE: frozenset({State.LOCKED, State.LEFT}),
    State.LOCKED: frozenset({State.ACTIVE, State.LEFT}),
    State.LEFT: frozenset({State.PROPOSED}),
}


class Member(Table):
    """One member of staff. Raising the epoch ends every session; a session ends alone when it leaves `sessions`.

    The id follows from the work number, so one number is one person for ever: it is never given to somebody else.
    """

    noun = "staff"

    id = UnicodeAttribute(hash_key=True)
    number = UnicodeAttribute()  # 工号
    state = UnicodeAttribute()
    epoch = NumberAttribute(default=1)
    roles = UnicodeSetAttribute(null=True)
    sessions = UnicodeSetAttribute(null=True)
    department = UnicodeAttribute(default="")  # the HIS's id of it
    name = BinaryAttribute(legacy_encoding=False)  # sealed
    phone = BinaryAttribute(null=True, legacy_encoding=False)  # sealed
    password = UnicodeAttribute(null=True)  # argon2id
    password_at = UnicodeAttribute(null=True)
    password_until = UnicodeAttribute(null=True)  # of a one-time password
    totp = BinaryAttribute(null=True, legacy_encoding=False)  # sealed; none until enrolled
    totp_step = NumberAttribute(default=0)  # the last time step whose code was used
    his_id = UnicodeAttribute(null=True)  # of the Practitioner
    since = UnicodeAttribute()


class Listed(Table):
    """Members by state, in order of work number: what an administrator pages through."""

    noun = "staff-list"

    state = UnicodeAttribute(hash_key=True)
    number = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute()


class Ticket(Table):
    """A password was right, the code is still to come."""

    noun = "staff-tickets"

    key = UnicodeAttribute(hash_key=True)  # hash of the ticket: who reads the table cannot use it
    staff = UnicodeAttribute()
    epoch = NumberAttribute()
    secret = BinaryAttribute(null=True, legacy_encoding=False)  # sealed; the one offered for enrolment
    renew_password = BooleanAttribute(default=False)
    ends = UnicodeAttribute()
    until = TTLAttribute()


class Session(Table):
    """One signed-in browser."""

    noun = "staff-sessions"

    staff = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    started = UnicodeAttribute()
    used = UnicodeAttribute()  # the last renewal
    ends = UnicodeAttribute()  # absolute
    address = UnicodeAttribute()
    until = TTLAttribute()


class Guess(Table):
    """How often a password or code was wrong, for a work number or from an address."""

    noun = "staff-guesses"

    of = UnicodeAttribute(hash_key=True)
    wrong = NumberAttribute()
    ends = UnicodeAttribute()  # of the span in which they count, then of the lock
    until = TTLAttribute()


class Practitioner(Table):
    """Whom a Practitioner of the HIS is here, and in which departments the HIS has them."""

    noun = "staff-of-his"

    id = UnicodeAttribute(hash_key=True)
    staff = UnicodeAttribute(default="")  # none while the HIS tells no work number
    places = UnicodeSetAttribute(null=True)  # PractitionerRole=Organization, of active roles


class Cursor(Table):
    """Up to which moment of the HIS's own clock its changes are taken over."""

    noun = "staff-cursor"

    of = UnicodeAttribute(hash_key=True)
    until = UnicodeAttribute()


def id_of(number: str) -> StaffId:
    """Whose that work number is, whether anybody has it or not."""
    return StaffId(ids.derived("staff", number))


def may_become(to: State) -> Condition:
    """The condition under which a member's state may change to that."""
    legal: Condition = Member.state.is_in(*[state.value for state in State if to in NEXT[state]])
    return legal
