"""The hospital's own rules for what is written: numbers are locked truly, a person is one person."""

import copy
import datetime as dt
from pathlib import Path

from chalicelib.gateways.his import systems
from sandbox.his.hospital import Hospital
from sandbox.his.outcomes import Refuse, business
from sandbox.seed.fhir import Resource, concept, identifier

OVER = {"cancelled", "entered-in-error"}  # an appointment that keeps no slots
AT_WORK = {"checked-in": "already-taken", "arrived": "already-taken", "fulfilled": "already-seen", "noshow": "already-over"}
HOLDING = {"pending": "busy-tentative"}


def extension(resource: Resource, url: str) -> Resource | None:
    """The extension with that URL, or None."""
    return next((one for one in resource.get("extension", []) if one["url"] == url), None)


def number_of(appointment: Resource) -> str | None:
    """The registration's id that an appointment carries, or None: sold at the window."""
    return next((one["value"] for one in appointment.get("identifier", []) if one.get("system") == systems.REGISTRATION), None)


class Rules(Hospital):
    """What may be written. Everything here runs under the lock."""

    def __init__(self, folder: Path, port: int = 0, *, days: int = 8, shared: tuple[str, ...] = ()) -> None:
        """Remember who holds which slot."""
        super().__init__(folder, port, days=days, shared=shared)
        self._refusing: list[str] = []
        self._held: dict[str, str] = {}
        self._pending: set[str] = set()
        for appointment in self.store.all("Appointment"):
            self._note(appointment)

    def refuse_next(self, *reasons: str) -> None:
        """Refuse the next writes of appointments with these reasons."""
        self._refusing += reasons

    def _note(self, appointment: Resource) -> None:
        """Who holds what follows from the appointments alone."""
        name = appointment["id"]
        for slot in self.held_by(name):
            del self._held[slot]
        self._pending.discard(name)
        if appointment["status"] not in OVER:
            self._held.update((slot, name) for slot in _slot_names(appointment))
        if appointment["status"] == "pending":
            self._pending.add(name)

    def held_by(self, appointment: str) -> set[str]:
        """The slots that an appointment keeps."""
        resource = self.store.get("Appointment", appointment)
        return {slot for slot in _slot_names(resource or {}) if self._held.get(slot) == appointment}

    def created(self, resource: Resource) -> Resource:
        """A new resource of a client."""
        number = len(self.store.all(resource["resourceType"])) + 1
        if resource["resourceType"] == "Patient":
            return self.store.put(self._new_patient({**resource, "id": f"p{number:04d}"}, number))
        return self._write_appointment({**resource, "id": f"a{number:06d}"}, None)

    def updated(self, resource: Resource, before: Resource) -> Resource:
        """A changed resource of a client."""
        if resource["resourceType"] == "Appointment":
            return self._write_appointment(resource, before)
        return self.store.put(resource)

    def _new_patient(self, resource: Resource, number: int) -> Resource:
        papers = {(one["system"], one["value"]) for one in resource.get("identifier", [])}
        for other in self.store.all("Patient"):
            if other.get("active", True) and papers & {(one["system"], one["value"]) for one in other["identifier"]}:
                raise Refuse(409, "duplicate", "duplicate")
        given = [identifier(systems.CARD, f"XL{10000000 + number * 37}"), identifier(systems.RECORD, f"{700000 + number}", "MR")]
        return {**resource, "identifier": [*resource["identifier"], *given]}

    def _write_appointment(self, resource: Resource, before: Resource | None) -> Resource:
        if self._refusing:
            raise business(self._refusing.pop(0))
        self._patient_known(resource)
        was = before["status"] if before else ""
        if resource["status"] == "cancelled":
            if was in AT_WORK:
                raise business(AT_WORK[was])
        elif was == "cancelled" and self._returned(before or {}):
            raise business("returned-at-window")
        wanted = _slot_names(resource) if resource["status"] not in OVER else set()
        held = self.held_by(resource["id"])
        for name in wanted:
            self._may_have(name, resource)
        released = [self._freed(name) for name in held - wanted]
        taken = [self._slot_as(name, HOLDING.get(resource["status"], "busy")) for name in wanted]
        return self._kept(*released, *taken, resource)

    def _kept(self, *resources: Resource) -> Resource:
        """Write slots and, last, their appointment."""
        for slot in self.held_by(resources[-1]["id"]):
            del self._held[slot]
        stored = self.store.put(*resources)
        self._note(stored)
        return stored

    def _returned(self, before: Resource) -> bool:
        coding = before.get("cancelationReason", {}).get("coding", [])
        return any(one.get("system") == systems.RETURNED for one in coding)

    def _patient_known(self, resource: Resource) -> None:
        names = [one.get("actor", {}).get("reference", "") for one in resource["participant"]]
        patients = [self.store.get("Patient", name.removeprefix("Patient/")) for name in names if name.startswith("Patient/")]
        if len(patients) != 1 or patients[0] is None:
            raise business("patient-unknown")

    def _may_have(self, name: str, resource: Resource) -> None:
        slot = self.store.get("Slot", name)
        if slot is None or slot["status"] == "entered-in-error":
            raise business("slot-gone")
        holder = self._held.get(name)
        if holder == resource["id"]:
            return
        if not self.clinic_of(slot).get("active", True):
            raise business("clinic-stopped")
        pool = slot["appointmentType"]["coding"][0]["code"]
        ours = number_of(resource) is not None
        if holder or slot["status"] != "free" or pool == ("window" if ours else "allotted"):
            raise Refuse(409, "business-rule", "slot-busy")

    def clinic_of(self, slot: Resource) -> Resource:
        """The Schedule of a Slot."""
        return self.store.get("Schedule", slot["schedule"]["reference"].removeprefix("Schedule/")) or {}

    def _slot_as(self, name: str, status: str) -> Resource:
        return {**copy.deepcopy(self.store.get("Slot", name) or {}), "status": status}

    def _freed(self, name: str) -> Resource:
        stopped = not self.clinic_of(self.store.get("Slot", name) or {}).get("active", True)
        return self._slot_as(name, "busy-unavailable" if stopped else "free")

    def expire_holds(self) -> None:
        """Locks whose time is up are given back."""
        now = dt.datetime.now(dt.UTC)
        for name in list(self._pending):
            appointment = self.store.get("Appointment", name) or {}
            until = extension(appointment, systems.HELD_UNTIL)
            if until and dt.datetime.fromisoformat(until["valueInstant"]) < now:
                with self.lock:
                    self.end(appointment, concept(systems.CANCELLATION, "other"))

    def end(self, appointment: Resource, reason: Resource) -> None:
        """Cancel an appointment inside the hospital and free its slots."""
        changed = {**copy.deepcopy(appointment), "status": "cancelled", "cancelationReason": reason}
        self._kept(*[self._freed(name) for name in self.held_by(appointment["id"])], changed)


def _slot_names(appointment: Resource) -> set[str]:
    return {one["reference"].removeprefix("Slot/") for one in appointment.get("slot", [])}
