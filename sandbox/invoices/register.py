"""The platform's register: what is issued under our numbers, once each, and what takes it back."""

import random
import re
import time
from typing import Any

from sandbox.party import Party

Document = dict[str, Any]
NUMBER = re.compile(r"[A-Za-z0-9_-]{1,64}")
LINE = {"item": str, "name": str, "unit": str, "quantity": int, "price": int, "amount": int}
TOP = {"kind", "payer", "lines", "total", "paid", "remark", "replaces"}


class No(Exception):
    """A refusal: status and code of the profile."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


def stamp(moment: float) -> str:
    """An instant."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))


class Register(Party):
    """Book `bills`: our number → what was asked, and what became of it."""

    pace = 0.0  # seconds until what was asked for is issued; 0: at once; negative: when somebody says so
    items: tuple[str, ...] = ()  # of the tariff known to the platform; none: any
    refusing = ""  # payers whose name holds this are refused, after a while
    closed = False  # the accounting period is closed: nothing is taken back

    def issue(self, number: str, asked: Document) -> tuple[int, Document]:
        """Take a bill, each number once."""
        if not NUMBER.fullmatch(number):
            raise No(400, "malformed")
        with self.lock:
            there = self.book("bills").get(number)
            if there is not None:
                if there["asked"] != asked:
                    raise No(409, "number-used")
                return 200, self.told(number)
            self._check(asked)
            if asked.get("replaces") and self.told(asked["replaces"])["state"] != "RED_FLUSHED":
                raise No(409, "not-issued")
            self.book("bills")[number] = {"asked": asked, "at": time.time(), "state": "ISSUING"}
            return 201, self.told(number)

    def _check(self, asked: Document) -> None:
        payer, lines, paid = asked.get("payer"), asked.get("lines"), asked.get("paid")
        shaped = isinstance(payer, dict) and isinstance(paid, dict) and isinstance(lines, list) and lines
        if not shaped or not asked.keys() <= TOP or asked.get("kind") not in ("fiscal", "tax"):
            raise No(400, "malformed")
        if payer.get("kind") not in ("person", "organization") or not payer.get("name"):  # type: ignore[union-attr]
            raise No(422, "payer-refused")
        if payer["kind"] == "organization" and asked["kind"] == "tax" and not payer.get("tax_number"):  # type: ignore[index,union-attr]
            raise No(422, "payer-refused")
        for line in lines:  # type: ignore[union-attr]
            if line.keys() != LINE.keys() or not all(type(line[name]) is kind for name, kind in LINE.items()):
                raise No(400, "malformed")
            if not line["item"] or (self.items and line["item"] not in self.items):
                raise No(422, "item-unknown")
            if line["quantity"] * line["price"] != line["amount"] or line["amount"] < 0:
                raise No(422, "total-wrong")
        if type(asked.get("total")) is not int or asked["total"] <= 0 or sum(one["amount"] for one in lines) != asked["total"]:  # type: ignore[union-attr]
            raise No(422, "total-wrong")

    def red_flush(self, number: str, asked: Document) -> tuple[int, Document]:
        """Take an issued bill back, once."""
        with self.lock:
            told, bill = self.told(number), self.book("bills")[number]
            if not asked.get("reason") or asked.keys() != {"reason"}:
                raise No(400, "malformed")
            if told["state"] == "RED_FLUSHED" or (told["red"] and told["red"]["state"] == "ISSUING"):
                return 200, told
            if told["state"] != "ISSUED":
                raise No(409, "not-issued")
            if self.closed:
                raise No(422, "period-closed")
            self.book("bills")[number] = {**bill, "red": {"state": "ISSUING", "at": time.time(), "reason": asked["reason"]}}
            return 201, self.told(number)

    def told(self, number: str) -> Document:
        """A bill as the profile tells it. Raises No."""
        with self.lock:
            bill = self.book("bills").get(number)
            if bill is None:
                raise No(404, "bill-unknown")
            ripe = self._ripened(bill)
            if ripe != bill:
                self.book("bills")[number] = bill = ripe
        names = ("state", "code", "serial", "check", "issued", "problem")
        red = bill.get("red") and {name: bill["red"][name] for name in ("state", "serial", "issued") if name in bill["red"]}
        told = {name: bill[name] for name in names if name in bill}
        return {"number": number, "kind": bill["asked"]["kind"], "total": bill["asked"]["total"], **told, "red": red}

    def settle(self, number: str) -> None:
        """Finish what is under way for a bill, whatever the pace."""
        with self.lock:
            bill = self.book("bills")[number]
            self.book("bills")[number] = self._red_ripe(self._ripe(bill)) if bill["state"] != "ISSUING" else self._ripe(bill)

    def _ripened(self, bill: Document) -> Document:
        if bill["state"] == "ISSUING":
            return self._ripe(bill) if self._due(bill["at"]) else bill
        red = bill.get("red")
        return self._red_ripe(bill) if red and red["state"] == "ISSUING" and self._due(red["at"]) else bill

    def _due(self, since: float) -> bool:
        return self.pace >= 0 and time.time() >= since + self.pace

    def _ripe(self, bill: Document) -> Document:
        if bill["state"] != "ISSUING":
            return bill
        if self.refusing and self.refusing in bill["asked"]["payer"]["name"]:
            return {**bill, "state": "REFUSED", "problem": "payer-refused"}
        made = {"code": "42060126", "serial": f"{random.randrange(10**10):010d}", "check": f"{random.randrange(16**6):06x}"}
        return {**bill, "state": "ISSUED", **made, "issued": stamp(time.time())}

    def _red_ripe(self, bill: Document) -> Document:
        if not bill.get("red") or bill["state"] != "ISSUED":
            return bill
        red = {**bill["red"], "state": "ISSUED", "serial": f"{random.randrange(10**10):010d}", "issued": stamp(time.time())}
        return {**bill, "state": "RED_FLUSHED", "red": red}
