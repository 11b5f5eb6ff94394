"""A patient has died, as the HIS says: what was still to come is given up, whatever the cut-off, and fees go back."""

from chalicelib.kernel import clock
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.tables import Unit
from chalicelib.payments import orders
from chalicelib.registration import refused, transitions
from chalicelib.registration.changing import GIVEN_UP
from chalicelib.registration.models import OfPatient, Registration
from chalicelib.registration.records import known
from chalicelib.registration.states import State


def died(fact: Fact) -> None:
    """Give up every registration of the patient that lies ahead. Told again, nothing is left to do.

    Raises StillAsking when the hospital is being asked about one of them: the fact comes again.
    """
    for visit in OfPatient.query(fact.subject, consistent_read=True):
        found = known(visit.visit.partition("#")[2])
        if found.stands in GIVEN_UP and clock.read(found.mark) > clock.now():
            _give_up(found)


def _give_up(found: Registration) -> None:
    if found.moving:
        raise refused.StillAsking
    with Unit() as unit:
        if found.stands is State.HELD:
            orders.ask_close(unit, orders.OrderId(found.order))
        transitions.end(unit, found, State.CANCELLED)
