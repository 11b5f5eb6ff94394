"""The directory as other rooms and the public pages read it: one query a list and process, remembered for a minute."""

import time
from typing import TypeVar

from pydantic import TypeAdapter

from chalicelib.directory import lists
from chalicelib.directory.models import Campus, Department, Doctor, Hospital, Price
from chalicelib.directory.settings import DirectorySettings
from chalicelib.kernel import refusals, settings

CACHE_SECONDS = 60
HOSPITAL, PRICES = "hospital", "prices"
_T = TypeVar("_T", bound=Campus | Department | Doctor)
_cache: dict[tuple[str, str], tuple[float, object]] = {}


class NotInDirectory(refusals.NotFound):
    """No such campus, department or doctor."""

    code, message = "not_in_directory", "没有找到该院区、科室或医生，请返回首页重新查找"


class _Adapters:
    """Built on first use."""

    hospital: TypeAdapter[Hospital] = TypeAdapter(Hospital)
    prices: TypeAdapter[dict[str, Price]] = TypeAdapter(dict[str, Price])


adapters = _Adapters()


def hospital() -> Hospital:
    """Everything but the prices; empty before the first sync."""
    return _remembered(HOSPITAL, adapters.hospital, Hospital())


def prices() -> dict[str, Price]:
    """The price list by id, hidden entries included."""
    return _remembered(PRICES, adapters.prices, {})


_L = TypeVar("_L")


def _remembered(kind: str, adapter: TypeAdapter[_L], empty: _L) -> _L:
    key = (settings.deployment().tables, kind)
    known = _cache.get(key)
    if known is None or known[0] < time.monotonic():
        known = (time.monotonic() + CACHE_SECONDS, lists.read(kind, adapter, empty).content)
        _cache[key] = known
    content: _L = known[1]  # type: ignore[assignment]  # the key says which list it is
    return content


def forget_cached() -> None:
    """Read the table again at the next question."""
    _cache.clear()


def campus(which: str) -> Campus:
    """That campus, hidden or not. Raises NotInDirectory."""
    return _one(hospital().campuses, which)


def department(which: str) -> Department:
    """That department, hidden or not; `sensitive` as the HIS marks it or the hospital chose. Raises NotInDirectory."""
    found = _one(hospital().departments, which)
    chosen = settings.hospital(DirectorySettings).sensitive
    return found.model_copy(update={"sensitive": True}) if found.id in chosen else found


def doctor(which: str) -> Doctor:
    """That doctor, hidden or not. Raises NotInDirectory."""
    return _one(hospital().doctors, which)


def _one(among: tuple[_T, ...], which: str) -> _T:
    found = next((one for one in among if one.id == which), None)
    if found is None:
        raise NotInDirectory
    return found
