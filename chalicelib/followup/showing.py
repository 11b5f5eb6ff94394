"""What an account sees of the follow-up of everybody whose health it may speak of."""

from typing import NamedTuple

from chalicelib.cards import access
from chalicelib.cards.models import Level
from chalicelib.followup import choosing
from chalicelib.followup.models import Ask
from chalicelib.followup.plans import merging
from chalicelib.kernel.ids import AccountId, PatientId

MOST = 100


class Theirs(NamedTuple):
    """One patient's."""

    patient: PatientId
    wants: bool
    asks: list[Ask]  # the newest first


def of(account: AccountId) -> list[Theirs]:
    """Everybody's."""
    linked = [PatientId(one.patient) for one in access.mine(account) if access.reaches(one, Level.ALL)]
    return [Theirs(patient, choosing.wants(patient), asks(patient)) for patient in linked]


def asks(patient: str) -> list[Ask]:
    """What was asked of that patient, the newest first."""
    names = [one.what.partition("#")[2] for one in merging.of_patient(patient) if one.what.startswith("ask#")]
    found = list(Ask.batch_get(names, consistent_read=True)) if names else []
    return sorted(found, key=lambda one: one.asked, reverse=True)[:MOST]
