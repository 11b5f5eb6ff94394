"""When the applicant comes: takes the time that staff offer, or proposes another."""

import contextlib
from collections.abc import Callable

from chalicelib.accounts.sessions import Patient
from chalicelib.copies import deeds, records, scheduling
from chalicelib.copies.models import Application
from chalicelib.copies.pickup.models import HalfHourId
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.tables import Unit


def accept(me: Patient, application: str, once: Once) -> Application:
    """The time that was offered will do. Raises NotNow."""
    return _agree(me, application, once, scheduling.accept)


def propose(me: Patient, application: str, place: str, half_hour: HalfHourId, once: Once) -> Application:
    """Another time, held from now on. Raises HalfHourFull, NoSuchTime, NoSuchPlace, NotNow."""
    return _agree(me, application, once, lambda unit, found: scheduling.counter(unit, found, place, half_hour))


def _agree(me: Patient, application: str, once: Once, deed: Callable[[Unit, Application], None]) -> Application:
    found = records.mine(me, application)
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        with deeds.deed(me, found, once) as unit:
            deed(unit, found)
    return records.known(found.id)
