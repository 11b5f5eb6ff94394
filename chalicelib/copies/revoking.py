"""An electronic copy that must not be believed any more."""

from chalicelib.copies.given.models import Electronic, ElectronicState
from chalicelib.copies.models import Application
from chalicelib.kernel.tables import Unit


def revoke(unit: Unit, found: Application) -> None:
    """A page of it is wrong: it can be read and verified no more."""
    there = Electronic.find(found.id, int(found.round))  # type: ignore[arg-type]
    if there is not None:
        unit.update(there, [Electronic.state.set(ElectronicState.REVOKED.value)])
