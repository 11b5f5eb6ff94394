"""What patients are told: one table from what happened to the message that tells it.

Told by the consumer of the room's own facts, so that a change and its message can be neither lost nor doubled and no deed
waits for reading names.
"""

import datetime as dt
from typing import NamedTuple

from chalicelib.cards import patients
from chalicelib.directory import called
from chalicelib.kernel import clock, facts
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.kernel.money import Fen, yuan
from chalicelib.kernel.tables import Unit
from chalicelib.messages import outbox
from chalicelib.messages.outbox import Kind
from chalicelib.registration import settings
from chalicelib.registration.models import Registration
from chalicelib.registration.states import COMING, OVER, Money, State

PAGE = "registration/pages/detail/index?id={registration}"
CONSUMER = "registration.telling"


class _News(NamedTuple):
    kind: Kind
    urgent: bool = False
    while_in: frozenset[State] | None = None  # worth telling only while the registration stands so


NEWS: dict[str, _News] = {
    "confirmed": _News(Kind.BOOKED, while_in=COMING),
    "rescheduled": _News(Kind.BOOKED, while_in=COMING),
    "replaced": _News(Kind.REPLACED, urgent=True, while_in=frozenset({State.REPLACED})),
    "stopped": _News(Kind.STOPPED, urgent=True),
    "refused_by_hospital": _News(Kind.REFUSED, urgent=True),
    "cancelled": _News(Kind.CANCELLED),
    "returned_at_window": _News(Kind.CANCELLED),
    "refunded": _News(Kind.REFUNDED, while_in=OVER),
}
OUTDATES = frozenset({"rescheduled", "replaced", "stopped", "refused_by_hospital", "cancelled", "returned_at_window"})
PAID_BACK = frozenset({Money.REFUNDING, Money.REFUNDED, Money.REFUND_STUCK})
LONGEST = 12  # characters of somebody's own words, so that what follows is not cut
CHANGED = {"doctor": "医生", "room": "诊室", "time": "时间"}


def announce(fact: Fact) -> None:
    """Tell the patient what the fact means, if it means something and still holds."""
    happened = fact.kind.removeprefix("registration.")
    news, found = NEWS.get(happened), Registration.find(fact.subject)
    if news is None or found is None or fact.about.get("quietly"):
        return
    if news.while_in is not None and found.stands not in news.while_in:
        return
    with Unit() as unit:
        facts.once(unit, CONSUMER, fact.id)
        if happened in OUTDATES:
            _recall(unit, found, fact.version)
        _tell(unit, found, news, fact.version, _values(found, news.kind))


def remind(unit: Unit, registration: Registration, *, evening: bool) -> None:
    """Add a reminder to the transaction; messages makes one of several visits of a day."""
    version = int(registration.version) * 2 + (0 if evening else 1)
    _tell(unit, registration, _News(Kind.REMINDER), version, _values(registration, Kind.REMINDER))


def _recall(unit: Unit, registration: Registration, version: int) -> None:
    """What was told of it before that version and is still on its way."""
    outbox.recall(unit, Kind.BOOKED, registration.id, *range(version))
    outbox.recall(unit, Kind.REMINDER, registration.id, *range(2 * version))


def _tell(unit: Unit, registration: Registration, news: _News, version: int, values: dict[str, str]) -> None:
    outbox.tell(
        unit,
        kind=news.kind,
        patient=PatientId(registration.patient),
        account=AccountId(registration.account) if registration.account else None,
        reference=registration.id,
        version=version,
        day=dt.date.fromisoformat(registration.date),
        values=values,
        urgent=news.urgent,
        sensitive=called.is_sensitive(registration.department),
        page=PAGE.format(registration=registration.id),
        expires=clock.read(registration.mark) if news.kind in (Kind.BOOKED, Kind.REMINDER) else None,
    )


def _values(registration: Registration, kind: Kind) -> dict[str, str]:
    mark = clock.local(clock.read(registration.mark))
    values = {
        "name": patients.person(PatientId(registration.patient)).name,
        "department": registration.department_name,
        "doctor": registration.doctor_name or registration.department_name,
        "time": f"{mark:%Y-%m-%d %H:%M}",
        "place": place(registration),
        "number": f"{int(registration.number)}号",
        "amount": yuan(Fen(int(registration.fee))),
        "reason": _reason(registration, kind),
    }
    return {name: value for name, value in values.items() if value}


def place(registration: Registration) -> str:
    """Where to go."""
    return f"{registration.campus_name} {registration.room}".strip()


def window(registration: Registration) -> tuple[dt.datetime, dt.datetime]:
    """From when and until when the patient should arrive: up to the mark, after which the number may be passed 过号."""
    mark = clock.read(registration.mark)
    return mark - dt.timedelta(minutes=settings.chosen(registration.campus).arrive_minutes), mark


def _reason(registration: Registration, kind: Kind) -> str:
    """In as few characters as the field takes: 20, of which a number before it takes 5."""
    if kind in (Kind.BOOKED, Kind.REMINDER):
        since, until = (clock.local(moment) for moment in window(registration))
        return f"{since:%H:%M}-{until:%H:%M}到达"
    if kind is Kind.REPLACED:
        return "、".join(CHANGED[one] for one in sorted(registration.changed or ())) + "有变动，请确认是否保留"
    if kind is Kind.REFUNDED:
        return "挂号费已原路退回"
    back = "费用原路退回" if registration.fee_stands in PAID_BACK else ""
    return "，".join(part for part in (registration.reason[:LONGEST], back) if part)
