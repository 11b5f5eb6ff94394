"""Whether the desk's side adds up: who comes when, which parcel is whose, what was given, which looks are told."""

from collections.abc import Iterator

from chalicelib.copies.given.models import Electronic, ElectronicState, Invoice, InvoiceState, Verified
from chalicelib.copies.models import Application, Waybill
from chalicelib.copies.pickup import settings
from chalicelib.copies.pickup.models import HalfHour, HandOverCode
from chalicelib.copies.states import OVER, State

NOBODY_COMES = OVER | {State.REPRINTING, State.RECALLED, State.TO_SHIP, State.RETURNED_TO_SHELF}


def problems(applications: dict[str, Application]) -> Iterator[str]:
    """What is wrong, in words; nothing when all is whole."""
    yield from _half_hours(applications)
    yield from _parcels(applications)
    yield from _invoices(applications)
    yield from _electronics(applications)
    for code in HandOverCode.scan(consistent_read=True):
        one = applications.get(code.application)
        if one is None or one.stands is State.COMPLETED:
            yield f"{code.application}: a hand-over code opens what is over"


def _half_hours(applications: dict[str, Application]) -> Iterator[str]:
    places = {one.id: one for one in settings.chosen().places}
    held: dict[str, list[tuple[str, str]]] = {}
    for item in HalfHour.scan(consistent_read=True):
        place, _, day = item.day.rpartition("#")
        holders = item.holders or set()
        if place in places and len(holders) > places[place].capacity:
            yield f"{item.day} {item.start}: {len(holders)} come, {places[place].capacity} fit in"
        for holder in holders:
            held.setdefault(holder, []).append((place, f"{day}-{item.start}"))
    for one in applications.values():
        wanted = [(one.time["place"], one.time["half"])] if one.time.get("half") else []
        if held.pop(one.id, []) != wanted:
            yield f"{one.id} ({one.state}): its half hour is not held, or another is"
        if wanted and one.stands in NOBODY_COMES:
            yield f"{one.id} ({one.state}) holds a half hour"
        if one.stands in (State.TIME_PROPOSED, State.TIME_COUNTERED, State.TO_PICK_UP) and not wanted:
            yield f"{one.id} ({one.state}) has no half hour"
    for holder in held:
        yield f"{holder} holds a half hour and is no application"


def _parcels(applications: dict[str, Application]) -> Iterator[str]:
    for item in Waybill.scan(consistent_read=True):
        if item.application not in applications:
            yield f"waybill of {item.application}, which is no application"
    for one in applications.values():
        waybill = one.parcel.get("waybill")
        owner = Waybill.find(f"{one.parcel['carrier']}#{waybill}") if waybill else None
        if waybill and (owner is None or owner.application != one.id):
            yield f"{one.id}: its waybill is another's"
        if one.stands is State.HANDED_TO_CARRIER and not waybill:
            yield f"{one.id} was handed to a carrier without a waybill"


def _invoices(applications: dict[str, Application]) -> Iterator[str]:
    live: dict[str, int] = {}
    for one in Invoice.scan(consistent_read=True):
        if one.state in (InvoiceState.ISSUED, InvoiceState.FLUSHING, InvoiceState.ISSUING):
            live[one.application] = live.get(one.application, 0) + 1
    for application, many in live.items():
        if application not in applications or many > 1:
            yield f"{application} has {many} invoices in force"


def _electronics(applications: dict[str, Application]) -> Iterator[str]:
    verified = {(one.application, int(one.round)) for one in Verified.scan(consistent_read=True)}
    for one in Electronic.scan(consistent_read=True):
        there = applications.get(one.application)
        if there is None or (one.state == ElectronicState.GIVEN and (one.application, int(one.round)) not in verified):
            yield f"the electronic copy of {one.application} cannot be verified"
