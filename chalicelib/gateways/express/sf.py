"""SF Express 顺丰速运."""

import json
import re
from collections.abc import Mapping
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError

from chalicelib.gateways.express import sf_routes, sf_wire, waybills
from chalicelib.gateways.express.carrier import (
    NEUTRAL,
    Cancelled,
    Contact,
    Ordered,
    Outcome,
    Parcel,
    Push,
    Refused,
    Unknown,
    UnreadablePush,
)
from chalicelib.gateways.express.sf_wire import No
from chalicelib.gateways.express.standing import Routes
from chalicelib.kernel.transport import Unanswered

DUPLICATE = "8016"
NOT_FOUND = frozenset({"8018", "8024"})
CANCELLED = frozenset({"8037", "8253"})
SENDER, RECEIVER = 1, 2
FAST, STANDARD = 1, 2  # 顺丰特快, 顺丰标快
CANCEL = 2
MATCHED = 2
BEING_CHECKED, UNREACHABLE = 1, 3
MASTER = "1"
REMARK = "请当面交收件人本人签收"
PUSHED = 200  # waybills of one push that are looked at
_MOBILE = re.compile(r"1\d{10}")


class _Part(BaseModel):
    model_config = ConfigDict(defer_build=True, coerce_numbers_to_str=True, hide_input_in_errors=True)


class _Waybill(_Part):
    waybillNo: str  # noqa: N815 - SF's name
    waybillType: str = MASTER  # noqa: N815


class _Order(_Part):
    orderId: str  # noqa: N815
    waybillNoInfoList: list[_Waybill] | None = None  # noqa: N815
    filterResult: int | None = None  # noqa: N815


class _Change(_Part):
    resStatus: int  # noqa: N815


class _Way(_Part):
    mailNo: str  # noqa: N815
    routes: list[sf_routes.Route] = []


class _Ways(_Part):
    routeResps: list[_Way] = []  # noqa: N815


class _Rung(_Part):
    mailno: str


class _Rings(_Part):
    WaybillRoute: list[_Rung]


class _Bell(_Part):
    Body: _Rings


class Sf:
    """SF by its API. See Carrier."""

    code: ClassVar = "sf"
    name: ClassVar = "顺丰速运"
    hotline: ClassVar = "95338"
    calls: ClassVar = True

    def waybill(self, text: str) -> str | None:
        """See Carrier."""
        spelled = waybills.spelled(text)
        return spelled if waybills.of_sf(spelled) else None

    def order(self, parcel: Parcel, *, again: bool = False) -> Outcome:
        """See Carrier. SF takes an order's id once, so a repetition never makes a second parcel."""
        if again and (before := self.find(parcel.order)) != _NONE:
            return before
        try:
            return _taken(parcel.order, sf_wire.call("EXP_RECE_CREATE_ORDER", _wanted(parcel), _Order))
        except No as no:
            return self.find(parcel.order) if no.code == DUPLICATE else _refused(no)
        except Unanswered as error:
            return self._settled(parcel.order, error)

    def _settled(self, order: str, error: Unanswered) -> Outcome:
        """Silence after sending is asked about at once; that nothing is found yet settles nothing."""
        if not error.sent:
            return _silence(error)
        found = self.find(order)
        return found if isinstance(found, Ordered) else Unknown(str(error))

    def find(self, order: str) -> Outcome:
        """See Carrier."""
        message: dict[str, object] = {"orderId": order, "searchType": "1", "language": "zh-CN"}
        try:
            return _taken(order, sf_wire.call("EXP_RECE_SEARCH_ORDER_RESP", message, _Order))
        except No as no:
            return _NONE if no.code in NOT_FOUND else _refused(no)
        except Unanswered as error:
            return _silence(error)

    def cancel(self, order: str) -> Cancelled | Refused | Unknown:
        """See Carrier."""
        message: dict[str, object] = {"orderId": order, "dealType": CANCEL, "language": "zh-CN"}
        try:
            change = sf_wire.call("EXP_RECE_UPDATE_ORDER", message, _Change)
        except No as no:
            if no.code in CANCELLED:
                return Cancelled()
            return _NONE if no.code in NOT_FOUND else _refused(no)
        except Unanswered as error:
            return _silence(error)
        return Cancelled() if change.resStatus == MATCHED else Refused("not_matched")

    def routes(self, waybill: str, phone_tail: str = "") -> Routes | Refused | Unknown:
        """See Carrier. SF answers for a waybill it does not know, or will not show, with no steps."""
        message: dict[str, object] = {
            "language": "zh-CN",
            "trackingType": 1,
            "trackingNumber": [waybill],
            "methodType": 1,
        }
        if phone_tail:
            message["checkPhoneNo"] = phone_tail
        try:
            ways = sf_wire.call("EXP_RECE_SEARCH_ROUTES", message, _Ways)
        except No as no:
            return Routes(()) if no.code in NOT_FOUND else _refused(no)
        except Unanswered as error:
            return _silence(error)
        return sf_routes.read([route for way in ways.routeResps if way.mailNo == waybill for route in way.routes])

    def read_push(self, headers: Mapping[str, str], body: bytes) -> Push:
        """See Carrier. SF signs no push: what it says of a parcel is not believed, the routes are asked for."""
        del headers
        try:
            rung = _Bell.model_validate(json.loads(body)).Body.WaybillRoute
        except (ValueError, RecursionError, ValidationError):
            raise UnreadablePush from None
        return Push(frozenset(known for one in rung[:PUSHED] if (known := self.waybill(one.mailno))))


_NONE = Refused("not_found")
TAKEN: dict[str, str] = {"return_code": "0000", "return_msg": "成功"}  # our answer to a push
AGAIN: dict[str, str] = {"return_code": "1000", "return_msg": "系统异常"}  # SF pushes it again


def _wanted(parcel: Parcel) -> dict[str, object]:
    return {
        "language": "zh-CN",
        "orderId": parcel.order,
        "cargoDetails": [{"name": NEUTRAL, "count": 1, "unit": "份"}],
        "contactInfoList": [_contact(SENDER, parcel.sender), _contact(RECEIVER, parcel.receiver)],
        "monthlyCard": sf_wire.secret().monthly_card,
        "payMethod": RECEIVER if parcel.receiver_pays else SENDER,
        "expressTypeId": FAST if parcel.fast else STANDARD,
        "parcelQty": 1,
        "isDocall": 1 if parcel.fetch else 0,
        "remark": REMARK,
    }


def _contact(kind: int, who: Contact) -> dict[str, object]:
    return {
        "contactType": kind,
        "contact": who.name,
        "mobile" if _MOBILE.fullmatch(who.phone) else "tel": who.phone,
        "country": "CN",
        "province": who.province,
        "city": who.city,
        "county": who.county,
        "address": who.address,
    }


def _taken(order: str, said: _Order) -> Outcome:
    """SF sifts what it takes: some addresses it cannot reach, some it looks at by hand first."""
    if said.orderId != order:
        return Unknown("another_order")
    if said.filterResult == UNREACHABLE:
        return Refused("unreachable")
    masters = [one.waybillNo for one in said.waybillNoInfoList or [] if one.waybillType == MASTER]
    if not masters or not waybills.of_sf(masters[0]):
        return Unknown("being_checked" if said.filterResult == BEING_CHECKED else "no_waybill")
    return Ordered(masters[0])


def _refused(no: No) -> Refused:
    return Refused(no.code, passing=no.passing)


def _silence(error: Unanswered) -> Refused | Unknown:
    return Unknown(str(error)) if error.sent else Refused("not_connected", passing=True)
