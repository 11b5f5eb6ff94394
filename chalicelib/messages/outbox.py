"""The outbox: the only way to tell a patient anything.

A journey says what is to be told within the transaction that makes it true. Who hears of it is decided when it is
sent: the patient's own account, and proxies by level and choice.
"""

import datetime as dt
import json

from pynamodb.expressions.update import Action

from chalicelib.kernel import clock, facts, ids, sealing
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.kernel.tables import Table, Unit
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import KEPT, Item, Wanted
from chalicelib.messages.templates import VALUES

__all__ = ["VALUES", "Kind", "UnknownValue", "recall", "tell", "values_of"]

FACT = "message.wanted"
WORTH = dt.timedelta(days=3)  # how long news is worth sending where a journey does not say, and never less than its day


class UnknownValue(ValueError):
    """A journey gave a value that no template knows: a fault of ours."""


def tell(
    unit: Unit,
    *,
    kind: Kind,
    patient: PatientId | None,
    account: AccountId | None,
    reference: str,
    version: int,
    day: dt.date,
    values: dict[str, str],
    urgent: bool = False,
    sensitive: bool = False,
    page: str = "",
    expires: dt.datetime | None = None,
) -> None:
    """Add to the deed's transaction that this is to be told. The same (kind, reference, version) twice is one message.

    `account` is whose deed it answers (who booked, who paid), and of a kind that is not about one patient (articles,
    greetings, answers of the service desk: `to_doer`) who is to hear of it, with no patient; `day` is the day of the visit; several reminders of one
    patient and day become one message. `values` are in words as the patient reads them; `time` as `2026-11-24 09:30`.
    One call is one message: who wants two reminders tells twice, with two versions, each when it is due.
    Two rows.
    """
    if unknown := values.keys() - VALUES:
        raise UnknownValue(*sorted(unknown))
    now = clock.now()
    worth = expires or max(clock.at(day, 0) + dt.timedelta(days=1), now + WORTH)
    identity = item_id(kind, reference, version)
    item = Item(
        identity,
        kind=kind.value,
        patient=patient or "",
        account=account,
        reference=reference,
        version=version,
        day=day.isoformat(),
        values=sealing.seal(Item.noun, identity, "values", json.dumps(values, ensure_ascii=False)),
        urgent=urgent,
        sensitive=sensitive,
        page=page,
        told=clock.stamp(now),
        expires=clock.stamp(worth),
        state=Wanted.WANTED.value,
        until=worth + KEPT,
    )
    unit.update(item, first_stays(item))
    facts.tell(unit, FACT, identity, 1)


def recall(unit: Unit, kind: Kind, reference: str, *versions: int) -> None:
    """Add to the deed's transaction that this is not so any more: whoever was not told by then is not told.

    A row for each of these versions that was told and may still be on its way; none for what was never told.
    """
    found: list[Item] = list(Item.batch_get([item_id(kind, reference, one) for one in versions], consistent_read=True))
    for item in found:
        if not item.recalled and clock.read(item.expires) > clock.now():
            unit.update(item, [Item.recalled.set(True)], condition=Item.id.exists())


def first_stays(item: Table) -> list[Action]:
    """The first telling stays: a second one must neither undo what was sent nor make the journey's deed fail."""
    given = ((attribute, item.attribute_values.get(name)) for name, attribute in item.get_attributes().items() if name != "id")
    return [attribute.set(attribute | value) for attribute, value in given if value is not None]


def item_id(kind: Kind, reference: str, version: int) -> str:
    """The id of that piece of news."""
    return ids.derived("message", kind.value, reference, str(version))


def values_of(item: Item) -> dict[str, str]:
    """What a journey gave, unsealed."""
    values: dict[str, str] = json.loads(sealing.unseal(Item.noun, item.id, "values", item.values))
    return values
