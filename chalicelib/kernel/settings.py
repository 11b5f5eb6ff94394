"""Two kinds of settings: where this deployment stands (environment), and what this hospital chose (a table, typed)."""

import json
import time
from typing import ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict

from chalicelib.kernel import choices
from chalicelib.kernel.deployment import PREFIX, Deployment, SettingsIncomplete, deployment, read

__all__ = [
    "HOSPITAL",
    "PREFIX",
    "Deployment",
    "HospitalSettings",
    "SettingsIncomplete",
    "deployment",
    "forget_cached",
    "hospital",
    "read",
]


class HospitalSettings(BaseModel):
    """What a hospital chose for one room (⚙). A room derives its own, with the product's defaults.

    `room` names it in the table. A campus may choose otherwise than the hospital.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    room: ClassVar[str]


HOSPITAL = "hospital"  # the scope that holds for every campus that did not choose otherwise
CACHE_SECONDS = 30
_Room = TypeVar("_Room", bound=HospitalSettings)
_cache: dict[tuple[str, str], tuple[float, HospitalSettings]] = {}


def hospital(kind: type[_Room], campus: str = HOSPITAL) -> _Room:
    """What the hospital chose for a room, at one campus; at most CACHE_SECONDS old."""
    known = _cache.get((kind.room, campus))
    if known and known[0] > time.monotonic() and isinstance(known[1], kind):
        return known[1]
    made: dict[str, object] = {}
    for scope in dict.fromkeys((HOSPITAL, campus)):
        made |= json.loads(choices.current(kind.room, scope).document)
    value = kind.model_validate(made)
    _cache[kind.room, campus] = (time.monotonic() + CACHE_SECONDS, value)
    return value


def forget_cached() -> None:
    """Ask the table again at the next question."""
    _cache.clear()
