"""Patients: found by an identifier, created once, followed through merges, deaths and changed phones."""

import datetime as dt
from dataclasses import dataclass, field

from chalicelib.gateways.his.outcomes import Changes
from chalicelib.gateways.his.systems import Identity
from chalicelib.kernel.ids import PatientId


@dataclass(frozen=True)
class HisPatient:
    """A patient as the HIS knows him. `repr` shows the id alone."""

    id: str  # opaque, of the HIS
    version: str = field(repr=False)
    at: dt.datetime = field(repr=False)  # when the HIS last changed it
    names: tuple[str, ...] = field(repr=False)  # the usual one first
    sex: str = field(repr=False)  # FHIR: male, female, other, unknown
    born: dt.date | None = field(repr=False)
    identities: tuple[tuple[Identity, str], ...] = field(repr=False)  # papers: kind and number (HK/Macau: 9 characters)
    cards: tuple[str, ...] = field(repr=False)  # 就诊卡号, valid ones
    records: tuple[str, ...] = field(repr=False)  # 病案号
    ours: str | None = field(repr=False)  # our PatientId, when we had it created
    phones: tuple[str, ...] = field(repr=False)  # reserved ones, the foremost first
    active: bool = field(repr=False)
    deceased: bool = field(repr=False)
    replaced_by: str | None = field(repr=False)  # merged into that patient
    replaces: tuple[str, ...] = field(repr=False)  # those merged into this one


@dataclass(frozen=True)
class NewPatient:
    """Whom to create. `ours` makes it happen once."""

    ours: PatientId
    name: str = field(repr=False)
    sex: str = field(repr=False)  # male, female, other, unknown
    born: dt.date = field(repr=False)
    kind: Identity = field(repr=False)
    number: str = field(repr=False)  # as printed
    phone: str = field(repr=False)


def find(kind: Identity, number: str) -> list[HisPatient]:
    """Everybody with that identity paper, merged ones included (see `replaced_by`). Raises HisAway."""
    raise NotImplementedError


def find_card(number: str) -> list[HisPatient]:
    """Everybody with that visit card number. Raises HisAway."""
    raise NotImplementedError


def get(patient: str) -> HisPatient | None:
    """The patient with that HIS id, or None. Raises HisAway."""
    raise NotImplementedError


def create(new: NewPatient) -> HisPatient:
    """Create, or find what an earlier try created (by `new.ours`). The answer carries the card number that the HIS gave.

    Raises HisRefused("duplicate") when the HIS has the identity paper already, HisAway (sent: unknown, try again).
    """
    raise NotImplementedError


def changed(since: dt.datetime) -> Changes[HisPatient]:
    """Everybody whom the HIS changed since: merges, unmerges, deaths, phones, cards. Raises HisAway."""
    raise NotImplementedError
