"""Organizations, doctors, services, places and prices, as far as they changed."""

import datetime as dt
from dataclasses import dataclass

from chalicelib.gateways.his.outcomes import Changes
from chalicelib.kernel.money import Fen


@dataclass(frozen=True)
class HisOrganization:
    """The hospital, a campus or a department."""

    id: str
    at: dt.datetime
    active: bool
    name: str
    department: bool  # else the hospital or one of its campuses
    part_of: str | None
    sensitive: bool
    introduction: str
    address: str
    phone: str


@dataclass(frozen=True)
class HisPractitioner:
    """A doctor."""

    id: str
    at: dt.datetime
    active: bool
    name: str
    sex: str
    introduction: str
    code: str  # 工号


@dataclass(frozen=True)
class HisRole:
    """A doctor's place in a department."""

    id: str
    at: dt.datetime
    active: bool
    practitioner: str
    department: str
    grade: str  # in Chinese
    specialities: tuple[str, ...]


@dataclass(frozen=True)
class HisPlace:
    """A room, floor or building."""

    id: str
    at: dt.datetime
    active: bool
    name: str
    department: str | None
    part_of: str | None


@dataclass(frozen=True)
class HisService:
    """A clinic that a department offers."""

    id: str
    at: dt.datetime
    active: bool
    name: str
    department: str
    kind: str  # see clinics.Kind
    places: tuple[str, ...]


@dataclass(frozen=True)
class HisPrice:
    """An entry of the price list."""

    id: str
    at: dt.datetime
    active: bool
    code: str
    name: str
    drug: bool
    specification: str
    unit: str
    amount: Fen


def organizations(since: dt.datetime | None) -> Changes[HisOrganization]:
    """Those that changed since; all without `since`. Raises HisAway. The same holds for the others below."""
    raise NotImplementedError


def practitioners(since: dt.datetime | None) -> Changes[HisPractitioner]:
    """Doctors."""
    raise NotImplementedError


def roles(since: dt.datetime | None) -> Changes[HisRole]:
    """Doctors' places in departments."""
    raise NotImplementedError


def places(since: dt.datetime | None) -> Changes[HisPlace]:
    """Rooms."""
    raise NotImplementedError


def services(since: dt.datetime | None) -> Changes[HisService]:
    """Clinics that departments offer."""
    raise NotImplementedError


def prices(since: dt.datetime | None) -> Changes[HisPrice]:
    """The price list."""
    raise NotImplementedError
