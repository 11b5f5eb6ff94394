"""Copies by express: ordered outside any transaction under a number of ours, so that an unknown end is settled by asking again."""

import contextlib
import datetime as dt
from typing import Literal

from chalicelib.copies import acting, desk_settings, handing_over, parcels, refused, transitions
from chalicelib.copies.models import Application
from chalicelib.copies.parcels import ParcelState
from chalicelib.copies.states import Delivery, State
from chalicelib.gateways.express import carriers
from chalicelib.gateways.express.carrier import Cancelled, Ordered, Refused, Unknown
from chalicelib.kernel import agenda, clock, ids, log, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Staff

SETTLE, ABANDON = "copies.settle_parcel", "copies.abandon_parcel"
LONGEST = 60  # minutes between two tries
SOON = dt.timedelta(minutes=1)
UNDER_WAY = frozenset({ParcelState.ORDERING, ParcelState.ORDERED})


class NoSuchCarrier(refusals.Invalid):
    """None that the hospital works with."""

    code, message = "copies_no_such_carrier", "医院未开通该快递公司，请重新选择"


class BadWaybill(refusals.Invalid):
    """Not a waybill of this carrier."""

    code, message = "copies_bad_waybill", "运单号格式不正确，请核对后重新录入或扫描"


class OrderedAlready(refusals.Conflict):
    """There is an order under way, or a waybill."""

    code, message = "copies_parcel_ordered", "该寄件已下单或正在下单，请刷新后查看运单号；如需更换请先取消"


class NotOrdered(refusals.Conflict):
    """There is no waybill."""

    code, message = "copies_parcel_not_ordered", "该寄件尚无运单号，请先下单或录入运单号"


class NoSender(refusals.Conflict):
    """The hospital has not said whom parcels come from."""

    code, message = "copies_no_sender", "尚未设置寄件人电话和地址，请联系系统管理员完善后再下单"


class CarrierSilent(refusals.Unavailable):
    """The carrier does not answer; nothing was changed here."""

    code, message = "copies_carrier_silent", "快递公司暂时没有应答，请稍后再试"


def order(me: Staff, application: str, carrier: str, once: Once) -> Application:
    """Order a courier. The order is written first; the carrier is asked afterwards, and again until the outcome is known."""
    found = _to_ship(application, carrier)
    if not carriers.CARRIERS[carrier].calls:
        raise NoSuchCarrier
    sender = desk_settings.chosen(found.campus).sender
    if not (sender.phone and sender.address):
        raise NoSender
    tries = _tries(found)
    number = ids.derived("parcel", found.id, str(tries))
    parcel = parcels.changed(found, ParcelState.ORDERING, carrier=carrier, order=number, tries=tries)
    with acting.deed(me, found, "parcel_ordered", once, carrier) as unit:
        transitions.change(unit, found, "parcel_ordering", Application.parcel.set(parcel), by=me.id)
        agenda.later(unit, SETTLE, found.id, clock.now() + SOON, order=number, tries="1")
    with contextlib.suppress(refused.ChangedMeanwhile):  # then the agenda settles it
        settle(application, number)
    return acting.known(application)


def settle(application: str, number: str, tries: int = 0) -> None:
    """Ask the carrier for the order that is under way; one that may have been taken is looked for first, never made twice."""
    found = acting.known(application)
    if (found.parcel.get("order"), parcels.state(found)) != (number, ParcelState.ORDERING):
        return
    if found.stands is not State.TO_SHIP:
        abandon(application)
        return
    outcome = carriers.CARRIERS[found.parcel["carrier"]].order(parcels.wanted(found, number), again=tries > 0)
    if isinstance(outcome, Ordered):
        _ordered(found, outcome.waybill)
    elif isinstance(outcome, Refused) and not outcome.passing:
        log.warning("carrier_refused", application=found.id, code=outcome.code)
        parcel = parcels.changed(found, ParcelState.REFUSED, code=outcome.code)
        with Unit() as unit:
            transitions.change(unit, found, "parcel_refused", Application.parcel.set(parcel))
    elif tries:
        _later(SETTLE, found.id, tries, order=number)


def _ordered(found: Application, waybill: str) -> None:
    parcel = parcels.changed(found, ParcelState.ORDERED, waybill=waybill)
    with Unit() as unit:
        parcels.own(unit, found, str(parcel["carrier"]), waybill)
        transitions.change(unit, found, "parcel_ordered", Application.parcel.set(parcel))
        parcels.follow_later(unit, found, waybill)


def cancel(me: Staff, application: str, once: Once) -> Application:
    """The order does not stand any more; another may be made. Raises CarrierSilent, NotOrdered."""
    found = acting.known(application)
    acting.require(found, State.TO_SHIP)
    if parcels.state(found) not in UNDER_WAY:
        raise NotOrdered
    if not _cancelled(found):
        raise CarrierSilent
    with acting.deed(me, found, "parcel_cancelled", once) as unit:
        parcels.disown(unit, found)
        gone = Application.parcel.set({"tries": found.parcel["tries"]})
        transitions.change(unit, found, "parcel_cancelled", gone, by=me.id)
    return acting.known(application)


