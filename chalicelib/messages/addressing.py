"""From a piece of news to one attempt for each recipient and channel, and the falling back from one channel to the next."""

import contextlib
import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.kernel import clock
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.messages import attempts, recipients, settings, timing
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


def fall_back(unit: Unit, attempt: Attempt, item: Item, reason: str, now: dt.datetime, last: State = State.REFUSED) -> bool:
    """This channel does not reach the recipient: hand over to a short message, or end as `last` where there is none.

    Whether one was made: due now, so that the agenda sends it should nobody hand it over. Where the news goes by short
    message already, it is not sent again.
    """
    expired = clock.read(item.expires) <= now
    if TEMPLATES[Kind(attempt.kind)].sms is None or attempt.channel == Channel.SMS or expired:
        attempts.move(unit, attempt, last, now, reason)
        return False
    attempts.move(unit, attempt, State.FALLEN_BACK, now, reason)
    if Attempt.find(attempt.recipient, attempts.key_of(item, Channel.SMS)):
        return False
    attempts.add(unit, item, attempt.recipient, Channel.SMS, attempt.patient, now, now)
    return True


def hand_over(attempt: Attempt, item: Item) -> None:
    """After falling back: the short message to the send worker."""
    made = Attempt.find(attempt.recipient, attempts.key_of(item, Channel.SMS))
    if made:
        attempts.enqueue([made])


def _write(item: Item, now: dt.datetime) -> None:
    audience = recipients.audience(item)
    names = set(audience.hearings)
    wake = now + (dt.timedelta(seconds=settings.chosen().merge_seconds) if _merges(item) else attempts.LOOK)
    with Unit() as unit:
        actions: list[Action] = [Item.state.set(Wanted.ADDRESSED.value)]
        if names:
            actions.append(Item.recipients.set(names))
        unit.update(item, actions, condition=Item.state == Wanted.WANTED.value)
        for name, hearing in audience.hearings.items():
            for channel in _channels(item, hearing, now, settings.chosen()):
                attempts.add(unit, item, name, channel, audience.patient, wake, now)


def _channels(item: Item, hearing: recipients.Hearing, now: dt.datetime, chosen: MessagesSettings) -> list[Channel]:
    kind = Kind(item.kind)
    near = timing.is_near(dt.date.fromisoformat(item.day), now, chosen)
    urgent = item.urgent or TEMPLATES[kind].urgent
    by_wechat = hearing.account is not None and kind in chosen.template_ids
    by_sms = TEMPLATES[kind].sms is not None and (not by_wechat or (urgent and near))
    return [Channel.WECHAT] * by_wechat + [Channel.SMS] * by_sms or [Channel.WECHAT]  # none at all: so it can be explained


def _merges(item: Item) -> bool:
    return TEMPLATES[Kind(item.kind)].merges
