"""The channels: one call each, and what came of it in words that the same worker understands for all of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple

from chalicelib.gateways.sms import sending as sms
from chalicelib.gateways.wechat import assistant, subscribe
from chalicelib.kernel import log
from chalicelib.messages import settings, templates
from chalicelib.messages.kinds import Channel, Kind
from chalicelib.messages.models import Reason
from chalicelib.messages.templates import TEMPLATES


class End(Enum):
    """How a call ended."""

    TAKEN = auto()  # the party has it
    REFUSED = auto()  # this recipient takes none by this channel
    GONE = auto()  # there is no such recipient
    LATER = auto()  # surely not sent, for a passing reason
    WRONG = auto()  # surely not sent: only the engineers can help
    UNKNOWN = auto()  # it may have been sent


class Said(NamedTuple):
    """How a call ended, why, and the party's id of the message."""

    end: End
    reason: str = ""
    message_id: str | None = None


class Letter(NamedTuple):
    """All that a channel needs. `values` of one piece of news, or of several told as one."""

    kind: Kind
    address: str  # an openid, or a phone number
    template: str
    values: Sequence[Mapping[str, str]]
    day: dt.date
    page: str
    masked: bool
    context: str  # our id, for the party's books
    reference: str  # what it is about


def template_of(channel: Channel, kind: Kind) -> str | None:
    """By which template that kind goes by that channel; None when by none."""
    if channel == Channel.WECHAT:
        return settings.chosen().template_ids.get(kind)
    if channel == Channel.ASSISTANT:
        status = settings.chosen().assistant_statuses.get(kind)
        return f"assistant-{status}" if status else None
    return f"sms-{kind}" if TEMPLATES[kind].sms is not None else None


def carry(channel: Channel, letter: Letter) -> Said:
    """One call. Raises nothing of the party's."""
    try:
        return WAYS[channel](letter)
    except templates.Unfit as error:
        log.metric("MessageUnfit", kind=letter.kind.value)
        return Said(End.WRONG, f"unfit_{error}")


def by_wechat(letter: Letter) -> Said:
    """As a subscribe message. Raises Unfit."""
    values = templates.rendered(settings.chosen().fields(letter.kind), letter.values, letter.day, masked=letter.masked)
    return _said(subscribe.send(letter.address, letter.template, values, letter.page))


def by_sms(letter: Letter) -> Said:
    """As a short message, which tells a time and nothing of health. Raises Unfit."""
    params = templates.short(TEMPLATES[letter.kind].sms or (), letter.values, letter.day)
    outcome = sms.send(letter.kind.value, letter.address, params, letter.context)
    match outcome:
        case sms.Accepted():
            return Said(End.TAKEN)
        case sms.Refused(code, by_number=True):
            return Said(End.REFUSED, code)
        case sms.Refused(code, passing=True):
            return Said(End.LATER, code)
        case sms.Refused(code):
            return Said(End.WRONG, code)
        case sms.Unknown(reason):
            return Said(End.UNKNOWN, reason)


def by_assistant(letter: Letter) -> Said:
    """As a message of 微信就医助手. Raises Unfit."""
    chosen = settings.chosen()
    told = templates.for_assistant(letter.values, letter.day, masked=letter.masked)
    status = chosen.assistant_statuses[letter.kind]
    return _said(assistant.send(letter.address, status, letter.reference, letter.context, told))


WAYS = {Channel.ASSISTANT: by_assistant, Channel.WECHAT: by_wechat, Channel.SMS: by_sms}


def _said(outcome: subscribe.Outcome) -> Said:
    match outcome:
        case subscribe.Sent(message_id):
            return Said(End.TAKEN, message_id=message_id)
        case subscribe.Refused():
            return Said(End.REFUSED, Reason.NO_GRANT)
        case subscribe.NoSuchUser():
            return Said(End.GONE, Reason.ACCOUNT_GONE)
        case subscribe.Retry(reason):
            return Said(End.LATER, reason)
        case subscribe.Misconfigured(reason):
            return Said(End.WRONG, reason)
        case subscribe.Unknown(reason):
            return Said(End.UNKNOWN, reason)
