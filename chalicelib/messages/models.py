"""What is to be told, each attempt to tell it, and what stands on each way to a person."""

import datetime as dt
from enum import StrEnum

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    ListAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from chalicelib.kernel.tables import Table

KEPT = dt.timedelta(days=180)  # how long a message can be explained after it was worth sending


class Wanted(StrEnum):
    """How far a piece of news is."""

    WANTED = "wanted"  # told by a journey, recipients not looked up yet
    ADDRESSED = "addressed"  # one attempt stands for each recipient and channel


class Item(Table):
    """One piece of news. Its id follows from kind, reference and version."""

    noun = "message-outbox"

    id = UnicodeAttribute(hash_key=True)
    kind = UnicodeAttribute()
    patient = UnicodeAttribute()
    account = UnicodeAttribute(null=True)  # whose deed it answers
    reference = UnicodeAttribute()
    version = NumberAttribute()
    day = UnicodeAttribute()  # the hospital's calendar day that it is about
    values = BinaryAttribute(legacy_encoding=False)  # sealed JSON
    urgent = BooleanAttribute(default=False)
    sensitive = BooleanAttribute(default=False)
    page = UnicodeAttribute(default="")
    told = UnicodeAttribute()
    expires = UnicodeAttribute()  # after this it is no longer worth sending
    state = UnicodeAttribute(default=Wanted.WANTED.value)
    recipients = UnicodeSetAttribute(null=True)  # none when addressed: there was nobody
    until = TTLAttribute()


class State(StrEnum):
    """How far one attempt is."""

    WAITING = "waiting"
    SENDING = "sending"  # written before the call
    SENT = "sent"  # the party took it
    DELIVERED = "delivered"  # the party says that it arrived
    REFUSED = "refused"  # the patient takes none by this channel, and there is no other
    FALLEN_BACK = "fallen_back"  # handed to an attempt by SMS
    MERGED = "merged"  # told within another message of the same day
    DROPPED = "dropped"  # with the reason
    UNKNOWN = "unknown"  # it may have been sent; never sent again


NEXT = {
    State.WAITING: frozenset({State.SENDING, State.MERGED, State.FALLEN_BACK, State.REFUSED, State.DROPPED}),
    State.SENDING: frozenset(
        {State.WAITING, State.SENT, State.DELIVERED, State.REFUSED, State.FALLEN_BACK, State.DROPPED, State.UNKNOWN}
    ),
    State.UNKNOWN: frozenset({State.WAITING, State.SENT, State.DELIVERED, State.REFUSED, State.FALLEN_BACK, State.DROPPED}),
    State.SENT: frozenset({State.DELIVERED, State.REFUSED, State.FALLEN_BACK}),
    State.DELIVERED: frozenset[State](),
    State.REFUSED: frozenset[State](),
    State.FALLEN_BACK: frozenset[State](),
    State.MERGED: frozenset[State](),
    State.DROPPED: frozenset[State](),
}


class Reason(StrEnum):
    """Why an attempt ended as it did, or waits."""

    EXPIRED = "expired"
    OPTED_OUT = "opted_out"
    NO_CHANNEL = "no_channel"
    ACCOUNT_GONE = "account_gone"
    NO_LONGER_ALLOWED = "no_longer_allowed"
    PATIENT_DIED = "patient_died"
    SAME_PHONE = "same_phone"
    NO_GRANT = "no_grant"  # WeChat said 43101
    SWITCHED_OFF = "switched_off"  # the patient did, in WeChat's settings
    NOT_DELIVERED = "not_delivered"  # WeChat said so later
    NO_ANSWER = "no_answer"
    QUIET_HOURS = "quiet_hours"
    UNKNOWN_BEFORE = "unknown_before"  # the message before it by this template may still arrive
    LIMIT = "limit"


