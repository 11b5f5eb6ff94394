"""What every deed of a member of staff shares: on duty, written down in the audit log, done once."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.kernel import audit
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Staff, still_on_duty


@contextmanager
def deed(me: Staff, act: str, subject: str, once: Once, why: str = "") -> Iterator[Unit]:
    """One transaction: what the block adds, with its audit entry. Raises Repeated when this very request was done before, OffDuty."""
    unit = Unit()
    once.remember(unit, subject)
    still_on_duty(unit, me)
    yield unit
    audit.write(unit, me.id, act, subject, why)
    once.commit(unit)
