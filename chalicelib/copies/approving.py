"""What a yes leads to: the record is fetched; ⚙ where copies are prepaid, that is asked for first."""

from pynamodb.expressions.update import Action

from chalicelib.copies import paying, transitions
from chalicelib.copies.models import Application
from chalicelib.copies.states import Money, State
from chalicelib.kernel.tables import Unit


def approve(unit: Unit, found: Application, *changes: Action, by: str, in_part: bool, note: str = "") -> None:
    """Add to the decision's transaction what follows from it."""
    if (due := paying.prepay(unit, found)) is not None:
        transitions.step(unit, found, State.AWAITING_PREPAYMENT, *changes, by=by, note=note, money=Money.DUE, due=due)
        return
    to = State.APPROVED_IN_PART if in_part else State.APPROVED
    transitions.step(unit, found, to, *changes, by=by, note=note)
