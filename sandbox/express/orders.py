"""What the platform does with a message: order, look up, cancel, tell routes. Codes are SF's own."""

import random
import time
from typing import Any

from sandbox.express.steps import BY_ITSELF, HAPPENINGS
from sandbox.party import Party

Document = dict[str, Any]
NEEDED = {  # of each contact: field → (sender's code, receiver's code)
    "address": ("1010", "1014"),
    "contact": ("1011", "1015"),
    "phone": ("1012", "1016"),
}


class No(Exception):
    """A refusal of the service behind the platform: errorCode and errorMsg."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code, self.message = code, message


class Orders(Party):
    """Books `orders` (our order → parcel) and `waybills` (waybill → our order)."""

    monthly_card = "7550000001"
    pace = 0.0  # seconds from step to step by itself; 0: parcels stand still
    unreachable = ""  # addresses that hold this are not delivered to
    checked = ""  # addresses that hold this are looked at by people first

    # ---- EXP_RECE_CREATE_ORDER
    def create(self, asked: Document) -> Document:
        """Take an order, each id once."""
        self._check(asked)
        order = asked["orderId"]
        if order in self.book("orders"):
            raise No("8016", "重复下单")
        address = next(one for one in asked["contactInfoList"] if one["contactType"] == 2)["address"]
        sifted = 3 if self.unreachable and self.unreachable in address else 1 if self.checked and self.checked in address else 2
        waybill = self._new_waybill() if sifted == 2 else ""
        self.book("orders")[order] = {
            "asked": asked,
            "waybill": waybill,
            "sifted": sifted,
            "cancelled": False,
            "at": time.time(),
            "steps": [],
        }
        if waybill:
            self.book("waybills")[waybill] = order
        return self._order(order)

    def _check(self, asked: Document) -> None:
        order = asked.get("orderId")
        if not isinstance(order, str) or not 0 < len(order) <= 64:
            raise No("6118", "订单号不能为空")
        if asked.get("language") != "zh-CN" or not isinstance(asked.get("expressTypeId"), int):
            raise No("S0002", "必填参数不能为空")
        cargo = asked.get("cargoDetails") or []
        if not cargo or not all(isinstance(one, dict) and one.get("name") for one in cargo):
            raise No("1023", "托寄物品名不能为空")
        contacts = {one.get("contactType"): one for one in asked.get("contactInfoList") or []}
        for kind in (1, 2):
            who = contacts.get(kind) or {}
            given = {**who, "phone": who.get("mobile") or who.get("tel")}
            for field, codes in NEEDED.items():
                if not given.get(field):
                    raise No(codes[kind - 1], f"{'寄收'[kind - 1]}件人信息不全")
        if asked.get("payMethod") not in (1, 2, 3) or asked.get("parcelQty", 1) < 1:
            raise No("S0002", "必填参数不能为空")
        if asked["payMethod"] == 1 and asked.get("monthlyCard") != self.monthly_card:
            raise No("20052", "月结卡号不匹配")

    def _new_waybill(self) -> str:
        while True:
            waybill = f"SF{random.randrange(10**13):013d}"
            if waybill not in self.book("waybills"):
                return waybill

    def _order(self, order: str) -> Document:
        parcel = self.book("orders")[order]
        waybills = [{"waybillType": 1, "waybillNo": parcel["waybill"]}] if parcel["waybill"] else None
        return {"orderId": order, "waybillNoInfoList": waybills, "filterResult": parcel["sifted"], "remark": None}

    # ---- EXP_RECE_SEARCH_ORDER_RESP, EXP_RECE_UPDATE_ORDER
    def search(self, asked: Document) -> Document:
        """What came of an order."""
        if self._of(asked)["cancelled"]:
            raise No("8037", "已消单")
        return self._order(asked["orderId"])

    def change(self, asked: Document) -> Document:
        """Cancel an order that nobody has come for."""
        parcel = self._of(asked)
        if asked.get("dealType") != 2:
            raise No("8252", "订单已确认")
        if parcel["cancelled"]:
            raise No("8037", "已消单")
        if self._walked(asked["orderId"])["steps"]:
            raise No("8019", "订单已确认或已消单")
        self.book("orders")[asked["orderId"]] = {**parcel, "cancelled": True}
        return {**self._order(asked["orderId"]), "resStatus": 2}

    def _of(self, asked: Document) -> Document:
        found = self.book("orders").get(str(asked.get("orderId")))
        if found is None:
            raise No("8018", "未获取到订单信息")
        return dict(found)

    # ---- EXP_RECE_SEARCH_ROUTES
    def tell(self, asked: Document) -> Document:
        """The steps of waybills; of a parcel ordered by another customer only to who knows a phone on its label."""
        numbers = asked.get("trackingNumber")
        if asked.get("trackingType") not in (1, "1") or not isinstance(numbers, list) or not 0 < len(numbers) <= 10:
            raise No("S0002", "必填参数不能为空")
        return {"routeResps": [{"mailNo": one, "routes": self._routes(one, asked.get("checkPhoneNo", ""))} for one in numbers]}

    def _routes(self, waybill: str, tail: str) -> list[Document]:
        order = self.book("waybills").get(waybill)
        parcel = self._walked(order) if order else None
        if parcel is None or (parcel.get("foreign") and parcel["foreign"] != tail):
            return []
        return [{key: value for key, value in step.items() if key != "what"} for step in parcel["steps"]]

    # ---- what happens to parcels
    def move(self, waybill: str, what: str) -> Document:
        """Something happens to a parcel, now; what goes before it in the usual way has happened too."""
        with self.lock:
            order = self.book("waybills")[waybill]
            parcel = self._walked(order)
            before = BY_ITSELF[: BY_ITSELF.index(what)] if what in BY_ITSELF else BY_ITSELF[:1]
            done = {step["what"] for step in parcel["steps"]}
            for one in (*(one for one in before if one not in done), what):
                self._happen(parcel, one, time.time())
            self.book("orders")[order] = parcel
            return dict(parcel["steps"][-1])

    def hand_over(self, waybill: str, phone: str) -> None:
        """Somebody sends a parcel from a counter, not by the platform."""
        order = f"counter-{waybill}"
        who = {"contact": "柜台", "mobile": phone, "address": "柜台"}
        asked = {"contactInfoList": [{**who, "contactType": kind} for kind in (1, 2)], "payMethod": 1}
        parcel = {"asked": asked, "waybill": waybill, "sifted": 2, "cancelled": False, "at": time.time(), "steps": []}
        self.book("orders")[order] = {**parcel, "foreign": phone[-4:]}
        self.book("waybills")[waybill] = order

    def _walked(self, order: str) -> Document:
        """The parcel after what happened by itself since somebody looked last."""
        parcel = dict(self.book("orders")[order])
        while self.pace and not parcel["cancelled"] and parcel["waybill"]:
            done = [step["what"] for step in parcel["steps"]]
            due = (parcel["steps"][-1]["moment"] if done else parcel["at"]) + self.pace
            coming = BY_ITSELF[BY_ITSELF.index(done[-1]) + 1 :] if done and done[-1] in BY_ITSELF else () if done else BY_ITSELF
            if due > time.time() or not coming:
                break
            self._happen(parcel, coming[0], due)
            self.book("orders")[order] = parcel
        return parcel

    def _happen(self, parcel: Document, what: str, moment: float) -> None:
        if what == "returned":
            parcel["next"] = parcel.get("next") or self._new_waybill()
        kind = HAPPENINGS[what]
        step = {
            "what": what,
            "moment": moment,
            "acceptTime": time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(moment + 8 * 3600)),
            "acceptAddress": "滨江市",
            "remark": kind.words.format(next=parcel.get("next", "")),
            "opCode": kind.code,
        }
        parcel["steps"] = [*parcel["steps"], step | ({"reasonCode": kind.reason} if kind.reason else {})]
