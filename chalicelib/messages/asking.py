"""Which templates the mini program asks for on a tap, so that what follows from this tap can be told."""

from enum import StrEnum
from typing import NamedTuple

from chalicelib.kernel.ids import AccountId
from chalicelib.messages import lanes, recipients, settings
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Lane
from chalicelib.messages.templates import TEMPLATES

MOST = 3  # templates WeChat takes in one request
ENOUGH = 5  # grants in store: then others are asked for first


class Journey(StrEnum):
    """What the patient is about to do with this tap."""

    BOOK = "book"  # confirms a booking, with or without paying
    PAY = "pay"  # pays for a place that is held
    REMIND = "remind"  # asks for a reminder on the visit's page
    CANCEL = "cancel"  # gives a visit back
    CHANGE = "change"  # takes another time
    COPY = "copy"  # hands in an application for copies
    COPY_PAY = "copy_pay"  # pays for copies
    COPY_TIME = "copy_time"  # agrees on how and when they are handed over
    FOLLOW_UP = "follow_up"  # answers a questionnaire
    READ = "read"  # chooses the weekly issue or greetings
    RATE = "rate"  # rates, praises, complains or suggests
    CHAT = "chat"  # writes to the service desk


KINDS = {
    Journey.BOOK: (Kind.BOOKED, Kind.REMINDER, Kind.STOPPED),
    Journey.PAY: (Kind.BOOKED, Kind.REMINDER, Kind.STOPPED),
    Journey.REMIND: (Kind.REMINDER, Kind.STOPPED, Kind.REPLACED),
    Journey.CANCEL: (Kind.CANCELLED, Kind.REFUNDED, Kind.REFUSED),
    Journey.CHANGE: (Kind.BOOKED, Kind.REPLACED, Kind.REMINDER),
    Journey.COPY: (Kind.COPY_SENT_BACK, Kind.COPY_PRICED, Kind.COPY_REFUSED),
    Journey.COPY_PAY: (Kind.COPY_TIME_PROPOSED, Kind.COPY_SHIPPED, Kind.COPY_DONE),
    Journey.COPY_TIME: (Kind.COPY_READY, Kind.COPY_DONE, Kind.COPY_RECALLED),
    Journey.FOLLOW_UP: (Kind.QUESTIONNAIRE, Kind.REVISIT, Kind.FOLLOW_UP),
    Journey.READ: (Kind.ARTICLE, Kind.QUESTIONNAIRE, Kind.GREETING),
    Journey.RATE: (Kind.FEEDBACK_ANSWERED, Kind.VISIT_RATING, Kind.ALARM_ADVICE),
    Journey.CHAT: (Kind.CHAT_ANSWERED, Kind.FEEDBACK_ANSWERED),
}


class Standing(NamedTuple):
    """How an account stands with one template."""

    id: str
    kind: Kind
    title: str
    long_term: bool
    left: int
    off: bool


def standings(account: AccountId) -> list[Standing]:
    """How an account stands with every template of the hospital, in the order of the kinds."""
    chosen, name = settings.chosen(), recipients.of_account(account)
    wanted = {kind: chosen.template_ids[kind] for kind in Kind if kind in chosen.template_ids}
    known = {lane.template: lane for lane in Lane.batch_get([(name, template) for template in wanted.values()])}
    return [
        Standing(
            id=template,
            kind=kind,
            title=TEMPLATES[kind].title,
            long_term=kind in chosen.long_term and _holds(known.get(template)),
            left=_in_store(known.get(template)),
            off=lanes.is_off(known.get(template)),
        )
        for kind, template in wanted.items()
    ]


def templates_for(account: AccountId, journey: Journey) -> list[str]:
    """At most three ids for wx.requestSubscribeMessage, never of both sorts (WeChat refuses them mixed).

    Long-term ones not accepted yet come alone and first: one yes is for good. One-time ones of which enough are in
    store are left out.
    """
    chosen = settings.chosen()
    wanted = {kind: chosen.template_ids[kind] for kind in KINDS[journey] if kind in chosen.template_ids}
    name = recipients.of_account(account)
    known = {lane.template: lane for lane in Lane.batch_get([(name, template) for template in wanted.values()])}
    for_good = [one for kind, one in wanted.items() if kind in chosen.long_term and not _holds(known.get(one))]
    once = [one for kind, one in wanted.items() if kind not in chosen.long_term and _in_store(known.get(one)) < ENOUGH]
    return (for_good or once)[:MOST]


def _holds(lane: Lane | None) -> bool:
    return lane is not None and lane.on_at > max(lane.off_at, lane.zero_at)


def _in_store(lane: Lane | None) -> int:
    return lanes.left(lane) if lane and not lanes.is_off(lane) else 0