def abandon(application: str, tries: int = 0) -> None:
    """The application was withdrawn: no courier need come. Asked of the carrier until it is sure."""
    found = acting.known(application)
    if found.stands is State.TO_SHIP or parcels.state(found) not in UNDER_WAY or _cancelled(found):
        return
    _later(ABANDON, found.id, tries)


def _cancelled(found: Application) -> bool:
    outcome = carriers.CARRIERS[found.parcel["carrier"]].cancel(found.parcel["order"])
    return isinstance(outcome, Cancelled) or (not isinstance(outcome, Unknown) and outcome.code == "not_found")


def hand_to_carrier(me: Staff, application: str, once: Once) -> Application:
    """The courier has taken the ordered parcel. Raises NotOrdered."""
    found = acting.known(application)
    acting.require(found, State.TO_SHIP)
    if parcels.state(found) is not ParcelState.ORDERED:
        raise NotOrdered
    with acting.deed(me, found, "handed_to_carrier", once) as unit:
        parcels.sent(unit, found, parcels.changed(found, ParcelState.SENT), by=me.id)
    return acting.known(application)


def send_by_hand(me: Staff, application: str, carrier: str, text: str, once: Once) -> Application:
    """Whatever the carrier: the waybill was typed or scanned. Raises BadWaybill, WaybillTaken, NoSuchCarrier, OrderedAlready."""
    found = _to_ship(application, carrier)
    waybill = carriers.CARRIERS[carrier].waybill(text)
    if waybill is None:
        raise BadWaybill
    parcel = parcels.changed(found, ParcelState.SENT, carrier=carrier, order="", waybill=waybill, tries=_tries(found))
    with acting.deed(me, found, "handed_to_carrier", once, carrier) as unit:
        parcels.own(unit, found, carrier, waybill)
        parcels.sent(unit, found, parcel, by=me.id)
        if carriers.CARRIERS[carrier].calls:
            parcels.follow_later(unit, found, waybill)
    return acting.known(application)


def arrived(me: Staff, application: str, once: Once) -> Application:
    """Signed, as staff have learnt from the carrier or the addressee."""
    found = acting.known(application)
    acting.require(found, State.HANDED_TO_CARRIER, State.CARRIER_TROUBLE)
    with acting.deed(me, found, "parcel_arrived", once) as unit:
        parcel = Application.parcel.set(parcels.changed(found, ParcelState.SIGNED))
        handing_over.complete(unit, found, parcel, how="express", to="addressee", by=me.id)
    return acting.known(application)


def trouble(me: Staff, application: str, what: Literal["returned", "lost"], words: str, once: Once) -> Application:
    """Returned or lost, as staff have learnt."""
    found = acting.known(application)
    acting.require(found, State.HANDED_TO_CARRIER)
    with acting.deed(me, found, "carrier_trouble", once, acting.reason(words)) as unit:
        parcels.in_trouble(unit, found, ParcelState(what), by=me.id)
    return acting.known(application)


def send_again(me: Staff, application: str, once: Once) -> Application:
    """What came back is sent again, as another parcel; what is lost is printed again first."""
    found = acting.known(application)
    acting.require(found, State.CARRIER_TROUBLE)
    if parcels.state(found) is ParcelState.LOST:
        raise refused.NotNow
    with acting.deed(me, found, "sent_again", once) as unit:
        fresh = Application.parcel.set({"tries": found.parcel["tries"]})
        transitions.step(unit, found, State.TO_SHIP, fresh, by=me.id)
    return acting.known(application)


def collect_instead(me: Staff, application: str, once: Once) -> Application:
    """The applicant would rather fetch the copies."""
    found = acting.known(application)
    acting.require(found, State.TO_SHIP, State.CARRIER_TROUBLE)
    if parcels.state(found) in UNDER_WAY:
        raise OrderedAlready
    with acting.deed(me, found, "collected_instead", once) as unit:
        way = [Application.delivery.set(Delivery.PICK_UP.value), Application.parcel.set({})]
        transitions.step(unit, found, State.TO_SCHEDULE, *way, by=me.id)
    return acting.known(application)


def _to_ship(application: str, carrier: str) -> Application:
    found = acting.known(application)
    acting.require(found, State.TO_SHIP)
    if carrier not in desk_settings.chosen(found.campus).carriers or carrier not in carriers.CARRIERS:
        raise NoSuchCarrier
    if parcels.state(found) in UNDER_WAY:
        raise OrderedAlready
    return found


def _tries(found: Application) -> int:
    return int(found.parcel.get("tries", 0)) + 1


def _later(kind: str, application: str, tries: int, **about: str) -> None:
    due = clock.now() + dt.timedelta(minutes=min(2**tries, LONGEST))
    agenda.put_off(kind, application, due, tries=str(tries + 1), **about)
