"""Whether a patient is in hospital."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Stay:
    """An inpatient's present stay."""

    id: str
    patient: str
    department: str | None  # Organization id
    ward: str  # text; empty when the HIS does not say
    admitted: dt.datetime | None


def inpatient(patient: str) -> Stay | None:
    """The present stay of the patient with that HIS id; None when not in hospital. Raises HisAway."""
    raise NotImplementedError
