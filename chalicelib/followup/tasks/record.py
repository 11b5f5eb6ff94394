"""The patient's record as the HIS has it, for whoever is about to speak with them; that it was read is written down first."""

from typing import NamedTuple

from chalicelib.followup import people
from chalicelib.followup.models import Ask, Task
from chalicelib.followup.people import Somebody
from chalicelib.followup.tasks import working
from chalicelib.gateways.his import encounters
from chalicelib.gateways.his.encounters import Encounter
from chalicelib.kernel import audit, sealing
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Staff, still_on_duty

MOST = 10  # stays and visits


class Record(NamedTuple):
    """What is shown."""

    who: Somebody
    encounters: list[Encounter]


def show(me: Staff, name: str) -> Record:
    """Name, phone, the last stays and visits with their diagnoses: fetched now, kept nowhere. Raises ClaimFirst, HisAway, OffDuty."""
    found = working.mine(me, name)
    with Unit() as unit:
        still_on_duty(unit, me)
        audit.write(unit, me.id, "followup.record_read", name)
    return Record(people.somebody(found.his), encounters.of_patient(found.his)[:MOST])


def result_of(found: Task) -> str:
    """What was written down, unsealed."""
    return sealing.unseal(Task.noun, found.id, "result", found.result) if found.result else ""


def ask_of(found: Task) -> Ask | None:
    """The questionnaire as put to the patient from here."""
    return Ask.find(found.ask) if found.ask else None
