"""What a person granted: the ledger, and the counts that never tell more than WeChat knows of.

One tap is reported twice, by the mini program and by WeChat's push, and either report may be lost or late. So both
are counted apart, and the larger count is taken (lanes.left). When WeChat says that nothing is left (43101), both
begin again at zero, and a tap from before that moment is not counted any more: a pushed event by its own time, a
report of the mini program by the time at which the templates to ask for were given out.
"""

import datetime as dt
from typing import NamedTuple

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.accounts import identity, sessions
from chalicelib.accounts.sessions import Patient
from chalicelib.gateways.wechat.push import Answered
from chalicelib.kernel import clock, facts, ids, refusals
from chalicelib.kernel.facts import AlreadySeen
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.messages import recipients, settings
from chalicelib.messages.models import Granted, Lane

CONSUMER = "messages.push"
ACCEPTS = frozenset({"accept", "acceptWithAudio", "acceptWithAlert"})
CLIENT, WECHAT = "client", "wechat"
TRIES = 5


class UnknownTemplate(refusals.Invalid):
    """Not one of the hospital's templates."""

    code, message = "unknown_template", "消息模板已更新，请重新进入小程序后再试"


class AskedInFuture(refusals.Invalid):
    """The moment of asking is not one that we gave out."""

    code, message = "asked_in_future", "请求已失效，请返回后重试"


class Word(NamedTuple):
    """One word of a person about one template."""

    recipient: str
    template: str
    said: str  # accept, reject, ban, filter, settings_reject
    source: str
    at: dt.datetime  # the tap was not before this


def client_said(me: Patient, asked: dt.datetime, results: dict[str, str], once: Once) -> None:
    """What wx.requestSubscribeMessage answered on one tap. The same request twice counts once.

    Raises UnknownTemplate, AskedInFuture, Unauthenticated.
    """
    if asked > clock.now():
        raise AskedInFuture
    if results.keys() - set(settings.chosen().template_ids.values()):
        raise UnknownTemplate
    unit, name = Unit(), recipients.of_account(me.account)
    once.remember(unit, me.account)
    sessions.still_signed_in(unit, me)
    for template, said in results.items():
        _note(unit, Word(name, template, said, CLIENT, asked), once.id(template))
    try:
        once.commit(unit)
    except Repeated:
        return


def wechat_said(event: Answered) -> None:
    """What WeChat pushed about one tap, or about the settings. The same event twice counts once."""
    account = identity.account_of(event.openid)
    if account is None:
        return
    said = "accept" if event.accepted else "settings_reject" if event.in_settings else "reject"
    at = dt.datetime.fromtimestamp(event.at, dt.UTC)
    word = Word(recipients.of_account(account), event.template, said, WECHAT, at)
    for _ in range(TRIES):  # a send or another tap changed the lane meanwhile
        unit = Unit()
        facts.once(unit, CONSUMER, event.key)
        _note(unit, word, event.key)
        try:
            unit.commit()
        except AlreadySeen:
            return
        except LostRace:
            continue
        return
    raise refusals.Busy


def _note(unit: Unit, word: Word, name: str) -> None:
    lane = Lane.find(word.recipient, word.template) or Lane(word.recipient, word.template)
    at = clock.stamp(word.at)
    actions: list[Action] = [Lane.words.add(1)]
    if word.said in ACCEPTS:
        actions += _accepted(lane, word, at)
    elif word.said == "settings_reject" and at > lane.off_at:
        actions.append(Lane.off_at.set(at))
    unit.update(lane, actions, condition=_as_read(lane))
    entry = f"{clock.stamp(clock.now())}#{word.source}#{ids.derived(name)}"
    unit.put(Granted(f"{word.recipient}#{word.template}", entry, said=word.said))


def _accepted(lane: Lane, word: Word, at: str) -> list[Action]:
    actions: list[Action] = [Lane.on_at.set(at)] if at > lane.on_at else []
    if at <= lane.zero_at:
        return actions
    return [*actions, (Lane.by_client if word.source == CLIENT else Lane.by_wechat).add(1)]


def _as_read(lane: Lane) -> Condition:
    unchanged: Condition = Lane.words == lane.words if lane.words else Lane.words.does_not_exist()
    return unchanged
