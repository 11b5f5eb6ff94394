"""Clinics: one FHIR Schedule is one session of a doctor or a department, one Slot is one time-marked number."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from chalicelib.gateways.his import searching, systems
from chalicelib.gateways.his.directory import amount_of, grade_of, kind_of, person_name
from chalicelib.gateways.his.outcomes import Changes, HisAway, Unusable
from chalicelib.gateways.his.resources import Node
from chalicelib.gateways.his.systems import Kind as Kind  # noqa: PLC0414 - belongs to a clinic
from chalicelib.kernel import clock, log
from chalicelib.kernel.money import Fen


class Pool(StrEnum):
    """Who may give a number away."""

    ALLOTTED = "allotted"  # we alone
    SHARED = "shared"  # we and the windows, the HIS locks
    WINDOW = "window"  # the windows alone


class SlotStatus(StrEnum):
    """FHIR's slotstatus."""

    FREE = "free"
    BUSY = "busy"
    TENTATIVE = "busy-tentative"  # locked by a hold
    UNAVAILABLE = "busy-unavailable"  # not to be given to anybody
    ERROR = "entered-in-error"  # taken back


class HisSlot(NamedTuple):
    """One number. `start` is its mark."""

    id: str
    number: int
    start: dt.datetime
    end: dt.datetime
    status: SlotStatus
    pool: Pool


class Clinic(NamedTuple):
    """One session with all its numbers, ordered by number. Not active: stopped 停诊."""

    id: str
    version: str  # of the Schedule
    at: dt.datetime  # newest change of the Schedule or one of its Slots: an older state never undoes a newer one
    active: bool
    campus: str
    campus_name: str
    department: str
    department_name: str
    doctor: str | None  # Practitioner id; None: a clinic of the department, whoever is on duty
    doctor_name: str
    grade: str  # 主任医师 …, in Chinese; empty without a doctor
    replaces: str | None  # the doctor for whom this one stands in
    kind: Kind
    room: str  # where to go, in Chinese
    start: dt.datetime
    end: dt.datetime
    fee: Fen | None  # an active clinic always has one (0 is free of charge); a stopped one may lack it
    comment: str  # the reason of a stop, when the HIS gives one
    slots: tuple[HisSlot, ...]


def changed(since: dt.datetime | None) -> Changes[Clinic]:
    """Every clinic of which the Schedule or a Slot changed since; without `since` every clinic from today on. Raises HisAway.

    A clinic that changes while it is being read is left for the next question, so that a mixture is never told.
    """
    ahead = {} if since else {"date": f"ge{clock.today().isoformat()}"}
    schedules = searching.changed("Schedule", since, _itself, ahead)
    known = {node.id: node for node in schedules.items}
    if since:
        moved = searching.changed("Slot", since, _schedule_of)
        known |= searching.by_ids("Schedule", set(moved.items) - set(known))
    slots = _slots(known)
    for restless in _changed_since(schedules.until, known, slots):
        log.info("clinic_changes_while_read", clinic=restless)
        del known[restless]
    around = _Around(known)
    clinics, unusable = searching.usable(known.values(), lambda schedule: _read(schedule, slots.get(schedule.id, []), around))
    return Changes(clinics, schedules.until, unusable)


def get(clinic: str) -> Clinic | None:
    """That clinic as it is now, or None. Raises HisAway; Unusable when it lacks what the profile asks."""
    for _ in range(READS):
        known = searching.by_ids("Schedule", [clinic])
        if not known:
            return None
        slots = _slots(known)
        again = searching.by_ids("Schedule", [clinic]), _slots(known)
        if _versions(known, slots) == _versions(*again):
            return _read(known[clinic], slots.get(clinic, []), _Around(known))
    raise HisAway(sent=False)


def _changed_since(moment: dt.datetime, schedules: dict[str, Node], slots: dict[str, list[Node]]) -> set[str]:
    """Those of these clinics that are no longer as they were read."""
    if not schedules:
        return set()
    read = _versions(schedules, slots)
    now = {node.id: node for node in searching.changed("Schedule", moment, _itself, overlap=LAG).items if node.id in schedules}
    newer: dict[str, list[Node]] = {}
    for slot in searching.changed("Slot", moment, _itself, overlap=LAG).items:
        if (of := slot.reference("schedule", "Schedule")) in schedules:
            newer.setdefault(of, []).append(slot)
    return {of for of, versions in _versions(now, newer).items() if not versions <= read.get(of, set())}


def _versions(schedules: dict[str, Node], slots: dict[str, list[Node]]) -> dict[str, set[tuple[str, str, str]]]:
    """Every resource of each clinic with its version."""
    names = {*schedules, *slots}
    return {of: {(one.kind, one.id, one.version) for one in [*slots.get(of, []), *_those(schedules.get(of))]} for of in names}


def _those(node: Node | None) -> list[Node]:
    return [node] if node else []


def _itself(node: Node) -> Node:
    return node


def _schedule_of(slot: Node) -> str:
    return slot.needed("schedule", "Schedule")


def _slots(schedules: dict[str, Node]) -> dict[str, list[Node]]:
    slots: dict[str, list[Node]] = {}
    for slot in searching.of_references("Slot", "schedule", "Schedule", schedules):
        slots.setdefault(_schedule_of(slot), []).append(slot)
    return slots


