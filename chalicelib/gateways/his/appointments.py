"""Appointments: what we want the HIS to hold, and what the HIS says became of it."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from chalicelib.gateways.his import client, searching, systems
from chalicelib.gateways.his.outcomes import Changes, HisAway, HisRefused, Stale, Unusable
from chalicelib.gateways.his.resources import Node, concept, fhir, instant, money
from chalicelib.kernel import log
from chalicelib.kernel.money import Fen


class Wish(StrEnum):
    """What we want an appointment to be (FHIR's appointmentstatus)."""

    HELD = "pending"  # shared numbers: lock the slot until `held_until`
    BOOKED = "booked"
    CANCELLED = "cancelled"


class Standing(StrEnum):
    """What an appointment is at the HIS (FHIR's appointmentstatus)."""

    HELD = "pending"
    BOOKED = "booked"
    TAKEN = "checked-in"  # 取号
    ARRIVED = "arrived"
    SEEN = "fulfilled"
    NO_SHOW = "noshow"
    CANCELLED = "cancelled"
    ERROR = "entered-in-error"


class Why(StrEnum):
    """Why an appointment is cancelled."""

    PATIENT = "pat"
    HOSPITAL = "prov"  # stopped 停诊
    OTHER = "other"  # not paid in time, rescheduled
    WINDOW = "returned-at-window"  # 退号; only the HIS says so


class Paid(NamedTuple):
    """What was paid with us for the appointment."""

    order: str  # our out_trade_no
    transaction: str  # WeChat Pay's transaction id
    amount: Fen
    at: dt.datetime


class Wanted(NamedTuple):
    """The present state that we want. `number` is our registration's id; a higher `version` replaces a lower one."""

    number: str
    version: int
    status: Wish
    patient: str  # HIS id
    slots: tuple[str, ...]
    start: dt.datetime
    end: dt.datetime
    paid: Paid | None = None
    held_until: dt.datetime | None = None  # with HELD
    why: Why | None = None  # with CANCELLED


class Accepted(NamedTuple):
    """The HIS holds what we wanted (or something newer)."""

    id: str
    standing: Standing


class Refused(NamedTuple):
    """The HIS said no; `reason` is a code of the profile's table: slot-busy, slot-gone, clinic-stopped, patient-unknown, …."""

    reason: str


class HisAppointment(NamedTuple):
    """One of our appointments at the HIS."""

    id: str
    number: str  # our registration's id
    version: int  # the newest wanted version that the HIS holds
    at: dt.datetime
    standing: Standing
    passed: dt.datetime | None  # 过号: called and not there; the standing stays what it was
    why: Why | None  # with CANCELLED
    patient: str
    slots: tuple[str, ...]


TRIES = 3  # against changes of the HIS between our reading and our writing
FOUND_OUT = {Standing.TAKEN, Standing.ARRIVED, Standing.SEEN, Standing.NO_SHOW}  # by the HIS itself


def put(wanted: Wanted) -> Accepted | Refused:
    """Make the HIS hold what we want: created once, replaced only by a higher version. Doing it twice is doing it once.

    With HELD the HIS locks the slot or refuses (`slot-busy`); BOOKED confirms; CANCELLED frees.
    What the HIS found out itself (taken, arrived, seen) is kept when we want BOOKED; what the window took back is
    refused (`returned-at-window`).
    Raises HisAway: sent False nothing happened; sent True unknown, put the same again or `get`.
    """
    try:
        return _put(wanted)
    except HisRefused as refused:
        return Refused(refused.reason)


def _put(wanted: Wanted) -> Accepted:
    node = _find(wanted.number) if wanted.version > 1 else None
    for _ in range(TRIES):
        if node is None:
            node = client.create_once("Appointment", _resource(wanted), systems.REGISTRATION, wanted.number).node
        there = read(node)
        if there.version >= wanted.version or _kept(there, wanted):
            return Accepted(there.id, there.standing)
        if there.why is Why.WINDOW:
            raise HisRefused(Why.WINDOW)
        try:
            node = client.update("Appointment", fhir(there.id), node.version, _resource(wanted, node)).node
        except Stale:
            node = _find(wanted.number)
    log.warning("his_appointment_restless", number=wanted.number)
    raise HisAway(sent=False)


def _kept(there: HisAppointment, wanted: Wanted) -> bool:
    """A cancelled appointment stays cancelled when that is what we want: the HIS may have been first."""
    return wanted.status is Wish.CANCELLED and there.standing in {Standing.CANCELLED, Standing.ERROR}


def get(number: str) -> HisAppointment | None:
    """Our appointment by our registration's id. Raises HisAway."""
    node = _find(number)
    return read(node) if node else None


def changed(since: dt.datetime) -> Changes[HisAppointment]:
    """Our appointments that changed at the HIS since, our own writes included. Raises HisAway."""
    return searching.changed("Appointment", since, read, {"identifier": f"{systems.REGISTRATION}|"})


def _find(number: str) -> Node | None:
    return next(searching.found("Appointment", identifier=f"{systems.REGISTRATION}|{number}"), None)


def read(node: Node) -> HisAppointment:
    """What an Appointment resource says."""
    numbers, status = node.identifiers(systems.REGISTRATION), node.text("status")
    if not numbers:
        raise Unusable("Appointment.identifier")
    if status not in set(Standing):
        raise Unusable("Appointment.status")
    version, passed = node.extension(systems.VERSION), node.extension(systems.PASSED)
    patients = [person.reference("actor", "Patient") for person in node.nodes("participant")]
    return HisAppointment(
        id=node.id,
        number=numbers[0],
        version=(version.whole("valueInteger") if version else None) or 0,
        at=node.at,
        standing=Standing(status),
        passed=passed.maybe_moment("valueInstant") if passed else None,
        why=_why(node) if status == Standing.CANCELLED else None,
        patient=next((patient for patient in patients if patient), ""),
        slots=tuple(slot for one in node.nodes("slot") if (slot := one.refers("Slot"))),
    )


def _why(node: Node) -> Why:
    reason = node.node("cancelationReason")
    code = (reason.code(systems.RETURNED) or reason.code(systems.CANCELLATION) or "") if reason else ""
    return Why(code) if code in set(Why) else Why.OTHER


def _resource(wanted: Wanted, there: Node | None = None) -> dict[str, object]:
    """The resource that says what we want; on top of what is there, of which we keep all that is not ours to say."""
    kept = dict(there.content) if there else {"identifier": [{"system": systems.REGISTRATION, "value": wanted.number}]}
    found_out = there is not None and read(there).standing in FOUND_OUT and wanted.status is Wish.BOOKED
    resource: dict[str, object] = {
        **kept,
        "resourceType": "Appointment",
        "status": kept["status"] if found_out else wanted.status.value,
        "slot": [{"reference": f"Slot/{fhir(slot)}"} for slot in wanted.slots],
        "start": instant(wanted.start),
        "end": instant(wanted.end),
        "participant": _participants(wanted, there),
        "extension": [*_foreign(there), *_extensions(wanted)],
    }
    if wanted.status is Wish.CANCELLED:
        resource["cancelationReason"] = concept(systems.CANCELLATION, wanted.why or Why.OTHER)
    return resource


def _participants(wanted: Wanted, there: Node | None) -> list[object]:
    patient = {"actor": {"reference": f"Patient/{fhir(wanted.patient)}"}, "status": "accepted"}
    others = [one.content for one in (there.nodes("participant") if there else []) if not one.reference("actor", "Patient")]
    return [patient, *others]


_OUR_WORD = {systems.VERSION, systems.HELD_UNTIL, systems.PAYMENT}


def _foreign(there: Node | None) -> list[object]:
    return [one.content for one in (there.nodes("extension") if there else []) if one.maybe("url") not in _OUR_WORD]


def _extensions(wanted: Wanted) -> list[object]:
    extensions: list[object] = [{"url": systems.VERSION, "valueInteger": wanted.version}]
    if wanted.held_until:
        extensions.append({"url": systems.HELD_UNTIL, "valueInstant": instant(wanted.held_until)})
    if wanted.paid:
        parts: list[dict[str, object]] = [
            {"url": "order", "valueString": wanted.paid.order},
            {"url": "transaction", "valueString": wanted.paid.transaction},
            {"url": "amount", "valueMoney": money(wanted.paid.amount)},
            {"url": "at", "valueInstant": instant(wanted.paid.at)},
        ]
        extensions.append({"url": systems.PAYMENT, "extension": parts})
    return extensions