class Attempt(Table):
    """One recipient, one channel, one piece of news. Later ones sort later."""

    noun = "message-attempts"

    recipient = UnicodeAttribute(hash_key=True)  # a-<account>, or p-<patient> where only the person is known
    key = UnicodeAttribute(range_key=True)  # told#item#channel
    item = UnicodeAttribute()
    channel = UnicodeAttribute()
    kind = UnicodeAttribute()
    patient = UnicodeAttribute()
    state = UnicodeAttribute(default=State.WAITING.value)
    reason = UnicodeAttribute(default="")
    tries = NumberAttribute(default=0)  # how often it was marked as sending
    marked = UnicodeAttribute(default="")  # when it was last marked
    wake = UnicodeAttribute(default="")  # while it is open, an agenda item stands at this moment
    template = UnicodeAttribute(default="")  # by which template it was last tried
    message_id = UnicodeAttribute(null=True)  # WeChat's
    basket = UnicodeAttribute(null=True)  # of those that may be told together
    carrier = UnicodeAttribute(null=True)  # the piece of news within which it was told, when merged
    steps = ListAttribute(of=UnicodeAttribute, default=list)  # "moment state reason", oldest first
    until = TTLAttribute()


class Basket(Table):
    """Attempts that may be told together: one recipient, kind, patient and day."""

    noun = "message-baskets"

    basket = UnicodeAttribute(hash_key=True)
    attempt = UnicodeAttribute(range_key=True)
    until = TTLAttribute()


class Lane(Table):
    """One template on its way to one person: what was granted, and what is in flight."""

    noun = "message-lanes"

    recipient = UnicodeAttribute(hash_key=True)
    template = UnicodeAttribute(range_key=True)
    by_client = NumberAttribute(default=0)  # accepts that the mini program reported
    by_wechat = NumberAttribute(default=0)  # accepts that WeChat pushed
    used = NumberAttribute(default=0)
    zero_at = UnicodeAttribute(default="")  # when WeChat last said that nothing is left
    off_at = UnicodeAttribute(default="")  # when the patient switched it off in WeChat's settings
    on_at = UnicodeAttribute(default="")  # when the patient last accepted
    words = NumberAttribute(default=0)  # how often the counts above were changed
    last = UnicodeAttribute(null=True)  # the attempt that went this way last
    blocked_until = UnicodeAttribute(null=True)  # nothing else goes this way before


class Granted(Table):
    """The ledger of grants: every word of the patient, as the mini program and as WeChat reported it."""

    noun = "message-grants"

    lane = UnicodeAttribute(hash_key=True)  # recipient#template
    entry = UnicodeAttribute(range_key=True)  # moment#source#id
    said = UnicodeAttribute()  # accept, reject, ban, filter, settings_reject


class Delivery(Table):
    """Which attempt a message of WeChat's was."""

    noun = "message-deliveries"

    message_id = UnicodeAttribute(hash_key=True)
    recipient = UnicodeAttribute()
    attempt = UnicodeAttribute()
    until = TTLAttribute()


class StaffState(StrEnum):
    """How far a short message to a member of staff is."""

    WAITING = "waiting"
    SENDING = "sending"  # written before the call
    SENT = "sent"
    FAILED = "failed"  # this number takes none
    EXPIRED = "expired"
    UNKNOWN = "unknown"  # it may have been sent; never sent again


class StaffNote(Table):
    """One short message to one member of staff. Its id follows from reference, version and whom it is for."""

    noun = "message-staff"

    id = UnicodeAttribute(hash_key=True)
    staff = UnicodeAttribute()
    phone = BinaryAttribute(legacy_encoding=False)  # sealed
    words = UnicodeAttribute()  # of ours, nobody's data
    reference = UnicodeAttribute()
    told = UnicodeAttribute()
    expires = UnicodeAttribute()
    state = UnicodeAttribute(default=StaffState.WAITING.value)
    reason = UnicodeAttribute(default="")
    tries = NumberAttribute(default=0)
    marked = UnicodeAttribute(default="")
    until = TTLAttribute()


class Claim(Table):
    """One piece of news goes to one phone once, however many recipients have that phone."""

    noun = "message-claims"

    claim = UnicodeAttribute(hash_key=True)
    holder = UnicodeAttribute()
    until = TTLAttribute()


class Lease(Table):
    """How many sends of a minute are given out."""

    noun = "message-leases"

    minute = UnicodeAttribute(hash_key=True)
    taken = NumberAttribute(default=0)
    until = TTLAttribute()
