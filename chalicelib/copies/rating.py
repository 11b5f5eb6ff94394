"""Satisfaction: asked when the copies are handed over; one answer an application."""

from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.copies import records, refused, transitions
from chalicelib.copies.models import Application
from chalicelib.copies.states import State
from chalicelib.kernel.tables import Unit

RATEABLE = frozenset({State.COMPLETED, State.REST_AWAITED})


def rate(me: Patient, application: str, stars: int) -> Application:
    """One to five stars, once; the same answer again is the same answer. Raises RatedAlready, NotNow."""
    found = records.mine(me, application)
    if int(found.rating) == stars:
        return found
    if found.rating:
        raise refused.RatedAlready
    if found.stands not in RATEABLE:
        raise refused.NotNow
    answer = [Application.rating.set(stars), Application.rated_at.set(records.now())]
    with Unit() as unit:
        still_signed_in(unit, me)
        transitions.change(unit, found, "rated", *answer, by=transitions.APPLICANT, stars=str(stars))
    return records.known(found.id)
