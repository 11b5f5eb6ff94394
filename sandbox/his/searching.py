"""Searches as FHIR R4 names them: parameters read strictly, results in order of change."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.his.outcomes import Refuse
from sandbox.seed.fhir import Resource

ZONE = ZoneInfo("Asia/Shanghai")
Test = Callable[[Resource, str], bool]


def _at(resource: Resource, path: str) -> Iterator[Any]:
    """Everything at a dotted path, through lists."""
    values: list[Any] = [resource]
    for name in path.split("."):
        values = [inner for value in values for inner in _listed(value.get(name)) if isinstance(value, dict)]
    return iter(values)


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def token(path: str) -> Test:
    """`system|value`, `system|`, `value`, several by commas; for Identifier, Coding, CodeableConcept, code, boolean."""

    def test(resource: Resource, wanted: str) -> bool:
        return any(_token(value, one) for value in _at(resource, path) for one in wanted.split(","))

    return test


def _token(value: Any, wanted: str) -> bool:
    system, bar, code = wanted.rpartition("|")
    if not isinstance(value, dict):
        return (str(value).lower() if isinstance(value, bool) else value) == code
    if "coding" in value:
        return any(_token(coding, wanted) for coding in value["coding"])
    return (not bar or value.get("system", "") == system) and (not code or code == value.get("value", value.get("code")))


def reference(path: str) -> Test:
    """`Type/id`, several by commas."""

    def test(resource: Resource, wanted: str) -> bool:
        names = set(wanted.split(","))
        return any(value.get("reference") in names for value in _at(resource, path))

    return test


def date(first: str, last: str | None = None) -> Test:
    """Prefixes ge, gt, le, lt; without one: within that day. For instants, and for a period given by its two ends."""

    def test(resource: Resource, wanted: str) -> bool:
        starts, ends = list(_at(resource, first)), list(_at(resource, last or first))
        if not starts or not ends:
            return False
        begin, end = _moment(starts[0]), _moment(ends[0])
        prefix, moment = (wanted[:2], _moment(wanted[2:])) if wanted[:2].isalpha() else ("", _moment(wanted))
        following = moment + dt.timedelta(days=1) if len(wanted) == 10 else moment
        tests = {
            "ge": end >= moment,
            "gt": end > moment,
            "le": begin <= moment,
            "lt": begin < moment,
            "": end >= moment and begin < following,
        }
        if prefix not in tests:
            raise Refuse(400, "not-supported", words=f"prefix {prefix}")
        return tests[prefix]

    return test


def _moment(text: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise Refuse(400, "invalid", words="a date that is none") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


EVERY: dict[str, Test] = {
    "_id": lambda resource, wanted: resource["id"] in wanted.split(","),
    "_lastUpdated": date("meta.lastUpdated"),
    "identifier": token("identifier"),
}
PARAMETERS: dict[str, dict[str, Test]] = {
    "Patient": {"active": token("active")},
    "Organization": {"partof": reference("partOf"), "type": token("type"), "active": token("active")},
    "Practitioner": {"active": token("active")},
    "PractitionerRole": {"practitioner": reference("practitioner"), "organization": reference("organization")},
    "HealthcareService": {"organization": reference("providedBy"), "active": token("active")},
    "Location": {"organization": reference("managingOrganization"), "status": token("status")},
    "ChargeItemDefinition": {"status": token("status")},
    "Schedule": {
        "actor": reference("actor"),
        "active": token("active"),
        "date": date("planningHorizon.start", "planningHorizon.end"),
    },
    "Slot": {
        "schedule": reference("schedule"),
        "status": token("status"),
        "start": date("start"),
        "appointment-type": token("appointmentType"),
    },
    "Appointment": {
        "slot": reference("slot"),
        "patient": reference("participant.actor"),
        "status": token("status"),
        "date": date("start"),
    },
    "Encounter": {"patient": reference("subject"), "class": token("class"), "status": token("status")},
    "Condition": {"patient": reference("subject"), "encounter": reference("encounter")},
}
SORTS = {"_lastUpdated"}


def matching(kind: str, resources: list[Resource], parameters: dict[str, str]) -> list[Resource]:
    """Those that match all parameters, in order of change."""
    tests = []
    for name, wanted in parameters.items():
        if name in {"_count", "_sort"}:
            continue
        test = EVERY.get(name) or PARAMETERS[kind].get(name)
        if test is None:
            raise Refuse(400, "not-supported", words=f"search parameter {name}")
        tests.append((test, wanted))
    if parameters.get("_sort", "_lastUpdated") not in SORTS:
        raise Refuse(400, "not-supported", words="_sort")
    found = [one for one in resources if all(test(one, wanted) for test, wanted in tests)]
    return sorted(found, key=place)


def place(resource: Resource) -> tuple[str, str]:
    """Where a resource stands in the order of change."""
    return resource["meta"]["lastUpdated"], resource["id"]
