"""After the end: ID scans are destroyed ⚙ days after the last of closing, refunds settled, incidents settled; proofs are kept for years."""

import datetime as dt

from chalicelib.copies import bills, records, settings
from chalicelib.copies.models import Application
from chalicelib.copies.states import OVER
from chalicelib.kernel import agenda, clock
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.tables import Unit
from chalicelib.vault import destroying
from chalicelib.vault.models import PaperClass

DESTROY = "copies.destroy_scans"
AGAIN = dt.timedelta(days=1)
WHY = "case_closed"


def plan(fact: Fact) -> None:
    """An application is over: put the end of its scans on the agenda."""
    found = records.known(fact.subject)
    if found.stands in OVER:
        agenda.put_off(DESTROY, found.id, due(found), closed=found.closed)


def due(found: Application) -> dt.datetime:
    """When its scans are to be destroyed, as things stand."""
    return clock.read(found.closed) + dt.timedelta(days=settings.chosen(found.campus).scans_kept)


def destroy(application: str, closed: str) -> None:
    """Destroy the scans, unless it was opened again; what is unsettled, or held by 医务科, puts it off by a day."""
    found = records.known(application)
    if found.stands not in OVER or found.closed != closed:
        return
    if unsettled(found):
        agenda.put_off(DESTROY, application, clock.now() + AGAIN, closed=closed)
        return
    try:
        with Unit() as unit:
            destroying.destroy_all(unit, records.PURPOSE, application, WHY)
            kept = destroying.kept_until(clock.read(closed))
            destroying.destroy_on(unit, records.PURPOSE, application, kept, WHY, PaperClass.PROOF)
    except destroying.OnHold:
        agenda.put_off(DESTROY, application, clock.now() + AGAIN, closed=closed)


def unsettled(found: Application) -> bool:
    """Whether money is still on its way, or an incident is open."""
    moving = any(int(one.back) > int(one.returned) and not one.at_counter for one in bills.of(found.id))
    return moving or any(not one.get("settled") for one in found.incidents)
