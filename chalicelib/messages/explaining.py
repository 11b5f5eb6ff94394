"""Why a message was sent, or why not: for staff, and for whoever looks for a fault. Ids and codes only."""

from typing import NamedTuple

from chalicelib.kernel import refusals
from chalicelib.messages import addressing
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Attempt, Item, Wanted


class Try(NamedTuple):
    """One recipient and channel, with every step: `2026-11-24T01:00:00.000Z waiting`."""

    recipient: str
    channel: str
    state: str
    reason: str
    steps: tuple[str, ...]
    told_within: str | None  # the piece of news that carried it, when merged


class Explanation(NamedTuple):
    """One piece of news: what, when, how urgent, and what was tried. Addressed and no tries: there was nobody to tell."""

    id: str
    kind: Kind
    reference: str
    day: str
    told: str
    expires: str
    urgent: bool
    sensitive: bool
    addressed: bool
    patient: str
    opened: str  # when a recipient first opened it; empty: nobody did
    tries: tuple[Try, ...]


def explain(item_id: str) -> Explanation:
    """Everything that happened to one piece of news. Raises NotFound."""
    item = Item.find(item_id)
    if item is None:
        raise refusals.NotFound
    return of_item(item)


def of_item(item: Item) -> Explanation:
    """The same of one that was read."""
    return Explanation(
        id=item.id,
        kind=Kind(item.kind),
        reference=item.reference,
        day=item.day,
        told=item.told,
        expires=item.expires,
        urgent=bool(item.urgent),
        sensitive=bool(item.sensitive),
        addressed=item.state == Wanted.ADDRESSED,
        patient=item.patient,
        opened=item.opened or "",
        tries=tuple(_try(attempt) for attempt in addressing.attempts_of(item)),
    )


def _try(attempt: Attempt) -> Try:
    steps = tuple(str(step) for step in attempt.steps)
    return Try(attempt.recipient, attempt.channel, attempt.state, attempt.reason, steps, attempt.carrier)