class _Around:
    """What Schedules refer to, asked for together: doctors, services, rooms, fees, departments and what these belong to."""

    def __init__(self, schedules: dict[str, Node]) -> None:
        """Ask."""
        nodes = schedules.values()
        self.roles = searching.by_ids("PractitionerRole", _all(_actor(node, "PractitionerRole") for node in nodes))
        self.services = searching.by_ids("HealthcareService", _all(_actor(node, "HealthcareService") for node in nodes))
        self.rooms = searching.by_ids("Location", _all(_actor(node, "Location") for node in nodes))
        self.fees = searching.by_ids("ChargeItemDefinition", _all(_fee_id(node) for node in nodes))
        self.doctors = searching.by_ids(
            "Practitioner", _all(one.reference("practitioner", "Practitioner") for one in self.roles.values())
        )
        self.organizations: dict[str, Node] = {}
        wanted = _all(one.reference("providedBy", "Organization") for one in self.services.values())
        while wanted:
            self.organizations |= searching.by_ids("Organization", wanted)
            wanted = _all(one.reference("partOf", "Organization") for one in self.organizations.values()) - set(
                self.organizations
            )

    def campus_of(self, department: Node) -> Node:
        """The nearest organization above that is not a department."""
        here: Node | None = department
        for _ in range(DEEPEST):
            if here is None:
                break
            if "dept" not in here.concepts("type", systems.ORGANIZATION_TYPE):
                return here
            here = self.organizations.get(here.reference("partOf", "Organization") or "")
        raise Unusable("Organization.partOf")


DEEPEST = 6  # departments within departments
LAG = dt.timedelta(seconds=5)  # between the stamp of a change and its being seen, while we read
READS = 4  # of a clinic that changes while it is read


def _all(ids: Iterable[str | None]) -> set[str]:
    return {one for one in ids if one}


def _actor(schedule: Node, kind: str) -> str | None:
    return next((found for one in schedule.nodes("actor") if (found := one.refers(kind))), None)


def _fee_id(schedule: Node) -> str | None:
    fee = schedule.extension(systems.FEE)
    return fee.reference("valueReference", "ChargeItemDefinition") if fee else None


def _must(found: Node | None, name: str) -> Node:
    if found is None:
        raise Unusable(name)
    return found


def _read(schedule: Node, slots: list[Node], around: _Around) -> Clinic:
    service = _must(around.services.get(_actor(schedule, "HealthcareService") or ""), "Schedule.actor(HealthcareService)")
    department = _must(around.organizations.get(service.needed("providedBy", "Organization")), "HealthcareService.providedBy")
    campus = around.campus_of(department)
    horizon = _must(schedule.node("planningHorizon"), "Schedule.planningHorizon")
    role, doctor = _doctor(schedule, around)
    active = schedule.flag("active", otherwise=True)
    numbers = [_slot(slot) for slot in slots]
    room = around.rooms.get(_actor(schedule, "Location") or "")
    replaced = schedule.extension(systems.REPLACES)
    return Clinic(
        id=schedule.id,
        version=schedule.version,
        at=max(node.at for node in (schedule, *slots)),
        active=active,
        campus=campus.id,
        campus_name=campus.text("name"),
        department=department.id,
        department_name=department.text("name"),
        doctor=doctor.id if doctor else None,
        doctor_name=person_name(doctor) if doctor else "",
        grade=grade_of(role) if role else "",
        replaces=replaced.reference("valueReference", "Practitioner") if replaced else None,
        kind=kind_of(service),
        room=room.text("name") if room else "",
        start=horizon.moment("start"),
        end=horizon.moment("end"),
        fee=_fee(schedule, around, active=active),
        comment=schedule.maybe("comment") or "",
        slots=tuple(sorted(numbers, key=lambda slot: slot.number)),
    )


def _doctor(schedule: Node, around: _Around) -> tuple[Node | None, Node | None]:
    """The role and the doctor; neither in a clinic of the department."""
    named = _actor(schedule, "PractitionerRole")
    if named is None:
        return None, None
    role = _must(around.roles.get(named), "Schedule.actor(PractitionerRole)")
    return role, _must(around.doctors.get(role.needed("practitioner", "Practitioner")), "PractitionerRole.practitioner")


def _fee(schedule: Node, around: _Around, *, active: bool) -> Fen | None:
    fee = around.fees.get(_fee_id(schedule) or "")
    if fee is None and active:
        raise Unusable("Schedule.extension(clinic-fee)")
    return amount_of(fee) if fee else None


def _slot(node: Node) -> HisSlot:
    numbers, status = node.identifiers(systems.NUMBER), node.text("status")
    if not numbers or not numbers[0].isascii() or not numbers[0].isdigit():
        raise Unusable("Slot.identifier(number)")
    if status not in set(SlotStatus):
        raise Unusable("Slot.status")
    concept = node.node("appointmentType")
    pool = concept.code(systems.POOL) if concept else None
    if pool is not None and pool not in set(Pool):
        raise Unusable("Slot.appointmentType")
    return HisSlot(
        id=node.id,
        number=int(numbers[0]),
        start=node.moment("start"),
        end=node.moment("end"),
        status=SlotStatus(status),
        pool=Pool(pool or Pool.SHARED),
    )
