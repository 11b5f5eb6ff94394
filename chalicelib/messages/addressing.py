"""From a piece of news to one attempt for each recipient and channel, and the falling back from one channel to the next."""

import contextlib
import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.kernel import clock
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.messages import attempts, calls, channels, recipients, settings, timing
from chalicelib.messages.kinds import Channel, Kind
from chalicelib.messages.models import Attempt, Item, State, Wanted
from chalicelib.messages.settings import MessagesSettings
from chalicelib.messages.templates import TEMPLATES


def address(item_id: str, now: dt.datetime) -> None:
    """Look up who hears of it, write their attempts, all or none, and hand those that need not wait to the send worker.

    Done again, it only hands over what is still waiting.
    """
    item = Item.find(item_id)
    if item is None:  # forgotten since
        return
    if item.state == Wanted.WANTED:
        with contextlib.suppress(LostRace):  # done by another at this very moment
            _write(item, now)
        item.refresh(consistent_read=True)
    attempts.enqueue(one for one in attempts_of(item) if one.state == State.WAITING and not _merges(item))


def attempts_of(item: Item) -> list[Attempt]:
    """Every attempt made for a piece of news, by recipient and channel."""
    found: list[Attempt] = []
    for recipient in sorted(item.recipients or ()):
        found += Attempt.query(recipient, Attempt.key.startswith(f"{item.told}#{item.id}#"), consistent_read=True)
    return found


def fall_back(
    unit: Unit, attempt: Attempt, item: Item, reason: str, now: dt.datetime, last: State = State.REFUSED
) -> Channel | None:
    """This channel does not reach the recipient: hand over to the next of the ladder, or end as `last` where there is none.

    The channel for which an attempt was made: due now, so that the agenda sends it should nobody hand it over. Where
    the news goes by the next channel already, it is not sent again. The last of the ladder may be the call list.
    """
    following = [] if clock.read(item.expires) <= now else _after(attempt)
    if not following:
        attempts.move(unit, attempt, last, now, reason)
        return None
    attempts.move(unit, attempt, State.FALLEN_BACK, now, reason)
    if following[0] == Channel.CALL:
        calls.open_(unit, item, reason, now)
        return None
    if Attempt.find(attempt.recipient, attempts.key_of(item, following[0])):
        return None
    attempts.add(unit, item, attempt.recipient, following[0], attempt.patient, now, now)
    return following[0]


def hand_over(attempt: Attempt, item: Item, channel: Channel) -> None:
    """After falling back: what was made to the send worker."""
    made = Attempt.find(attempt.recipient, attempts.key_of(item, channel))
    if made:
        attempts.enqueue([made])


def has_another_way(attempt: Attempt) -> bool:
    """Whether the next of the ladder is a channel that sends."""
    return bool(_after(attempt)) and _after(attempt)[0] != Channel.CALL


def _after(attempt: Attempt) -> list[Channel]:
    kind, ladder = Kind(attempt.kind), settings.chosen().ladder(Kind(attempt.kind))
    passed = ladder.index(Channel(attempt.channel)) + 1 if attempt.channel in ladder else 0
    reachable = [step for step in ladder[passed:] if step in {Channel.CALL, Channel.SMS} or attempt.recipient.startswith("a-")]
    return [step for step in reachable if step == Channel.CALL or channels.template_of(step, kind)]


def _write(item: Item, now: dt.datetime) -> None:
    audience = recipients.audience(item)
    names = set(audience.hearings)
    wake = now + (dt.timedelta(seconds=settings.chosen().merge_seconds) if _merges(item) else attempts.LOOK)
    with Unit() as unit:
        actions: list[Action] = [Item.state.set(Wanted.ADDRESSED.value)]
        if names:
            actions.append(Item.recipients.set(names))
        unit.update(item, actions, condition=Item.state == Wanted.WANTED.value)
        if _urgent(item):
            calls.watch(unit, item, now)
        for name, hearing in audience.hearings.items():
            for channel in _channels(item, hearing, now, settings.chosen()):
                attempts.add(unit, item, name, channel, audience.patient, wake, now)


def _channels(item: Item, hearing: recipients.Hearing, now: dt.datetime, chosen: MessagesSettings) -> list[Channel]:
    """The first of the ladder that there is, and for urgent news of a near visit a short message besides."""
    kind = Kind(item.kind)
    ways = [step for step in chosen.ladder(kind) if step != Channel.CALL and channels.template_of(step, kind)]
    open_ = [step for step in ways if hearing.account is not None or step == Channel.SMS]
    near = timing.is_near(dt.date.fromisoformat(item.day), now, chosen)
    besides = [Channel.SMS] if near and Channel.SMS in open_[1:] and _urgent(item) else []
    return [*open_[:1], *besides] or [Channel.WECHAT]  # none at all: so it can be explained


def _urgent(item: Item) -> bool:
    return bool(item.urgent) or TEMPLATES[Kind(item.kind)].urgent


def _merges(item: Item) -> bool:
    return TEMPLATES[Kind(item.kind)].merges
