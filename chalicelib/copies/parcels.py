"""A parcel of an application, as it is written: {"carrier", "order", "waybill", "state", "tries", "at", "standing"}."""

import datetime as dt
from enum import StrEnum

from chalicelib.copies import desk_settings, forms, transitions
from chalicelib.copies.forms import RecipientForm
from chalicelib.copies.models import Application, Waybill
from chalicelib.copies.states import State
from chalicelib.gateways.express.carrier import Contact, Parcel
from chalicelib.kernel import agenda, clock, refusals
from chalicelib.kernel.tables import Unit

FOLLOW = "copies.follow_parcel"
MAINLAND = "+86"


class ParcelState(StrEnum):
    """Where a parcel stands for us."""

    ORDERING = "ordering"  # asked of the carrier; no answer yet, or an unknown one
    ORDERED = "ordered"  # there is a waybill; the parcel lies here
    REFUSED = "refused"  # by the carrier
    SENT = "sent"
    SIGNED = "signed"
    RETURNED = "returned"
    LOST = "lost"
    SILENT = "silent"  # no end in sight for too long


class WaybillTaken(refusals.Conflict):
    """Another parcel has this waybill."""

    code, message = "copies_waybill_taken", "该运单号已用于其他寄件，请核对面单"


def state(found: Application) -> ParcelState | None:
    """Where its parcel stands; None when there is none."""
    known = found.parcel.get("state")
    return ParcelState(known) if known else None


def changed(found: Application, to: ParcelState, **changes: str | int) -> dict[str, str | int]:
    """The parcel in another state, as it is to be written."""
    return {**found.parcel, "at": clock.stamp(clock.now()), **changes, "state": to.value}


def own(unit: Unit, found: Application, carrier: str, waybill: str) -> None:
    """That waybill is this application's. The transaction fails with WaybillTaken when it is another's."""
    item = Waybill(f"{carrier}#{waybill}", application=found.id)
    free = Waybill.waybill.does_not_exist() | (Waybill.application == found.id)
    unit.put(item, condition=free, otherwise=WaybillTaken)


def disown(unit: Unit, found: Application) -> None:
    """Its waybill is nobody's again."""
    if waybill := found.parcel.get("waybill"):
        unit.delete(Waybill(f"{found.parcel['carrier']}#{waybill}"))


def sent(unit: Unit, found: Application, parcel: dict[str, str | int], *, by: str = "") -> None:
    """The carrier has it."""
    transitions.step(unit, found, State.HANDED_TO_CARRIER, Application.parcel.set(parcel), by=by)


def in_trouble(unit: Unit, found: Application, to: ParcelState, *, by: str = "") -> None:
    """Returned, lost, or silent for too long."""
    parcel = Application.parcel.set(changed(found, to))
    transitions.step(unit, found, State.CARRIER_TROUBLE, parcel, by=by, why=to.value)


def follow_later(unit: Unit, found: Application, waybill: str) -> None:
    """Ask for its way in some hours."""
    agenda.later(unit, FOLLOW, found.id, next_question(found), waybill=waybill)


def next_question(found: Application) -> dt.datetime:
    """When to ask for its way again."""
    return clock.now() + dt.timedelta(hours=desk_settings.chosen(found.campus).routes_every_hours)


def recipient(found: Application) -> RecipientForm:
    """Where it goes."""
    to = forms.opened(found, "recipient", RecipientForm)
    if to is None:
        msg = "a parcel to nobody"
        raise ValueError(msg)
    return to


def wanted(found: Application, number: str) -> Parcel:
    """The parcel as the carrier is to have it: neutral, the sender in the hospital's own words."""
    to, chosen = recipient(found), desk_settings.chosen(found.campus)
    sender = chosen.sender
    return Parcel(
        order=number,
        sender=Contact(sender.name, sender.phone, sender.address, sender.province, sender.city, sender.county),
        receiver=Contact(to.name, to.phone.removeprefix(MAINLAND), to.address, to.province, to.city, to.county),
        receiver_pays=chosen.cash_on_delivery,
    )


def phone_tail(found: Application) -> str:
    """The last four digits of the addressee's phone, which a carrier may ask for."""
    return recipient(found).phone[-4:]
