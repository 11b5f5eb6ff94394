"""Carrying an approved number to the HIS, however long it is away; and what happens to the photographs afterwards."""

from chalicelib.cards.newphone import steps, telling
from chalicelib.cards.newphone.models import OVER, PURPOSE, Change, Standing, State
from chalicelib.gateways.his import patients as his
from chalicelib.gateways.his.outcomes import HisRefused
from chalicelib.kernel import agenda, log
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.tables import Unit
from chalicelib.vault import destroying

CARRY = "cards.phone_carry"  # the agenda's kind
AGAIN = 300  # seconds
WHY = "case_closed"


def carry(due: Due) -> None:
    """Have the HIS reserve the new number; told twice it is once. While the HIS is away it comes again by itself."""
    found = Change.find(due.subject)
    if found and found.stands is State.APPROVED:
        asked = steps.asked(found)
        try:
            his.reserve_phone(asked.his_id, asked.new)
            to, said = State.DONE, telling.Kind.DONE
        except HisRefused as refused:
            log.warning("phone_not_reserved", change=found.id, reason=refused.reason)
            to, said = State.AT_WINDOW, telling.Kind.REFUSED
        with Unit() as unit:
            steps.step(unit, found, to)
            telling.result(unit, found.id, said, asked.new)
    agenda.drop(due)


def destroy(due: Due) -> None:
    """Destroy the photographs of a change that is over; a hold puts it off by a day."""
    found = Change.find(due.subject)
    if found and found.stands in OVER:
        try:
            with Unit() as unit:
                destroying.destroy_all(unit, PURPOSE, found.id, WHY)
        except destroying.OnHold:
            return
    agenda.drop(due)


def changed_at(his_id: str) -> str:
    """When this person's phone was last changed from afar; empty when it never was."""
    found = Standing.find(his_id)
    return found.changed_at if found else ""
