"""Where a parcel is: asked of the carrier every few hours, and at once when it rings; what the bell says is not believed."""

import datetime as dt

from chalicelib.copies import desk_settings, handing_over, parcels, refused, transitions
from chalicelib.copies.models import Application, Waybill
from chalicelib.copies.parcels import FOLLOW, ParcelState
from chalicelib.copies.states import State
from chalicelib.gateways.express import carriers
from chalicelib.gateways.express.standing import Milestone, Routes, Step
from chalicelib.kernel import agenda, clock
from chalicelib.kernel.tables import Unit

ASKED_FOR = frozenset({ParcelState.ORDERED, ParcelState.SENT, ParcelState.SILENT})
IN = frozenset({State.TO_SHIP, State.HANDED_TO_CARRIER, State.CARRIER_TROUBLE})


def follow(application: str, waybill: str) -> None:
    """Ask where the parcel is and act on it; ask again later until there is an end."""
    found = Application.find(application)
    if found is None or found.parcel.get("waybill") != waybill:
        return
    if found.stands not in IN or parcels.state(found) not in ASKED_FOR:
        return
    told = carriers.CARRIERS[found.parcel["carrier"]].routes(waybill, parcels.phone_tail(found))
    if isinstance(told, Routes):
        try:
            with Unit() as unit:
                _act(unit, found, told)
        except refused.ChangedMeanwhile:
            _again(found, waybill)
    else:
        _again(found, waybill)


def _act(unit: Unit, found: Application, told: Routes) -> None:
    standing = told.standing
    if standing is Milestone.SIGNED and found.stands is not State.TO_SHIP:
        parcel = Application.parcel.set(parcels.changed(found, ParcelState.SIGNED, standing=standing.value))
        handing_over.complete(unit, found, parcel, how="express", to="addressee")
        return
    if standing in (Milestone.RETURNED, Milestone.LOST) and found.stands is State.HANDED_TO_CARRIER:
        parcels.in_trouble(unit, found, ParcelState(standing.value))
        return
    if standing is not None and found.stands is State.TO_SHIP:  # the courier has it, though nobody said so
        parcels.sent(unit, found, parcels.changed(found, ParcelState.SENT, standing=standing.value))
    elif found.stands is State.HANDED_TO_CARRIER and _silent(found):
        parcels.in_trouble(unit, found, ParcelState.SILENT)
    elif standing is not None and standing.value != found.parcel.get("standing"):
        _moved(unit, found, standing)
    parcels.follow_later(unit, found, found.parcel["waybill"])


def _moved(unit: Unit, found: Application, standing: Milestone) -> None:
    parcel = {**found.parcel, "standing": standing.value}
    transitions.change(unit, found, "parcel_moved", Application.parcel.set(parcel), standing=standing.value)


def rung(carrier: str, waybills: frozenset[str]) -> None:
    """The carrier has news of these waybills: whichever are ours are asked for at once."""
    for waybill in sorted(waybills):
        ours = Waybill.find(f"{carrier}#{waybill}")
        if ours:
            agenda.put_off(FOLLOW, ours.application, clock.now(), waybill=waybill)


def steps(found: Application) -> list[Step]:
    """The parcel's way as the carrier tells it now, newest first; empty when the carrier says nothing."""
    waybill, carrier = found.parcel.get("waybill"), carriers.CARRIERS.get(found.parcel.get("carrier", ""))
    if not waybill or carrier is None:
        return []
    told = carrier.routes(waybill, parcels.phone_tail(found))
    return list(reversed(told.steps)) if isinstance(told, Routes) else []


def _silent(found: Application) -> bool:
    limit = dt.timedelta(days=desk_settings.chosen(found.campus).routes_days)
    return clock.now() > clock.read(found.parcel["at"]) + limit


def _again(found: Application, waybill: str) -> None:
    agenda.put_off(FOLLOW, found.id, parcels.next_question(found), waybill=waybill)
