"""A morning at the counter: people come with their papers, and the record room brings each as far as one work list."""

from typing import Any

from sandbox.copies.applicant import patients_with_stay
from sandbox.copies.clerks import Clerk
from sandbox.copies.scans import photo
from sandbox.seed.hospital import DEPARTMENTS, EAST
from sandbox.story import wait_for

Json = dict[str, Any]
PARTS = ["admission_record", "discharge_record", "orders"]
TO = {"province": "杏林省", "city": "杏林市", "county": "东湖区", "address": "春晖路9号", "phone": "13900000000"}


class Hall:
    """The counter, and those behind it."""

    def __init__(self, urls: dict[str, str], clerks: dict[str, Clerk], other: Clerk) -> None:
        """`clerks` by role; `other` is the second person of the copy desk."""
        self._clerks, self._other = clerks, other
        self._people = iter(patients_with_stay(urls))

    def fill(self) -> None:
        """Something for every list, and two for the first."""
        for way in (
            (),
            (self._refer,),
            (self._approve,),
            (self._approve, self._chase),
            (self._approve, self._count),
            (self._approve, self._count, self._pay),
            (self._approve, self._count, self._pay, self._copy),
            (self._approve, self._count, self._pay, self._copy, self._check),
            (),
        ):
            number = self._enter("pick_up")
            for step in way:
                step(number)
        number = self._enter("express")
        for step in (self._approve, self._count, self._pay, self._copy, self._check):
            step(number)

    def _enter(self, delivery: str) -> str:
        """Somebody has come: form, paper, handed in, checked by machine."""
        person, stay = next(self._people)
        department = stay["serviceProvider"]["reference"].partition("/")[2]
        body: Json = {
            "kind": "patient",
            "subject": {"name": person["name"], "kind": "resident-id", "number": person["papers"]["resident-id"]},
            "stays": [
                {
                    "number": stay["identifier"][0]["value"],
                    "department_name": next(one.name for one in DEPARTMENTS if one.id == department),
                    "began": stay["period"]["start"][:10],
                }
            ],
            "purpose": "insurance",
            "parts": PARTS,
            "copies": 1,
            "delivery": delivery,
        }
        if delivery == "express":
            body["recipient"] = {"name": person["name"], **TO}
        clerk = self._clerks["service"]
        made: str = clerk.post(f"/desk/copies/campuses/{EAST}/applications", body)["id"]
        for side in (1, 2):
            form = clerk.do("papers", made, {"kind": "patient_id", "nth": side, "content_type": "image/jpeg"})
            clerk.upload(form, photo(f"walk-in {made} {side}"))
        wait_for(lambda: all(one["state"] == "sealed" for one in clerk.case(made)["papers"]), "材料没有加密完成")
        clerk.do("submission", made)
        self._until(made, "form_checked")
        return made

    def _until(self, number: str, state: str) -> Json:
        clerk = self._clerks["service"]
        found: Json = wait_for(lambda: (one := clerk.case(number))["state"] == state and one, f"申请没有变为 {state}")
        return found

    def _refer(self, number: str) -> None:
        self._clerks["reviewer"].do("claim", number)
        self._clerks["reviewer"].do("referral", number, {"reason": "部分病历已封存，请医务科决定"})

    def _approve(self, number: str) -> None:
        self._clerks["reviewer"].do("claim", number)
        self._clerks["reviewer"].do("approval", number, {"left_out": []})

    def _chase(self, number: str) -> None:
        clerk = self._clerks["store_room"]
        clerk.do("claim", number)
        stay = clerk.case(number)["stays"][0]["id"]
        clerk.do("chase", number, {"stay": stay, "why": "on_loan", "owner": "心血管内科病区", "note": "已电话联系护士站"})

    def _count(self, number: str) -> None:
        clerk = self._clerks["store_room"]
        clerk.do("claim", number)
        stays = [one["id"] for one in clerk.case(number)["stays"]]
        clerk.do("fetched", number, {"stays": stays})
        clerk.do("pages", number, {"pages": dict.fromkeys(stays, 24)})
        self._until(number, "awaiting_payment")

    def _pay(self, number: str) -> None:
        clerk = self._clerks["cashier"]
        order = clerk.case(number)["bills"][0]["order"]
        clerk.do(f"bills/{order}/payment", number)

    def _copy(self, number: str) -> None:
        clerk = self._clerks["copy_desk"]
        clerk.do("claim", number)
        stays = [one["id"] for one in clerk.case(number)["stays"]]
        clerk.do("copied", number, {"pages": dict.fromkeys(stays, 24), "stamped": True})

    def _check(self, number: str) -> None:
        admissions = self._other.do("particulars", number, {"reason": "核对复印件"})["admissions"]
        seen = [
            {"stay": stay, "pages": 24, "number_tail": admission[-4:], "name_matches": True}
            for stay, admission in admissions.items()
        ]
        self._other.do("check", number, {"stays": seen})
