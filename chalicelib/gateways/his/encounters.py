"""Whether a patient is in hospital; and which visits and stays have begun or ended, with what was found."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from chalicelib.gateways.his import searching, systems
from chalicelib.gateways.his.outcomes import Changes
from chalicelib.gateways.his.resources import Node, fhir

INPATIENT = "IMP"
CLASSES = ("IMP", "AMB", "EMER")
FINISHED, PRESENT = "finished", "in-progress"
NOT_SO = frozenset({"refuted", "entered-in-error"})  # of a diagnosis


class Stay(NamedTuple):
    """An inpatient's present stay."""

    id: str
    patient: str
    department: str | None  # Organization id
    ward: str  # text; empty when the HIS does not say
    admitted: dt.datetime | None


class Diagnosis(NamedTuple):
    """What was found."""

    icd: str  # ICD-10
    words: str
    severity: str  # systems.Severity, or empty


class Encounter(NamedTuple):
    """A stay or a visit, with what was found. `repr` shows the id alone."""

    id: str
    patient: str
    inpatient: bool
    finished: bool
    department: str  # Organization id; empty when the HIS does not say
    doctor: str  # Practitioner id; empty likewise
    ward: str  # text; empty likewise
    began: dt.datetime
    ended: dt.datetime | None
    diagnoses: tuple[Diagnosis, ...] = ()

    def __repr__(self) -> str:
        """Nothing of anybody's health, wherever it is printed."""
        return f"<Encounter {self.id}>"


def inpatient(patient: str) -> Stay | None:
    """The present stay of the patient with that HIS id; None when not in hospital. Raises HisAway."""
    parameters = {"patient": f"Patient/{fhir(patient)}", "class": f"{systems.ACT}|{INPATIENT}", "status": PRESENT}
    stays, _ = searching.usable(searching.found("Encounter", **parameters), _stay)
    return max(stays, key=lambda stay: stay.admitted or dt.datetime.min.replace(tzinfo=dt.UTC), default=None)


def changed(since: dt.datetime) -> Changes[Encounter]:
    """Every stay and visit that the HIS changed since, with its diagnoses. Raises HisAway."""
    found = searching.changed("Encounter", since, _read, _wanted())
    return Changes(diagnosed(found.items), found.until, found.unusable)


def of_patient(patient: str) -> list[Encounter]:
    """Every stay and visit of that patient, the latest first, with its diagnoses. Raises HisAway."""
    found, _ = searching.usable(searching.found("Encounter", patient=f"Patient/{fhir(patient)}", **_wanted()), _read)
    return diagnosed(sorted(found, key=lambda one: (one.began, one.id), reverse=True))


def diagnosed(encounters: Iterable[Encounter]) -> list[Encounter]:
    """The same with what was found in each. Raises HisAway."""
    listed = list(encounters)
    conditions = searching.of_references("Condition", "encounter", "Encounter", {one.id for one in listed})
    found: dict[str, list[Diagnosis]] = {}
    for encounter, diagnosis in searching.usable(conditions, _condition)[0]:
        if diagnosis:
            found.setdefault(encounter, []).append(diagnosis)
    return [one._replace(diagnoses=tuple(found.get(one.id, ()))) for one in listed]


def _wanted() -> dict[str, str]:
    classes = ",".join(f"{systems.ACT}|{one}" for one in CLASSES)
    return {"class": classes, "status": f"{PRESENT},{FINISHED}"}


def _stay(node: Node) -> Stay:
    period = node.node("period")
    return Stay(
        id=node.id,
        patient=node.needed("subject", "Patient"),
        department=node.reference("serviceProvider", "Organization"),
        ward=_ward(node),
        admitted=period.maybe_moment("start") if period else None,
    )


def _ward(node: Node) -> str:
    wards = [place.maybe("display") for one in node.nodes("location") if (place := one.node("location"))]
    return next((ward for ward in wards if ward), "")


def _read(node: Node) -> Encounter:
    period = node.node("period") or node
    doctors = [one.reference("individual", "Practitioner") for one in node.nodes("participant")]
    finished = node.maybe("status") == FINISHED
    return Encounter(
        id=node.id,
        patient=node.needed("subject", "Patient"),
        inpatient=(node.node("class") or node).maybe("code") == INPATIENT,
        finished=finished,
        department=node.reference("serviceProvider", "Organization") or "",
        doctor=next((doctor for doctor in doctors if doctor), ""),
        ward=_ward(node),
        began=period.moment("start"),
        ended=period.moment("end") if finished else None,
    )


def _condition(node: Node) -> tuple[str, Diagnosis | None]:
    code, severity, stands = node.node("code"), node.node("severity"), node.node("verificationStatus")
    icd = code.code(systems.ICD_10) if code else None
    here = node.needed("encounter", "Encounter")
    if code is None or icd is None or (stands and NOT_SO & {one.maybe("code") for one in stands.nodes("coding")}):
        return here, None
    return here, Diagnosis(icd, code.words(), (severity.code(systems.SEVERITY) if severity else None) or "")
