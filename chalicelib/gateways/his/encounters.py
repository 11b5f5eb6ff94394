"""Whether a patient is in hospital."""

import datetime as dt
from typing import NamedTuple

from chalicelib.gateways.his import searching, systems
from chalicelib.gateways.his.resources import Node, fhir


class Stay(NamedTuple):
    """An inpatient's present stay."""

    id: str
    patient: str
    department: str | None  # Organization id
    ward: str  # text; empty when the HIS does not say
    admitted: dt.datetime | None


def inpatient(patient: str) -> Stay | None:
    """The present stay of the patient with that HIS id; None when not in hospital. Raises HisAway."""
    parameters = {"patient": f"Patient/{fhir(patient)}", "class": f"{systems.ACT}|IMP", "status": "in-progress"}
    stays, _ = searching.usable(searching.found("Encounter", **parameters), _read)
    return max(stays, key=lambda stay: stay.admitted or dt.datetime.min.replace(tzinfo=dt.UTC), default=None)


def _read(node: Node) -> Stay:
    period = node.node("period")
    wards = [place.maybe("display") for one in node.nodes("location") if (place := one.node("location"))]
    return Stay(
        id=node.id,
        patient=node.needed("subject", "Patient"),
        department=node.reference("serviceProvider", "Organization"),
        ward=next((ward for ward in wards if ward), ""),
        admitted=period.maybe_moment("start") if period else None,
    )
