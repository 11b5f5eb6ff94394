"""A registration at another place: its own rows, the same whether the HIS was asked or not."""

from pynamodb.expressions.update import Action

from chalicelib.kernel.tables import Unit
from chalicelib.registration import places, reminding, transitions
from chalicelib.registration.models import OfPatient, Registration, Segment
from chalicelib.registration.states import COMING, State


def relocate(unit: Unit, found: Registration, there: Segment, number: int, *more: Action) -> None:
    """The registration's own rows when it moves to another place."""
    told = places.told(there, number)
    if told.date != found.date:
        unit.delete(OfPatient.of(found.patient, found.date, found.id))
        unit.put(OfPatient.of(found.patient, told.date, found.id))
    actions = [*places.written(told), *more]
    if found.stands in COMING:
        transitions.deliver(unit, found)
        reminding.plan(unit, Registration(found.id, **told._asdict()))
        actions.append(Registration.changed.remove())
    if found.stands is State.REPLACED:
        transitions.step(unit, found, State.CONFIRMED, *actions)
    else:
        transitions.change(unit, found, "rescheduled", *actions)
