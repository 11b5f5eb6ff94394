"""Whether somebody wants to be followed up: their own choice, as easily taken back."""

from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.cards import access
from chalicelib.cards.models import Level
from chalicelib.followup import people
from chalicelib.followup.models import OptOut
from chalicelib.followup.plans import stopping
from chalicelib.followup.states import Ended
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit


def choose(me: Patient, patient: PatientId, *, wanted: bool) -> None:
    """No: whatever goes on ends, and no plan enrols them any more. Yes again: the next visit may. Raises NotYours, Unauthenticated."""
    whose = people.key(patient, "")
    with Unit() as unit:
        still_signed_in(unit, me)
        access.require(unit, me, patient, Level.ALL)
        if wanted:
            unit.delete(OptOut(whose))
        else:
            stopping.opt_out(unit, whose)
    if not wanted:
        stopping.leave_alone(whose, Ended.OPTED_OUT)


def wants(patient: str) -> bool:
    """What they chose; yes until they say no."""
    return OptOut.find(people.key(patient, "")) is None
