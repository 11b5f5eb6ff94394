"""Finding messages to explain them: by what they are about, by patient, or by the hour in which they were told. No scans."""

import datetime as dt
from collections.abc import Iterable, Iterator

from chalicelib.cards import access, patients
from chalicelib.kernel import facts
from chalicelib.kernel.ids import PatientId
from chalicelib.messages import outbox, recipients
from chalicelib.messages.explaining import Explanation, of_item
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Attempt, Item

VERSIONS = range(13)  # of one piece of news, looked at
MOST = 200  # shown, and attempts looked at for one recipient


def about(reference: str) -> list[Explanation]:
    """Every piece of news about a registration, an application, a plan …, in its first versions."""
    return _explained(outbox.item_id(kind, reference, version) for kind in Kind for version in VERSIONS)


def of_patient(patient: PatientId) -> list[Explanation]:
    """The newest about a patient, to whomever they went. Raises NotFound."""
    person = patients.current(patient)
    names = [f"p-{person}", *(recipients.of_account(one.account) for one in access.watchers(person))]
    return [one for one in _explained(_told(names)) if one.patient in {patient, person}]


def of_hour(moment: dt.datetime) -> list[Explanation]:
    """What was told in the hour of that moment."""
    return _explained(fact.subject for fact in facts.of_hour(moment) if fact.kind == outbox.FACT)


def _told(names: list[str]) -> Iterator[str]:
    for name in names:
        yield from (one.item for one in Attempt.query(name, scan_index_forward=False, limit=MOST))


def _explained(ids: Iterable[str]) -> list[Explanation]:
    items: list[Item] = list(Item.batch_get(list(dict.fromkeys(ids))))
    newest = sorted(items, key=lambda item: item.told, reverse=True)[:MOST]
    return [of_item(item) for item in newest]
