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
    opened = UnicodeAttribute(null=True)  # when a recipient first opened it
    recalled = BooleanAttribute(default=False)  # it is not so any more: nobody is told who was not told before
    until = TTLAttribute()


class State(StrEnum):
    """How far one attempt is."""

    WAITING = "waiting"
    SENDING = "sending"  # written before the call
    SENT = "sent"  # the party took it
    DELIVERED = "delivered"  # the party says that it arrived
    REFUSED = "refused"  # the patient takes none by this channel, and there is no other
    FALLEN_BACK = "fallen_back"  # handed to the next channel of the ladder
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
    LIMIT = "limit"  # as many as go out in a minute are given out
    AWAY = "away"  # the channel's party is away, or takes no more for a while
    CAP = "cap"  # as many as one person gets in a day
    CONSENT_WITHDRAWN = "consent_withdrawn"
    UNREAD = "unread"  # urgent, and nobody opened it
    RECALLED = "recalled"  # what it tells is not so any more


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
    wake = UnicodeAttribute(default="")  # while it is open, an agenda item stands, first at this moment
    slot = UnicodeAttribute(default="")  # the minute that is kept for it
    template = UnicodeAttribute(default="")  # by which template it was last tried
    message_id = UnicodeAttribute(null=True)  # WeChat's
    basket = UnicodeAttribute(null=True)  # of those that may be told together
    carrier = UnicodeAttribute(null=True)  # the piece of news within which it was told, when merged
    steps = ListAttribute(of=UnicodeAttribute, default=list)  # "moment state reason", oldest first
    until = TTLAttribute()


class Basket(Table):
    """The keys of attempts that may be told together: one recipient, kind, patient and day."""

    noun = "message-baskets"

    basket = UnicodeAttribute(hash_key=True)
    attempts = UnicodeSetAttribute(null=True)
    until = TTLAttribute(null=True)


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
    blocked_until = UnicodeAttribute(null=True)  # nothing else goes this way before, unless the end of the last is known


class Granted(Table):
    """The ledger of grants: every word of the patient, as the mini program and as WeChat reported it."""

    noun = "message-grants"

    lane = UnicodeAttribute(hash_key=True)  # recipient#template
    entry = UnicodeAttribute(range_key=True)  # moment#source#id
    said = UnicodeAttribute()  # accept, reject, ban, filter, settings_reject


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


class Day(Table):
    """How many messages one person got on a day, of the kinds that have a cap."""

    noun = "message-days"

    recipient = UnicodeAttribute(hash_key=True)
    day = UnicodeAttribute(range_key=True)
    got = NumberAttribute(default=0)
    until = TTLAttribute(null=True)


class Gate(Table):
    """A channel that is closed: its party is away, or takes no more for a while. Open channels have no item."""

    noun = "message-gates"

    channel = UnicodeAttribute(hash_key=True)
    closed_until = UnicodeAttribute()
    reason = UnicodeAttribute()
    times = NumberAttribute(default=1)  # how often it was closed since it was last open
    probe_until = UnicodeAttribute(default="")  # one message tries whether it is back


class CallState(StrEnum):
    """How far a call is."""

    OPEN = "open"
    CLAIMED = "claimed"
    DONE = "done"
    READ = "read"  # the message was opened meanwhile: no call is needed


CALL_NEXT = {
    CallState.OPEN: frozenset({CallState.CLAIMED, CallState.READ}),
    CallState.CLAIMED: frozenset({CallState.OPEN, CallState.DONE, CallState.READ}),
    CallState.DONE: frozenset[CallState](),
    CallState.READ: frozenset[CallState](),
}


class Call(Table):
    """Somebody is to be rung because an urgent message did not reach them. Its id is that of the news."""

    noun = "message-calls"

    id = UnicodeAttribute(hash_key=True)
    kind = UnicodeAttribute()
    patient = UnicodeAttribute()
    account = UnicodeAttribute(default="")
    reason = UnicodeAttribute()
    state = UnicodeAttribute(default=CallState.OPEN.value)
    since = UnicodeAttribute()
    expires = UnicodeAttribute()
    owner = UnicodeAttribute(null=True)  # who has claimed it
    result = UnicodeAttribute(null=True)
    note = BinaryAttribute(null=True, legacy_encoding=False)  # sealed: what the caller wrote down
    ended = UnicodeAttribute(null=True)
    until = TTLAttribute()


class CallListed(Table):
    """Calls by day, the oldest first: `open`, or the day on which they ended."""

    noun = "message-call-lists"

    list = UnicodeAttribute(hash_key=True)
    at = UnicodeAttribute(range_key=True)  # since#id
    until = TTLAttribute()


class Lease(Table):
    """How many sends of a minute are given out."""

    noun = "message-leases"

    minute = UnicodeAttribute(hash_key=True)
    taken = NumberAttribute(default=0)
    until = TTLAttribute()
