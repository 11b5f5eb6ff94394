"""What every deed of an applicant shares: a state that allows it, and one transaction that is done once."""

import contextlib
from collections.abc import Callable, Collection, Iterator

from chalicelib.accounts.sessions import Patient
from chalicelib.copies import records
from chalicelib.copies.models import Application
from chalicelib.copies.states import State
from chalicelib.kernel import refusals
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.tables import Unit


def done_before(found: Application, once: Once, states: Collection[State], otherwise: type[refusals.Refusal]) -> bool:
    """Whether this very request has led out of these states already. Raises `otherwise` when something else has."""
    if found.stands in states:
        return False
    try:
        once.raise_if_done()
    except Repeated:
        return True
    raise otherwise


@contextlib.contextmanager
def deed(me: Patient, found: Application, once: Once, admit: Callable[[Unit, Patient], None] = records.require) -> Iterator[Unit]:
    """What the block adds, by somebody who may, once: the same request at the same moment does nothing more."""
    unit = Unit()
    once.remember(unit, found.id)
    admit(unit, me)
    yield unit
    with contextlib.suppress(Repeated):
        once.commit(unit)
