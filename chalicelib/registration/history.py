"""A patient's registrations, by period: past and to come."""

import datetime as dt
from enum import StrEnum

from chalicelib.cards import access
from chalicelib.cards.models import Level
from chalicelib.kernel import clock
from chalicelib.kernel.ids import AccountId
from chalicelib.registration.models import OfPatient, Registration


class Period(StrEnum):
    """How far back; what is still to come is always shown."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


DAYS = {Period.WEEK: 7, Period.MONTH: 31, Period.QUARTER: 92}


def of(account: AccountId, period: Period | None) -> list[Registration]:
    """Of everybody whom this account may see, latest visit first; without a period all there ever were."""
    since = (clock.today() - dt.timedelta(days=DAYS[period])).isoformat() if period else "0"
    patients = [link.patient for link in access.mine(account) if Level.SEE.value in link.levels]
    visits = [visit for patient in patients for visit in OfPatient.query(patient, OfPatient.visit >= since, consistent_read=True)]
    found = Registration.batch_get([visit.visit.partition("#")[2] for visit in visits], consistent_read=True)
    return sorted(found, key=lambda one: (one.mark, one.id), reverse=True)
