"""What the record room may have a record of: stays and visits, whether they are over, and whether the record is archived."""

import datetime as dt
from typing import NamedTuple

from chalicelib.gateways.his import searching, systems
from chalicelib.gateways.his.resources import Node, fhir
from chalicelib.kernel import clock

INPATIENT = "IMP"
CLASSES = ("IMP", "AMB", "EMER")  # stays, outpatient visits, emergency visits
STATUSES = ("in-progress", "finished")
SECRET = frozenset({"R", "V"})  # confidentiality: restricted, very restricted


class PastStay(NamedTuple):
    """A stay or visit that has a record. Days are the hospital's."""

    id: str  # of the HIS
    patient: str  # HIS id
    number: str  # 住院号 or 门诊号
    inpatient: bool
    department: str  # Organization id; empty when the HIS does not say
    began: dt.date
    ended: dt.date | None  # None: still in hospital
    archived: dt.date | None  # when the record room had it whole
    restricted: bool  # the HIS marks it as confidential beyond the usual

    def __repr__(self) -> str:
        """Nothing personal, wherever it is printed."""
        return f"<{type(self).__name__}>"


def of_patient(patient: str) -> list[PastStay]:
    """Every stay and visit of the patient with that HIS id, the latest first. Raises HisAway."""
    parameters = {
        "patient": f"Patient/{fhir(patient)}",
        "class": ",".join(f"{systems.ACT}|{one}" for one in CLASSES),
        "status": ",".join(STATUSES),
    }
    found, _ = searching.usable(searching.found("Encounter", **parameters), _read)
    return sorted(found, key=lambda stay: (stay.began, stay.id), reverse=True)


def with_number(number: str) -> list[PastStay]:
    """The stays and visits of that admission or visit number, whoever's. Raises HisAway."""
    wanted = ",".join(f"{system}|{number}" for system in (systems.ADMISSION, systems.VISIT))
    found, _ = searching.usable(searching.found_privately("Encounter", identifier=wanted), _read)
    return [stay for stay in found if stay.number == number]


def _read(node: Node) -> PastStay:
    period = node.node("period") or node
    archived = node.extension(systems.ARCHIVED)
    marks = [one.maybe("code") for one in (node.node("meta") or node).nodes("security")]
    ended = period.maybe_moment("end")
    return PastStay(
        id=node.id,
        patient=node.needed("subject", "Patient"),
        number=next(iter([*node.identifiers(systems.ADMISSION), *node.identifiers(systems.VISIT)]), ""),
        inpatient=(node.node("class") or node).maybe("code") == INPATIENT,
        department=node.reference("serviceProvider", "Organization") or "",
        began=clock.local(period.moment("start")).date(),
        ended=clock.local(ended).date() if ended and node.maybe("status") == "finished" else None,
        archived=archived.day("valueDate") if archived else None,
        restricted=bool(SECRET.intersection(marks)),
    )
