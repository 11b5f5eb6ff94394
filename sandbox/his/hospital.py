"""The hospital behind the played HIS: seeded once, its clinics made new every day."""

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.his.store import NOW, Store
from sandbox.party import Party
from sandbox.seed import clinics, hospital, people, prices, stays

ZONE = ZoneInfo("Asia/Shanghai")
LONG_AGO = dt.timedelta(hours=1)  # a hospital does not begin when somebody connects to it


class Hospital(Party):
    """The resources."""

    name = "his"
    title = "医院信息系统（模拟）"

    def __init__(self, folder: Path, port: int = 0, *, days: int = 8, shared: tuple[str, ...] = ()) -> None:
        """Open the books, or begin them. `days`: of clinics from today on. `shared`: campuses whose numbers are shared."""
        super().__init__(folder, port)
        self.days, self.shared = days, shared
        self.store = Store(self)
        if not self.store.all("Organization"):
            known, past = list(people.resources()), list(stays.resources(self.today()))
            found = stays.diagnoses([*past, *(one for one in known if one["resourceType"] == "Encounter")])
            self.store.put_many([*hospital.resources(), *prices.resources(), *known, *past, *found], LONG_AGO)
        self._rolled = dt.date.min
        self.roll()

    def today(self) -> dt.date:
        """The hospital's calendar day."""
        return dt.datetime.now(ZONE).date()

    def roll(self) -> None:
        """See to it that the clinics of today and the days ahead are there."""
        today = self.today()
        if today <= self._rolled:
            return
        book = self.book("days")
        ago = NOW if book.items() else LONG_AGO
        with self.lock:
            for day in (today + dt.timedelta(days=ahead) for ahead in range(self.days)):
                if day.isoformat() not in book:
                    self.store.put_many(clinics.of_day(day, self.shared), ago)
                    book[day.isoformat()] = "made"
            self._rolled = today

    def people(self) -> list[dict[str, Any]]:
        """Every patient in plain words: id, name, sex, born, papers {kind: number}, card, phone, active."""
        return [_plain(patient) for patient in self.store.all("Patient")]


def _plain(patient: dict[str, Any]) -> dict[str, Any]:
    numbers = {one["system"].rsplit("/", 1)[-1]: one["value"] for one in patient.get("identifier", [])}
    return {
        "id": patient["id"],
        "name": patient["name"][0]["text"],
        "sex": patient.get("gender", "unknown"),
        "born": patient.get("birthDate", ""),
        "papers": {kind: number for kind, number in numbers.items() if kind not in {"card", "record", "patient"}},
        "card": numbers.get("card", ""),
        "phone": next((one["value"] for one in patient.get("telecom", [])), ""),
        "active": patient.get("active", True),
    }
