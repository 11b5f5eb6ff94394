"""What applicants call when their copies are ready: codes, collector, parcel; and where a carrier rings."""

import json

from pydantic import Field

from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.copies import collecting, following, records, scheduling
from chalicelib.copies.inputs import ID, PersonInput, person
from chalicelib.copies.pickup import times
from chalicelib.gateways.express import carriers
from chalicelib.gateways.express.carrier import UnreadablePush
from chalicelib.gateways.express.sf import AGAIN, TAKEN
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.http import Anyone, Query, Raw, Request, Routes, View

routes = Routes(__name__)


class PickUpCodeView(View):
    """A hand-over code, told this once: show it as a QR code and as digits."""

    code: str


class FreeHalfView(View):
    """A half hour that may be chosen."""

    id: str
    full: bool
    busy: bool  # when most people come


class FreeHalvesView(View):
    """A pick-up place, and its half hours."""

    place: str
    name: str
    address: str
    halves: list[FreeHalfView]


class WhichPlace(Query):
    """Which pick-up place; without, the first of the application's campus."""

    place: str = Field("", pattern=rf"^$|{ID}")


class ParcelStepView(View):
    """One step of a parcel, in the carrier's words."""

    at: str
    words: str


class ParcelWayView(View):
    """A parcel and its way, the newest step first."""

    carrier: str
    hotline: str
    waybill: str
    steps: list[ParcelStepView]


@routes.get("/copies/{application}/times", who=PresentPatient, query=WhichPlace)
def free_times(me: PresentPatient, application: str, wanted: WhichPlace) -> FreeHalvesView:
    """The half hours of a pick-up place from which I may choose another."""
    found = records.mine(me, application)
    where = times.place(wanted.place or scheduling.first_place(found))
    halves = [FreeHalfView(id=one.id, full=one.full, busy=one.peak) for one in times.calendar(where, clock.now())]
    return FreeHalvesView(place=where.id, name=where.name, address=where.address, halves=halves)


@routes.post("/copies/{application}/pick-up-code", who=Patient)
def make_code(me: Patient, application: str) -> PickUpCodeView:
    """A new code for me to fetch the copies with; the one before is void."""
    return PickUpCodeView(code=collecting.my_code(me, application))


@routes.post("/copies/{application}/collector", who=Patient, body=PersonInput)
def name_collector(me: Patient, application: str, wanted: PersonInput) -> PickUpCodeView:
    """Name who fetches them for me; the answer is that person's own code, told this once."""
    form = collecting.CollectorForm(**person(wanted))
    return PickUpCodeView(code=collecting.name_collector(me, application, form))


@routes.delete("/copies/{application}/collector", who=Patient)
def drop_collector(me: Patient, application: str) -> None:
    """Nobody fetches them but me."""
    collecting.drop_collector(me, application)


@routes.get("/copies/{application}/parcel", who=PresentPatient)
def parcel(me: PresentPatient, application: str) -> ParcelWayView:
    """Where my parcel is, as the carrier tells it now."""
    found = records.mine(me, application)
    carrier = carriers.CARRIERS.get(found.parcel.get("carrier", ""))
    if carrier is None or not found.parcel.get("waybill"):
        raise refusals.NotFound
    steps = [ParcelStepView(at=clock.stamp(one.at), words=one.words) for one in following.steps(found)]
    return ParcelWayView(carrier=carrier.name, hotline=carrier.hotline, waybill=found.parcel["waybill"], steps=steps)


@routes.callback("POST", "/express/sf/pushes")
def pushed(_who: Anyone, request: Request) -> Raw:
    """SF has news of a parcel. It is not believed: the routes are asked for."""
    try:
        push = carriers.CARRIERS["sf"].read_push(request.headers, request.body)
    except UnreadablePush:
        return Raw(400, json.dumps(AGAIN, ensure_ascii=False))
    following.rung("sf", push.waybills)
    return Raw(200, json.dumps(TAKEN, ensure_ascii=False))
