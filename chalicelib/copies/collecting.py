"""Who may fetch the copies: the applicant with a code of one's own, or a named collector 代领人 with another.

A collector may neither look nor change anything; until the hand-over the applicant may name somebody else, or nobody.
"""

from chalicelib.accounts.sessions import Patient
from chalicelib.copies import forms, records, refused, transitions
from chalicelib.copies.forms import PersonForm
from chalicelib.copies.models import Application
from chalicelib.copies.pickup import codes
from chalicelib.copies.pickup.codes import Holder
from chalicelib.copies.states import AT_THE_WINDOW, OVER, WRITABLE, Delivery
from chalicelib.kernel.tables import Unit


class CollectorForm(PersonForm):
    """Who collects in the applicant's place."""


def my_code(me: Patient, application: str) -> str:
    """A new code for the applicant, told this once; the one before is void. Raises NotNow unless the copies lie ready."""
    found = records.mine(me, application)
    if found.stands not in AT_THE_WINDOW:
        raise refused.NotNow
    with Unit() as unit:
        records.require(unit, me)
        code = codes.issue(unit, found.id, Holder.APPLICANT)
        transitions.change(unit, found, "code_made", by=transitions.APPLICANT)
    return code


def name_collector(me: Patient, application: str, form: CollectorForm) -> str:
    """Name who collects; the answer is that person's code, told this once. Whoever was named before can collect no more."""
    found = _changeable(me, application)
    sealed = forms.sealed(found.id, "collector", forms.checked(form))
    with Unit() as unit:
        records.require(unit, me)
        code = codes.issue(unit, found.id, Holder.COLLECTOR)
        transitions.change(unit, found, "collector_named", Application.collector.set(sealed), by=transitions.APPLICANT)
    return code


def drop_collector(me: Patient, application: str) -> Application:
    """Nobody collects but the applicant."""
    found = _changeable(me, application)
    if found.collector is None:
        return found
    with Unit() as unit:
        records.require(unit, me)
        codes.withdraw(unit, found.id, Holder.COLLECTOR)
        transitions.change(unit, found, "collector_dropped", Application.collector.remove(), by=transitions.APPLICANT)
    return records.known(found.id)


def _changeable(me: Patient, application: str) -> Application:
    found = records.mine(me, application)
    if found.stands in OVER | WRITABLE or found.delivery != Delivery.PICK_UP:
        raise refused.NotNow
    return found
