"""What staff call to hand copies over: times and codes at the window, parcels."""

from chalicelib.copies import (
    desk_inputs,
    desk_views,
    handing_over,
    scheduling,
    shipping,
)
from chalicelib.copies.desk import DESK, done
from chalicelib.copies.desk_shapes import (
    CalendarView,
    CaseView,
    CounterCodeView,
    PlacesView,
    PlaceView,
)
from chalicelib.copies.pickup import settings, times
from chalicelib.copies.pickup.codes import Holder
from chalicelib.copies.pickup.models import HalfHourId
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Role, Staff, acting_as

routes = Routes(__name__)

COPY_DESK = acting_as(Role.COPY_DESK)


# ---- picking up


@routes.get("/desk/copies/places", who=DESK, query=desk_inputs.At)
def show_places(_me: Staff, at: desk_inputs.At) -> PlacesView:
    """The pick-up places of a campus."""
    here = [one for one in settings.chosen().places if one.campus in ("", at.campus)]
    return PlacesView(places=[PlaceView(id=one.id, name=one.name, address=one.address) for one in here])


@routes.get("/desk/copies/places/{place}/calendar", who=COPY_DESK)
def calendar(_me: Staff, place: str) -> CalendarView:
    """A pick-up place's half hours with their load, and the one to offer first."""
    return desk_views.calendar(times.place(place))


@routes.post("/desk/copies/applications/{application}/time", who=COPY_DESK, body=desk_inputs.ProposalInput, once=True)
def propose(me: Staff, application: str, wanted: desk_inputs.ProposalInput, once: Once) -> CaseView:
    """Offer a time."""
    half = HalfHourId(wanted.half_hour) if wanted.half_hour else None
    return done(me, application, once, lambda: scheduling.propose(me, application, wanted.place, half, once))


@routes.post("/desk/copies/applications/{application}/time-agreement", who=COPY_DESK, once=True)
def agree(me: Staff, application: str, once: Once) -> CaseView:
    """The applicant's time will do."""
    return done(me, application, once, lambda: scheduling.agree(me, application, once))


@routes.post("/desk/copies/applications/{application}/take-down", who=COPY_DESK, once=True)
def take_down(me: Staff, application: str, once: Once) -> CaseView:
    """From the shelf, to find another time."""
    return done(me, application, once, lambda: scheduling.take_down(me, application, once))


@routes.post("/desk/copies/applications/{application}/hand-over", who=COPY_DESK, body=desk_inputs.HandOverInput, once=True)
def hand_over(me: Staff, application: str, wanted: desk_inputs.HandOverInput, once: Once) -> CaseView:
    """Code and paper were shown: handed over."""
    shown = handing_over.Shown(Holder(wanted.holder), wanted.code, wanted.number_tail)
    return done(me, application, once, lambda: handing_over.hand_over(me, application, shown, once))


@routes.post("/desk/copies/applications/{application}/code", who=COPY_DESK, once=True)
def counter_code(me: Staff, application: str, once: Once) -> CounterCodeView:
    """The code of an application of the counter, for its receipt; told once."""
    return CounterCodeView(code=handing_over.counter_code(me, application, once))


# ---- express


@routes.post("/desk/copies/applications/{application}/parcel", who=COPY_DESK, body=desk_inputs.CarrierInput, once=True)
def order_parcel(me: Staff, application: str, wanted: desk_inputs.CarrierInput, once: Once) -> CaseView:
    """Order a courier."""
    return done(me, application, once, lambda: shipping.order(me, application, wanted.carrier, once))


@routes.post("/desk/copies/applications/{application}/parcel-cancellation", who=COPY_DESK, once=True)
def cancel_parcel(me: Staff, application: str, once: Once) -> CaseView:
    """The courier need not come."""
    return done(me, application, once, lambda: shipping.cancel(me, application, once))


@routes.post("/desk/copies/applications/{application}/parcel-handed", who=COPY_DESK, once=True)
def hand_to_carrier(me: Staff, application: str, once: Once) -> CaseView:
    """The courier has it."""
    return done(me, application, once, lambda: shipping.hand_to_carrier(me, application, once))


@routes.post("/desk/copies/applications/{application}/waybill", who=COPY_DESK, body=desk_inputs.WaybillInput, once=True)
def send_by_hand(me: Staff, application: str, wanted: desk_inputs.WaybillInput, once: Once) -> CaseView:
    """Sent with a waybill that was typed or scanned."""
    return done(me, application, once, lambda: shipping.send_by_hand(me, application, wanted.carrier, wanted.waybill, once))


@routes.post("/desk/copies/applications/{application}/parcel-end", who=COPY_DESK, body=desk_inputs.ParcelEndInput, once=True)
def end_parcel(me: Staff, application: str, wanted: desk_inputs.ParcelEndInput, once: Once) -> CaseView:
    """What became of a parcel, as people have learnt."""
    if wanted.end == "signed":
        return done(me, application, once, lambda: shipping.arrived(me, application, once))
    end = wanted.end
    return done(me, application, once, lambda: shipping.trouble(me, application, end, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/parcel-again", who=COPY_DESK, once=True)
def send_again(me: Staff, application: str, once: Once) -> CaseView:
    """What came back is sent again."""
    return done(me, application, once, lambda: shipping.send_again(me, application, once))


@routes.post("/desk/copies/applications/{application}/collection", who=COPY_DESK, once=True)
def collect_instead(me: Staff, application: str, once: Once) -> CaseView:
    """The applicant fetches them instead."""
    return done(me, application, once, lambda: shipping.collect_instead(me, application, once))
