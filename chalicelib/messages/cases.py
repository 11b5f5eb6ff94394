"""One attempt with all that decides about it, read together; and why it is not to be sent. The decision itself is pure."""

import datetime as dt
from typing import NamedTuple

from chalicelib.accounts import phones, profile
from chalicelib.accounts.profile import Choices
from chalicelib.cards import patients
from chalicelib.kernel import clock, ids, sealing
from chalicelib.messages import channels, recipients
from chalicelib.messages.kinds import Channel, Kind
from chalicelib.messages.models import Attempt, Claim, Item, Reason
from chalicelib.messages.recipients import Hearing
from chalicelib.messages.templates import TEMPLATES, Template


class Case(NamedTuple):
    """One attempt at the moment when it is to be sent."""

    attempt: Attempt
    item: Item
    hearing: Hearing | None  # None: no longer a recipient
    alive: bool
    choices: Choices | None  # None: there is no account, or it is gone
    address: str | None  # an openid, or a phone number
    template: str | None
    taken: bool  # this news has gone to this phone for another recipient
    withdrawn: bool  # the consent that it needs

    @property
    def rules(self) -> Template:
        """Those of its kind."""
        return TEMPLATES[Kind(self.item.kind)]

    @property
    def urgent(self) -> bool:
        """Whether choices and quiet hours do not count."""
        return bool(self.item.urgent) or self.rules.urgent

    @property
    def answers(self) -> bool:
        """Whether the recipient has just done what it answers, and is awake."""
        return self.rules.answers and self.hearing is not None and self.item.account == self.hearing.account


def case(attempt: Attempt) -> Case | None:
    """Read all that decides. None: the news was forgotten since."""
    item = Item.find(attempt.item)
    if item is None:
        return None
    hearing, alive = recipients.hearing(item, attempt.recipient)
    consent = TEMPLATES[Kind(item.kind)].consent
    reach, withdrawn = profile.reach(hearing.account, consent) if hearing and hearing.account else (None, False)
    channel = Channel(attempt.channel)
    address = _phone(hearing, item) if channel == Channel.SMS else reach.openid if reach else None
    return Case(
        attempt,
        item,
        hearing,
        alive,
        reach.choices if reach else None,
        address,
        channels.template_of(channel, Kind(item.kind)),
        taken=channel == Channel.SMS and address is not None and _taken(attempt, address),
        withdrawn=withdrawn,
    )


def why_not(one: Case, now: dt.datetime) -> Reason | None:
    """Why it is never to be sent; None when it may be."""
    reasons = {
        Reason.RECALLED: bool(one.item.recalled),
        Reason.EXPIRED: clock.read(one.item.expires) <= now,
        Reason.NO_LONGER_ALLOWED: one.hearing is None,
        Reason.ACCOUNT_GONE: one.hearing is not None and one.hearing.account is not None and one.choices is None,
        Reason.PATIENT_DIED: one.rules.for_the_living and not one.alive,
        Reason.CONSENT_WITHDRAWN: not one.urgent and one.withdrawn,
        Reason.OPTED_OUT: not one.urgent and _opted_out(one),
        Reason.NO_CHANNEL: one.address is None or one.template is None,
        Reason.SAME_PHONE: one.taken,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def claim_key(item: str, phone: str) -> str:
    """One piece of news on its way to one phone."""
    return ids.derived("message-claim", item, sealing.fingerprint("phone", phone))


def _opted_out(one: Case) -> bool:
    wants = one.hearing is None or one.hearing.wants
    if one.choices is None:
        return not wants
    by_sms = one.attempt.channel == Channel.SMS
    unwanted = (one.rules.reminds and not one.choices.reminders) or (one.rules.educates and not one.choices.education)
    return not wants or unwanted or (by_sms and not one.choices.sms)


def _phone(hearing: Hearing | None, item: Item) -> str | None:
    """The patient's own: the one reserved at the hospital. A proxy's: the one that WeChat vouches for."""
    if hearing is None:
        return None
    reserved = patients.person(ids.PatientId(item.patient)).phone if hearing.own else None
    return reserved or (phones.phone_of(hearing.account) if hearing.account else None)


def _taken(attempt: Attempt, phone: str) -> bool:
    held = Claim.find(claim_key(attempt.item, phone))
    return held is not None and held.holder != attempt.recipient
