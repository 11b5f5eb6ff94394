"""What happens inside the hospital while nobody of ours is looking."""

import copy
import datetime as dt

from chalicelib.gateways.his import systems
from sandbox.his.outcomes import business
from sandbox.his.rules import number_of
from sandbox.his.server import Server
from sandbox.seed import people, stays
from sandbox.seed.fhir import Resource, concept, identifier, reference

STEPS = {"taken": "checked-in", "arrived": "arrived", "seen": "fulfilled", "noshow": "noshow"}


class Acts(Server):
    """The hospital's people at work. Clinics, slots and appointments may be named by the HIS's id or by ours."""

    def _copy(self, kind: str, name: str) -> Resource:
        return self.there(kind, name.replace("_", "."))

    def _slots_of(self, schedule: str) -> list[Resource]:
        return copy.deepcopy(self.store.slots_of([f"Schedule/{schedule}"]))

    def stop_clinic(self, clinic: str, reason: str = "医生临时外出") -> None:
        """停诊: the clinic does not run; its free numbers are nobody's. Appointments stay until we cancel them."""
        with self.lock:
            schedule = self._copy("Schedule", clinic)
            slots = [
                {**slot, "status": "busy-unavailable"} for slot in self._slots_of(schedule["id"]) if slot["status"] == "free"
            ]
            self.store.put(*slots, {**schedule, "active": False, "comment": reason})

    def resume_clinic(self, clinic: str) -> None:
        """The stop was a mistake."""
        with self.lock:
            schedule = self._copy("Schedule", clinic)
            schedule.pop("comment", None)
            slots = [
                {**slot, "status": "free"} for slot in self._slots_of(schedule["id"]) if slot["status"] == "busy-unavailable"
            ]
            self.store.put(*slots, {**schedule, "active": True})

    def replace_doctor(self, clinic: str, doctor: str) -> None:
        """Another doctor stands in."""
        with self.lock:
            schedule, role = self._copy("Schedule", clinic), self._copy("PractitionerRole", f"role-{doctor}")
            here = [one for one in schedule["actor"] if one["reference"].startswith("PractitionerRole/")]
            before = self._copy("PractitionerRole", here[0]["reference"].split("/")[1])["practitioner"] if here else None
            others = [one for one in schedule["actor"] if one not in here]
            stands_in = [{"url": systems.REPLACES, "valueReference": before}] if before else []
            kept = [one for one in schedule["extension"] if one["url"] != systems.REPLACES]
            actor = [reference("PractitionerRole", role["id"], role["practitioner"]["display"]), *others]
            self.store.put({**schedule, "actor": actor, "extension": [*kept, *stands_in]})

    def move_room(self, clinic: str, room: str) -> None:
        """The clinic is held in another room (a Location's id)."""
        with self.lock:
            schedule = self._copy("Schedule", clinic)
            self._copy("Location", room)
            others = [one for one in schedule["actor"] if not one["reference"].startswith("Location/")]
            self.store.put({**schedule, "actor": [*others, reference("Location", room)]})

    def move_time(self, clinic: str, minutes: int) -> None:
        """Everything is so many minutes later (or earlier)."""
        with self.lock:
            schedule = self._copy("Schedule", clinic)
            later = dt.timedelta(minutes=minutes)
            horizon = {name: _moved(text, later) for name, text in schedule["planningHorizon"].items()}
            slots = [
                {**slot, "start": _moved(slot["start"], later), "end": _moved(slot["end"], later)}
                for slot in self._slots_of(schedule["id"])
            ]
            self.store.put(*slots, {**schedule, "planningHorizon": horizon})

    def appointment(self, name: str) -> Resource:
        """By the HIS's id or by our registration's id, a copy."""
        for one in self.store.all("Appointment"):
            if name in {one["id"], number_of(one)}:
                return copy.deepcopy(one)
        return self.there("Appointment", name)

    def mark(self, appointment: str, step: str) -> None:
        """Step: taken 取号, arrived, seen, noshow, passed 过号, returned 退号 (at the window)."""
        with self.lock:
            found = self.appointment(appointment)
            if step == "returned":
                self.end(found, concept(systems.RETURNED, "returned-at-window", "窗口退号"))
            elif step == "passed":
                others = [one for one in found.get("extension", []) if one["url"] != systems.PASSED]
                now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
                self.store.put({**found, "extension": [*others, {"url": systems.PASSED, "valueInstant": now}]})
            else:
                self.store.put({**found, "status": STEPS[step]})

    def sell_at_window(self, slot: str, patient: str = "p0199") -> str:
        """The window gives a number away; the id of its appointment. Raises Refuse when the number is gone or ours alone."""
        with self.lock:
            there = self._copy("Slot", slot)
            participant = {"actor": reference("Patient", patient), "status": "accepted"}
            times = {"start": there["start"], "end": there["end"]}
            resource = {"resourceType": "Appointment", "status": "booked", "slot": [reference("Slot", there["id"])]}
            return str(self.created({**resource, **times, "participant": [participant]})["id"])

    def share_numbers(self, campus: str, *, shared: bool = True) -> None:
        """From now on a campus shares its numbers with us (or allots them again); the windows keep their own."""
        ours = "shared" if shared else "allotted"
        with self.lock:
            self.shared = (*[one for one in self.shared if one != campus], *([campus] if shared else []))
            here = {
                one["id"]
                for one in self.store.all("Organization")
                if one.get("partOf", {}).get("reference") == f"Organization/{campus}"
            }
            services = {
                f"HealthcareService/{one['id']}" for one in self.store.all("HealthcareService") if _department(one) in here
            }
            schedules = {
                one["id"] for one in self.store.all("Schedule") if services & {actor["reference"] for actor in one["actor"]}
            }
            self.store.put_many(_pooled(slot, ours) for slot in self.store.all("Slot") if _to_pool(slot, schedules))

    def merge(self, old: str, into: str) -> None:
        """Two patients turn out to be one."""
        with self.lock:
            merged, survivor = self._copy("Patient", old), self._copy("Patient", into)
            if not merged.get("active", True) or not survivor.get("active", True):
                raise business("already-merged")
            people.merge(merged, survivor)
            self.store.put(merged, survivor)

    def unmerge(self, old: str) -> None:
        """They were two after all."""
        with self.lock:
            merged = self._copy("Patient", old)
            survivor = self._copy("Patient", merged["link"][0]["other"]["reference"].split("/")[1])
            people.unmerge(merged, survivor)
            self.store.put(merged, survivor)

    def discharge(self, stay: str) -> None:
        """A patient leaves the hospital; the record is still with the ward."""
        with self.lock:
            found = self._copy("Encounter", stay)
            found["period"]["end"] = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            self.store.put({**found, "status": "finished"})

    def admit(self, patient: str, department: str, ward: str = "住院楼3层3病区", kind: str = "IMP") -> str:
        """A patient is admitted (or, with AMB, comes for a visit); the id of the stay."""
        with self.lock:
            number = len(self.store.all("Encounter")) + 1
            system, first = (systems.ADMISSION, "ZY") if kind == "IMP" else (systems.VISIT, "MZ")
            made = {
                "resourceType": "Encounter",
                "id": f"enc-new-{number}",
                "status": "in-progress",
                "class": {"system": systems.ACT, "code": kind},
                "identifier": [identifier(system, f"{first}{900000 + number}")],
                "subject": reference("Patient", self._copy("Patient", patient)["id"]),
                "serviceProvider": reference("Organization", self._copy("Organization", department)["id"]),
                "participant": [{"individual": reference("Practitioner", "d001")}],
                "period": {"start": dt.datetime.now(dt.UTC).isoformat(timespec="seconds")},
                "location": [{"location": {"display": ward}}],
            }
            return str(self.store.put(made)["id"])

    def diagnose(self, stay: str, icd: str, words: str, severity: str = "moderate") -> None:
        """A diagnosis is entered; its stay counts as changed."""
        with self.lock:
            found = self._copy("Encounter", stay)
            self.store.put(stays.diagnosis(found, icd, words, severity), found)

    def archive(self, stay: str) -> None:
        """The record room has the whole record of a stay."""
        with self.lock:
            found = self._copy("Encounter", stay)
            found["extension"] = [{"url": systems.ARCHIVED, "valueDate": self.today().isoformat()}]
            self.store.put(found)

    def died(self, patient: str) -> None:
        """A death is entered."""
        with self.lock:
            now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            self.store.put({**self._copy("Patient", patient), "deceasedDateTime": now})

    def change_phone(self, patient: str, phone: str) -> None:
        """The window changes the reserved phone."""
        with self.lock:
            found = self._copy("Patient", patient)
            found["telecom"] = [{"system": "phone", "use": "mobile", "rank": 1, "value": phone}]
            self.store.put(found)

    def retire(self, kind: str, name: str) -> None:
        """A department, doctor, role, room, service or price is no more."""
        with self.lock:
            ended = {"ChargeItemDefinition": {"status": "retired"}, "Location": {"status": "inactive"}}
            self.store.put({**self._copy(kind, name), **ended.get(kind, {"active": False})})


def _moved(text: str, later: dt.timedelta) -> str:
    return (dt.datetime.fromisoformat(text) + later).isoformat()


def _department(service: Resource) -> str:
    return str(service["providedBy"]["reference"]).removeprefix("Organization/")


def _to_pool(slot: Resource, schedules: set[str]) -> bool:
    here = slot["schedule"]["reference"].removeprefix("Schedule/") in schedules
    return here and slot["appointmentType"]["coding"][0]["code"] != "window"


def _pooled(slot: Resource, pool: str) -> Resource:
    return {**slot, "appointmentType": concept(systems.POOL, pool)}
